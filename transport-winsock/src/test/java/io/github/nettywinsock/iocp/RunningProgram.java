package io.github.nettywinsock.iocp;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A program that a thread runs, and that may not end. Nothing can end it then: its thread is left behind. */
final class RunningProgram {
    /** A thousand times what a program takes. */
    static final int LIMIT_SECONDS = 90;

    private static final int EVENTS = 60;
    private static final int POLL_MILLIS = 50;
    private static final Map<Thread, RunningProgram> BY_THREAD = new ConcurrentHashMap<>();

    private final String arguments;
    private final Program program;
    private final long since = System.nanoTime();

    private RunningProgram(String arguments, Program program) {
        this.arguments = arguments;
        this.program = program;
    }

    /**
     * Says that this thread runs a program from now on.
     *
     * @param arguments how to run it again
     */
    static void begins(String arguments, Program program) {
        BY_THREAD.put(Thread.currentThread(), new RunningProgram(arguments, program));
    }

    /** Says that the program of this thread has ended. */
    static void ends() {
        BY_THREAD.remove(Thread.currentThread());
    }

    /**
     * Checks the program of a thread.
     *
     * @throws AssertionError when it does not end: how to run it again, where it is and what it did
     */
    static void check(Thread thread, long limitMillis) {
        RunningProgram running = BY_THREAD.get(thread);
        if (running != null && System.nanoTime() - running.since > TimeUnit.MILLISECONDS.toNanos(limitMillis)) {
            throw new AssertionError(running.text(thread));
        }
    }

    private String text(Thread thread) {
        StringBuilder text = new StringBuilder(arguments).append(" does not end:");
        for (StackTraceElement element : thread.getStackTrace()) {
            text.append("\n  ").append(element);
        }
        return text.append("\n\n").append(program.description(EVENTS)).toString();
    }

    /**
     * Runs what runs programs one after another, on a thread of its own.
     *
     * @throws AssertionError when one does not end
     */
    static <T> T bounded(Callable<T> runs) throws InterruptedException {
        return bounded(runs, TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    }

    static <T> T bounded(Callable<T> runs, long limitMillis) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(runs);
        Thread thread = new Thread(task, "simulation");
        thread.setDaemon(true);
        thread.start();
        while (thread.isAlive()) {
            thread.join(POLL_MILLIS);
            check(thread, limitMillis);
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
