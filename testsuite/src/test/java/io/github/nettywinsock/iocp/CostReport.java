package io.github.nettywinsock.iocp;

import io.github.nettywinsock.bench.Meter;
import io.github.nettywinsock.iocp.CostScenario.Peer;
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
    private static final int[] CONNECTIONS = {1, 16, 128};
    private static final String HEADER = "%-15s %-8s %12s %12s   %-11s %s%n";

    private CostReport() {}

    /** Runs the benchmarks. */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, Double> own = measure();
        System.out.printf(HEADER, "scenario", "peer", "ns", "B allocated", "calls", "by name");
        for (Peer peer : Peer.values()) {
            for (int connections : CONNECTIONS) {
                CallCounts transport = CallCounts.of(() -> CostScenario.transport(peer, connections), MESSAGES);
                CallCounts bare = CallCounts.of(() -> CostScenario.bare(peer, connections), MESSAGES);
                print(
                        "echo, " + connections,
                        peer,
                        own,
                        key("echo", peer, String.valueOf(connections)),
                        transport,
                        bare);
            }
            CallCounts transport = CallCounts.of(() -> CostScenario.datagrams(peer), MESSAGES);
            CallCounts bare = CallCounts.of(() -> CostScenario.bareDatagrams(peer), MESSAGES);
            print("datagram", peer, own, key("datagrams", peer, "null"), transport, bare);
        }
    }

    private static void print(
            String scenario, Peer peer, Map<String, Double> own, String key, CallCounts transport, CallCounts bare) {
        System.out.printf(
                HEADER,
                scenario,
                peer == Peer.AT_ONCE ? "at once" : "later",
                String.format("%.0f", own.get(key + Meter.Unit.NANOSECONDS)),
                String.format("%.1f", own.get(key + Meter.Unit.BYTES)),
                String.format("%.2f, C %.2f", transport.total(), bare.total()),
                byName(transport, bare));
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

    private static String key(String benchmark, Peer peer, String connections) {
        return benchmark + peer + connections;
    }

    /** What the transport itself takes for a message: the median of the iterations. */
    private static Map<String, Double> measure() throws RunnerException {
        Map<String, Double> own = new LinkedHashMap<>();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(TransportCost.class.getSimpleName())
                        .build())
                .run();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String key = key(
                            name.substring(name.lastIndexOf('.') + 1),
                            Peer.valueOf(result.getParams().getParam("peer")),
                            result.getParams().getParam("connections"))
                    + result.getParams().getParam("unit");
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
