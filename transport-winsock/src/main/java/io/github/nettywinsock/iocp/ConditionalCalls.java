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

/** The {@code WSAAccept} calls of a listener. Only used on the thread that makes them. */
final class ConditionalCalls {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(ConditionalCalls.class);
    private static final int SIZEOF_SOCKADDR_STORAGE = 128;

    private final IocpServerSocketChannel listener;
    private final AcceptCondition condition;
    private final BlockingAccept accept;
    private final ConditionalAccepts accepts;
    private final ConditionProc decide = this::decide;

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

    /** @param accepts who wants connections, and is told of them */
    ConditionalCalls(
            IocpServerSocketChannel listener,
            AcceptCondition condition,
            BlockingAccept accept,
            ConditionalAccepts accepts) {
        this.listener = listener;
        this.condition = condition;
        this.accept = accept;
        this.accepts = accepts;
    }

    /** Makes a call when one is wanted and a connection is recorded. */
    void makeNext() {
        try {
            recorded |= AcceptEvents.isAcceptRecorded(listener.socket);
            if (!recorded || !accepts.isWanted()) {
                return;
            }
            accepts.wanted(false);
            long result = accept.call(remote, decide);
            if (result >= 0) {
                recorded = false;
                accepted(listener.socket.child(result));
            } else {
                int error = (int) -result;
                recorded = error == WsaErrors.WSATRY_AGAIN || isFailureOfListener(error);
                tell(() -> accepts.failed(error));
            }
        } catch (Throwable e) {
            // The record may be lost.
            recorded = true;
            accepts.wanted(false);
            tell(() -> accepts.failed(e));
        }
    }

    /** {@code WSAAccept} fails when the client is gone, with WSAEACCES too: its request was withdrawn or has timed out. */
    static boolean isFailureOfListener(int error) {
        return error != WsaErrors.WSATRY_AGAIN
                && error != WsaErrors.WSAEWOULDBLOCK
                && error != WsaErrors.WSAEACCES
                && !Acceptor.isFailureOfClient(error);
    }

    private void accepted(IocpSocket child) {
        try {
            AcceptEvents.deselect(child);
            accepts.hold(new Accepted(child, child.localAddress(), SocketAddresses.read(remote, 0)));
        } catch (IOException e) {
            logger.debug("A connection to {} is gone before it was accepted", listener, e);
            listener.discard(child);
            tell(accepts::again);
            return;
        } catch (Throwable e) {
            listener.childFailed(child, e);
            tell(accepts::again);
            return;
        }
        tell(accepts::accepted);
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
        return name.capacity() >= listener.socket.family().addressLength() ? SocketAddresses.read(name, 0) : null;
    }
}
