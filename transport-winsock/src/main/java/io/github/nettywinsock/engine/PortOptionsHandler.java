package io.github.nettywinsock.engine;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.IntConsumer;

/** Waits for the port that a channel binds to, or else connects to. */
final class PortOptionsHandler extends ChannelDuplexHandler {
    private final IntConsumer port;
    private final boolean ofPeer;

    /**
     * Creates one.
     *
     * @param ofPeer whether the port is the one that the channel connects to
     */
    PortOptionsHandler(boolean ofPeer, IntConsumer port) {
        this.ofPeer = ofPeer;
        this.port = port;
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
        if (!ofPeer) {
            found(ctx, localAddress);
        }
        ctx.bind(localAddress, promise);
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx,
            SocketAddress remoteAddress,
            SocketAddress localAddress,
            ChannelPromise promise) {
        found(ctx, ofPeer ? remoteAddress : localAddress);
        ctx.connect(remoteAddress, localAddress, promise);
    }

    private void found(ChannelHandlerContext ctx, SocketAddress address) {
        if (address instanceof InetSocketAddress) {
            port.accept(((InetSocketAddress) address).getPort());
        }
        ctx.pipeline().remove(this);
    }
}
