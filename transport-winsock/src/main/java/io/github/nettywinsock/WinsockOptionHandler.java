package io.github.nettywinsock;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;

/**
 * Applies the options of a channel around bind and connect, and on an accepted socket before the handlers behind it see
 * it active.
 */
final class WinsockOptionHandler extends ChannelDuplexHandler {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockOptionHandler.class);

    private final SocketOptions options;
    private boolean failed;

    WinsockOptionHandler(SocketOptions options) {
        this.options = options;
    }

    /** Gives a NIO channel of any class these options; where there is no Winsock it logs that they are not set. */
    static void install(WinsockProvider provider, Channel channel, Map<WinsockOption<?>, Object> values) {
        if (values.isEmpty()) {
            return;
        }
        if (!provider.isAvailable()) {
            logger.warn(
                    "The options {} of {} are not set: {}",
                    values.keySet(),
                    channel,
                    provider.unavailabilityCause().getMessage());
            return;
        }
        SocketOptions options = provider.optionsOf(channel, provider.socketOf(channel));
        values.forEach(options::configure);
        channel.pipeline().addFirst(new WinsockOptionHandler(options));
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
        if (applies(options::beforeBind, ctx, promise)) {
            ctx.bind(localAddress, ctx.newPromise()).addListener(bind -> {
                if (!bind.isSuccess()) {
                    promise.tryFailure(options.bindFailed(bind.cause()));
                } else if (applies(options::afterBind, ctx, promise)) {
                    promise.trySuccess();
                }
            });
        }
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx,
            SocketAddress remoteAddress,
            SocketAddress localAddress,
            ChannelPromise promise) {
        if (applies(options::beforeConnect, ctx, promise)) {
            ChannelFuture connected = ctx.connect(remoteAddress, localAddress, ctx.newPromise());
            promise.addListener(connect -> {
                if (connect.isCancelled()) {
                    connected.cancel(false);
                }
            });
            connected.addListener(connect -> {
                if (!connect.isSuccess()) {
                    promise.tryFailure(options.connectFailed(connect.cause()));
                } else if (applies(options::afterConnect, ctx, promise)) {
                    promise.trySuccess();
                }
            });
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (failed) {
            return;
        }
        if (options.isAccepted()) {
            try {
                options.afterAccept();
            } catch (IOException | RuntimeException e) {
                failed = true;
                logger.warn("Closing {}: its options could not be set", ctx.channel(), e);
                ctx.fireExceptionCaught(e);
                ctx.close();
                return;
            }
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!failed) {
            ctx.fireChannelInactive();
        }
    }

    private interface Phase {
        void apply() throws IOException;
    }

    private boolean applies(Phase phase, ChannelHandlerContext ctx, ChannelPromise promise) {
        try {
            phase.apply();
            return true;
        } catch (IOException | RuntimeException e) {
            failed = true;
            promise.tryFailure(e);
            ctx.close();
            return false;
        }
    }
}
