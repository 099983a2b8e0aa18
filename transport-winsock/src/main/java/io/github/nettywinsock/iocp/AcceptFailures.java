package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.TimeUnit;

/**
 * What a listener does when accepting fails: it goes on, after a pause that grows. Clients that are gone are no failure of
 * the listener; of a shortage of its own, of handles or memory, its pipeline is told once. Only used on the event loop.
 */
final class AcceptFailures {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(AcceptFailures.class);

    /** No longer, lest clients that reset their connections keep others waiting. */
    private static final int MAX_MILLIS_FOR_CLIENTS = 100;

    private static final int TOLERATED = 16;

    private final IocpServerSocketChannel listener;
    private final Runnable goOn;
    private final int tolerated;
    private final Backoff clients = new Backoff(MAX_MILLIS_FOR_CLIENTS);
    private final Backoff shortage = new Backoff();
    private int clientsInARow;
    private boolean warned;
    private Future<?> pause;

    /**
     * Creates those of a listener.
     *
     * @param calls the number of calls that may fail together
     * @param goOn  accepts again
     */
    AcceptFailures(IocpServerSocketChannel listener, int calls, Runnable goOn) {
        this.listener = listener;
        this.goOn = goOn;
        tolerated = Math.max(calls, TOLERATED);
    }

    /** Whether nothing is to be accepted for now; {@code goOn} is called afterwards. */
    boolean isPausing() {
        return pause != null;
    }

    /** Handles that a connection was accepted. */
    void accepted() {
        clientsInARow = 0;
        clients.reset();
        warned = false;
    }

    /** Handles that a connection was not accepted, whose client is gone. */
    void clientFailed(int error) {
        logger.debug("{} goes on accepting after {}", listener, WsaErrors.symbol(error));
        clientsInARow++;
        if (clientsInARow <= tolerated || isPausing()) {
            return;
        }
        pause(clients.nextMillis());
        if (clients.isAtMost() && !warned) {
            warned = true;
            logger.warn(
                    "{} could not accept {} connections in a row, the last because of {} ({}); it goes on, with pauses"
                            + " of {} ms",
                    listener,
                    clientsInARow,
                    WsaErrors.symbol(error),
                    WsaErrors.meaning(error),
                    MAX_MILLIS_FOR_CLIENTS);
        }
    }

    /** Handles that the listener cannot accept for now. */
    void listenerFailed(Throwable failure) {
        if (!listener.isOpen()) {
            return;
        }
        boolean first = shortage.isReset();
        pause(shortage.nextMillis());
        if (first) {
            // Not now: within a read no read can end.
            listener.eventLoop().execute(() -> listener.readFailed(failure));
        } else {
            logger.debug("{} still cannot accept", listener, failure);
        }
    }

    /** Handles that the listener can accept. */
    void listenerWorks() {
        if (!shortage.isReset()) {
            shortage.reset();
            logger.debug("{} accepts again", listener);
        }
    }

    /** Gives up, since the listener is closed. */
    void close() {
        if (isPausing()) {
            pause.cancel(false);
        }
    }

    private void pause(int millis) {
        if (!isPausing()) {
            pause = listener.eventLoop().schedule(this::resume, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void resume() {
        pause = null;
        // Else the next read or registration does.
        if (listener.isReadPending() && listener.canSubmit()) {
            goOn.run();
        }
    }
}
