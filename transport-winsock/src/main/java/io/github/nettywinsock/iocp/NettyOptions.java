package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ChannelSocket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.SocketException;

/** Netty's own options of a SOCKET that mean something else than Windows' options of the same name: what the JDK makes of them. */
final class NettyOptions {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(NettyOptions.class);

    private final AbstractIocpChannel channel;
    private final IocpSocket socket;
    private volatile Boolean reuseAddress;

    NettyOptions(AbstractIocpChannel channel) {
        this.channel = channel;
        socket = channel.socket;
    }

    boolean reuseAddress() throws SocketException {
        if (reuseAddress == null && socket.isDatagram()) {
            return socket.option("SO_REUSEADDR", Boolean.class);
        }
        socket.requireOpen();
        return Boolean.TRUE.equals(reuseAddress);
    }

    /**
     * Sets SO_REUSEADDR. Many programs set it for the sake of other systems; on Windows it opens a port to every other process.
     * So a connection and a listener only remember it. A datagram SOCKET gets it until it is bound: those that receive the
     * same multicast share a port.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse">Using
     *     SO_REUSEADDR and SO_EXCLUSIVEADDRUSE</a>
     */
    void reuseAddress(boolean on) throws SocketException {
        if (socket.isDatagram() && socket.state() == ChannelSocket.State.UNBOUND) {
            socket.option("SO_REUSEADDR", on);
        } else {
            socket.requireOpen();
            reuseAddress = on;
        }
    }

    /** The type of service, 0 where Windows does not tell. */
    int trafficClass() throws SocketException {
        socket.requireOpen();
        try {
            return socket.option("IP_TOS", Integer.class);
        } catch (SocketException e) {
            logger.debug("IP_TOS cannot be read", e);
            return 0;
        }
    }

    /** Asks for a type of service, which Windows may refuse: it advises against the option, and IPv6 has none. */
    void trafficClass(int trafficClass) throws SocketException {
        socket.requireOpen();
        try {
            channel.setHint("IP_TOS", trafficClass);
        } catch (SocketException e) {
            logger.debug("IP_TOS={} is not set", trafficClass, e);
        }
    }
}
