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
        /** It is accepted ({@code CF_ACCEPT}). */
        ACCEPT,
        /** It is refused ({@code CF_REJECT}); its client may ask again for it. */
        REJECT,
        /**
         * It stays pending ({@code CF_DEFER}), with those behind it. The listener asks again after 100 ms.
         */
        DEFER
    }

    /**
     * Decides on a pending connection. It is called by the event loop of the listener, within {@code WSAAccept}: it must
     * neither block nor use the listener. When it throws, the connection is refused and the failure logged.
     *
     * @param remote the address of the client
     * @param local  the address that the client connects to; the one that the listener is bound to where the provider does
     *               not tell, as Wine on a listener of both families
     * @return what becomes of the connection
     */
    Decision decide(InetSocketAddress remote, InetSocketAddress local);
}
