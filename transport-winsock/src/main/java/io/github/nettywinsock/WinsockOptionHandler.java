package io.github.nettywinsock;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.SocketAddress;

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
                } else if (applies(options::afterConnect, ctx, promise) && !promise.trySuccess()) {
                    // Cancelled meanwhile: nobody else would close it.
                    ctx.close();
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
                ctx.close();
                ctx.fireExceptionCaught(e);
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
            ctx.close();
            promise.tryFailure(e);
            return false;
        }
    }
}
