package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;

/**
 * The event that is signalled when a listener has a pending connection, which a completion port does not tell, and the
 * thread that waits for it.
 */
final class PendingConnections {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(PendingConnections.class);

    private final OverlappedSockets sockets;
    private final Runnable wake;
    private final long event;

    /** Whether the listener has closed its SOCKET. */
    private boolean closed;

    /** Whether the thread has closed the event. */
    private boolean ended;

    /**
     * Creates the event and starts the thread.
     *
     * @param wake called when connections may be pending, on the thread that waits
     * @throws IOException when Windows creates no event
     */
    PendingConnections(OverlappedSockets sockets, Runnable wake) throws IOException {
        this.sockets = sockets;
        this.wake = wake;
        event = sockets.CreateEventW();
        if (event < 0) {
            throw SocketFailure.of("CreateEventW", (int) -event);
        }
        try {
            Thread thread = new Thread(this::run, "iocp-pending-connections");
            thread.setDaemon(true);
            thread.start();
        } catch (Throwable e) {
            sockets.CloseHandle(event);
            throw e;
        }
    }

    /** The event for {@code WSAEventSelect}. */
    long event() {
        return event;
    }

    /** Ends the thread, which closes the event: nothing may be closed that another thread waits for. */
    synchronized void close() {
        closed = true;
        if (!ended) {
            sockets.SetEvent(event);
        }
    }

    private void run() {
        try {
            while (await()) {
                wake();
            }
        } finally {
            end();
        }
    }

    /** Waits for the event, and answers whether to go on. */
    private boolean await() {
        int result = sockets.WaitForSingleObject(event);
        if (result < 0) {
            logger.error("A listener with a condition accepts no more: WaitForSingleObject failed: error {}", -result);
            return false;
        }
        synchronized (this) {
            return !closed;
        }
    }

    private void wake() {
        try {
            wake.run();
        } catch (Throwable e) {
            logger.debug("A listener could not be woken; most likely its event loop has shut down", e);
        }
    }

    private synchronized void end() {
        ended = true;
        sockets.CloseHandle(event);
    }
}
