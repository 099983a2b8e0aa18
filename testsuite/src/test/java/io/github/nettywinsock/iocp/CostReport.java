package io.github.nettywinsock.iocp;

import io.github.nettywinsock.bench.Meter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Prints what the transport itself costs a message, and how many native calls beside what C needs. */
public final class CostReport {
    private static final String LINE = "%-38s %-8s %7s %12s   %s%n";

    /** How many seconds each runs before it is measured. */
    private static final int WARM_UPS = 5;

    private static final int CONNECTION_WARM_UPS = 25;

    private CostReport() {}

    /** Runs the benchmarks. */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, Double> own = measure();
        System.out.printf(LINE, "for each message", "comes", "ns", "B allocated", "native calls");
        for (Workload workload : Workload.values()) {
            System.out.printf(
                    LINE,
                    workload.label(),
                    workload.comes(),
                    String.format("%.0f", own.get(key(workload, Meter.Unit.NANOSECONDS))),
                    String.format("%.1f", Math.max(0, own.get(key(workload, Meter.Unit.BYTES)))),
                    CallCounts.totals(CallCounts.ofTransport(workload), CallCounts.ofBare(workload)));
        }
    }

    private static String key(Workload workload, Meter.Unit unit) {
        return workload + " " + unit;
    }

    /** What the transport itself takes for a message: the median of the iterations. */
    private static Map<String, Double> measure() throws RunnerException {
        Map<String, Double> own = new LinkedHashMap<>();
        List<RunResult> results = new ArrayList<>(run(workload -> !workload.opensConnections(), WARM_UPS));
        // what a channel is opened and closed with is more code, and runs less often
        results.addAll(run(Workload::opensConnections, CONNECTION_WARM_UPS));
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

    private static Collection<RunResult> run(Predicate<Workload> which, int warmUps) throws RunnerException {
        String[] workloads =
                Stream.of(Workload.values()).filter(which).map(Workload::name).toArray(String[]::new);
        return new Runner(new OptionsBuilder()
                        .include(TransportCost.class.getSimpleName())
                        .param("workload", workloads)
                        .warmupIterations(warmUps)
                        .build())
                .run();
    }

    private static double ownPerMessage(IterationResult iteration) {
        return iteration.getSecondaryResults().get("own").getScore()
                / iteration.getSecondaryResults().get("messages").getScore();
    }
}
