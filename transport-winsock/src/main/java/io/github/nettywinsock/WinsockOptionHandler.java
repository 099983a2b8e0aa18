package io.github.nettywinsock;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.net.SocketAddress;

/**
 * Applies the options of a channel around bind and connect, and on an accepted socket before the handlers behind it see
 * it active.
 */
class WinsockOptionHandler extends ChannelDuplexHandler {
    final SocketOptions options;
    private boolean failed;

    /** Whether the handlers behind it were not told that the channel is active. */
    private boolean hidesActive;

    WinsockOptionHandler(SocketOptions options) {
        this.options = options;
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
        // As Netty's own bind does: one that was cancelled would listen all the same.
        if (promise.setUncancellable() && applies(options::beforeBind, ctx, promise)) {
            ctx.bind(localAddress, ctx.newPromise()).addListener(bind -> {
                if (!bind.isSuccess()) {
                    promise.tryFailure(options.failed(bind.cause()));
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
                    promise.tryFailure(options.failed(connect.cause()));
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
            hidesActive = true;
            return;
        }
        try {
            options.applyDue();
        } catch (Throwable e) {
            hidesActive = true;
            options.fail(e);
            return;
        }
        if (options.isAccepted()) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!hidesActive) {
            ctx.fireChannelInactive();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        // Netty empties the pipeline of a closed channel with a lock held that another thread may want.
        if (ctx.channel().isOpen()) {
            options.handlerRemoved();
        }
    }

    private interface Phase {
        void apply() throws Exception;
    }

    private boolean applies(Phase phase, ChannelHandlerContext ctx, ChannelPromise promise) {
        try {
            phase.apply();
            return true;
        } catch (Throwable e) {
            fail(e, ctx, promise);
            return false;
        }
    }

    /** Fails a promise with the reason and closes the channel. */
    final void fail(Throwable reason, ChannelHandlerContext ctx, ChannelPromise promise) {
        failed = true;
        ctx.close();
        promise.tryFailure(reason);
    }
}
