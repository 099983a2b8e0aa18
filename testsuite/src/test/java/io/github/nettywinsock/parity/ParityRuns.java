package io.github.nettywinsock.parity;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs programs over both transports, several at a time: most of their time they wait for what may still come. */
final class ParityRuns {
    private static final int AT_A_TIME = 6;

    /** How long nothing may change before the next step: what differs is run again with more time, until it is alike. */
    private static final long[] QUIET_MILLIS = {60, 250, 600, 600};

    private final Map<Transport, EventLoopGroup> groups = new EnumMap<>(Transport.class);
    private final ExecutorService runs = Executors.newFixedThreadPool(2 * AT_A_TIME);
    private final ExecutorService comparisons = Executors.newFixedThreadPool(AT_A_TIME);

    ParityRuns() {
        for (Transport transport : Transport.values()) {
            groups.put(transport, new MultiThreadIoEventLoopGroup(2, transport.handlers()));
        }
    }

    /** Runs programs; those that differ are run until they do so with all the time that there is. */
    List<Comparison> compare(List<Program> programs) throws Exception {
        Map<Program, Comparison> compared = new LinkedHashMap<>();
        List<Program> left = programs;
        for (long quietMillis : QUIET_MILLIS) {
            compared.putAll(compare(left, quietMillis));
            left = new ArrayList<>();
            for (Comparison comparison : compared.values()) {
                if (comparison.difference() != null) {
                    left.add(comparison.program());
                }
            }
        }
        return new ArrayList<>(compared.values());
    }

    private Map<Program, Comparison> compare(List<Program> programs, long quietMillis) throws Exception {
        Map<Program, Future<Comparison>> running = new LinkedHashMap<>();
        for (Program program : programs) {
            running.put(program, comparisons.submit(() -> compare(program, quietMillis)));
        }
        Map<Program, Comparison> compared = new LinkedHashMap<>();
        for (Map.Entry<Program, Future<Comparison>> run : running.entrySet()) {
            compared.put(run.getKey(), run.getValue().get());
        }
        return compared;
    }

    private Comparison compare(Program program, long quietMillis) throws Exception {
        Map<Transport, Future<List<Program.Step>>> steps = new EnumMap<>(Transport.class);
        for (Transport transport : Transport.values()) {
            steps.put(
                    transport,
                    runs.submit(
                            () -> program.run(transport, groups.get(transport).next(), quietMillis)));
        }
        return new Comparison(
                program,
                steps.get(Transport.NIO).get(),
                steps.get(Transport.IOCP).get());
    }

    void close() throws InterruptedException {
        comparisons.shutdown();
        runs.shutdown();
        for (EventLoopGroup group : groups.values()) {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
        }
    }
}
