package io.github.nettywinsock.iocp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The close of a datagram channel, which waits within a bound until what was flushed before is sent: Windows may let a send
 * be pending for a while, and without file handles it always is. Only used on the event loop.
 */
final class DatagramClose implements Executor {
    private static final int LIMIT_MILLIS = 2000;

    private final IocpDatagramChannel channel;

    private Runnable task;
    private Future<?> limit;

    DatagramClose(IocpDatagramChannel channel) {
        this.channel = channel;
    }

    /** Whether there is something to send before. */
    boolean waits() {
        if (channel.iocpUnsafe().hasUnsent()) {
            channel.registerToClose();
            return channel.canSend();
        }
        return false;
    }

    /** Runs the close of the SOCKET when all is sent. */
    @Override
    public void execute(Runnable close) {
        task = close;
        EventLoop loop = channel.ownerLoop();
        if (!loop.isShuttingDown()) {
            limit = loop.schedule(this::now, LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        sendCompleted();
    }

    /** Goes on when a send has completed. */
    void sendCompleted() {
        if (task != null && !channel.isSendPendingOf(channel.iocpUnsafe().unsent())) {
            now();
        }
    }

    /** Closes without waiting any more. */
    void now() {
        Runnable close = task;
        if (close != null) {
            task = null;
            if (limit != null) {
                limit.cancel(false);
            }
            close.run();
        }
    }
}
