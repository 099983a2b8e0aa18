package io.github.nettywinsock;

import io.github.nettywinsock.engine.SocketDescription;
import io.github.nettywinsock.engine.WinsockBackend;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * Logs every option of a NIO or IOCP channel at level INFO, as {@link Winsock#describe} has them: when it is bound, when it
 * is connected, and when it was accepted. On other systems than Windows it does nothing.
 */
@Sharable
public final class WinsockLoggingHandler extends ChannelDuplexHandler {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockLoggingHandler.class);

    private final WinsockBackend backend;

    /** Creates a handler for any number of channels. */
    public WinsockLoggingHandler() {
        this(WinsockBackend.ofSystem());
    }

    WinsockLoggingHandler(WinsockBackend backend) {
        this.backend = backend;
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
        ctx.bind(localAddress, logged("Bound", ctx.channel(), promise));
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx,
            SocketAddress remoteAddress,
            SocketAddress localAddress,
            ChannelPromise promise) {
        ctx.connect(remoteAddress, localAddress, logged("Connected", ctx.channel(), promise));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ctx.channel().parent() != null) {
            log("Accepted", ctx.channel());
        }
        ctx.fireChannelActive();
    }

    private ChannelPromise logged(String event, Channel channel, ChannelPromise promise) {
        return promise.unvoid().addListener(future -> {
            if (future.isSuccess()) {
                log(event, channel);
            }
        });
    }

    private void log(String event, Channel channel) {
        if (!backend.isAvailable() || !logger.isInfoEnabled()) {
            return;
        }
        try {
            logger.info("{} {}", event, SocketDescription.of(channel, backend));
        } catch (IOException | RuntimeException e) {
            logger.info("{} {}, whose options cannot be read: {}", event, channel, e.getMessage());
        }
    }
}
