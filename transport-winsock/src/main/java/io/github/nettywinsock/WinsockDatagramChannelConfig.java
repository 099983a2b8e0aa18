package io.github.nettywinsock;

import io.netty.channel.socket.DatagramChannelConfig;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** The configuration of the datagram channels of transports. */
public final class WinsockDatagramChannelConfig extends WinsockChannelConfig<DatagramChannelConfig>
        implements DatagramChannelConfig {
    /** Creates a configuration that leaves to {@code config} what {@code options} does not know. */
    public WinsockDatagramChannelConfig(DatagramChannelConfig config, SocketOptions options) {
        super(config, options);
    }

    @Override
    protected DatagramChannelConfig self() {
        return this;
    }

    @Override
    public int getSendBufferSize() {
        return delegate().getSendBufferSize();
    }

    @Override
    public DatagramChannelConfig setSendBufferSize(int sendBufferSize) {
        delegate().setSendBufferSize(sendBufferSize);
        return this;
    }

    @Override
    public int getReceiveBufferSize() {
        return delegate().getReceiveBufferSize();
    }

    @Override
    public DatagramChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        delegate().setReceiveBufferSize(receiveBufferSize);
        return this;
    }

    @Override
    public int getTrafficClass() {
        return delegate().getTrafficClass();
    }

    @Override
    public DatagramChannelConfig setTrafficClass(int trafficClass) {
        delegate().setTrafficClass(trafficClass);
        return this;
    }

    @Override
    public boolean isReuseAddress() {
        return delegate().isReuseAddress();
    }

    @Override
    public DatagramChannelConfig setReuseAddress(boolean reuseAddress) {
        delegate().setReuseAddress(reuseAddress);
        return this;
    }

    @Override
    public boolean isBroadcast() {
        return delegate().isBroadcast();
    }

    @Override
    public DatagramChannelConfig setBroadcast(boolean broadcast) {
        delegate().setBroadcast(broadcast);
        return this;
    }

    @Override
    public boolean isLoopbackModeDisabled() {
        return delegate().isLoopbackModeDisabled();
    }

    @Override
    public DatagramChannelConfig setLoopbackModeDisabled(boolean loopbackModeDisabled) {
        delegate().setLoopbackModeDisabled(loopbackModeDisabled);
        return this;
    }

    @Override
    public int getTimeToLive() {
        return delegate().getTimeToLive();
    }

    @Override
    public DatagramChannelConfig setTimeToLive(int ttl) {
        delegate().setTimeToLive(ttl);
        return this;
    }

    @Override
    public InetAddress getInterface() {
        return delegate().getInterface();
    }

    @Override
    public DatagramChannelConfig setInterface(InetAddress interfaceAddress) {
        delegate().setInterface(interfaceAddress);
        return this;
    }

    @Override
    public NetworkInterface getNetworkInterface() {
        return delegate().getNetworkInterface();
    }

    @Override
    public DatagramChannelConfig setNetworkInterface(NetworkInterface networkInterface) {
        delegate().setNetworkInterface(networkInterface);
        return this;
    }
}
