package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.Ipv6Level.IPV6_V6ONLY;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.SocketException;

/** Opens the SOCKET of a channel: of IPv4, or of both families. */
final class NewSocket {
    private final WinsockBackend backend;
    private final OverlappedSockets sockets;
    private final IocpSocket.Kind kind;

    private NewSocket(WinsockBackend backend, OverlappedSockets sockets, IocpSocket.Kind kind) {
        this.backend = backend;
        this.sockets = sockets;
        this.kind = kind;
    }

    /**
     * Opens a SOCKET.
     *
     * @param family the family, or null for both where the system has IPv6
     * @throws ChannelException when Windows opens none
     */
    static IocpSocket open(Winsock2 ws2, OverlappedSockets sockets, SocketProtocolFamily family, IocpSocket.Kind kind) {
        try {
            return new NewSocket(WinsockBackend.of(ws2), sockets, kind).open(family);
        } catch (IOException e) {
            throw new ChannelException("no SOCKET could be opened", e);
        }
    }

    private IocpSocket open(SocketProtocolFamily family) throws IOException {
        if (family == SocketProtocolFamily.INET || family == null && NetUtil.isIpV4StackPreferred()) {
            return open(SocketFamily.INET);
        }
        try {
            return openBothFamilies();
        } catch (SocketException e) {
            if (family == null) {
                return open(SocketFamily.INET);
            }
            throw e;
        }
    }

    private IocpSocket openBothFamilies() throws IOException {
        IocpSocket socket = open(SocketFamily.INET6);
        try {
            socket.set(IPV6_V6ONLY, false);
            return socket;
        } catch (Throwable e) {
            socket.closeAfter(e);
            throw e;
        }
    }

    private IocpSocket open(SocketFamily family) throws IOException {
        return IocpSocket.open(backend, sockets, family, kind, null);
    }
}
