package io.github.nettywinsock.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.SocketAddress;

/** Fails the bind, the connect and the first write of a channel, or closes it when it was accepted, with the reason. */
public final class RefusingHandler extends ChannelDuplexHandler {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(RefusingHandler.class);

    private final ChannelException reason;
    private boolean refused;

    private RefusingHandler(ChannelException reason) {
        this.reason = reason;
    }

    /** Refuses a channel that is not registered yet. */
    public static void refuse(Channel channel, Throwable reason) {
        // Each channel gets an exception of its own, because whoever waits for a promise adds to what it throws.
        channel.pipeline().addFirst(new RefusingHandler(new ChannelException(reason.getMessage(), reason)));
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
        fail(ctx, promise);
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx,
            SocketAddress remoteAddress,
            SocketAddress localAddress,
            ChannelPromise promise) {
        fail(ctx, promise);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        ReferenceCountUtil.release(msg);
        fail(ctx, promise);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ctx.channel().parent() == null) {
            ctx.fireChannelActive();
            return;
        }
        refused = true;
        logger.warn("Closing {}: {}", ctx.channel(), reason.getMessage());
        ctx.close();
        ctx.fireExceptionCaught(reason);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!refused) {
            ctx.fireChannelInactive();
        }
    }

    private void fail(ChannelHandlerContext ctx, ChannelPromise promise) {
        ctx.close();
        promise.tryFailure(reason);
    }
}
