package io.github.nettywinsock.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Applies the options of a datagram channel before its first send too, which binds it where nobody else did. */
public final class DatagramOptionHandler extends WinsockOptionHandler {
    DatagramOptionHandler(SocketOptions options) {
        super(options);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        try {
            beforeSend(ctx);
        } catch (Throwable e) {
            ReferenceCountUtil.release(message);
            fail(e, ctx, promise);
            return;
        }
        ctx.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        try {
            beforeSend(ctx);
        } catch (Throwable e) {
            close(ctx.channel(), e);
            return;
        }
        ctx.flush();
    }

    /** Netty sends nothing through a channel that is not active. */
    private void beforeSend(ChannelHandlerContext ctx) throws Exception {
        if (ctx.channel().isActive()) {
            options.beforeSend();
        }
    }
}
