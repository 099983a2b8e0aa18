package io.github.nettywinsock;

import io.netty.channel.socket.SocketChannelConfig;

/** The configuration of a {@link WinsockSocketChannel}. */
class WinsockSocketChannelConfig extends WinsockChannelConfig<SocketChannelConfig> implements SocketChannelConfig {
    WinsockSocketChannelConfig(SocketChannelConfig config, SocketOptions options) {
        super(config, options);
    }

    @Override
    final SocketChannelConfig self() {
        return this;
    }

    @Override
    public final boolean isTcpNoDelay() {
        return delegate().isTcpNoDelay();
    }

    @Override
    public final SocketChannelConfig setTcpNoDelay(boolean tcpNoDelay) {
        delegate().setTcpNoDelay(tcpNoDelay);
        return this;
    }

    @Override
    public final int getSoLinger() {
        return delegate().getSoLinger();
    }

    @Override
    public final SocketChannelConfig setSoLinger(int soLinger) {
        delegate().setSoLinger(soLinger);
        return this;
    }

    @Override
    public final int getSendBufferSize() {
        return delegate().getSendBufferSize();
    }

    @Override
    public final SocketChannelConfig setSendBufferSize(int sendBufferSize) {
        delegate().setSendBufferSize(sendBufferSize);
        return this;
    }

    @Override
    public final int getReceiveBufferSize() {
        return delegate().getReceiveBufferSize();
    }

    @Override
    public final SocketChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        delegate().setReceiveBufferSize(receiveBufferSize);
        return this;
    }

    @Override
    public final boolean isKeepAlive() {
        return delegate().isKeepAlive();
    }

    @Override
    public final SocketChannelConfig setKeepAlive(boolean keepAlive) {
        delegate().setKeepAlive(keepAlive);
        return this;
    }

    @Override
    public final int getTrafficClass() {
        return delegate().getTrafficClass();
    }

    @Override
    public final SocketChannelConfig setTrafficClass(int trafficClass) {
        delegate().setTrafficClass(trafficClass);
        return this;
    }

    @Override
    public final boolean isReuseAddress() {
        return delegate().isReuseAddress();
    }

    @Override
    public final SocketChannelConfig setReuseAddress(boolean reuseAddress) {
        delegate().setReuseAddress(reuseAddress);
        return this;
    }

    @Override
    public final boolean isAllowHalfClosure() {
        return delegate().isAllowHalfClosure();
    }

    @Override
    public final SocketChannelConfig setAllowHalfClosure(boolean allowHalfClosure) {
        delegate().setAllowHalfClosure(allowHalfClosure);
        return this;
    }

    @Override
    public final SocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        delegate().setPerformancePreferences(connectionTime, latency, bandwidth);
        return this;
    }
}
