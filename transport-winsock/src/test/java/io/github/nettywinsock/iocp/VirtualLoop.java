package io.github.nettywinsock.iocp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.Ticker;
import java.lang.reflect.Field;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * An event loop in virtual time. The thread of the test is its thread while it runs, and another one else: so that several
 * loops need no threads of their own, between which the machine would switch tens of thousands of times a second.
 */
final class VirtualLoop {
    private static final Thread NOBODY = new Thread("nobody");
    private static final Field OWNER = field("owningThread");
    private static final Field TASKS = field("taskQueue");

    /** How often a loop runs in vain before it sleeps: it leaves some things for a later run. */
    private static final int IDLE_RUNS = 4;

    private final Loop loop;
    private final AtomicReference<Thread> owner;
    private final BooleanSupplier hasPackets;
    private boolean running;
    private int idleRuns;

    /** @param hasPackets whether its port has packets, which end its sleep */
    VirtualLoop(IoHandlerFactory handlers, Ticker ticker, BooleanSupplier hasPackets) {
        loop = new Loop(handlers, ticker);
        owner = ownerOf(loop);
        this.hasPackets = hasPackets;
        rejectTasksAfterTheEnd();
    }

    /** Of Netty's own queue it cannot take back a task that came too late, which then is neither run nor rejected. */
    private void rejectTasksAfterTheEnd() {
        try {
            TASKS.set(loop, new ConcurrentLinkedQueue<>());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Netty lets the thread of a loop be set once; nothing of it but {@code inEventLoop} looks at it. */
    private static Field field(String name) {
        try {
            Field field = ManualIoEventLoop.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static AtomicReference<Thread> ownerOf(Loop loop) {
        try {
            return (AtomicReference<Thread>) OWNER.get(loop);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    ManualIoEventLoop loop() {
        return loop;
    }

    boolean isRunning() {
        return running;
    }

    /** Registers a channel with it. */
    ChannelFuture register(Channel channel) {
        EventLoopGroup group = loop;
        return group.register(channel);
    }

    /** Runs the loop once, awake or not. */
    void runOnce() {
        if (enter(loop::runNow) > 0) {
            idleRuns = 0;
        } else {
            idleRuns++;
        }
    }

    /** Runs the loop once unless it sleeps; answers whether it does not. */
    boolean runIfAwake() {
        boolean awake = !running && !loop.isTerminated() && isAwake();
        if (awake) {
            runOnce();
        }
        return awake;
    }

    private boolean isAwake() {
        return idleRuns < IDLE_RUNS
                || hasPackets.getAsBoolean()
                || loop.isShuttingDown()
                || nextDeadline() <= loop.ticker().nanoTime();
    }

    /** The virtual time of its next scheduled task, or {@link Long#MAX_VALUE}. */
    long nextDeadline() {
        return enter(loop::deadline);
    }

    /** Runs something on its thread. */
    void call(Runnable task) {
        // What its own thread gives it to do needs no wakeup.
        idleRuns = 0;
        enter(() -> {
            task.run();
            return null;
        });
    }

    private <T> T enter(Callable<T> task) {
        if (running) {
            throw new IllegalStateException("an event loop runs within itself");
        }
        running = true;
        owner.set(Thread.currentThread());
        try {
            return task.call();
        } catch (AssertionError e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("an event loop has died", e);
        } finally {
            owner.set(NOBODY);
            running = false;
        }
    }

    private static final class Loop extends ManualIoEventLoop {
        Loop(IoHandlerFactory handlers, Ticker ticker) {
            super(null, NOBODY, handlers, new LoopTicker(ticker));
            ((LoopTicker) ticker()).loop = this;
        }

        long deadline() {
            long deadline = nextScheduledTaskDeadlineNanos();
            return deadline == -1 ? Long.MAX_VALUE : deadline;
        }
    }

    /** A clock that goes on while a loop ends, which else would sleep in real time for its quiet period of no length to pass. */
    private static final class LoopTicker implements Ticker {
        private final Ticker ticker;
        private ManualIoEventLoop loop;
        private long passed;

        LoopTicker(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public long initialNanoTime() {
            return ticker.initialNanoTime();
        }

        @Override
        public long nanoTime() {
            return ticker.nanoTime() + (loop.isShuttingDown() ? ++passed : 0);
        }

        @Override
        public void sleep(long delay, TimeUnit unit) throws InterruptedException {
            ticker.sleep(delay, unit);
        }
    }
}
