package io.github.nettywinsock.iocp;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The native calls of a server for one message, by name, when it has run for a while. */
final class CallCounts {
    private final Map<String, Double> calls = new TreeMap<>();

    private CallCounts() {}

    static CallCounts of(Supplier<CostScenario> server, long messages) {
        CallCounts counts = new CallCounts();
        try (CostScenario scenario = server.get()) {
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
