package io.github.nettywinsock;

import io.netty.channel.socket.ServerSocketChannelConfig;

/** The configuration of a {@link WinsockServerSocketChannel}. */
class WinsockServerSocketChannelConfig extends WinsockChannelConfig<ServerSocketChannelConfig>
        implements ServerSocketChannelConfig {
    WinsockServerSocketChannelConfig(ServerSocketChannelConfig config, SocketOptions options) {
        super(config, options);
    }

    @Override
    final ServerSocketChannelConfig self() {
        return this;
    }

    @Override
    public final int getBacklog() {
        return delegate().getBacklog();
    }

    @Override
    public final ServerSocketChannelConfig setBacklog(int backlog) {
        delegate().setBacklog(backlog);
        return this;
    }

    @Override
    public final boolean isReuseAddress() {
        return delegate().isReuseAddress();
    }

    @Override
    public final ServerSocketChannelConfig setReuseAddress(boolean reuseAddress) {
        delegate().setReuseAddress(reuseAddress);
        return this;
    }

    @Override
    public final int getReceiveBufferSize() {
        return delegate().getReceiveBufferSize();
    }

    @Override
    public final ServerSocketChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        delegate().setReceiveBufferSize(receiveBufferSize);
        return this;
    }

    @Override
    public final ServerSocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        delegate().setPerformancePreferences(connectionTime, latency, bandwidth);
        return this;
    }
}
