package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.engine.SocketOptions;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.github.nettywinsock.engine.WinsockServerSocketChannelConfig;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ServerSocketChannelConfig;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.ProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/**
 * A {@link NioServerSocketChannel} that takes {@link WinsockChannelOption}s. Its children are
 * {@link WinsockSocketChannel}s.
 *
 * <p>Each option is set before or after bind, as it requires; a failure fails the bind and closes the channel. On other
 * systems than Windows the channel behaves as its superclass and these options are unknown to it.
 */
public class WinsockServerSocketChannel extends NioServerSocketChannel {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockServerSocketChannel.class);

    private final WinsockBackend backend;
    private final ChannelSocket socket;
    private final SocketOptions options;
    private final ServerSocketChannelConfig config;

    /** Creates a channel of the default provider and protocol family. */
    public WinsockServerSocketChannel() {
        // not through the next one, which needs what Netty 4.1 does not have
        backend = WinsockBackend.ofSystem();
        socket = backend.socketOf(this, null);
        options = optionsOf(this);
        config = new WinsockServerSocketChannelConfig(super.config(), options);
    }

    /**
     * Creates a channel.
     *
     * @param selectorProvider the provider of the JDK channel
     * @param family           the protocol family, which needs Java 15, or null for the default
     */
    public WinsockServerSocketChannel(SelectorProvider selectorProvider, ProtocolFamily family) {
        super(selectorProvider, WinsockSocketChannel.nettyFamily(family));
        backend = WinsockBackend.ofSystem();
        socket = backend.socketOf(this, null);
        options = optionsOf(this);
        config = new WinsockServerSocketChannelConfig(super.config(), options);
    }

    /** Creates a channel on a JDK channel. */
    public WinsockServerSocketChannel(ServerSocketChannel channel) {
        this(channel, WinsockBackend.ofSystem());
    }

    WinsockServerSocketChannel(ServerSocketChannel channel, WinsockBackend backend) {
        super(channel);
        this.backend = backend;
        socket = backend.socketOf(this, null);
        options = optionsOf(this);
        config = new WinsockServerSocketChannelConfig(super.config(), options);
    }

    private static SocketOptions optionsOf(WinsockServerSocketChannel channel) {
        SocketOptions options = WinsockOptionHandler.optionsOf(channel, channel.socket, channel.backend);
        options.needCalls();
        return options;
    }

    @Override
    public ServerSocketChannelConfig config() {
        return config == null ? super.config() : config;
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
    protected int doReadMessages(List<Object> messages) throws Exception {
        SocketChannel accepted = javaChannel().accept();
        if (accepted == null) {
            return 0;
        }
        try {
            messages.add(new WinsockSocketChannel(this, accepted, backend, socket));
            return 1;
        } catch (Throwable e) {
            logger.warn("Failed to create a channel of a connection that {} accepted", this, e);
            close(accepted);
            return 0;
        }
    }

    private static void close(SocketChannel accepted) {
        try {
            accepted.close();
        } catch (Throwable e) {
            logger.warn("Failed to close {}", accepted, e);
        }
    }
}
