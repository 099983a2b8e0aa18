package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_BROADCAST;
import static io.github.nettywinsock.option.SocketLevel.SO_SNDBUF;

import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.util.internal.ObjectUtil;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** The configuration of a datagram channel. */
@SuppressWarnings("deprecation") // DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION
final class IocpDatagramChannelConfig extends IocpChannelConfig<IocpDatagramChannelConfig>
        implements DatagramChannelConfig {
    private static final int RECEIVE_SIZE = 2048;
    private static final int DEFAULT_PENDING_RECEIVES = 1;
    private static final int DEFAULT_PENDING_SENDS = 64;
    private static final int MAX_PENDING = 1024;

    private static final OptionTable<IocpDatagramChannelConfig> OPTIONS = new OptionTable<IocpDatagramChannelConfig>()
            .with(ChannelOption.SO_BROADCAST, SO_BROADCAST)
            .with(ChannelOption.SO_RCVBUF, c -> c.getReceiveBufferSize(), (c, size) -> c.setReceiveBufferSize(size))
            .with(ChannelOption.SO_SNDBUF, c -> c.getSendBufferSize(), (c, size) -> c.setSendBufferSize(size))
            .with(ChannelOption.SO_REUSEADDR, c -> c.isReuseAddress(), (c, on) -> c.setReuseAddress(on))
            .with(ChannelOption.IP_TOS, c -> c.typeOfService(), (c, tos) -> c.typeOfService(tos))
            .with(
                    ChannelOption.IP_MULTICAST_LOOP_DISABLED,
                    c -> c.isLoopbackModeDisabled(),
                    (c, disabled) -> c.setLoopbackModeDisabled(disabled))
            .with(ChannelOption.IP_MULTICAST_ADDR, c -> c.getInterface(), (c, address) -> c.setInterface(address))
            .with(ChannelOption.IP_MULTICAST_IF, c -> c.getNetworkInterface(), (c, nif) -> c.setNetworkInterface(nif))
            .with(ChannelOption.IP_MULTICAST_TTL, c -> c.getTimeToLive(), (c, ttl) -> c.setTimeToLive(ttl))
            .with(
                    ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION,
                    c -> c.activeOnRegistration,
                    (c, active) -> c.setActiveOnRegistration(active))
            .with(
                    IocpChannelOption.PENDING_RECEIVES,
                    c -> c.pendingReceives,
                    (c, n) -> c.pendingReceives = checkPending(n, IocpChannelOption.PENDING_RECEIVES))
            .with(
                    IocpChannelOption.PENDING_SENDS,
                    c -> c.pendingSends,
                    (c, n) -> c.pendingSends = checkPending(n, IocpChannelOption.PENDING_SENDS));

    private final IocpDatagramChannel datagrams;
    private final MulticastOptions multicast;
    private volatile boolean activeOnRegistration;
    private volatile int pendingReceives = DEFAULT_PENDING_RECEIVES;
    private volatile int pendingSends = DEFAULT_PENDING_SENDS;

    IocpDatagramChannelConfig(IocpDatagramChannel datagrams, MulticastOptions multicast) {
        super(datagrams, new FixedRecvByteBufAllocator(RECEIVE_SIZE), OPTIONS);
        this.datagrams = datagrams;
        this.multicast = multicast;
    }

    private static int checkPending(int calls, ChannelOption<Integer> option) {
        return ObjectUtil.checkInRange(calls, 1, MAX_PENDING, option.name());
    }

    boolean isActiveOnRegistration() {
        return activeOnRegistration;
    }

    /** How many receives are to be pending at a time. */
    int pendingReceives() {
        return pendingReceives;
    }

    /** How many sends may be pending at a time. */
    int pendingSends() {
        return pendingSends;
    }

    private void setActiveOnRegistration(boolean active) {
        if (datagrams.isRegistered()) {
            throw new IllegalStateException("too late for " + ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION
                    + ": " + datagrams + " is registered");
        }
        activeOnRegistration = active;
    }

    @Override
    public int getSendBufferSize() {
        return get(SO_SNDBUF);
    }

    @Override
    public IocpDatagramChannelConfig setSendBufferSize(int size) {
        return set(SO_SNDBUF, ObjectUtil.checkPositive(size, "SO_SNDBUF"));
    }

    @Override
    public int getTrafficClass() {
        return typeOfService();
    }

    @Override
    public IocpDatagramChannelConfig setTrafficClass(int trafficClass) {
        return typeOfService(trafficClass);
    }

    @Override
    public boolean isBroadcast() {
        return get(SO_BROADCAST);
    }

    @Override
    public IocpDatagramChannelConfig setBroadcast(boolean broadcast) {
        return set(SO_BROADCAST, broadcast);
    }

    @Override
    public boolean isLoopbackModeDisabled() {
        return !call(multicast::loopback);
    }

    @Override
    public IocpDatagramChannelConfig setLoopbackModeDisabled(boolean loopbackModeDisabled) {
        return run(() -> multicast.loopback(!loopbackModeDisabled));
    }

    @Override
    public int getTimeToLive() {
        return call(multicast::timeToLive);
    }

    @Override
    public IocpDatagramChannelConfig setTimeToLive(int ttl) {
        return run(() -> multicast.timeToLive(ttl));
    }

    @Override
    public InetAddress getInterface() {
        NetworkInterface networkInterface = getNetworkInterface();
        return networkInterface == null
                ? null
                : networkInterface.inetAddresses().findFirst().orElse(null);
    }

    @Override
    public IocpDatagramChannelConfig setInterface(InetAddress interfaceAddress) {
        return run(() -> {
            NetworkInterface networkInterface = NetworkInterface.getByInetAddress(interfaceAddress);
            if (networkInterface == null) {
                throw new IllegalArgumentException("no interface has the address " + interfaceAddress.getHostAddress());
            }
            multicast.networkInterface(networkInterface);
        });
    }

    @Override
    public NetworkInterface getNetworkInterface() {
        return call(multicast::networkInterface);
    }

    @Override
    public IocpDatagramChannelConfig setNetworkInterface(NetworkInterface networkInterface) {
        return run(() -> multicast.networkInterface(networkInterface));
    }
}
