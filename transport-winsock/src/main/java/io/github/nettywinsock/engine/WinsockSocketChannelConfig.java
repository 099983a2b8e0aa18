package io.github.nettywinsock.engine;

import io.netty.channel.socket.SocketChannelConfig;

/** The configuration of a connection of NIO. */
public final class WinsockSocketChannelConfig extends WinsockChannelConfig<SocketChannelConfig>
        implements SocketChannelConfig {
    /** Creates a configuration that leaves to {@code config} what {@code options} does not know. */
    public WinsockSocketChannelConfig(SocketChannelConfig config, SocketOptions options) {
        super(config, options);
    }

    @Override
    protected SocketChannelConfig self() {
        return this;
    }

    @Override
    public boolean isTcpNoDelay() {
        return delegate().isTcpNoDelay();
    }

    @Override
    public SocketChannelConfig setTcpNoDelay(boolean tcpNoDelay) {
        delegate().setTcpNoDelay(tcpNoDelay);
        return this;
    }

    @Override
    public int getSoLinger() {
        return delegate().getSoLinger();
    }

    @Override
    public SocketChannelConfig setSoLinger(int soLinger) {
        delegate().setSoLinger(soLinger);
        return this;
    }

    @Override
    public int getSendBufferSize() {
        return delegate().getSendBufferSize();
    }

    @Override
    public SocketChannelConfig setSendBufferSize(int sendBufferSize) {
        delegate().setSendBufferSize(sendBufferSize);
        return this;
    }

    @Override
    public int getReceiveBufferSize() {
        return delegate().getReceiveBufferSize();
    }

    @Override
    public SocketChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        delegate().setReceiveBufferSize(receiveBufferSize);
        return this;
    }

    @Override
    public boolean isKeepAlive() {
        return delegate().isKeepAlive();
    }

    @Override
    public SocketChannelConfig setKeepAlive(boolean keepAlive) {
        delegate().setKeepAlive(keepAlive);
        return this;
    }

    @Override
    public int getTrafficClass() {
        return delegate().getTrafficClass();
    }

    @Override
    public SocketChannelConfig setTrafficClass(int trafficClass) {
        delegate().setTrafficClass(trafficClass);
        return this;
    }

    @Override
    public boolean isReuseAddress() {
        return delegate().isReuseAddress();
    }

    @Override
    public SocketChannelConfig setReuseAddress(boolean reuseAddress) {
        delegate().setReuseAddress(reuseAddress);
        return this;
    }

    @Override
    public boolean isAllowHalfClosure() {
        return delegate().isAllowHalfClosure();
    }

    @Override
    public SocketChannelConfig setAllowHalfClosure(boolean allowHalfClosure) {
        delegate().setAllowHalfClosure(allowHalfClosure);
        return this;
    }

    @Override
    public SocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        delegate().setPerformancePreferences(connectionTime, latency, bandwidth);
        return this;
    }
}
