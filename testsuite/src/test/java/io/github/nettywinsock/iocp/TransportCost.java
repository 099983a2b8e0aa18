package io.github.nettywinsock.iocp;

import io.github.nettywinsock.bench.Meter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the transport itself costs a message: time and allocated bytes, without its native calls. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Djmh.executor=CUSTOM",
            "-Djmh.executor.class=io.github.nettywinsock.bench.EventLoopThreads",
            "-Dio.netty.leakDetection.level=disabled"
        })
public class TransportCost {
    private static final int BATCH = 128;

    /** Echoes over connections. */
    @Benchmark
    public void echo(Connections connections, Own own) {
        own.add(connections.scenario.meter, connections.scenario.echo(BATCH));
    }

    /** Echoes of a datagram channel. */
    @Benchmark
    public void datagrams(Datagrams datagrams, Own own) {
        own.add(datagrams.scenario.meter, datagrams.scenario.echo(BATCH));
    }

    /** Connections to the transport. */
    @State(Scope.Thread)
    public static class Connections {
        @Param
        public Meter.Unit unit;

        @Param
        public CostScenario.Peer peer;

        @Param({"1", "16", "128"})
        public int connections;

        private CostScenario scenario;

        @Setup(Level.Trial)
        public void open() {
            scenario = CostScenario.transport(unit, peer, connections);
            scenario.meter.calibrate();
        }

        @Setup(Level.Iteration)
        public void begin() {
            scenario.meter.reset();
        }

        @TearDown(Level.Trial)
        public void close() {
            scenario.close();
        }
    }

    /** A datagram channel and a client of it. */
    @State(Scope.Thread)
    public static class Datagrams {
        @Param
        public Meter.Unit unit;

        @Param
        public CostScenario.Peer peer;

        private CostScenario scenario;

        @Setup(Level.Trial)
        public void open() {
            scenario = CostScenario.datagrams(unit, peer);
            scenario.meter.calibrate();
        }

        @Setup(Level.Iteration)
        public void begin() {
            scenario.meter.reset();
        }

        @TearDown(Level.Trial)
        public void close() {
            scenario.close();
        }
    }

    /** The transport's own part of an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Own {
        /** How many messages were echoed. */
        public long messages;

        private Meter meter;

        void add(Meter meter, long messages) {
            this.meter = meter;
            this.messages += messages;
        }

        /** What the transport itself took for them. */
        public double own() {
            return meter.own();
        }
    }
}
