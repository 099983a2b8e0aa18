package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WaitableEvent;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The event that is signalled when a listener has a pending connection, which a completion port does not tell. One thread
 * waits for it while there are listeners, and wakes them all: each finds in the record of its SOCKET whether it has one.
 */
final class PendingConnections {
    static final PendingConnections INSTANCE = new PendingConnections();

    private static final InternalLogger logger = InternalLoggerFactory.getInstance(PendingConnections.class);

    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private WaitableEvent event;

    private PendingConnections() {}

    /**
     * Adds a listener.
     *
     * @param wake called when connections may be pending, on the thread that waits
     * @return the event for {@code WSAEventSelect}
     */
    synchronized WaitableEvent add(Runnable wake) {
        if (event == null) {
            event = start();
        }
        listeners.add(wake);
        return event;
    }

    private WaitableEvent start() {
        WaitableEvent created = WaitableEvent.create();
        try {
            Thread thread = new Thread(this::run, "iocp-pending-connections");
            thread.setDaemon(true);
            thread.start();
            return created;
        } catch (Throwable e) {
            created.CloseHandle();
            throw e;
        }
    }

    /** Removes a listener, which has closed its SOCKET. */
    synchronized void remove(Runnable wake) {
        if (listeners.remove(wake) && listeners.isEmpty()) {
            event.SetEvent();
        }
    }

    private void run() {
        WaitableEvent waited = event();
        while (true) {
            int result = waited.WaitForSingleObject();
            if (result < 0) {
                logger.error(
                        "Listeners with a condition accept no more: WaitForSingleObject failed: error {}", -result);
                giveUp();
                return;
            }
            List<Runnable> woken = toWake();
            if (woken.isEmpty()) {
                return;
            }
            woken.forEach(PendingConnections::wake);
        }
    }

    /** Has the next listener begin anew. */
    private synchronized void giveUp() {
        event = null;
    }

    private synchronized WaitableEvent event() {
        return event;
    }

    /** The listeners; without any, the event is closed. */
    private synchronized List<Runnable> toWake() {
        if (listeners.isEmpty()) {
            event.CloseHandle();
            event = null;
        }
        return List.copyOf(listeners);
    }

    private static void wake(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            logger.debug("A listener could not be woken; most likely its event loop has shut down", e);
        }
    }
}
