package io.github.nettywinsock.engine;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** Waits for the port that a channel binds to, or else connects to. */
final class PortOptionsHandler extends ChannelDuplexHandler {
    private final Consumer<SocketAddress> target;
    private final boolean ofPeer;

    /**
     * Creates one.
     *
     * @param ofPeer whether the port is the one that the channel connects to
     * @param target gets the address that has the port, or null when the channel is not bound to one
     */
    PortOptionsHandler(boolean ofPeer, Consumer<SocketAddress> target) {
        this.ofPeer = ofPeer;
        this.target = target;
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
        target.accept(address);
        ctx.pipeline().remove(this);
    }
}
