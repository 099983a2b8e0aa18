package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.MulticastSource;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.function.Supplier;

/**
 * The options of a SOCKET for multicast. Those for sending exist once a family: a SOCKET of both families gets both, and
 * answers that of IPv6, which Windows has no more when it is bound to an address of IPv4.
 */
final class MulticastOptions {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(MulticastOptions.class);

    private final IocpSocket socket;
    private final Supplier<InetSocketAddress> localAddress;

    MulticastOptions(IocpSocket socket, Supplier<InetSocketAddress> localAddress) {
        this.socket = socket;
        this.localAddress = localAddress;
    }

    /** Joins a group, for one source if that is not null, on the interface that Windows chooses if that is null. */
    void join(InetAddress group, NetworkInterface networkInterface, InetAddress source) throws SocketException {
        if (source == null) {
            set(group, "IP_ADD_MEMBERSHIP", "IPV6_ADD_MEMBERSHIP", group(group, networkInterface));
        } else {
            MulticastSource member = source(group, networkInterface, source);
            set(group, "IP_ADD_SOURCE_MEMBERSHIP", "IPV6_MCAST_JOIN_SOURCE_GROUP", member);
        }
    }

    /** Leaves a group that was joined with the same arguments. */
    void leave(InetAddress group, NetworkInterface networkInterface, InetAddress source) throws SocketException {
        if (source == null) {
            set(group, "IP_DROP_MEMBERSHIP", "IPV6_DROP_MEMBERSHIP", group(group, networkInterface));
        } else {
            MulticastSource member = source(group, networkInterface, source);
            set(group, "IP_DROP_SOURCE_MEMBERSHIP", "IPV6_MCAST_LEAVE_SOURCE_GROUP", member);
        }
    }

    /** Drops what a source sends to a group. */
    void block(InetAddress group, NetworkInterface networkInterface, InetAddress source) throws SocketException {
        MulticastSource blocked = source(group, networkInterface, source);
        set(group, "IP_BLOCK_SOURCE", "IPV6_MCAST_BLOCK_SOURCE", blocked);
    }

    NetworkInterface networkInterface() throws SocketException {
        return get("IP_MULTICAST_IF", "IPV6_MULTICAST_IF", NetworkInterface.class);
    }

    void networkInterface(NetworkInterface networkInterface) throws SocketException {
        set("IP_MULTICAST_IF", "IPV6_MULTICAST_IF", networkInterface);
    }

    int timeToLive() throws SocketException {
        return get("IP_MULTICAST_TTL", "IPV6_MULTICAST_HOPS", Integer.class);
    }

    void timeToLive(int hops) throws SocketException {
        set("IP_MULTICAST_TTL", "IPV6_MULTICAST_HOPS", hops);
    }

    boolean loopback() throws SocketException {
        return get("IP_MULTICAST_LOOP", "IPV6_MULTICAST_LOOP", Boolean.class);
    }

    void loopback(boolean on) throws SocketException {
        set("IP_MULTICAST_LOOP", "IPV6_MULTICAST_LOOP", on);
    }

    private <T> T get(String option, String optionOfInet6, Class<T> type) throws SocketException {
        return socket.option(isOfInet6() ? optionOfInet6 : option, type);
    }

    /** As in the JDK: of which family the options are that count. */
    private boolean isOfInet6() {
        InetSocketAddress local = localAddress.get();
        return socket.isInet6()
                && (local == null
                        || local.getAddress().isAnyLocalAddress()
                        || !(local.getAddress() instanceof Inet4Address));
    }

    private void set(String option, String optionOfInet6, Object value) throws SocketException {
        if (!isOfInet6()) {
            socket.option(option, value);
            return;
        }
        socket.option(optionOfInet6, value);
        try {
            if (!socket.option("IPV6_V6ONLY", Boolean.class)) {
                socket.option(option, value);
            }
        } catch (SocketException | IllegalArgumentException e) {
            // As in the JDK: what counts is the option of the family.
            logger.debug("{}={} is not set for IPv4", option, value, e);
        }
    }

    private void set(InetAddress group, String option, String optionOfInet6, Object value) throws SocketException {
        socket.option(group instanceof Inet4Address ? option : optionOfInet6, value);
    }

    private static MulticastGroup group(InetAddress group, NetworkInterface networkInterface) {
        return networkInterface == null ? MulticastGroup.of(group) : MulticastGroup.of(group, networkInterface);
    }

    private static MulticastSource source(InetAddress group, NetworkInterface networkInterface, InetAddress source) {
        return MulticastSource.of(group(group, networkInterface), source);
    }
}
