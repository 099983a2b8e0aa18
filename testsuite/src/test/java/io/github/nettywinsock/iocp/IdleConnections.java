package io.github.nettywinsock.iocp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An echo server for {@code bench.sh --many}, which on another port tells everybody how many connections it has, and how many
 * bytes are in use of the Java heap, of direct memory, and of the memory of overlapped calls.
 */
public final class IdleConnections {
    private static final int COLLECTIONS = 3;
    private static final int BACKLOG = 10;

    private final AtomicInteger connections = new AtomicInteger();
    private volatile IoHandler handler;

    private IdleConnections() {}

    /** Takes {@code nio} or {@code iocp}; prints both ports and runs until it is ended. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("nio")) {
            new IdleConnections().run(NioIoHandler.newFactory(), NioServerSocketChannel.class);
        } else {
            new IdleConnections().run(IocpIoHandler.newFactory(), IocpServerSocketChannel.class);
        }
    }

    private void run(IoHandlerFactory factory, Class<? extends ServerChannel> type) throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, executor -> {
            handler = factory.newHandler(executor);
            return handler;
        });
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket status = new ServerSocket(0, BACKLOG, loopback)) {
            Channel listener = new ServerBootstrap()
                    .group(group)
                    .channel(type)
                    .option(ChannelOption.SO_BACKLOG, 1024)
                    .childHandler(new Counted())
                    .bind(new InetSocketAddress(loopback, 0))
                    .sync()
                    .channel();
            System.out.println(((InetSocketAddress) listener.localAddress()).getPort() + " " + status.getLocalPort());
            while (true) {
                tell(status);
            }
        } finally {
            group.shutdownGracefully();
        }
    }

    private void tell(ServerSocket status) throws IOException {
        try (Socket asked = status.accept();
                OutputStream out = asked.getOutputStream()) {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            String line = connections.get() + " " + heap() + " " + direct() + " " + slots() + "\n";
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static long heap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** What the JDK and Netty have taken from the system. */
    private static long direct() {
        long ofJdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ofJdk + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    /** The slots that operations hold; a slab takes memory from the system for many at a time. */
    private long slots() {
        return handler instanceof IocpIoHandler
                ? (long) ((IocpIoHandler) handler).slotsInUse() * OverlappedSlab.SLOT_LENGTH
                : 0;
    }

    @Sharable
    private final class Counted extends CostScenario.Echo {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            connections.incrementAndGet();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            connections.decrementAndGet();
        }
    }
}
