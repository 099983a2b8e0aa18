package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.engine.OptionCalls;
import io.github.nettywinsock.engine.SocketDescription;
import io.github.nettywinsock.engine.SocketOptions;
import io.github.nettywinsock.engine.SupportProbe;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.ControlQuery;
import io.github.nettywinsock.option.PortReservation;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;

/** Tells whether Winsock options can be used here, and reaches the SOCKET of a channel. */
public final class Winsock {
    /**
     * The system property that, when it is {@code false}, lets channels go on without options on a Windows where they
     * cannot be used, as when JNA is missing. By default an option that is asked for there fails the bind or connect, or
     * closes the accepted channel.
     */
    public static final String REQUIRED = WinsockBackend.REQUIRED;

    /**
     * The system property that, when it is {@code true}, has each native call that sets or reads an option logged at level
     * INFO, by the logger of the same name: SOCKET, level, name, value, result and microseconds. DEBUG on that logger does the
     * same. Both are looked at when the first option is used.
     */
    public static final String TRACE = WinsockBackend.TRACE;

    private static final SupportProbe PROBE =
            new SupportProbe(WinsockBackend.ofSystem().ws2());

    private Winsock() {}

    /** Whether Winsock options can be used: on 64-bit Windows with JNA 5.13 or newer. */
    public static boolean isAvailable() {
        return WinsockBackend.ofSystem().isAvailable();
    }

    /**
     * Does nothing where Winsock options can be used.
     *
     * @throws UnsatisfiedLinkError where they cannot; its cause says why
     */
    public static void ensureAvailability() {
        if (!isAvailable()) {
            throw (Error) new UnsatisfiedLinkError("Winsock options cannot be used: "
                            + unavailabilityCause().getMessage())
                    .initCause(unavailabilityCause());
        }
    }

    /** Why Winsock options cannot be used, or null where they can. */
    public static Throwable unavailabilityCause() {
        return WinsockBackend.ofSystem().unavailabilityCause();
    }

    /**
     * The SOCKET of a NIO or IOCP channel. It is good until the channel is closed, so it should be used on the event loop of the
     * channel; afterwards Windows gives the same number to another socket.
     *
     * @throws IllegalArgumentException when the channel is neither a NIO nor an IOCP channel
     * @throws ChannelException when the channel is closed
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static long handle(Channel channel) {
        ensureAvailability();
        ChannelSocket socket = WinsockBackend.ofSystem().socketOf(channel);
        synchronized (socket.lock()) {
            try {
                return OptionCalls.openHandle(socket);
            } catch (ClosedChannelException e) {
                throw new ChannelException(e);
            }
        }
    }

    /**
     * Reads an option from the SOCKET of a NIO or IOCP channel of any class. The {@code config()} of Netty's own channels, such as
     * {@link io.netty.channel.socket.nio.NioDatagramChannel}, does not know the options; this does.
     *
     * @return the value, or null where the provider has none
     * @throws IllegalArgumentException when the option is not a {@link WinsockChannelOption} or the channel is neither a NIO nor an IOCP
     *                                  channel
     * @throws UnsupportedOperationException when the option cannot be read
     * @throws ChannelException when the channel is closed, or caused by a {@link WinsockException} when Windows refuses
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static <T> T getOption(Channel channel, ChannelOption<T> option) {
        WinsockOption<T> winsockOption = SocketOptions.readable(known(option));
        ensureAvailability();
        WinsockBackend backend = WinsockBackend.ofSystem();
        try {
            return backend.calls().get(backend.socketOf(channel), winsockOption);
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }

    /**
     * Sets an option on the SOCKET of a NIO or IOCP channel of any class now, whatever its phase: what Windows makes of it is
     * the answer. To have an option set when Windows wants it, use a bootstrap or a {@link WinsockChannelInitializer}.
     *
     * @throws IllegalArgumentException when the option is not a {@link WinsockChannelOption}, the value is of another type
     *                                  or out of range, or the channel is neither a NIO nor an IOCP channel
     * @throws UnsupportedOperationException when the option cannot be set
     * @throws ChannelException when the channel is closed, or caused by a {@link WinsockException} when Windows refuses
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static <T> void setOption(Channel channel, ChannelOption<T> option, T value) {
        WinsockOption<T> winsockOption = known(option);
        T checked = SocketOptions.checked(winsockOption, value);
        ensureAvailability();
        WinsockBackend backend = WinsockBackend.ofSystem();
        try {
            backend.calls().set(backend.socketOf(channel), winsockOption, checked);
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }

    /**
     * Every option that the SOCKET of a NIO or IOCP channel has, as a table of level, name and value, one line each. What is
     * cleared by reading it is left out.
     *
     * @throws IllegalArgumentException when the channel is neither a NIO nor an IOCP channel
     * @throws ChannelException when the channel is closed
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static String describe(Channel channel) {
        ensureAvailability();
        try {
            return SocketDescription.of(channel, WinsockBackend.ofSystem());
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }

    /**
     * What TCP knows of a connection, read through SIO_TCP_INFO (Windows 10 version 1703).
     *
     * @throws IllegalArgumentException when the channel is neither a NIO nor an IOCP channel
     * @throws ChannelException when the channel is closed, or caused by a {@link WinsockException} when Windows refuses
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static WinsockTcpInfo tcpInfo(Channel channel) {
        return getOption(channel, WinsockChannelOption.SIO_TCP_INFO);
    }

    /**
     * The local address from which {@code remote} is reached, asked for through SIO_ROUTING_INTERFACE_QUERY.
     *
     * @throws IllegalArgumentException when the channel is neither a NIO nor an IOCP channel
     * @throws ChannelException when the channel is closed, or caused by a {@link WinsockException} when Windows refuses
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static InetSocketAddress routingInterface(Channel channel, InetSocketAddress remote) {
        return query(channel, ControlQuery.ROUTING_INTERFACE, remote);
    }

    /**
     * Reserves a block of ports through SIO_ACQUIRE_PORT_RESERVATION (Windows Vista), for
     * {@link WinsockChannelOption#SIO_ASSOCIATE_PORT_RESERVATION}. It lasts until the channel is closed.
     *
     * @param startPort the first port, 0 to 65535; 0 for any
     * @param ports     the number of ports, 0 to 65535
     * @throws IllegalArgumentException when a number is out of range or the channel is neither a NIO nor an IOCP channel
     * @throws ChannelException when the channel is closed, or caused by a {@link WinsockException} when Windows refuses
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static PortReservation acquirePortReservation(Channel channel, int startPort, int ports) {
        return query(channel, ControlQuery.PORT_RESERVATION, PortReservation.of(startPort, ports, 0));
    }

    /**
     * Whether this Windows knows an option. The first call for an option tries it on a socket of its own.
     *
     * @return false too when {@link #isAvailable()} is false
     * @throws IllegalArgumentException when the option is not a {@link WinsockChannelOption}
     */
    public static boolean isSupported(ChannelOption<?> option) {
        WinsockOption<?> winsockOption = known(option);
        return isAvailable() && PROBE.isSupported(winsockOption);
    }

    @SuppressWarnings("unchecked")
    private static <T> WinsockOption<T> known(ChannelOption<T> option) {
        WinsockOption<?> known = ChannelOptions.winsockOption(option);
        if (known == null) {
            throw new IllegalArgumentException(option + " is not a WinsockChannelOption");
        }
        return (WinsockOption<T>) known;
    }

    private static <A, R> R query(Channel channel, ControlQuery<A, R> query, A argument) {
        ensureAvailability();
        WinsockBackend backend = WinsockBackend.ofSystem();
        try {
            return backend.calls().query(backend.socketOf(channel), query, argument);
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }
}
