package io.github.nettywinsock.iocp;

import io.github.nettywinsock.bench.Meter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Prints what the transport itself costs a message, and its native calls beside those of a server in C. */
public final class CostReport {
    private static final int MESSAGES = 12_800;
    private static final String LINE = "%-22s %-8s %7s %12s   %-15s %s%n";

    private CostReport() {}

    /** Runs the benchmarks. */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, Double> own = measure();
        System.out.printf(LINE, "for each message", "comes", "ns", "B allocated", "native calls", "by name");
        for (Workload workload : Workload.values()) {
            CallCounts transport =
                    CallCounts.of(() -> CostScenario.transport(Meter.Unit.NANOSECONDS, workload), MESSAGES);
            CallCounts bare = CallCounts.of(() -> CostScenario.bare(workload), MESSAGES);
            System.out.printf(
                    LINE,
                    workload.label(),
                    workload.isAtOnce() ? "at once" : "later",
                    String.format("%.0f", own.get(key(workload, Meter.Unit.NANOSECONDS))),
                    String.format("%.1f", Math.max(0, own.get(key(workload, Meter.Unit.BYTES)))),
                    String.format("%.2f, C %.2f", transport.total(), bare.total()),
                    byName(transport, bare));
        }
    }

    private static String byName(CallCounts transport, CallCounts bare) {
        StringBuilder text = new StringBuilder();
        Collection<String> names = new TreeSet<>(transport.byName().keySet());
        names.addAll(bare.byName().keySet());
        for (String name : names) {
            text.append(String.format("%s %.2f, C %.2f; ", name, transport.of(name), bare.of(name)));
        }
        return text.toString();
    }

    private static String key(Workload workload, Meter.Unit unit) {
        return workload + " " + unit;
    }

    /** What the transport itself takes for a message: the median of the iterations. */
    private static Map<String, Double> measure() throws RunnerException {
        Map<String, Double> own = new LinkedHashMap<>();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(TransportCost.class.getSimpleName())
                        .build())
                .run();
        for (RunResult result : results) {
            String key = key(
                    Workload.valueOf(result.getParams().getParam("workload")),
                    Meter.Unit.valueOf(result.getParams().getParam("unit")));
            double[] messages = result.getBenchmarkResults().stream()
                    .flatMap(benchmark -> benchmark.getIterationResults().stream())
                    .mapToDouble(CostReport::ownPerMessage)
                    .sorted()
                    .toArray();
            own.put(key, messages[messages.length / 2]);
        }
        return own;
    }

    private static double ownPerMessage(IterationResult iteration) {
        return iteration.getSecondaryResults().get("own").getScore()
                / iteration.getSecondaryResults().get("messages").getScore();
    }
}
