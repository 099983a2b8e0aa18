package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
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
    private static final int SIZEOF_SOCKADDR_STORAGE = 128;

    private final IocpServerSocketChannel listener;
    private final AcceptCondition condition;
    private final ConditionProc decide = this::decide;
    private final AcceptFailures failures;
    private final BlockingAccept accept;
    private PendingConnections connections;

    /** When the condition is asked again about a connection that it has deferred, or null. */
    private Future<?> deferred;

    /** The close that waits for the pending call, or null, and how long it waits. */
    private Runnable close;

    private Future<?> limit;

    /** Connections that nobody has asked for yet. */
    private final Queue<Accepted> held = new ConcurrentLinkedQueue<>();

    /** Whether the event loop wants a connection, for which the thread makes one call. */
    private volatile boolean wanted;

    private volatile boolean closed;

    // Of the thread are all that follow.

    /** The {@code sockaddr} of the client that was accepted last. */
    private final ByteBuffer remote =
            ByteBuffer.allocateDirect(SIZEOF_SOCKADDR_STORAGE).order(ByteOrder.nativeOrder());

    /**
     * Whether a connection is recorded as pending. {@code WSAAccept} is called once for a record: the call has the next
     * connection recorded. When it is called without one, Wine may record a connection that has been accepted already, and
     * then records no other.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaeventselect">WSAEventSelect</a>
     */
    private boolean recorded;

    ConditionalAccepts(IocpServerSocketChannel listener, AcceptCondition condition) {
        this.listener = listener;
        this.condition = condition;
        accept = new BlockingAccept(listener);
        failures = new AcceptFailures(listener, 1, this::want);
    }

    // --- on the event loop

    @Override
    public void listening() throws IOException {
        connections = new PendingConnections(listener.socket.sockets(), this::acceptNext);
        listener.socket.selectAccept(connections.event());
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

    private void accepted() {
        closeNow();
        if (listener.canSubmit()) {
            failures.listenerWorks();
            failures.accepted();
            deliver();
        }
    }

    /** {@code WSAAccept} fails when the client is gone, with WSAEACCES too: its request was withdrawn or has timed out. */
    private void failed(int error) {
        closeNow();
        if (!listener.canSubmit()) {
            // Else the next registration asks again.
            return;
        }
        if (isFailureOfListener(error)) {
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

    private static boolean isFailureOfListener(int error) {
        return error != WsaErrors.WSATRY_AGAIN
                && error != WsaErrors.WSAEWOULDBLOCK
                && error != WsaErrors.WSAEACCES
                && !Acceptor.isFailureOfClient(error);
    }

    private void askAgain() {
        deferred = null;
        want();
    }

    private void again() {
        closeNow();
        want();
    }

    private void failed(Throwable failure) {
        closeNow();
        if (listener.canSubmit()) {
            failures.listenerFailed(failure);
        }
    }

    // --- close, on the event loop

    @Override
    public Executor closeExecutor() {
        return accept.isPending() ? this::closeLater : null;
    }

    private void closeLater(Runnable task) {
        close = task;
        // It may end the call.
        listener.socket.cancelAll();
        EventLoop loop = listener.ownerLoop();
        if (!loop.isShuttingDown()) {
            limit = loop.schedule(this::closeAnyway, BlockingAccept.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (!accept.isPending()) {
            closeNow();
        }
    }

    private void closeAnyway() {
        closeNow();
        listener.other().execute(accept::closeAnyway);
    }

    @Override
    public void closeNow() {
        Runnable task = close;
        if (task == null) {
            return;
        }
        close = null;
        if (limit != null) {
            limit.cancel(false);
        }
        task.run();
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

    // --- on the thread

    /** Makes a call when one is wanted and a connection is recorded. */
    private void acceptNext() {
        try {
            recorded |= listener.socket.isAcceptRecorded();
            if (!wanted || !recorded || !listener.isReadPending()) {
                return;
            }
            wanted = false;
            long result = accept.call(remote, decide);
            if (result >= 0) {
                recorded = false;
                accepted(listener.socket.child(result));
            } else {
                int error = (int) -result;
                recorded = error == WsaErrors.WSATRY_AGAIN || isFailureOfListener(error);
                tell(() -> failed(error));
            }
        } catch (Throwable e) {
            // The record may be lost.
            recorded = true;
            wanted = false;
            tell(() -> failed(e));
        }
    }

    private void accepted(IocpSocket child) {
        try {
            child.acceptedByEvent();
            held.add(new Accepted(child, child.localAddress(), SocketAddresses.read(remote, 0)));
        } catch (IOException e) {
            logger.debug("A connection to {} is gone before it was accepted", listener, e);
            listener.discard(child);
            tell(this::again);
            return;
        } catch (Throwable e) {
            listener.childFailed(child, e);
            tell(this::again);
            return;
        }
        if (closed) {
            discardHeld();
        }
        tell(this::accepted);
    }

    private void tell(Runnable news) {
        listener.ownerLoop().execute(news);
    }

    /** Native code calls: nothing may be thrown. */
    private int decide(ByteBuffer caller, ByteBuffer callee) {
        try {
            InetSocketAddress client = Objects.requireNonNull(address(caller), "no address of the client");
            InetSocketAddress local = Objects.requireNonNullElseGet(address(callee), listener::localAddress);
            switch (Admission.decide(listener, condition, client, local)) {
                case ACCEPT:
                    return ConditionProc.CF_ACCEPT;
                case DEFER:
                    return ConditionProc.CF_DEFER;
                default:
                    return ConditionProc.CF_REJECT;
            }
        } catch (Throwable e) {
            logger.warn("{} rejects a connection because its condition was not asked", listener, e);
            return ConditionProc.CF_REJECT;
        }
    }

    /** The address, or null when the provider has given less than one. */
    private InetSocketAddress address(ByteBuffer name) {
        return name.capacity() >= listener.socket.addressLength() ? SocketAddresses.read(name, 0) : null;
    }
}
