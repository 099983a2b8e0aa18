package io.github.nettywinsock.iocp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Runs programs that seeds make up, as {@code testsuite/simulate.sh} does. */
final class Simulate {
    private static final int SEEDS = 2000;

    private long first = System.currentTimeMillis() * 1000;
    private long seeds = -1;
    private double minutes;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int[] steps;
    private boolean one;
    private List<ProgramKind> kinds = ProgramKind.current();

    private Simulate() {}

    public static void main(String[] args) throws InterruptedException {
        Simulate simulate = new Simulate();
        try {
            simulate.read(args);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println("error: " + e);
            System.exit(2);
        }
        System.exit(simulate.run() ? 0 : 1);
    }

    private void read(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--seeds":
                    seeds = Long.parseLong(value);
                    break;
                case "--seed":
                    first = Long.parseLong(value);
                    one = true;
                    break;
                case "--minutes":
                    minutes = Double.parseDouble(value);
                    break;
                case "--threads":
                    threads = Integer.parseInt(value);
                    break;
                case "--kind":
                    kinds = List.of(ProgramKind.of(value));
                    break;
                case "--steps":
                    steps = Arrays.stream(value.split(","))
                            .mapToInt(Integer::parseInt)
                            .toArray();
                    break;
                default:
                    throw new IllegalArgumentException(args[i] + " is no option");
            }
        }
        if (seeds < 0) {
            seeds = one ? 1 : minutes > 0 ? Long.MAX_VALUE : SEEDS;
        }
        if (steps != null && kinds.size() > 1) {
            throw new IllegalArgumentException("--steps needs --kind");
        }
    }

    private boolean run() throws InterruptedException {
        if (steps != null) {
            return runOne(() -> ProgramRun.of(kinds.get(0), first, steps));
        }
        if (one && seeds == 1 && kinds.size() == 1) {
            return runOne(() -> ProgramRun.of(kinds.get(0), first));
        }
        long nanos = minutes > 0 ? (long) (minutes * TimeUnit.MINUTES.toNanos(1)) : Long.MAX_VALUE;
        ProgramBatch batch = new ProgramBatch(kinds, first, seeds, nanos, threads);
        System.out.println(
                kinds + ": seeds from " + first + " on, " + threads + (threads == 1 ? " thread" : " threads"));
        List<ProgramRun> failed;
        try {
            failed = batch.run(System.out::println);
        } catch (AssertionError e) {
            System.out.println("\n" + e.getMessage() + "\n\n" + batch.summary());
            return false;
        }
        List<String> shown = new ArrayList<>();
        for (ProgramRun run : failed) {
            if (!shown.contains(run.kind + run.fault())) {
                shown.add(run.kind + run.fault());
                System.out.println("\n" + shrunk(run));
            } else {
                System.out.println("\nthe same fault: " + run.arguments());
            }
        }
        System.out.println("\n" + batch.summary());
        return failed.isEmpty();
    }

    private static boolean runOne(Callable<ProgramRun> program) throws InterruptedException {
        ProgramRun run;
        try {
            run = RunningProgram.bounded(program);
        } catch (AssertionError e) {
            System.out.println(e.getMessage() + "\n\n1 seed, 1 failure");
            return false;
        }
        System.out.println(run.hasFailed() ? run.inFull() : run.arguments() + "\n");
        System.out.printf(
                "1 seed, %d steps, %d failures, hash %016x%n", run.steps.length, run.hasFailed() ? 1 : 0, run.hash);
        return !run.hasFailed();
    }

    /** It made small, or which smaller one does not end. */
    private static Object shrunk(ProgramRun run) throws InterruptedException {
        try {
            return RunningProgram.bounded(run::shrunk);
        } catch (AssertionError e) {
            return run + "\n\nmade smaller, " + e.getMessage();
        }
    }
}
