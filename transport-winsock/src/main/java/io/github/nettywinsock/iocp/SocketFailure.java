package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/** The exceptions that the JDK has for failed socket calls. */
final class SocketFailure {
    private SocketFailure() {}

    static SocketException of(String call, int error) {
        String reason = call + ": " + WsaErrors.symbol(error) + " (" + error + "), " + WsaErrors.meaning(error);
        switch (error) {
            case WsaErrors.WSAECONNREFUSED:
                return new ConnectException("Connection refused: " + reason);
            case WsaErrors.WSAETIMEDOUT:
                return new ConnectException("Connection timed out: " + reason);
            case WsaErrors.WSAEHOSTUNREACH:
            case WsaErrors.WSAENETUNREACH:
                return new NoRouteToHostException("No route to host: " + reason);
            case WsaErrors.WSAEADDRINUSE:
            case WsaErrors.WSAEADDRNOTAVAIL:
            case WsaErrors.WSAEACCES:
                return new BindException(reason);
            case WsaErrors.WSAECONNRESET:
                return new SocketException("Connection reset: " + reason);
            default:
                return new SocketException(reason);
        }
    }
}
