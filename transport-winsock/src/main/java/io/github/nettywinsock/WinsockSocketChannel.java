package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.engine.SocketOptions;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.github.nettywinsock.engine.WinsockSocketChannelConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;

/**
 * A {@link NioSocketChannel} that takes {@link WinsockChannelOption}s.
 *
 * <p>On a client each option is set before or after connect, as it requires; a failure fails the connect and closes
 * the channel. On the child of a {@link WinsockServerSocketChannel} all options are set before its handlers see it
 * active; a failure is fired through its pipeline and closes it. On other systems than Windows the
 * channel behaves as its superclass and these options are unknown to it.
 */
public class WinsockSocketChannel extends NioSocketChannel {
    private final SocketOptions options;
    private final SocketChannelConfig config;

    /** Creates a channel of the default provider and protocol family. */
    public WinsockSocketChannel() {
        // not through the next one, which needs what Netty 4.1 does not have
        options = optionsOf(this, WinsockBackend.ofSystem(), null);
        config = new WinsockSocketChannelConfig(super.config(), options);
    }

    /**
     * Creates a channel.
     *
     * @param selectorProvider the provider of the JDK channel
     * @param family           the protocol family, which needs Java 15, or null for the default
     */
    public WinsockSocketChannel(SelectorProvider selectorProvider, ProtocolFamily family) {
        super(selectorProvider, nettyFamily(family));
        options = optionsOf(this, WinsockBackend.ofSystem(), null);
        config = new WinsockSocketChannelConfig(super.config(), options);
    }

    /** Creates a channel on a JDK channel. */
    public WinsockSocketChannel(SocketChannel channel) {
        this(null, channel, WinsockBackend.ofSystem(), null);
    }

    WinsockSocketChannel(Channel parent, SocketChannel channel, WinsockBackend backend, ChannelSocket listener) {
        super(parent, channel);
        options = optionsOf(this, backend, listener);
        config = new WinsockSocketChannelConfig(super.config(), options);
    }

    static SocketProtocolFamily nettyFamily(ProtocolFamily family) {
        return family == null || family instanceof SocketProtocolFamily
                ? (SocketProtocolFamily) family
                : SocketProtocolFamily.of(family);
    }

    private static SocketOptions optionsOf(
            WinsockSocketChannel channel, WinsockBackend backend, ChannelSocket listener) {
        SocketOptions options = WinsockOptionHandler.optionsOf(channel, backend.socketOf(channel, listener), backend);
        if (listener == null) {
            options.needCalls();
        }
        return options;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty 4.1 has no other
    protected void doRegister() throws Exception {
        options.registered();
        super.doRegister();
    }

    @Override
    protected void doRegister(ChannelPromise promise) {
        options.registered();
        super.doRegister(promise);
    }

    @Override
    public SocketChannelConfig config() {
        return config == null ? super.config() : config;
    }
}
