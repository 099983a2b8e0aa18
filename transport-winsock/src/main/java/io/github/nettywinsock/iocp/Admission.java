package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_LINGER;

import io.github.nettywinsock.option.Linger;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Asks the condition of a listener about connections that AcceptEx has accepted, and keeps those that it defers, beside
 * those that come after them. Only used on the event loop.
 */
final class Admission {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(Admission.class);

    /** After how long a condition is asked again. */
    static final int DEFERRED_MILLIS = 100;

    private static final Linger RESET = Linger.ofSeconds(0);

    private final IocpServerSocketChannel listener;
    private final AcceptCondition condition;
    private final int limit;

    /** Those that are deferred, in the order in which the condition is asked again. */
    private final ArrayDeque<Deferred> deferred = new ArrayDeque<>();

    private Future<?> timer;
    private boolean warned;

    /**
     * Creates that of a listener.
     *
     * @param limit the number of connections that may be deferred at a time
     */
    Admission(IocpServerSocketChannel listener, AcceptCondition condition, int limit) {
        this.listener = listener;
        this.condition = condition;
        this.limit = limit;
    }

    /** What a condition decides, which is no when it fails to. */
    static AcceptCondition.Decision decide(
            IocpServerSocketChannel listener,
            AcceptCondition condition,
            InetSocketAddress remote,
            InetSocketAddress local) {
        try {
            AcceptCondition.Decision decision = condition.decide(remote, local);
            return decision != null ? decision : AcceptCondition.Decision.REJECT;
        } catch (Throwable e) {
            logger.warn("{} rejects a connection because its condition failed", listener, e);
            return AcceptCondition.Decision.REJECT;
        }
    }

    /** Delivers a connection, resets it, or keeps it until the condition is asked again. */
    void ask(Accepted connection) {
        AcceptCondition.Decision decision = decide(listener, condition, connection.remote, connection.local);
        if (!listener.isOpen()) {
            // The condition has closed it.
            listener.discard(connection.child);
        } else if (decision == AcceptCondition.Decision.ACCEPT) {
            listener.accept(connection);
        } else if (decision == AcceptCondition.Decision.DEFER && hasRoom()) {
            deferred.add(new Deferred(connection, now() + TimeUnit.MILLISECONDS.toNanos(DEFERRED_MILLIS)));
            read();
        } else {
            reject(connection);
        }
    }

    /** Sees to it that the condition is asked again about those that it has deferred. */
    void read() {
        if (timer == null && !deferred.isEmpty()) {
            long nanos = Math.max(0, deferred.peek().due - now());
            timer = listener.eventLoop().schedule(this::askAgain, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Closes those that are deferred, since the listener is closed. */
    void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        deferred.forEach(waiting -> listener.discard(waiting.connection.child));
        deferred.clear();
    }

    private void askAgain() {
        timer = null;
        long now = now();
        while (listener.isReadPending() && !deferred.isEmpty() && deferred.peek().due - now <= 0) {
            ask(deferred.poll().connection);
        }
        // Else the next read or registration does.
        if (listener.isReadPending()) {
            read();
        }
    }

    private boolean hasRoom() {
        boolean room = deferred.size() < limit;
        if (!room && !warned) {
            warned = true;
            logger.warn(
                    "{} rejects what its condition defers, because it holds {} deferred connections, as many as"
                            + " SO_BACKLOG allows",
                    listener,
                    limit);
        }
        return room;
    }

    private void reject(Accepted connection) {
        try {
            connection.child.set(SO_LINGER, RESET);
        } catch (Throwable e) {
            logger.debug("A connection to {} is gone before it was rejected", listener, e);
        }
        listener.discard(connection.child);
    }

    private long now() {
        return listener.handler().nanoTime();
    }

    private static final class Deferred {
        final Accepted connection;
        final long due;

        Deferred(Accepted connection, long due) {
            this.connection = connection;
            this.due = due;
        }
    }
}
