package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import java.io.IOException;
import java.util.concurrent.Executor;

/** How a listener comes by its connections. Only used on the event loop. */
interface Acceptor {
    /** Prepares for connections, when the listener listens. */
    void listening() throws IOException;

    /**
     * Goes for a connection to {@linkplain IocpServerSocketChannel#accept hand over}, while the listener {@linkplain
     * IocpServerSocketChannel#isReadPending() wants} one.
     */
    void read();

    /** Handles the completion of a call that this has made. */
    void completed(IocpOperation operation);

    /** Handles that the listener is deregistered, and may be registered again. */
    void cancel();

    /** What closes the listener later, since the SOCKET is in use, or null to close it inline. */
    default Executor closeExecutor() {
        return null;
    }

    /** Closes without waiting any more what {@link #closeExecutor} closes later. */
    default void closeNow() {}

    /** Closes the SOCKET of the listener. */
    void closeSocket() throws IOException;

    /** Gives up what nobody has asked for; the SOCKET of the listener is closed, or will be. */
    void close();

    /** Whether accepting has failed because of its client, who is gone or was rejected, and not because of the listener. */
    static boolean isFailureOfClient(int error) {
        switch (error) {
            case WsaErrors.WSAECONNABORTED:
            case WsaErrors.WSAECONNREFUSED:
            case WsaErrors.WSAECONNRESET:
            case WsaErrors.WSAEHOSTUNREACH:
            case WsaErrors.WSAENETRESET:
            case WsaErrors.WSAENETUNREACH:
            case WsaErrors.WSAENOTCONN:
            case WsaErrors.WSAETIMEDOUT:
                return true;
            default:
                return false;
        }
    }
}
