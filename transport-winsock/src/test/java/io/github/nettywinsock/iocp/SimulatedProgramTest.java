package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that seeds make up run on the transport as they should: those that have failed once, some that are always the same,
 * and some that are new each time. {@code testsuite/simulate.sh} runs more of them, and those that fail again.
 */
class SimulatedProgramTest {
    private static final int SAME = 100;

    /** How many new programs of each kind are run, and how long it takes at most to begin with them. */
    private static final int NEW = 1000;

    private static final int SECONDS_OF_NEW = 30;

    static Stream<String> failedOnce() throws IOException {
        try (InputStream in = SimulatedProgramTest.class.getResourceAsStream("failed-programs.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toList()).stream();
        }
    }

    @ParameterizedTest
    @MethodSource("failedOnce")
    @Timeout(120)
    void programsThatFailedOnceDoWhatTheyShould(String line) throws InterruptedException {
        String[] words = line.split(" ");
        ProgramKind kind = ProgramKind.of(words[0]);
        long seed = Long.parseLong(words[1]);
        check(RunningProgram.bounded(() -> words.length == 2
                ? ProgramRun.of(kind, seed)
                : ProgramRun.of(
                        kind,
                        seed,
                        Arrays.stream(words[2].split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray())));
    }

    @ParameterizedTest
    @MethodSource("io.github.nettywinsock.iocp.ProgramKind#current")
    @Timeout(120)
    void programsDoWhatTheyShould(ProgramKind kind) throws InterruptedException {
        check(kind, 0, SAME, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("io.github.nettywinsock.iocp.ProgramKind#current")
    @Timeout(180)
    void newProgramsDoWhatTheyShould(ProgramKind kind) throws InterruptedException {
        check(kind, System.currentTimeMillis() * 1000, NEW, TimeUnit.SECONDS.toNanos(SECONDS_OF_NEW));
    }

    private static void check(ProgramKind kind, long first, long seeds, long nanos) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        List<ProgramRun> failed = new ProgramBatch(List.of(kind), first, seeds, nanos, threads).run(progress -> {});
        if (!failed.isEmpty()) {
            check(failed.get(0));
        }
    }

    private static void check(ProgramRun run) throws InterruptedException {
        if (run.hasFailed()) {
            throw new AssertionError("testsuite/simulate.sh " + run.arguments() + "\n\nmade small: "
                    + RunningProgram.bounded(run::shrunk));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.nettywinsock.iocp.ProgramKind#current")
    @Timeout(120)
    void theSameSeedGivesTheSameHistory(ProgramKind kind) throws InterruptedException {
        for (long seed = 0; seed < 5; seed++) {
            long of = seed;
            long hash = RunningProgram.bounded(() -> ProgramRun.of(kind, of)).hash;
            assertThat(ProgramRun.of(kind, seed).hash).as("seed %d", seed).isEqualTo(hash);
        }
    }

    @Test
    void aProgramThatDoesNotEndIsToldWithWhatItDid() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Program program = new Program() {
            @Override
            public List<String> run(int[] steps) {
                return List.of();
            }

            @Override
            public long hash() {
                return 0;
            }

            @Override
            public String description(int events) {
                return "what it did";
            }

            @Override
            public void close() {
                // Nothing to give back.
            }
        };
        Callable<Void> endless = () -> {
            RunningProgram.begins("--kind streams --seed 7", program);
            end.await();
            RunningProgram.ends();
            return null;
        };
        assertThatThrownBy(() -> RunningProgram.bounded(endless, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("--kind streams --seed 7 does not end")
                .hasMessageContaining("CountDownLatch.await")
                .hasMessageEndingWith("what it did");
        end.countDown();
    }
}
