package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Channels on one event loop over {@link FakeIocp}, and what their pipeline was told. */
final class FakeChannels implements AfterEachCallback {
    static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);

    final FakeIocp fake = new FakeIocp();
    final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, fake.factory());
    final EventLoop loop = group.next();

    /** Names of events, numbers of bytes and exceptions. */
    final List<Object> events = new CopyOnWriteArrayList<>();

    Bootstrap client() {
        return new Bootstrap()
                .group(group)
                .channelFactory(() -> new IocpSocketChannel(fake.calls, fake.calls, SocketProtocolFamily.INET))
                .handler(new Recorder());
    }

    /** Datagram channels, which are to be bound or connected. */
    Bootstrap datagrams() {
        return new Bootstrap()
                .group(group)
                .channelFactory(() -> new IocpDatagramChannel(fake.calls, fake.calls, SocketProtocolFamily.INET))
                .handler(new ChannelInboundHandlerAdapter());
    }

    /** A connection, with a receive posted. */
    IocpSocketChannel connected() throws Exception {
        ChannelFuture connect = client().connect(PEER);
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        connect.sync();
        fake.await("WSARecv");
        return (IocpSocketChannel) connect.channel();
    }

    <T> T onLoop(Callable<T> task) throws Exception {
        return loop.submit(task).get(FakeIocp.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets the event loop do what it has to do: tasks may run in turn without a packet being dequeued between them. */
    void settle() throws Exception {
        await(() -> !fake.hasPackets());
        for (int i = 0; i < 10; i++) {
            onLoop(() -> null);
        }
    }

    /** Shuts the event loop down. Netty tells of that on the thread that a lingering close blocks. */
    void shutDown() throws Exception {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        await(group::isTerminated);
    }

    static void await(BooleanSupplier condition) throws Exception {
        eventually(() -> assertThat(condition.getAsBoolean()).isTrue());
    }

    static void awaitClosed(Channel channel) {
        if (!channel.closeFuture().awaitUninterruptibly(FakeIocp.TIMEOUT_MILLIS)) {
            throw new AssertionError(channel + " is not closed");
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(FakeIocp.TIMEOUT_MILLIS);
    }

    private final class Recorder extends ChannelInboundHandlerAdapter {
        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelUnregistered(ChannelHandlerContext ctx) {
            events.add("unregistered");
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            events.add("active");
            ctx.fireChannelActive();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            events.add("inactive");
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            events.add(((ByteBuf) message).readableBytes());
            ((ByteBuf) message).release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.add(cause);
        }
    }
}
