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
@Warmup(time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Djmh.executor=CUSTOM",
            "-Djmh.executor.class=io.github.nettywinsock.bench.EventLoopThreads",
            "-Dio.netty.leakDetection.level=disabled"
        })
public class TransportCost {
    /** Echoes. */
    @Benchmark
    public void echo(Server server, Own own) {
        own.add(server.scenario.meter, server.scenario.echo(server.workload.batch()));
    }

    /** The transport and its clients. */
    @State(Scope.Thread)
    public static class Server {
        @Param
        public Meter.Unit unit;

        @Param
        public Workload workload;

        private CostScenario scenario;

        @Setup(Level.Trial)
        public void open() {
            scenario = CostScenario.transport(unit, workload);
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
