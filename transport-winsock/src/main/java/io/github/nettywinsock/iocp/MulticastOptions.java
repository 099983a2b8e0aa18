package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.IpLevel;
import io.github.nettywinsock.option.Ipv6Level;
import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.MulticastSource;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.function.Supplier;

/**
 * The options of a SOCKET for multicast. Those for sending exist once a family: a SOCKET of both families gets both, and
 * returns that of IPv6, which Windows has no more when it is bound to an address of IPv4.
 */
final class MulticastOptions {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(MulticastOptions.class);

    private final IocpSocket socket;
    private final Supplier<InetSocketAddress> localAddress;

    MulticastOptions(IocpSocket socket, Supplier<InetSocketAddress> localAddress) {
        this.socket = socket;
        this.localAddress = localAddress;
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    /** Joins a group, for one source if that is not null, on the interface that Windows chooses if that is null. */
    void join(InetAddress group, NetworkInterface networkInterface, InetAddress source) throws SocketException {
        if (source == null) {
            set(group, IpLevel.IP_ADD_MEMBERSHIP, Ipv6Level.IPV6_ADD_MEMBERSHIP, group(group, networkInterface));
        } else {
            MulticastSource member = source(group, networkInterface, source);
            set(group, IpLevel.IP_ADD_SOURCE_MEMBERSHIP, Ipv6Level.IPV6_MCAST_JOIN_SOURCE_GROUP, member);
        }
    }

    /** Leaves a group that was joined with the same arguments. */
    void leave(InetAddress group, NetworkInterface networkInterface, InetAddress source) throws SocketException {
        if (source == null) {
            set(group, IpLevel.IP_DROP_MEMBERSHIP, Ipv6Level.IPV6_DROP_MEMBERSHIP, group(group, networkInterface));
        } else {
            MulticastSource member = source(group, networkInterface, source);
            set(group, IpLevel.IP_DROP_SOURCE_MEMBERSHIP, Ipv6Level.IPV6_MCAST_LEAVE_SOURCE_GROUP, member);
        }
    }

    /** Drops what a source sends to a group. */
    void block(InetAddress group, NetworkInterface networkInterface, InetAddress source) throws IOException {
        requireOpen();
        MulticastSource blocked = source(group, networkInterface, source);
        set(group, IpLevel.IP_BLOCK_SOURCE, Ipv6Level.IPV6_MCAST_BLOCK_SOURCE, blocked);
    }

    NetworkInterface networkInterface() throws SocketException {
        return get(IpLevel.IP_MULTICAST_IF, Ipv6Level.IPV6_MULTICAST_IF);
    }

    void networkInterface(NetworkInterface networkInterface) throws SocketException {
        set(IpLevel.IP_MULTICAST_IF, Ipv6Level.IPV6_MULTICAST_IF, networkInterface);
    }

    int timeToLive() throws SocketException {
        return get(IpLevel.IP_MULTICAST_TTL, Ipv6Level.IPV6_MULTICAST_HOPS);
    }

    void timeToLive(int hops) throws SocketException {
        set(IpLevel.IP_MULTICAST_TTL, Ipv6Level.IPV6_MULTICAST_HOPS, hops);
    }

    boolean loopback() throws SocketException {
        return get(IpLevel.IP_MULTICAST_LOOP, Ipv6Level.IPV6_MULTICAST_LOOP);
    }

    void loopback(boolean on) throws SocketException {
        set(IpLevel.IP_MULTICAST_LOOP, Ipv6Level.IPV6_MULTICAST_LOOP, on);
    }

    private <T> T get(WinsockOption<T> option, WinsockOption<T> optionOfInet6) throws SocketException {
        return socket.get(isOfInet6() ? optionOfInet6 : option);
    }

    /** As in the JDK: of which family the options are that count. */
    private boolean isOfInet6() {
        InetSocketAddress local = localAddress.get();
        return socket.isInet6()
                && (local == null
                        || local.getAddress().isAnyLocalAddress()
                        || !(local.getAddress() instanceof Inet4Address));
    }

    private <T> void set(WinsockOption<T> option, WinsockOption<T> optionOfInet6, T value) throws SocketException {
        if (!isOfInet6()) {
            socket.set(option, value);
            return;
        }
        socket.set(optionOfInet6, value);
        try {
            if (!socket.get(Ipv6Level.IPV6_V6ONLY)) {
                socket.set(option, value);
            }
        } catch (SocketException | IllegalArgumentException e) {
            // As in the JDK: what counts is the option of the family.
            logger.debug("{}={} is not set for IPv4", option, value, e);
        }
    }

    private <T> void set(InetAddress group, WinsockOption<T> option, WinsockOption<T> optionOfInet6, T value)
            throws SocketException {
        try {
            socket.set(group instanceof Inet4Address ? option : optionOfInet6, value);
        } catch (WinsockException e) {
            if (e.errorCode() == WsaErrors.WSAENOPROTOOPT) {
                // As the JDK has it: the system lacks what is asked for.
                throw new UnsupportedOperationException(e.getMessage(), e);
            }
            throw e;
        }
    }

    private static MulticastGroup group(InetAddress group, NetworkInterface networkInterface) {
        return networkInterface == null ? MulticastGroup.of(group) : MulticastGroup.of(group, networkInterface);
    }

    private static MulticastSource source(InetAddress group, NetworkInterface networkInterface, InetAddress source) {
        return MulticastSource.of(group(group, networkInterface), source);
    }
}
