package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.engine.OptionValues;
import io.github.nettywinsock.engine.SocketOptions;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;

/**
 * Gives Netty's own NIO channels {@link WinsockChannelOption}s, where their class cannot be chosen. It is used as
 * {@code handler} for a listener, a client or a datagram channel, and as {@code childHandler} for accepted channels:
 *
 * <pre>{@code
 * new ServerBootstrap()
 *         .channel(NioServerSocketChannel.class)
 *         .handler(new WinsockChannelInitializer().option(SO_EXCLUSIVEADDRUSE, true))
 *         .childHandler(new WinsockChannelInitializer(childHandler).option(TCP_KEEPIDLE, 30));
 * }</pre>
 *
 * <p>Each option is set before or after bind or connect, as it requires, and on an accepted channel before its handlers
 * see it active. A failure fails the bind or connect and closes the channel; on an accepted channel it is fired through
 * the pipeline. On other systems than Windows the options are logged once and not set.
 */
@Sharable
public final class WinsockChannelInitializer extends ChannelInitializer<Channel> {
    private final WinsockBackend backend;
    private final ChannelHandler handler;
    private final OptionValues values = new OptionValues();

    /** Creates an initializer that only sets options. */
    public WinsockChannelInitializer() {
        this(null);
    }

    /**
     * Creates an initializer that adds a handler after it has taken care of the options.
     *
     * @param handler the handler, often another {@link ChannelInitializer}, or null
     */
    public WinsockChannelInitializer(ChannelHandler handler) {
        this(handler, WinsockBackend.ofSystem());
    }

    WinsockChannelInitializer(ChannelHandler handler, WinsockBackend backend) {
        this.handler = handler;
        this.backend = backend;
    }

    /**
     * Adds an option. To be called before the initializer is used. Another value replaces the first, but for options
     * such as IP_ADD_MEMBERSHIP, which may be given several values.
     *
     * @param value the value, or null to leave the option alone again
     * @throws IllegalArgumentException when the option is not a {@link WinsockChannelOption}, or the value is out of its
     *     range
     * @throws UnsupportedOperationException when the option cannot be set
     */
    public <T> WinsockChannelInitializer option(ChannelOption<T> option, T value) {
        WinsockOption<?> winsockOption = ChannelOptions.winsockOption(option);
        if (winsockOption == null) {
            throw new IllegalArgumentException(
                    option + " is not a WinsockChannelOption: set it with the option method of the bootstrap");
        }
        if (value == null) {
            values.remove(winsockOption);
        } else {
            values.put(winsockOption, SocketOptions.checked(winsockOption, value));
        }
        return this;
    }

    @Override
    protected void initChannel(Channel channel) {
        WinsockOptionHandler.configure(channel, values, backend);
        if (handler != null) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addAfter(pipeline.context(this).name(), null, handler);
        }
    }
}
