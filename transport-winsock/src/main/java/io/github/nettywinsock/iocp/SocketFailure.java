package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;

/** The exceptions that the JDK has for failed socket calls. */
final class SocketFailure {
    private SocketFailure() {}

    /** The exception for a datagram: a reset says that nobody has the port that an earlier one was sent to. */
    static SocketException ofDatagram(String call, int error) {
        switch (error) {
            case WsaErrors.WSAECONNRESET:
            case WsaErrors.WSAECONNREFUSED:
                return new PortUnreachableException("Port unreachable: " + reason(call, error));
            case WsaErrors.WSAEACCES:
                return new SocketException(reason(call, error));
            default:
                return of(call, error);
        }
    }

    static SocketException of(String call, int error) {
        String reason = reason(call, error);
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

    private static String reason(String call, int error) {
        return call + ": " + WsaErrors.symbol(error) + " (" + error + "), " + WsaErrors.meaning(error);
    }
}
