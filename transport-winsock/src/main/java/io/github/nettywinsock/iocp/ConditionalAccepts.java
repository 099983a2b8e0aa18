package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Accepts with {@code WSAAccept}, whose condition function decides on each connection. A thread of the listener calls it: it
 * may wait for a client. The event loop asks that thread for one connection at a time.
 */
final class ConditionalAccepts implements Acceptor {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(ConditionalAccepts.class);

    private final IocpServerSocketChannel listener;
    private final AcceptFailures failures;
    private final BlockingAccept accept;
    private final AcceptClose close;
    private final ConditionalCalls calls;
    private PendingConnections connections;

    /** When the condition is asked again about a connection that it has deferred, or null. */
    private Future<?> deferred;

    /** Connections that nobody has asked for yet. */
    private final Queue<Accepted> held = new ConcurrentLinkedQueue<>();

    /** Whether the event loop wants a connection, for which the thread makes one call. */
    private volatile boolean wanted;

    private volatile boolean closed;

    ConditionalAccepts(IocpServerSocketChannel listener, AcceptCondition condition) {
        this.listener = listener;
        accept = new BlockingAccept(listener);
        close = new AcceptClose(listener, accept);
        calls = new ConditionalCalls(listener, condition, accept, this);
        failures = new AcceptFailures(listener, 1, this::want);
    }

    @Override
    public void listening() throws IOException {
        connections = new PendingConnections(listener.socket.sockets(), calls::makeNext);
        AcceptEvents.select(listener.socket, connections.event());
    }

    @Override
    public void read() {
        if (held.isEmpty()) {
            want();
        } else {
            listener.eventLoop().execute(this::deliver);
        }
    }

    private void deliver() {
        while (listener.isReadPending() && !held.isEmpty()) {
            listener.accept(held.poll());
        }
        // One for which there was no channel has left the read pending.
        want();
    }

    private void want() {
        if (deferred != null || failures.isPausing() || !listener.isReadPending()) {
            return;
        }
        wanted = true;
        try {
            connections.wake();
        } catch (Throwable e) {
            // No thread, most likely.
            wanted = false;
            failures.listenerFailed(e);
        }
    }

    @Override
    public void completed(IocpOperation operation) {
        throw new IllegalStateException("WSAAccept is not overlapped");
    }

    @Override
    public void cancel() {
        // A pending call goes on: its connection waits for the next registration.
        wanted = false;
    }

    /** Whether a call is wanted; on any thread. */
    boolean isWanted() {
        return wanted && listener.isReadPending();
    }

    /** Says whether a call is wanted; on any thread. */
    void wanted(boolean wanted) {
        this.wanted = wanted;
    }

    /** Keeps a connection that was accepted until it is asked for; on any thread. */
    void hold(Accepted connection) {
        held.add(connection);
        if (closed) {
            discardHeld();
        }
    }

    /** Handles that a connection was accepted. */
    void accepted() {
        close.now();
        if (listener.canSubmit()) {
            failures.listenerWorks();
            failures.accepted();
            deliver();
        }
    }

    /** Handles that the call has failed. */
    void failed(int error) {
        close.now();
        if (!listener.canSubmit()) {
            // Else the next registration asks again.
            return;
        }
        if (ConditionalCalls.isFailureOfListener(error)) {
            failures.listenerFailed(SocketFailure.of("WSAAccept", error));
            return;
        }
        failures.listenerWorks();
        if (error == WsaErrors.WSATRY_AGAIN) {
            deferred = listener.eventLoop().schedule(this::askAgain, Admission.DEFERRED_MILLIS, TimeUnit.MILLISECONDS);
        } else if (error == WsaErrors.WSAECONNREFUSED) {
            logger.debug("{} has rejected a connection", listener);
        } else if (error != WsaErrors.WSAEWOULDBLOCK) {
            failures.clientFailed(error);
        }
        want();
    }

    private void askAgain() {
        deferred = null;
        want();
    }

    /** Handles that the connection was gone that was accepted. */
    void again() {
        close.now();
        want();
    }

    /** Handles that something was thrown. */
    void failed(Throwable failure) {
        close.now();
        if (listener.canSubmit()) {
            failures.listenerFailed(failure);
        }
    }

    @Override
    public Executor closeExecutor() {
        return close.waits() ? close : null;
    }

    @Override
    public void closeNow() {
        close.now();
    }

    @Override
    public void closeSocket() throws IOException {
        accept.closeSocket();
    }

    @Override
    public void close() {
        closed = true;
        failures.close();
        if (deferred != null) {
            deferred.cancel(false);
        }
        if (connections != null) {
            connections.close();
        }
        discardHeld();
    }

    private void discardHeld() {
        for (Accepted connection = held.poll(); connection != null; connection = held.poll()) {
            listener.discard(connection.child);
        }
    }
}
