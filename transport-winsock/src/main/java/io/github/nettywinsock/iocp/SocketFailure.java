package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;

/**
 * The exceptions that the JDK has for failed socket calls. Their texts begin as those of the JDK on Windows do, by which
 * frameworks recognise a closed connection.
 */
final class SocketFailure {
    private SocketFailure() {}

    /** The exception for a datagram: a reset says that nobody has the port that an earlier one was sent to. */
    static SocketException ofDatagram(String call, int error) {
        switch (error) {
            case WsaErrors.WSAECONNRESET:
            case WsaErrors.WSAECONNREFUSED:
                return new PortUnreachableException("Port unreachable: " + reason(call, error));
            default:
                return of(call, error);
        }
    }

    static SocketException of(String call, int error) {
        String message = text(call, error) + reason(call, error) + advice(call, error);
        switch (error) {
            case WsaErrors.WSAEADDRINUSE:
            case WsaErrors.WSAEADDRNOTAVAIL:
                return new BindException(message);
            case WsaErrors.WSAEACCES:
                return isBind(call) ? new BindException(message) : new SocketException(message);
            case WsaErrors.WSAECONNREFUSED:
            case WsaErrors.WSAETIMEDOUT:
                return isConnect(call) ? new ConnectException(message) : new SocketException(message);
            case WsaErrors.WSAEHOSTUNREACH:
            case WsaErrors.WSAENETUNREACH:
                return isConnect(call) ? new NoRouteToHostException(message) : new SocketException(message);
            default:
                return new SocketException(message);
        }
    }

    private static boolean isBind(String call) {
        return call.equals("bind");
    }

    private static boolean isConnect(String call) {
        return call.equals("ConnectEx") || call.equals("connect");
    }

    /** The beginning; empty for a code that is none of connections and addresses. */
    private static String text(String call, int error) {
        switch (error) {
            case WsaErrors.WSAEACCES:
                // The JDK says so too: a port that another socket holds exclusively is the usual reason.
                return isBind(call) ? "Address already in use: " : "Permission denied: ";
            case WsaErrors.WSAEADDRINUSE:
                return "Address already in use: ";
            case WsaErrors.WSAEADDRNOTAVAIL:
                return "Cannot assign requested address: ";
            case WsaErrors.WSAENETDOWN:
                return "Network is down: ";
            case WsaErrors.WSAENETUNREACH:
                return "Network is unreachable: ";
            case WsaErrors.WSAENETRESET:
                return "Network dropped connection on reset: ";
            case WsaErrors.WSAECONNABORTED:
                return "Software caused connection abort: ";
            case WsaErrors.WSAECONNRESET:
                return "Connection reset by peer: ";
            case WsaErrors.WSAENOBUFS:
                return "No buffer space available (maximum connections reached?): ";
            case WsaErrors.WSAENOTCONN:
                return "Socket is not connected: ";
            case WsaErrors.WSAESHUTDOWN:
                return "Cannot send after socket shutdown: ";
            case WsaErrors.WSAETIMEDOUT:
                return "Connection timed out: ";
            case WsaErrors.WSAECONNREFUSED:
                return "Connection refused: ";
            case WsaErrors.WSAEHOSTUNREACH:
                return "No route to host: ";
            default:
                return "";
        }
    }

    private static String reason(String call, int error) {
        return call + ": " + WsaErrors.symbol(error) + " (" + error + "), " + WsaErrors.meaning(error);
    }

    /** What is behind a code that these calls use in a sense of their own, and what helps. */
    private static String advice(String call, int error) {
        if (error == WsaErrors.WSAENOBUFS && (isBind(call) || isConnect(call))) {
            return "; most often all dynamic ports are in use: set SO_REUSE_UNICASTPORT before connect, close"
                    + " connections, or give Windows more of them (netsh int ipv4 set dynamicport tcp)";
        }
        return error == WsaErrors.WSAEACCES && isConnect(call)
                ? "; a firewall or a policy of this host may forbid the connection"
                : "";
    }
}
