package io.github.nettywinsock;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;

/**
 * A {@link NioSocketChannel} that takes {@link WinsockChannelOption}s.
 *
 * <p>On a client each option is set before or after connect, as it requires; a failure fails the connect and closes
 * the channel. On the child of a {@link WinsockServerSocketChannel} all options are set before its handlers see it
 * active; a failure is fired through its pipeline and closes it. Where {@link Winsock#isAvailable()} is false the
 * channel behaves as its superclass and these options are unknown to it.
 */
public class WinsockSocketChannel extends NioSocketChannel {
    private final SocketOptions options;
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
        options = optionsOf(WinsockProvider.ofSystem(), null);
        config = new Config(super.config(), options);
    }

    /** Creates a channel on a JDK channel. */
    public WinsockSocketChannel(SocketChannel channel) {
        this(null, channel, WinsockProvider.ofSystem(), null);
    }

    WinsockSocketChannel(Channel parent, SocketChannel channel, WinsockProvider provider, ChannelSocket listener) {
        super(parent, channel);
        options = optionsOf(provider, listener);
        config = new Config(super.config(), options);
    }

    private SocketOptions optionsOf(WinsockProvider provider, ChannelSocket listener) {
        return provider.optionsOf(this, provider.socketOf(this, listener));
    }

    @Override
    public SocketChannelConfig config() {
        return config == null ? super.config() : config;
    }

    @Override
    protected void doBind(SocketAddress localAddress) throws Exception {
        options.beforeBind();
        try {
            super.doBind(localAddress);
        } catch (Exception e) {
            throw options.bindFailed(e);
        }
        options.afterBind();
    }

    @Override
    protected boolean doConnect(SocketAddress remoteAddress, SocketAddress localAddress) throws Exception {
        options.beforeConnect();
        boolean connected;
        try {
            connected = super.doConnect(remoteAddress, localAddress);
        } catch (Exception e) {
            throw options.connectFailed(e);
        }
        if (connected) {
            options.afterConnect();
        }
        return connected;
    }

    @Override
    protected void doFinishConnect() throws Exception {
        super.doFinishConnect();
        options.afterConnect();
    }

    private final class Config extends WinsockSocketChannelConfig {
        private boolean hasOptionHandler;

        Config(SocketChannelConfig config, SocketOptions options) {
            super(config, options);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            try {
                return super.setOption(option, value);
            } finally {
                addOptionHandlerToUnregisteredChild();
            }
        }

        private void addOptionHandlerToUnregisteredChild() {
            if (parent() != null && !isRegistered() && !hasOptionHandler && options.hasPending()) {
                hasOptionHandler = true;
                pipeline().addFirst(new WinsockOptionHandler(options));
            }
        }
    }
}
