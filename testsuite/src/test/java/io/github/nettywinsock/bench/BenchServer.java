package io.github.nettywinsock.bench;

import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An echo server of one event loop, on NIO or on a completion port; {@code bench.sh} starts one of each. */
public final class BenchServer {
    private BenchServer() {}

    /** Takes {@code nio} or {@code iocp}, prints the port and runs until it is ended. */
    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "nio":
                run(NioIoHandler.newFactory(), NioServerSocketChannel.class);
                break;
            case "iocp":
                run(IocpIoHandler.newFactory(), IocpServerSocketChannel.class);
                break;
            default:
                throw new IllegalArgumentException(args[0]);
        }
    }

    private static void run(IoHandlerFactory factory, Class<? extends ServerChannel> type) throws InterruptedException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, factory);
        try {
            Channel listener = new ServerBootstrap()
                    .group(group)
                    .channel(type)
                    .option(ChannelOption.SO_BACKLOG, 1024)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new Echo())
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync()
                    .channel();
            System.out.println(((InetSocketAddress) listener.localAddress()).getPort());
            listener.closeFuture().sync();
        } finally {
            group.shutdownGracefully();
        }
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
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
            cause.printStackTrace();
            ctx.close();
        }
    }
}
