package io.github.nettywinsock.iocp;

import io.github.nettywinsock.testsuite.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandlerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Event loops of the IOCP transport, channels on them, and plain sockets as their peers. */
final class IocpChannels extends EventLoops {
    static final int TIMEOUT_MILLIS = 20_000;

    final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

    IocpChannels(int loops) {
        this(loops, new IocpIoHandlerConfig());
    }

    IocpChannels(int loops, IocpIoHandlerConfig config) {
        this(loops, TransportUnderTest.handlers(config));
    }

    IocpChannels(int loops, IoHandlerFactory factory) {
        super(loops, factory);
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** A bootstrap whose children have {@code handlers} and are put into {@link #accepted}. */
    ServerBootstrap server(Callable<ChannelHandler> handlers) {
        return server(handlers, TransportUnderTest::newListener);
    }

    ServerBootstrap server(
            Callable<ChannelHandler> handlers, ChannelFactory<? extends IocpServerSocketChannel> factory) {
        return new ServerBootstrap()
                .group(group)
                .channelFactory(factory)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) throws Exception {
                        channel.pipeline().addLast(handlers.call());
                        accepted.add(channel);
                    }
                });
    }

    Channel listen(Callable<ChannelHandler> handlers) {
        return server(handlers).bind(loopback()).syncUninterruptibly().channel();
    }

    Bootstrap client(ChannelHandler handler) {
        return client(handler, TransportUnderTest::newConnection);
    }

    Bootstrap client(ChannelHandler handler, ChannelFactory<? extends IocpSocketChannel> factory) {
        return new Bootstrap().group(group).channelFactory(factory).handler(handler);
    }

    Channel nextAccepted() throws InterruptedException {
        Channel channel = accepted.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        if (channel == null) {
            throw new IllegalStateException("nothing was accepted");
        }
        return channel;
    }

    static Socket peerOf(Channel listener) throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        Socket peer = TransportUnderTest.connect(address);
        peer.setSoTimeout(TIMEOUT_MILLIS);
        return peer;
    }

    /** Writes back what it reads. */
    static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    /** Keeps what it sees: text, number of bytes, names of events and exceptions. */
    static final class Events extends ChannelInboundHandlerAdapter {
        final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

        Object next() throws InterruptedException {
            return all.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            all.add("active");
            ctx.fireChannelActive();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            all.add("inactive");
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            all.add(buffer.readableBytes());
            buffer.release();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            all.add(event.getClass().getSimpleName());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            all.add(cause);
        }
    }
}
