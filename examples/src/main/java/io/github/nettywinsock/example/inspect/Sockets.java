package io.github.nettywinsock.example.inspect;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Opens sockets of every kind, on loopback. */
final class Sockets implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Opener transport;
    private final EventLoopGroup group;
    private final InetSocketAddress freePort = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    private final Accepted accepted = new Accepted();
    private Channel listener;

    Sockets(Opener transport) throws IOException {
        this.transport = transport;
        group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
    }

    /**
     * A new socket.
     *
     * @throws IOException when it cannot be opened, bound or connected
     */
    OpenSocket open(SocketKind kind) throws IOException {
        try {
            switch (kind) {
                case TCP4_LISTENING:
                    return new OpenSocket(listen(), null);
                case TCP4_CONNECTED:
                    Channel client = connect();
                    return new OpenSocket(client, accepted.next());
                case TCP4_ACCEPTED:
                    Channel otherEnd = connect();
                    return new OpenSocket(accepted.next(), otherEnd);
                case UDP4_BOUND:
                    return new OpenSocket(done(unbound(kind).bind(freePort)), null);
                default:
                    return new OpenSocket(done(unbound(kind).register()), null);
            }
        } catch (ChannelException | UnsupportedOperationException e) {
            throw new IOException("a socket of kind " + kind + " cannot be opened: " + e, e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel connect() throws IOException {
        if (listener == null) {
            listener = listen();
        }
        return done(unbound(SocketKind.TCP4_CONNECTED).connect(listener.localAddress()));
    }

    private Channel listen() throws IOException {
        return done(new ServerBootstrap()
                .group(group)
                .channelFactory(() -> transport.listener(SocketProtocolFamily.INET))
                .childHandler(accepted)
                .bind(freePort));
    }

    private Bootstrap unbound(SocketKind kind) {
        return new Bootstrap()
                .group(group)
                .channelFactory(
                        () -> kind.isStream() ? transport.stream(kind.family()) : transport.datagram(kind.family()))
                .handler(new Quiet());
    }

    private static Channel done(ChannelFuture future) throws IOException {
        if (!future.awaitUninterruptibly().isSuccess()) {
            throw new IOException("a socket cannot be opened: " + future.cause().getMessage(), future.cause());
        }
        return future.channel();
    }

    /** What was set may end a connection with a reset. */
    private static class Quiet extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    @Sharable
    private static final class Accepted extends Quiet {
        private final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channels.add(ctx.channel());
        }

        Channel next() throws IOException {
            try {
                Channel next = channels.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IOException("nothing was accepted within " + PATIENCE_SECONDS + " seconds");
                }
                return next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
