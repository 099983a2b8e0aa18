package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Accepts with {@code WSAAccept}, whose condition function decides on each connection. */
final class ConditionalAccepts implements Acceptor {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(ConditionalAccepts.class);
    private static final int DEFERRED_MILLIS = 100;
    private static final int SIZEOF_SOCKADDR_STORAGE = 128;

    private final IocpServerSocketChannel listener;
    private final AcceptCondition condition;
    private final ConditionProc decide = this::decide;
    private final AcceptFailures failures;

    /** The {@code sockaddr} of the client that was accepted last. */
    private final ByteBuffer remote =
            ByteBuffer.allocateDirect(SIZEOF_SOCKADDR_STORAGE).order(ByteOrder.nativeOrder());

    private PendingConnections connections;

    /**
     * Whether a connection is recorded as pending. {@code WSAAccept} is called once for a record: the call has the next
     * connection recorded. When it is called without one, Wine may record a connection that has been accepted already, and
     * then records no other.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaeventselect">WSAEventSelect</a>
     */
    private boolean pending;

    /** Whether a connection was deferred, and the condition is asked about it later. */
    private boolean deferred;

    ConditionalAccepts(IocpServerSocketChannel listener, AcceptCondition condition) {
        this.listener = listener;
        this.condition = condition;
        failures = new AcceptFailures(listener, 1, this::acceptNext);
    }

    @Override
    public void listening() throws IOException {
        connections = new PendingConnections(listener.socket.sockets(), this::wake);
        listener.socket.selectAccept(connections.event());
    }

    @Override
    public void read() {
        listener.eventLoop().execute(this::acceptNext);
    }

    @Override
    public void ended(IocpOperation operation) {
        throw new IllegalStateException("WSAAccept is not overlapped");
    }

    @Override
    public void close() {
        failures.close();
        if (connections != null) {
            connections.close();
        }
    }

    private void wake() {
        listener.eventLoop().execute(this::acceptRecorded);
    }

    private void acceptRecorded() {
        if (!listener.isOpen()) {
            return;
        }
        try {
            pending |= listener.socket.isAcceptRecorded();
        } catch (Throwable e) {
            // The record may be lost.
            pending = true;
            failures.listenerFailed(e);
            return;
        }
        acceptNext();
    }

    private void acceptNext() {
        if (!pending || deferred || failures.isPausing() || !listener.isReadPending() || !listener.canSubmit()) {
            return;
        }
        pending = false;
        long result;
        try {
            result = listener.socket.accept(remote, decide);
        } catch (Throwable e) {
            pending = true;
            failures.listenerFailed(e);
            return;
        }
        if (result >= 0) {
            failures.listenerWorks();
            accepted(result);
        } else {
            failed((int) -result);
        }
    }

    /** {@code WSAAccept} fails when the client is gone, with WSAEACCES too: its request was withdrawn or has timed out. */
    private void failed(int error) {
        if (error == WsaErrors.WSATRY_AGAIN) {
            pending = true;
            deferred = true;
            listener.eventLoop().schedule(this::askAgain, DEFERRED_MILLIS, TimeUnit.MILLISECONDS);
        } else if (error == WsaErrors.WSAEACCES || Acceptor.isFailureOfClient(error)) {
            logger.debug("{} has rejected a connection, or it is gone: {}", listener, WsaErrors.symbol(error));
        } else if (error != WsaErrors.WSAEWOULDBLOCK) {
            pending = true;
            failures.listenerFailed(SocketFailure.of("WSAAccept", error));
            return;
        }
        failures.listenerWorks();
    }

    private void askAgain() {
        deferred = false;
        acceptNext();
    }

    private void accepted(long s) {
        IocpSocket child = listener.socket.child(s);
        Accepted connection;
        try {
            child.acceptedByEvent();
            connection = new Accepted(child, child.localAddress(), SocketAddresses.read(remote, 0));
        } catch (IOException e) {
            logger.debug("A connection to {} is gone before it was accepted", listener, e);
            listener.discard(child);
            return;
        } catch (Throwable e) {
            listener.childFailed(child, e);
            return;
        }
        listener.accept(connection);
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
            logger.warn("{} rejects a connection because its condition failed", listener, e);
            return ConditionProc.CF_REJECT;
        }
    }

    /** The address, or null when the provider has given less than one. */
    private InetSocketAddress address(ByteBuffer name) {
        return name.capacity() >= listener.socket.addressLength() ? SocketAddresses.read(name, 0) : null;
    }
}
