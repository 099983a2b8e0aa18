package io.github.nettywinsock.ws2;

import java.nio.ByteBuffer;

/**
 * {@code LPCONDITIONPROC}: decides on a connection, within {@link OverlappedSockets#WSAAccept} and on its thread.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaaccept">WSAAccept</a>
 */
@FunctionalInterface
public interface ConditionProc {
    /** Accepts the connection. */
    int CF_ACCEPT = 0x0000;

    /** Rejects it. */
    int CF_REJECT = 0x0001;

    /** Keeps it, for the next {@code WSAAccept} to ask about. */
    int CF_DEFER = 0x0002;

    /**
     * Decides.
     *
     * @param lpCallerId the {@code sockaddr} of the client, empty when the provider gives none
     * @param lpCalleeId the {@code sockaddr} that it connects to, empty when the provider gives none
     * @return {@link #CF_ACCEPT}, {@link #CF_REJECT} or {@link #CF_DEFER}; it must not throw, because native code calls
     */
    int condition(ByteBuffer lpCallerId, ByteBuffer lpCalleeId);
}
