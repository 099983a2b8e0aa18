package io.github.nettywinsock.iocp;

import io.github.nettywinsock.SocketOptions;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.InitialRto;
import io.github.nettywinsock.option.WinsockOption;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connect sets unless the application has decided on it. A Windows that refuses it goes on without. Only used on the
 * event loop.
 */
final class ConnectDefaults {
    /** What decides on the port of a connection that Windows chooses. */
    private static final List<WinsockOption<?>> PORT = Stream.of(
                    "SO_REUSE_UNICASTPORT",
                    "SO_RANDOMIZE_PORT",
                    "SO_PORT_SCALABILITY",
                    "SO_REUSEADDR",
                    "SO_EXCLUSIVEADDRUSE",
                    "SIO_ASSOCIATE_PORT_RESERVATION")
            .map(Catalogue::byName)
            .collect(Collectors.toUnmodifiableList());

    private static final InitialRto SENT_ONCE =
            InitialRto.of(InitialRto.UNCHANGED_MILLIS, InitialRto.NO_RETRANSMISSIONS);

    /** The least that a Windows takes that would take {@link InitialRto#NO_RETRANSMISSIONS} for a number. */
    private static final InitialRto SENT_TWICE = InitialRto.of(InitialRto.UNCHANGED_MILLIS, 1);

    /** What is set for loopback, or null until a SOCKET was asked. */
    private InitialRto initialRto;

    /**
     * Lets a connection that is not bound share its port with connections to other peers, as one that connect binds does:
     * {@code ConnectEx} has to be bound before, and without that all connections together have as many ports as one peer.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/winsock/sol-socket-socket-options">SO_REUSE_UNICASTPORT</a>
     */
    void beforeBind(SocketOptions options, IocpSocket socket) {
        if (PORT.stream().noneMatch(options::isSetBeforeBind)) {
            socket.trySwitchOn("SO_REUSE_UNICASTPORT");
        }
    }

    /**
     * Has a connect to this machine believe the first refusal, as the JDK does. Else Windows asks again, for two seconds.
     *
     * @see <a href="https://github.com/libuv/libuv/issues/2896">libuv/libuv#2896</a>
     */
    void beforeConnect(IocpSocket socket, InetAddress remote) {
        if (!remote.isLoopbackAddress() || socket.isInitialRtoSet()) {
            return;
        }
        if (initialRto == null) {
            initialRto = knowsSentOnce(socket) ? SENT_ONCE : SENT_TWICE;
        }
        socket.trySet("SIO_TCP_INITIAL_RTO", initialRto);
    }

    /** Windows has it since the version that has TCP_KEEPIDLE, too. */
    private static boolean knowsSentOnce(IocpSocket socket) {
        try {
            socket.option("TCP_KEEPIDLE", Integer.class);
            return true;
        } catch (SocketException e) {
            return false;
        }
    }
}
