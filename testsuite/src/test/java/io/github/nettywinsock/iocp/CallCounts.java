package io.github.nettywinsock.iocp;

import io.github.nettywinsock.bench.Meter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The native calls for one message, by name, when a server or client has run for a while. */
final class CallCounts {
    private static final int BATCHES = 20;

    private final Map<String, Double> calls = new TreeMap<>();

    private CallCounts() {}

    static CallCounts ofTransport(Workload workload) {
        return of(() -> CostScenario.transport(Meter.Unit.NANOSECONDS, workload), workload.batch() * BATCHES);
    }

    /** Of what makes no more than it takes. */
    static CallCounts ofBare(Workload workload) {
        return of(() -> CostScenario.bare(workload), workload.batch() * BATCHES);
    }

    /** How many there are. */
    static String totals(CallCounts transport, CallCounts bare) {
        return String.format("%.2f, C %.2f", transport.total(), bare.total());
    }

    private static CallCounts of(Supplier<CostScenario> opened, int messages) {
        CallCounts counts = new CallCounts();
        try (CostScenario scenario = opened.get()) {
            scenario.echo(messages);
            scenario.meter.reset();
            double echoes = scenario.echo(messages);
            scenario.meter.calls().forEach((name, count) -> counts.calls.put(name, count / echoes));
        }
        return counts;
    }

    double of(String function) {
        return calls.getOrDefault(function, 0.0);
    }

    double total() {
        return calls.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    Map<String, Double> byName() {
        return calls;
    }
}
