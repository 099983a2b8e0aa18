package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannelConfig;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;

/** Netty's own options of a datagram channel. */
@SuppressWarnings("deprecation") // DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION
final class IocpDatagramChannelConfig extends DefaultChannelConfig implements DatagramChannelConfig {
    private static final int RECEIVE_SIZE = 2048;

    private static final OptionTable<IocpDatagramChannelConfig> OPTIONS = new OptionTable<IocpDatagramChannelConfig>()
            .with(ChannelOption.SO_BROADCAST, c -> c.isBroadcast(), (c, on) -> c.setBroadcast(on))
            .with(ChannelOption.SO_RCVBUF, c -> c.getReceiveBufferSize(), (c, size) -> c.setReceiveBufferSize(size))
            .with(ChannelOption.SO_SNDBUF, c -> c.getSendBufferSize(), (c, size) -> c.setSendBufferSize(size))
            .with(ChannelOption.SO_REUSEADDR, c -> c.isReuseAddress(), (c, on) -> c.setReuseAddress(on))
            .with(ChannelOption.IP_TOS, c -> c.getTrafficClass(), (c, tos) -> c.setTrafficClass(tos))
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
                    (c, active) -> c.setActiveOnRegistration(active));

    private final IocpDatagramChannel datagrams;
    private final IocpSocket socket;
    private final NettyOptions netty;
    private final MulticastOptions multicast;
    private volatile boolean activeOnRegistration;

    IocpDatagramChannelConfig(IocpDatagramChannel datagrams, MulticastOptions multicast) {
        super(datagrams, new FixedRecvByteBufAllocator(RECEIVE_SIZE));
        this.datagrams = datagrams;
        socket = datagrams.socket;
        netty = new NettyOptions(datagrams);
        this.multicast = multicast;
    }

    boolean isActiveOnRegistration() {
        return activeOnRegistration;
    }

    @Override
    public Map<ChannelOption<?>, Object> getOptions() {
        return getOptions(super.getOptions(), OPTIONS.toArray());
    }

    @Override
    protected Map<ChannelOption<?>, Object> getOptions(
            Map<ChannelOption<?>, Object> result, ChannelOption<?>... options) {
        return OptionTable.readAll(this, channel, result, options);
    }

    @Override
    public <T> T getOption(ChannelOption<T> option) {
        return OPTIONS.contains(option) ? OPTIONS.get(this, option) : super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (!OPTIONS.contains(option)) {
            return super.setOption(option, value);
        }
        validate(option, value);
        OPTIONS.set(this, option, value);
        return true;
    }

    private void setActiveOnRegistration(boolean active) {
        if (datagrams.isRegistered()) {
            throw new IllegalStateException("too late for " + ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION
                    + ": " + datagrams + " is registered");
        }
        activeOnRegistration = active;
    }

    @Override
    protected void autoReadCleared() {
        datagrams.autoReadCleared();
    }

    @Override
    public int getSendBufferSize() {
        return get("SO_SNDBUF", Integer.class);
    }

    @Override
    public DatagramChannelConfig setSendBufferSize(int sendBufferSize) {
        return set("SO_SNDBUF", sendBufferSize);
    }

    @Override
    public int getReceiveBufferSize() {
        return get("SO_RCVBUF", Integer.class);
    }

    @Override
    public DatagramChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        return set("SO_RCVBUF", receiveBufferSize);
    }

    @Override
    public int getTrafficClass() {
        return call(netty::trafficClass);
    }

    @Override
    public DatagramChannelConfig setTrafficClass(int trafficClass) {
        return run(() -> netty.trafficClass(trafficClass));
    }

    @Override
    public boolean isReuseAddress() {
        return call(netty::reuseAddress);
    }

    @Override
    public DatagramChannelConfig setReuseAddress(boolean reuseAddress) {
        return run(() -> netty.reuseAddress(reuseAddress));
    }

    @Override
    public boolean isBroadcast() {
        return get("SO_BROADCAST", Boolean.class);
    }

    @Override
    public DatagramChannelConfig setBroadcast(boolean broadcast) {
        return set("SO_BROADCAST", broadcast);
    }

    @Override
    public boolean isLoopbackModeDisabled() {
        return !call(multicast::loopback);
    }

    @Override
    public DatagramChannelConfig setLoopbackModeDisabled(boolean loopbackModeDisabled) {
        return run(() -> multicast.loopback(!loopbackModeDisabled));
    }

    @Override
    public int getTimeToLive() {
        return call(multicast::timeToLive);
    }

    @Override
    public DatagramChannelConfig setTimeToLive(int ttl) {
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
    public DatagramChannelConfig setInterface(InetAddress interfaceAddress) {
        return run(() -> {
            NetworkInterface networkInterface = NetworkInterface.getByInetAddress(interfaceAddress);
            if (networkInterface == null) {
                throw new SocketException("no interface has the address " + interfaceAddress.getHostAddress());
            }
            multicast.networkInterface(networkInterface);
        });
    }

    @Override
    public NetworkInterface getNetworkInterface() {
        return call(multicast::networkInterface);
    }

    @Override
    public DatagramChannelConfig setNetworkInterface(NetworkInterface networkInterface) {
        return run(() -> multicast.networkInterface(networkInterface));
    }

    private <T> T get(String name, Class<T> type) {
        return call(() -> socket.option(name, type));
    }

    private DatagramChannelConfig set(String name, Object value) {
        return run(() -> socket.option(name, value));
    }

    private static <T> T call(Getter<T> getter) {
        try {
            return getter.get();
        } catch (SocketException e) {
            throw new ChannelException(e);
        }
    }

    private DatagramChannelConfig run(Setter setter) {
        try {
            setter.set();
        } catch (SocketException e) {
            throw new ChannelException(e);
        }
        return this;
    }

    private interface Getter<T> {
        T get() throws SocketException;
    }

    private interface Setter {
        void set() throws SocketException;
    }

    @Override
    public DatagramChannelConfig setWriteSpinCount(int writeSpinCount) {
        super.setWriteSpinCount(writeSpinCount);
        return this;
    }

    @Override
    public DatagramChannelConfig setConnectTimeoutMillis(int connectTimeoutMillis) {
        super.setConnectTimeoutMillis(connectTimeoutMillis);
        return this;
    }

    @Override
    public DatagramChannelConfig setMaxMessagesPerRead(int maxMessagesPerRead) {
        super.setMaxMessagesPerRead(maxMessagesPerRead);
        return this;
    }

    @Override
    public DatagramChannelConfig setAllocator(ByteBufAllocator allocator) {
        super.setAllocator(allocator);
        return this;
    }

    @Override
    public DatagramChannelConfig setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        super.setRecvByteBufAllocator(allocator);
        return this;
    }

    @Override
    public DatagramChannelConfig setAutoRead(boolean autoRead) {
        super.setAutoRead(autoRead);
        return this;
    }

    @Override
    public DatagramChannelConfig setAutoClose(boolean autoClose) {
        super.setAutoClose(autoClose);
        return this;
    }

    @Override
    public DatagramChannelConfig setMessageSizeEstimator(MessageSizeEstimator estimator) {
        super.setMessageSizeEstimator(estimator);
        return this;
    }

    @Override
    public DatagramChannelConfig setWriteBufferWaterMark(WriteBufferWaterMark writeBufferWaterMark) {
        super.setWriteBufferWaterMark(writeBufferWaterMark);
        return this;
    }
}
