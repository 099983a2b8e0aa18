package io.github.nettywinsock.bench;

import io.github.nettywinsock.iocp.IocpChannelOption;
import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An echo server of connections and of datagrams, on a port of the same number, which on another port sends a file for each
 * byte, on NIO, on a completion port or on the asynchronous channels of the JDK; {@code bench.sh} starts one of each.
 */
public final class BenchServer {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** How many receives a channel of datagrams has pending, or null for the default. */
    private static final Integer RECEIVES = Integer.getInteger("receives");

    /** Whether files are sent by TransmitFile, or null for the default. */
    private static final String TRANSMIT = System.getProperty("transmit");

    private BenchServer() {}

    /**
     * Takes {@code nio}, {@code iocp} or {@code aio}, the number of threads or 0 for the default of Netty, and the file; prints
     * the ports and runs until it is ended.
     */
    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        File file = new File(args[2]);
        switch (args[0]) {
            case "nio":
                run(threads, file, NioIoHandler.newFactory(), NioServerSocketChannel.class, NioDatagramChannel.class);
                break;
            case "iocp":
                run(
                        threads,
                        file,
                        IocpIoHandler.newFactory(),
                        IocpServerSocketChannel.class,
                        IocpDatagramChannel.class);
                break;
            case "aio":
                AioServer.run(threads, file.toPath());
                break;
            default:
                throw new IllegalArgumentException(args[0]);
        }
    }

    private static void run(
            int threads,
            File file,
            IoHandlerFactory factory,
            Class<? extends ServerChannel> type,
            Class<? extends DatagramChannel> datagramType)
            throws InterruptedException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(threads, factory);
        try {
            ServerBootstrap connections = new ServerBootstrap()
                    .group(group)
                    .channel(type)
                    .option(ChannelOption.SO_BACKLOG, 1024)
                    .childOption(ChannelOption.TCP_NODELAY, true);
            if (type == IocpServerSocketChannel.class && TRANSMIT != null) {
                connections.childOption(IocpChannelOption.TRANSMIT_FILE, Boolean.valueOf(TRANSMIT));
            }
            Channel listener = bind(connections, new Echo());
            Bootstrap datagrams = new Bootstrap()
                    .group(group)
                    .channel(datagramType)
                    .option(ChannelOption.SO_RCVBUF, DatagramEcho.RECEIVE_BUFFER)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DatagramEcho.LONGEST));
            if (datagramType == IocpDatagramChannel.class && RECEIVES != null) {
                // By its name: earlier revisions do not have it.
                datagrams.option(ChannelOption.valueOf(IocpChannelOption.class, "PENDING_RECEIVES"), RECEIVES);
            }
            datagrams
                    .clone()
                    .handler(new DatagramEcho(datagrams))
                    .bind(listener.localAddress())
                    .sync();
            System.out.println(port(listener) + " " + port(bind(connections, new Download(file))));
            listener.closeFuture().sync();
        } finally {
            group.shutdownGracefully();
        }
    }

    private static Channel bind(ServerBootstrap connections, ChannelHandler handler) throws InterruptedException {
        return connections.clone().childHandler(handler).bind(ANY_PORT).sync().channel();
    }

    private static int port(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Sharable
    private static class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message);
        }

        @Override
        public final void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            cause.printStackTrace();
            ctx.close();
        }
    }

    /** Sends the file whenever something is received. */
    @Sharable
    private static final class Download extends Echo {
        private final File file;

        Download(File file) {
            this.file = file;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            ctx.write(new DefaultFileRegion(file, 0, file.length()));
        }
    }

    /** A datagram of one byte asks for a channel that is connected to its sender, or has such a channel closed. */
    private static final class DatagramEcho extends Echo {
        static final int LONGEST = 16 * 1024;
        static final int RECEIVE_BUFFER = 1 << 20;

        private final Bootstrap connected;

        DatagramEcho(Bootstrap datagrams) {
            connected = datagrams;
        }

        /** That a client has gone is no reason to end. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            cause.printStackTrace();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            boolean isConnected = ((DatagramChannel) ctx.channel()).isConnected();
            if (packet.content().readableBytes() > 1) {
                ctx.write(isConnected ? packet.content() : new DatagramPacket(packet.content(), packet.sender()));
            } else if (isConnected) {
                packet.release();
                ctx.close();
            } else {
                ChannelFuture connect = connected.clone().handler(this).connect(packet.sender());
                connect.addListener(done -> connect.channel().writeAndFlush(packet.content()));
            }
        }
    }
}
