package io.github.nettywinsock.simulation;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The clock of a simulated Windows and what is going to happen in it. There is no thread: whoever calls Windows or waits in
 * it makes happen what is due. Its monitor is that of the whole machine, and held by all callers.
 */
final class Timeline {
    static final long FOREVER = Long.MAX_VALUE;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final boolean virtual;
    private long virtualNow;
    private long sequence;

    /** @param virtual whether time passes only when a thread waits */
    Timeline(boolean virtual) {
        this.virtual = virtual;
    }

    boolean isVirtual() {
        return virtual;
    }

    synchronized long nanoTime() {
        return virtual ? virtualNow : System.nanoTime();
    }

    /** When the next event is due, or {@link #FOREVER}. */
    synchronized long next() {
        return events.isEmpty() ? FOREVER : events.peek().due;
    }

    /** Has something happen later. */
    synchronized void after(long delayNanos, Runnable action) {
        at(nanoTime() + delayNanos, action);
    }

    /** Has something happen at a time; what has the same time happens in the order of the calls. */
    synchronized void at(long nanoTime, Runnable action) {
        events.add(new Event(nanoTime, sequence++, action));
        notifyAll();
    }

    /** Makes happen what is due. */
    synchronized void runDue() {
        boolean ran = false;
        while (!events.isEmpty() && events.peek().due - nanoTime() <= 0) {
            events.poll().action.run();
            ran = true;
        }
        if (ran) {
            notifyAll();
        }
    }

    /** Lets virtual time pass until the next event, or to {@code limit} when that comes first. */
    synchronized void advance(long limit) {
        virtualNow = Math.max(virtualNow, Math.min(limit, next()));
        runDue();
    }

    /**
     * Waits, without giving up when the thread is interrupted.
     *
     * @param timeoutNanos {@link #FOREVER} for no limit
     * @return whether it is done
     */
    boolean await(BooleanSupplier done, long timeoutNanos) {
        return await(done, timeoutNanos, () -> FOREVER);
    }

    /** @param others what else goes on in virtual time; it answers when it goes on again */
    synchronized boolean await(BooleanSupplier done, long timeoutNanos, LongSupplier others) {
        long end = timeoutNanos == FOREVER ? FOREVER : nanoTime() + timeoutNanos;
        boolean interrupted = false;
        try {
            while (true) {
                runDue();
                if (done.getAsBoolean()) {
                    return true;
                }
                if (end - nanoTime() <= 0) {
                    return false;
                }
                interrupted |= !pass(Math.min(end, virtual ? nextOf(others) : next()));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long nextOf(LongSupplier others) {
        return Math.min(others.getAsLong(), next());
    }

    private boolean pass(long until) {
        if (virtual) {
            if (until == FOREVER) {
                throw new IllegalStateException("a thread waits for ever: nothing is going to happen");
            }
            virtualNow = Math.max(virtualNow, until);
            return true;
        }
        try {
            if (until == FOREVER) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - nanoTime()));
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Things that happen in the order in which they were asked for, however long each takes. */
    final class Lane {
        private long last = Long.MIN_VALUE;

        void after(long delayNanos, Runnable action) {
            last = Math.max(last, nanoTime() + delayNanos);
            at(last, action);
        }
    }

    private static final class Event implements Comparable<Event> {
        private final long due;
        private final long sequence;
        private final Runnable action;

        Event(long due, long sequence, Runnable action) {
            this.due = due;
            this.sequence = sequence;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(sequence, other.sequence);
        }
    }
}
