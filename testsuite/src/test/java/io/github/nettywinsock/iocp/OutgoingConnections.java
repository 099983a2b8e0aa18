package io.github.nettywinsock.iocp;

import io.github.nettywinsock.bench.Clients;
import io.github.nettywinsock.bench.Peers;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** A bootstrap that connects, sends a message, and closes when it has come back, again and again. */
@Sharable
final class OutgoingConnections extends ChannelInboundHandlerAdapter implements Clients {
    private final Bootstrap bootstrap;
    private final Runnable peer;
    private long begun;
    private long ended;
    private long limit;
    private RuntimeException failure;

    /** Connects with {@code bootstrap}, to where {@code peer} does what is to be done. */
    OutgoingConnections(Bootstrap bootstrap, Runnable peer) {
        this.bootstrap = bootstrap.clone().handler(this);
        this.peer = peer;
    }

    @Override
    public void goOn(long messages) {
        limit = begun + messages;
        connect();
    }

    private void connect() {
        begun++;
        bootstrap.connect().addListener(connected -> failed(connected.cause()));
    }

    private void failed(Throwable cause) {
        if (cause != null) {
            failure = new IllegalStateException("a connection failed", cause);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(ctx.alloc().directBuffer(Peers.MESSAGE_LENGTH).writeZero(Peers.MESSAGE_LENGTH));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended++;
        if (begun < limit) {
            connect();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failed(cause);
    }

    @Override
    public void act() {
        peer.run();
    }

    @Override
    public long echoes() {
        return ended;
    }

    @Override
    public boolean rest() {
        if (failure != null) {
            throw failure;
        }
        return ended == limit;
    }

    @Override
    public void close() {
        // All are closed.
    }
}
