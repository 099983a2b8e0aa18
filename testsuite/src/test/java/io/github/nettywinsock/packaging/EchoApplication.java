package io.github.nettywinsock.packaging;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.WinsockSocketChannel;
import io.github.nettywinsock.iocp.Iocp;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.CharsetUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that prints a line for each way in: what came back, options of listener and child, and whether it has handles. */
public final class EchoApplication {
    private static final int RCVBUF = 33_000;
    private static final int SNDBUF = 34_000;

    private EchoApplication() {}

    /** {@code file}: the options are in a file that the command line names. */
    public static void main(String[] args) throws Exception {
        if (!Winsock.isAvailable()) {
            System.out.println(Winsock.unavailabilityCause().getMessage());
            return;
        }
        EventLoopGroup nio = nio();
        try {
            if (args.length > 0) {
                echo("file", nio, server(NioServerSocketChannel.class), client(NioSocketChannel.class));
                return;
            }
            echo("initializer", nio, initializer(server(NioServerSocketChannel.class)), client(NioSocketChannel.class));
            echo(
                    "channel class",
                    nio,
                    options(server(WinsockServerSocketChannel.class)),
                    client(WinsockSocketChannel.class).option(WinsockChannelOption.SO_KEEPALIVE, true));
        } finally {
            nio.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
        if (Iocp.isAvailable()) {
            iocp();
        } else {
            System.out.println("iocp: " + Iocp.unavailabilityCause().getMessage());
        }
    }

    private static void iocp() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, IocpIoHandler.newFactory());
        try {
            echo("iocp", group, options(server(IocpServerSocketChannel.class)), client(IocpSocketChannel.class));
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    @SuppressWarnings("deprecation") // Netty 4.1 has no other
    private static EventLoopGroup nio() {
        return new NioEventLoopGroup(1);
    }

    private static ServerBootstrap server(Class<? extends ServerChannel> type) {
        return new ServerBootstrap().channel(type).childHandler(new Echo(null));
    }

    private static Bootstrap client(Class<? extends Channel> type) {
        return new Bootstrap().channel(type);
    }

    private static ServerBootstrap options(ServerBootstrap server) {
        return server.option(WinsockChannelOption.SO_RCVBUF, RCVBUF)
                .childOption(WinsockChannelOption.SO_SNDBUF, SNDBUF);
    }

    private static ServerBootstrap initializer(ServerBootstrap server) {
        return server.handler(new WinsockChannelInitializer().option(WinsockChannelOption.SO_RCVBUF, RCVBUF))
                .childHandler(
                        new WinsockChannelInitializer(new Echo(null)).option(WinsockChannelOption.SO_SNDBUF, SNDBUF));
    }

    private static void echo(String name, EventLoopGroup group, ServerBootstrap server, Bootstrap client)
            throws Exception {
        CompletableFuture<Channel> child = new CompletableFuture<>();
        CompletableFuture<String> echoed = new CompletableFuture<>();
        Channel listener = server.group(group)
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .sync()
                .channel();
        listener.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                child.complete((Channel) message);
                ctx.fireChannelRead(message);
            }
        });
        Channel channel = client.group(group)
                .handler(new Echo(echoed))
                .connect(listener.localAddress())
                .sync()
                .channel();
        channel.writeAndFlush(Unpooled.copiedBuffer("hello", CharsetUtil.US_ASCII))
                .sync();
        System.out.println(name + ": " + echoed.get(30, TimeUnit.SECONDS) + ' '
                + Winsock.getOption(listener, WinsockChannelOption.SO_RCVBUF) + ' '
                + Winsock.getOption(child.get(30, TimeUnit.SECONDS), WinsockChannelOption.SO_SNDBUF) + ' '
                + (Winsock.handle(channel) != Winsock.handle(listener)));
        channel.close().sync();
        listener.close().sync();
    }

    /** Sends back what it receives, or keeps it. */
    private static final class Echo extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<String> received;

        Echo(CompletableFuture<String> received) {
            this.received = received;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (received == null) {
                ctx.writeAndFlush(message);
                return;
            }
            ByteBuf bytes = (ByteBuf) message;
            received.complete(bytes.toString(CharsetUtil.US_ASCII));
            bytes.release();
        }
    }
}
