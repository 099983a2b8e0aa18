package io.github.nettywinsock.iocp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Programs of many seeds, run by several threads: a machine belongs to one of them, and they share nothing. */
final class ProgramBatch {
    private static final int PROGRESS_SECONDS = 10;
    private static final int MAX_FAILURES = 20;

    private final List<ProgramKind> kinds;
    private final long first;
    private final long seeds;
    private final long nanos;
    private final int threads;
    private final long start = System.nanoTime();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final List<ProgramRun> failed = Collections.synchronizedList(new ArrayList<>());
    private int stuck;

    /**
     * Creates a batch.
     *
     * @param kinds   each is run with each seed
     * @param first   the first seed
     * @param seeds   how many seeds
     * @param nanos   how long to begin with further ones
     * @param threads how many at the same time
     */
    ProgramBatch(List<ProgramKind> kinds, long first, long seeds, long nanos, int threads) {
        this.kinds = kinds;
        this.first = first;
        this.seeds = seeds;
        this.nanos = nanos;
        this.threads = threads;
    }

    /**
     * Runs it; answers what has failed, which ends it when it is much.
     *
     * @throws AssertionError when a program does not end
     */
    List<ProgramRun> run(Consumer<String> progress) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> work(progress), "simulation-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        long told = System.nanoTime();
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                worker.join(200);
                checkThatAllGoOn(workers);
                if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(PROGRESS_SECONDS)) {
                    told = System.nanoTime();
                    progress.accept(summary());
                }
            }
        }
        return failed;
    }

    private void checkThatAllGoOn(List<Thread> workers) {
        try {
            workers.forEach(
                    worker -> RunningProgram.check(worker, TimeUnit.SECONDS.toMillis(RunningProgram.LIMIT_SECONDS)));
        } catch (AssertionError e) {
            stuck++;
            throw e;
        }
    }

    private void work(Consumer<String> progress) {
        while (failed.size() < MAX_FAILURES && System.nanoTime() - start < nanos) {
            long number = next.getAndIncrement();
            if (number >= seeds) {
                return;
            }
            for (ProgramKind kind : kinds) {
                ProgramRun run = ProgramRun.of(kind, first + number);
                steps.addAndGet(run.steps.length);
                if (run.hasFailed()) {
                    failed.add(run);
                    progress.accept(run.arguments() + ": " + run.faults.get(0));
                }
            }
            done.incrementAndGet();
        }
    }

    /** What was done, in a line. */
    String summary() {
        return String.format(
                "%d seeds, %d steps, %d failures, %d seconds",
                done.get(),
                steps.get(),
                failed.size() + stuck,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }
}
