package io.github.nettywinsock.iocp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The close of a channel whose SOCKET is closed when calls have completed, or have taken too long. Only used on the event
 * loop that the calls complete on.
 */
abstract class PendingClose implements Executor {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(PendingClose.class);

    private final AbstractIocpChannel channel;

    /** What closes the SOCKET, until it runs. */
    private volatile Runnable close;

    private Future<?> limit;

    /** What runs when the limit has passed, and when that is. */
    private Runnable limitPassed;

    private long deadline;

    /** Whether there is something to do when the event loop has done other things. */
    private boolean goesOnLater;

    PendingClose(AbstractIocpChannel channel) {
        this.channel = channel;
    }

    /** Whether something is waited for before the SOCKET is closed. */
    abstract boolean waits();

    /** Runs the close of the SOCKET when what it waits for is over. */
    @Override
    public final void execute(Runnable close) {
        this.close = close;
        try {
            begin();
        } catch (Throwable e) {
            // Else nobody would close the SOCKET.
            logger.warn("Unexpected exception from the close of {}", channel, e);
            now();
        }
    }

    abstract void begin();

    /** Goes on when a send has completed, or can be made again. */
    void sendCompleted() {}

    /** Closes without waiting any more. */
    abstract void now();

    /** Leaves the SOCKET to a close that was begun before, which does not wait for calls any more; returns whether there is one. */
    boolean leavesToOther() {
        if (isPending()) {
            channel.onOwnerLoop(this::now);
            return true;
        }
        return false;
    }

    /** Whether close was called and the SOCKET is not closed. */
    final boolean isPending() {
        return close != null;
    }

    /** Runs a task when what is waited for from now on takes longer; it takes the place of an earlier one. */
    final void limit(int millis, Runnable passed) {
        cancelLimit();
        limitPassed = passed;
        deadline = channel.handler().nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        EventLoop loop = channel.ownerLoop();
        if (!loop.isShuttingDown()) {
            limit = loop.schedule(this::passLimit, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void passLimit() {
        Runnable passed = limitPassed;
        limitPassed = null;
        if (passed != null) {
            passed.run();
        }
    }

    /** Goes on where no task of the event loop runs; returns whether there is something to do before a call completes. */
    final boolean goOnWithoutTasks() {
        if (limitPassed != null && channel.handler().nanoTime() - deadline >= 0) {
            passLimit();
        }
        goOnNow();
        return goesOnLater;
    }

    /** Goes on when the event loop has done other things; one that shuts down goes on without tasks. */
    final void goOnLater() {
        EventLoop loop = channel.ownerLoop();
        if (!goesOnLater && !loop.isShuttingDown()) {
            loop.execute(this::goOnNow);
        }
        goesOnLater = true;
    }

    private void goOnNow() {
        goesOnLater = false;
        goOn();
    }

    /** Sends more, or closes when nothing is to be sent. */
    void goOn() {
        sendCompleted();
    }

    private void cancelLimit() {
        limitPassed = null;
        if (limit != null) {
            limit.cancel(false);
        }
    }

    /** Ends the wait; returns what closes the SOCKET, or null when it was over before. */
    final Runnable end() {
        cancelLimit();
        Runnable closes = close;
        close = null;
        return closes;
    }

    /** Closes the SOCKET, unless that was done. */
    final void close() {
        Runnable closes = end();
        if (closes != null) {
            closes.run();
        }
    }
}
