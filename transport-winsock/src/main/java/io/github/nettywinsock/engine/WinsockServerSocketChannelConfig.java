package io.github.nettywinsock.engine;

import io.netty.channel.socket.ServerSocketChannelConfig;

/** The configuration of a listener of NIO. */
public final class WinsockServerSocketChannelConfig extends WinsockChannelConfig<ServerSocketChannelConfig>
        implements ServerSocketChannelConfig {
    /** Creates a configuration that leaves to {@code config} what {@code options} does not know. */
    public WinsockServerSocketChannelConfig(ServerSocketChannelConfig config, SocketOptions options) {
        super(config, options);
    }

    @Override
    protected ServerSocketChannelConfig self() {
        return this;
    }

    @Override
    public int getBacklog() {
        return delegate().getBacklog();
    }

    @Override
    public ServerSocketChannelConfig setBacklog(int backlog) {
        delegate().setBacklog(backlog);
        return this;
    }

    @Override
    public boolean isReuseAddress() {
        return delegate().isReuseAddress();
    }

    @Override
    public ServerSocketChannelConfig setReuseAddress(boolean reuseAddress) {
        delegate().setReuseAddress(reuseAddress);
        return this;
    }

    @Override
    public int getReceiveBufferSize() {
        return delegate().getReceiveBufferSize();
    }

    @Override
    public ServerSocketChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        delegate().setReceiveBufferSize(receiveBufferSize);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        delegate().setPerformancePreferences(connectionTime, latency, bandwidth);
        return this;
    }
}
