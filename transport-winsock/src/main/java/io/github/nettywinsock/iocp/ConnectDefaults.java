package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.ControlCodes.SIO_ASSOCIATE_PORT_RESERVATION;
import static io.github.nettywinsock.option.ControlCodes.SIO_TCP_INITIAL_RTO;
import static io.github.nettywinsock.option.SocketLevel.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.option.SocketLevel.SO_PORT_SCALABILITY;
import static io.github.nettywinsock.option.SocketLevel.SO_RANDOMIZE_PORT;
import static io.github.nettywinsock.option.SocketLevel.SO_REUSEADDR;
import static io.github.nettywinsock.option.SocketLevel.SO_REUSE_UNICASTPORT;
import static io.github.nettywinsock.option.TcpLevel.TCP_KEEPIDLE;

import io.github.nettywinsock.engine.SocketOptions;
import io.github.nettywinsock.option.InitialRto;
import io.github.nettywinsock.option.WinsockOption;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;

/**
 * What a connect sets unless the application has decided on it. A Windows that refuses it goes on without. Only used on the
 * event loop.
 */
final class ConnectDefaults {
    /** What decides on the port of a connection that Windows chooses. */
    private static final List<WinsockOption<?>> PORT = List.of(
            SO_REUSE_UNICASTPORT,
            SO_RANDOMIZE_PORT,
            SO_PORT_SCALABILITY,
            SO_REUSEADDR,
            SO_EXCLUSIVEADDRUSE,
            SIO_ASSOCIATE_PORT_RESERVATION);

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
        if (!isPortDecided(options)) {
            socket.trySet(SO_REUSE_UNICASTPORT, true);
        }
    }

    /** Whether the application has set what decides on the port, or on who shares it. */
    static boolean isPortDecided(SocketOptions options) {
        return PORT.stream().anyMatch(options::isSetBeforeBind);
    }

    /**
     * Has a connect to this machine believe the first refusal, as the JDK does. Else Windows asks again, for two seconds.
     *
     * @see <a href="https://github.com/libuv/libuv/issues/2896">libuv/libuv#2896</a>
     */
    void beforeConnect(IocpSocket socket, InetAddress remote) {
        if (!remote.isLoopbackAddress() || socket.setOptions().include(SIO_TCP_INITIAL_RTO)) {
            return;
        }
        if (initialRto == null) {
            initialRto = knowsSentOnce(socket) ? SENT_ONCE : SENT_TWICE;
        }
        socket.trySet(SIO_TCP_INITIAL_RTO, initialRto);
    }

    /** Windows has it since the version that has TCP_KEEPIDLE, too. */
    private static boolean knowsSentOnce(IocpSocket socket) {
        try {
            socket.get(TCP_KEEPIDLE);
            return true;
        } catch (SocketException e) {
            return false;
        }
    }
}
