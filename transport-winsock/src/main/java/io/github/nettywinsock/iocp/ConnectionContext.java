package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_UPDATE_ACCEPT_CONTEXT;
import static io.github.nettywinsock.option.SocketLevel.SO_UPDATE_CONNECT_CONTEXT;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.WsaErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** Makes of a SOCKET that {@code ConnectEx} or {@code AcceptEx} has connected one that other calls take for connected. */
final class ConnectionContext {
    private ConnectionContext() {}

    /**
     * After {@code ConnectEx}. That the peer has reset the connection meanwhile is for the first receive to tell; returns
     * whether it has not.
     */
    static boolean ofConnect(IocpSocket socket) throws IOException {
        synchronized (socket.lock()) {
            int result = socket.make(() -> setsockopt(socket, SO_UPDATE_CONNECT_CONTEXT, null, 0));
            if (result < 0 && !isReset(-result)) {
                throw SocketFailure.of("setsockopt", -result);
            }
            socket.call("setsockopt", State.CONNECTED, () -> 0);
            return result >= 0;
        }
    }

    private static boolean isReset(int error) {
        return error == WsaErrors.WSAENOTCONN
                || error == WsaErrors.WSAECONNRESET
                || error == WsaErrors.WSAECONNABORTED
                || error == WsaErrors.WSAENETRESET;
    }

    /** After {@code AcceptEx}. */
    static void ofAccept(IocpSocket child) throws IOException {
        IocpSocket listener = child.listener();
        synchronized (listener.lock()) {
            if (!listener.isOpen()) {
                throw new ClosedChannelException();
            }
            ByteBuffer value = IocpSocket.value().putLong(0, listener.handle());
            child.call(
                    "setsockopt",
                    State.CONNECTED,
                    () -> setsockopt(child, SO_UPDATE_ACCEPT_CONTEXT, value, Long.BYTES));
        }
    }

    private static int setsockopt(IocpSocket socket, WinsockOption<?> option, ByteBuffer value, int length) {
        return socket.ws2().setsockopt(socket.handle(), option.level(), option.optname(), value, length);
    }
}
