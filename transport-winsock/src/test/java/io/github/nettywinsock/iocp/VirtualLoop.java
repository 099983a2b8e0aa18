package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An event loop in virtual time, with a thread of its own that runs only while another one waits for it. */
final class VirtualLoop {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "virtual-loop");
        created.setDaemon(true);
        return created;
    });
    private final Loop loop;

    VirtualLoop(SimulatedWindows windows, IoHandlerFactory handlers) {
        Thread owner = call(Thread::currentThread);
        loop = call(() -> new Loop(owner, handlers, new VirtualTicker(windows)));
    }

    ManualIoEventLoop loop() {
        return loop;
    }

    /** Registers a channel with it. */
    ChannelFuture register(Channel channel) {
        EventLoopGroup group = loop;
        return group.register(channel);
    }

    /** Runs the loop once, and answers how much it had to do. */
    int runOnce() {
        return call(loop::runNow);
    }

    /** The virtual time of its next scheduled task, or {@link Long#MAX_VALUE}. */
    long nextDeadline() {
        return call(loop::deadline);
    }

    /** Runs something on its thread. */
    <T> T call(Callable<T> task) {
        try {
            return thread.submit(task).get();
        } catch (ExecutionException e) {
            throw new AssertionError("an event loop has died", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        thread.shutdown();
    }

    private static final class Loop extends ManualIoEventLoop {
        Loop(Thread owner, IoHandlerFactory handlers, Ticker ticker) {
            super(null, owner, handlers, ticker);
        }

        long deadline() {
            long deadline = nextScheduledTaskDeadlineNanos();
            return deadline == -1 ? Long.MAX_VALUE : deadline;
        }
    }

    private static final class VirtualTicker implements Ticker {
        private final SimulatedWindows windows;

        VirtualTicker(SimulatedWindows windows) {
            this.windows = windows;
        }

        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return windows.nanoTime();
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException("an event loop does not sleep");
        }
    }
}
