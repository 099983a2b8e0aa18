package io.github.nettywinsock;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioSocketChannel;
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
    private final SocketChannelConfig config;

    /** Creates a channel of the default provider and protocol family. */
    public WinsockSocketChannel() {
        this(SelectorProvider.provider(), null);
    }

    /**
     * Creates a channel.
     *
     * @param selectorProvider the provider of the JDK channel
     * @param family           the protocol family, which needs Java 15, or null for the default
     */
    public WinsockSocketChannel(SelectorProvider selectorProvider, SocketProtocolFamily family) {
        super(selectorProvider, family);
        config = configOf(super.config(), WinsockProvider.ofSystem(), null);
    }

    /** Creates a channel on a JDK channel. */
    public WinsockSocketChannel(SocketChannel channel) {
        this(null, channel, WinsockProvider.ofSystem(), null);
    }

    WinsockSocketChannel(Channel parent, SocketChannel channel, WinsockProvider provider, ChannelSocket listener) {
        super(parent, channel);
        config = configOf(super.config(), provider, listener);
    }

    private SocketChannelConfig configOf(
            SocketChannelConfig nioConfig, WinsockProvider provider, ChannelSocket listener) {
        return new WinsockSocketChannelConfig(nioConfig, provider.optionsOf(this, provider.socketOf(this, listener)));
    }

    @Override
    public SocketChannelConfig config() {
        return config == null ? super.config() : config;
    }
}
