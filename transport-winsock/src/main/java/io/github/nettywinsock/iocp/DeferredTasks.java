package io.github.nettywinsock.iocp;

import java.util.ArrayDeque;

/**
 * What an event loop does when it has asked its port again, twice, and has handled everything at hand. A receive that is
 * posted as late as that completes inline more often: its data has had the time to come, and a call that completes inline
 * saves the wait and the way through the port.
 */
final class DeferredTasks {
    /** After how many runs of the event loop they are due. */
    private static final int RUNS = 2;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private int runs;

    /** Defers a task. */
    void add(Runnable task) {
        tasks.addLast(task);
    }

    int size() {
        return tasks.size();
    }

    /** Whether they are due, of which there are some since before this run. */
    boolean areDue() {
        runs++;
        if (runs < RUNS) {
            return false;
        }
        runs = 0;
        return true;
    }

    /** Takes the first. */
    Runnable poll() {
        return tasks.pollFirst();
    }
}
