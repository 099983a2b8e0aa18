package io.github.nettywinsock.simulation;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The clock of a simulated Windows and what is going to happen in it. There is no thread: whoever calls Windows or waits in
 * it makes happen what is due. Its monitor is that of the whole machine, and held by all callers.
 */
final class Timeline {
    static final long FOREVER = Long.MAX_VALUE;

    private final PriorityQueue<Event> events = new PriorityQueue<>();

    /** Threads that sleep in real time. The first wakes up for the next event, the others when they are woken or time out. */
    private final ArrayDeque<Thread> sleepers = new ArrayDeque<>();

    private final boolean virtual;
    private int waiting;
    private long firstWakesAt;
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
    }

    /** Makes happen what is due. */
    synchronized void runDue() {
        boolean ran = false;
        while (!events.isEmpty() && events.peek().due - nanoTime() <= 0) {
            events.poll().action.run();
            ran = true;
        }
        if (ran && waiting > 0) {
            notifyAll();
        }
    }

    /** Ends a call, in which things may have been put off that nobody waits for yet. */
    synchronized void leave() {
        if (virtual) {
            return;
        }
        runDue();
        if (waiting > 0) {
            notifyAll();
        }
        if (!sleepers.isEmpty() && next() < firstWakesAt) {
            firstWakesAt = Long.MIN_VALUE;
            LockSupport.unpark(sleepers.peek());
        }
    }

    /** Lets virtual time pass until the next event, or to {@code limit} when that comes first. */
    synchronized void advance(long limit) {
        virtualNow = Math.max(virtualNow, Math.min(limit, next()));
        runDue();
    }

    /**
     * Waits with the monitor released, which the thread must not hold, and without giving up when it is interrupted.
     *
     * @param done may become true in events, and when the thread is {@linkplain #wake woken}
     * @param timeoutNanos {@link #FOREVER} for no limit
     * @return whether it is done
     */
    boolean sleep(BooleanSupplier done, long timeoutNanos) {
        if (virtual) {
            return await(done, timeoutNanos);
        }
        Thread thread = Thread.currentThread();
        long end = timeoutNanos == FOREVER ? FOREVER : System.nanoTime() + timeoutNanos;
        boolean interrupted = false;
        while (true) {
            long until;
            synchronized (this) {
                runDue();
                boolean isDone = done.getAsBoolean();
                if (isDone || end - System.nanoTime() <= 0) {
                    if (sleepers.peek() == thread) {
                        // Another one has to wake up for what is next.
                        firstWakesAt = FOREVER;
                    }
                    sleepers.remove(thread);
                    leave();
                    if (interrupted) {
                        thread.interrupt();
                    }
                    return isDone;
                }
                if (!sleepers.contains(thread)) {
                    sleepers.add(thread);
                }
                until = end;
                if (sleepers.peek() == thread) {
                    until = Math.min(end, next());
                    firstWakesAt = until;
                }
            }
            if (until == FOREVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, until - System.nanoTime()));
            }
            interrupted |= Thread.interrupted();
        }
    }

    /** Has a thread that sleeps see whether it is done. */
    synchronized void wake(Thread thread) {
        if (thread != Thread.currentThread() && sleepers.contains(thread)) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Waits, without giving up when the thread is interrupted; the monitor is held.
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
            // Others have to wake up for what is next.
            leave();
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
        waiting++;
        try {
            if (until == FOREVER) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - nanoTime()));
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        } finally {
            waiting--;
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
