package io.github.nettywinsock.iocp;

import java.net.InetSocketAddress;

/**
 * Decides which connections a listener accepts, see {@link IocpChannelOption#ACCEPT_CONDITION}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaaccept">WSAAccept</a>
 */
@FunctionalInterface
public interface AcceptCondition {
    /** What becomes of a connection. */
    enum Decision {
        /** It is accepted. */
        ACCEPT,
        /** It is reset; with {@code SO_CONDITIONAL_ACCEPT} it is refused, and its client may ask again for it. */
        REJECT,
        /**
         * It is put off, and asked about again after 100 ms. The connection is held, beside those that come after it; as
         * many are held as {@code SO_BACKLOG} says, and more are rejected. That a client has gone meanwhile is not
         * noticed. With {@code SO_CONDITIONAL_ACCEPT} it stays pending, with those behind it, and its client may give up.
         */
        DEFER
    }

    /**
     * Decides on a connection, when the listener reads. It is called by the event loop of the listener, and must not block;
     * with {@code SO_CONDITIONAL_ACCEPT} by a thread of the listener, within {@code WSAAccept}: a listener that is closed
     * meanwhile keeps its SOCKET until the condition has decided. When it throws, the connection is rejected and the failure
     * logged.
     *
     * @param remote the address of the client
     * @param local  the address that the client connects to; with {@code SO_CONDITIONAL_ACCEPT} the one that the listener
     *               is bound to where the provider does not tell, as Wine on a listener of both families
     * @return what becomes of the connection
     */
    Decision decide(InetSocketAddress remote, InetSocketAddress local);
}
