package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.CompletionPort;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The packet that ends the wait of an event loop; one at a time is posted, by any thread. */
final class Wakeup {
    /** The key of the packet. */
    static final long KEY = 2;

    private static final InternalLogger logger = InternalLoggerFactory.getInstance(Wakeup.class);
    private static final int AGAIN_MILLIS = 10;

    private final CompletionPort port;
    private final EventExecutor other;

    /** Whether the packet is posted, or must not be posted any more. */
    private final AtomicBoolean posted = new AtomicBoolean();

    private boolean portClosed;

    /** @param other what posts it again when that has failed */
    Wakeup(CompletionPort port, EventExecutor other) {
        this.port = port;
        this.other = other;
    }

    /** Posts the packet unless it is. Nothing is thrown: Netty has queued the task already that it is posted for. */
    void post() {
        if (posted.getAndSet(true)) {
            return;
        }
        int result = port.PostQueuedCompletionStatus(KEY, 0);
        if (result < 0) {
            logger.warn("PostQueuedCompletionStatus failed, and is called again: error {}", -result);
            postLater();
        }
    }

    private void postLater() {
        other.schedule(this::postAgain, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void postAgain() {
        if (!portClosed && port.PostQueuedCompletionStatus(KEY, 0) < 0) {
            postLater();
        }
    }

    /** Handles that the packet has come. */
    void came() {
        posted.set(false);
    }

    /** Has the packet not posted any more; returns whether one has still to come. */
    boolean stop() {
        return posted.getAndSet(true);
    }

    /** Closes the port: Windows gives the number of a closed handle again. */
    synchronized void closePort() {
        portClosed = true;
        port.CloseHandle();
    }
}
