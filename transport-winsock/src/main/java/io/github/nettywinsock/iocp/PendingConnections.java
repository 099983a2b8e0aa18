package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;

/**
 * The event that is signalled when a listener has a pending connection, which a completion port does not tell, and the
 * thread that waits for it, which begins when it is woken for the first time.
 */
final class PendingConnections {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(PendingConnections.class);

    private final OverlappedSockets sockets;
    private final Runnable woken;
    private final long event;
    private final Backoff backoff = new Backoff();

    // Guarded by this are all that follow.

    private boolean started;

    /** Whether the listener wants no connections any more. */
    private boolean closed;

    /** Whether the thread has closed the event. */
    private boolean ended;

    /**
     * Creates the event.
     *
     * @param woken called when connections may be pending or the thread was woken, on the thread that waits
     * @throws IOException when Windows creates no event
     */
    PendingConnections(OverlappedSockets sockets, Runnable woken) throws IOException {
        this.sockets = sockets;
        this.woken = woken;
        event = sockets.CreateEventW();
        if (event < 0) {
            throw SocketFailure.of("CreateEventW", (int) -event);
        }
    }

    /** The event for {@code WSAEventSelect}. */
    long event() {
        return event;
    }

    /** Wakes the thread. */
    synchronized void wake() {
        if (closed || ended) {
            return;
        }
        if (!started) {
            Thread thread = new Thread(this::run, "iocp-pending-connections");
            thread.setDaemon(true);
            thread.start();
            started = true;
        }
        sockets.SetEvent(event);
    }

    /** Ends the thread, which closes the event: nothing may be closed that another thread waits for. */
    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!started) {
            end();
        } else if (!ended) {
            sockets.SetEvent(event);
        }
    }

    private void run() {
        try {
            while (await()) {
                callWoken();
            }
        } catch (InterruptedException e) {
            logger.error("A listener with a condition accepts no more: its thread was interrupted");
        } finally {
            end();
        }
    }

    /** Waits for the event, and returns whether to go on. */
    private boolean await() throws InterruptedException {
        int result = sockets.WaitForSingleObject(event);
        if (result < 0) {
            pause(-result);
        } else {
            backoff.reset();
        }
        synchronized (this) {
            return !closed;
        }
    }

    private void pause(int error) throws InterruptedException {
        if (backoff.isReset()) {
            logger.warn(
                    "A listener with a condition looks for connections now and then, until it can wait for them:"
                            + " WaitForSingleObject failed: error {}",
                    error);
        }
        Thread.sleep(backoff.nextMillis());
    }

    private void callWoken() {
        try {
            woken.run();
        } catch (Throwable e) {
            logger.debug("A listener could not be told; most likely its event loop has shut down", e);
        }
    }

    private synchronized void end() {
        ended = true;
        sockets.CloseHandle(event);
    }
}
