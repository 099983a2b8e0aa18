package io.github.nettywinsock.iocp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A program with its steps, run once; and the search for a smaller one that fails in the same way. */
final class ProgramRun {
    private static final int MAX_RUNS_TO_SHRINK = 400;
    private static final long MAX_MILLIS_TO_SHRINK = 5_000;
    private static final int EVENTS = 60;

    final ProgramKind kind;
    final long seed;
    final int[] steps;
    final List<String> faults;
    final long hash;
    private final String description;

    private ProgramRun(ProgramKind kind, long seed, int[] steps, int events) {
        this.kind = kind;
        this.seed = seed;
        this.steps = steps;
        try (Program program = kind.program(seed)) {
            RunningProgram.begins(arguments(), program);
            faults = run(program);
            hash = program.hash();
            description = faults.isEmpty() ? "" : program.description(events);
        } finally {
            RunningProgram.ends();
        }
    }

    private List<String> run(Program program) {
        List<String> logged = WatchedLog.begin();
        List<String> faults = new ArrayList<>();
        try {
            faults.addAll(program.run(steps));
        } catch (Throwable e) {
            faults.add("the program has thrown " + trace(e));
        } finally {
            WatchedLog.end();
        }
        faults.addAll(logged);
        return List.copyOf(faults);
    }

    /** What was thrown, and where. */
    static String trace(Throwable e) {
        return e
                + Arrays.stream(e.getStackTrace())
                        .limit(16)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }

    /** Runs the whole program of a seed. */
    static ProgramRun of(ProgramKind kind, long seed) {
        return of(kind, seed, IntStream.range(0, kind.steps).toArray());
    }

    /** Runs some of its steps. */
    static ProgramRun of(ProgramKind kind, long seed, int[] steps) {
        return new ProgramRun(kind, seed, steps, EVENTS);
    }

    /** Runs it again, and keeps all that has happened. */
    ProgramRun inFull() {
        return new ProgramRun(kind, seed, steps, Integer.MAX_VALUE);
    }

    boolean hasFailed() {
        return !faults.isEmpty();
    }

    /** A program of fewer steps with the same fault. */
    ProgramRun shrunk() {
        ProgramRun least = this;
        long end = System.nanoTime() + MAX_MILLIS_TO_SHRINK * 1_000_000;
        int runs = 0;
        for (int chunk = (steps.length + 1) / 2; chunk > 0; chunk /= 2) {
            for (int from = 0; from < least.steps.length; ) {
                if (++runs > MAX_RUNS_TO_SHRINK || System.nanoTime() > end) {
                    return least;
                }
                ProgramRun less = of(kind, seed, without(least.steps, from, chunk));
                if (less.hasFailed() && less.fault().equals(fault())) {
                    least = less;
                } else {
                    from += chunk;
                }
            }
        }
        return least;
    }

    private static int[] without(int[] steps, int from, int count) {
        return IntStream.range(0, steps.length)
                .filter(i -> i < from || i >= from + count)
                .map(i -> steps[i])
                .toArray();
    }

    /** Its first fault without the numbers, by which faults are told apart. */
    String fault() {
        return faults.get(0).lines().findFirst().orElse("").replaceAll("0x[0-9a-f]+|[0-9a-f]*[0-9][0-9a-f]*", "#");
    }

    /** How to run it again. */
    String arguments() {
        String all = steps.length == kind.steps
                ? ""
                : " --steps " + Arrays.stream(steps).mapToObj(String::valueOf).collect(Collectors.joining(","));
        return "--kind " + kind + " --seed " + seed + all;
    }

    @Override
    public String toString() {
        return arguments() + "\n" + String.join("\n", faults) + "\n\n" + description;
    }
}
