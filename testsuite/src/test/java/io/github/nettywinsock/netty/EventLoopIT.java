package io.github.nettywinsock.netty;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.iocp.IocpIoHandle;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.TransportUnderTest;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.testsuite.transport.AbstractSingleThreadEventLoopTest;
import io.netty.util.concurrent.AutoScalingEventExecutorChooserFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** With limits of time for a machine that has other work: Netty's own are of 200 milliseconds. */
class EventLoopIT extends AbstractSingleThreadEventLoopTest {
    private static final int LIMIT_SECONDS = 30;
    private static final String NEVER_SUSPENDED = "an event loop keeps its thread, with whose end its calls may end";

    @Test
    void takesHandlesOfItsTransport() {
        EventLoopGroup group = newEventLoopGroup();
        try {
            assertThat(((IoEventLoop) group.next()).isCompatible(IocpIoHandle.class))
                    .isNotEqualTo(IocpSocketTestPermutation.ON_NIO);
        } finally {
            group.shutdownGracefully();
        }
    }

    @Test
    @Override
    public void testChannelsRegistered() throws Exception {
        EventLoopGroup group = newEventLoopGroup();
        try {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) group.next();
            Channel first = newChannel();
            loop.register(first).sync();
            loop.register(newChannel()).sync();
            assertRegistered(loop, 2);
            first.deregister().sync();
            assertRegistered(loop, 1);
        } finally {
            group.shutdownGracefully();
        }
    }

    /** Not every event loop counts them. */
    private static void assertRegistered(SingleThreadEventLoop loop, int expected) throws Exception {
        eventually(() -> assertThat(loop.submit(loop::registeredChannels).get()).isIn(-1, expected));
    }

    @Test
    @Override
    @SuppressWarnings("deprecation")
    public void shutdownBeforeStart() throws Exception {
        EventLoopGroup group = newEventLoopGroup();
        assertThat(group.awaitTermination(2, TimeUnit.MILLISECONDS)).isFalse();
        group.shutdown();
        assertThat(group.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Override
    public void shutdownGracefullyZeroQuietBeforeStart() throws Exception {
        assertThat(newEventLoopGroup()
                        .shutdownGracefully(0, 2, TimeUnit.SECONDS)
                        .await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    @Override
    public void shutdownGracefullyBeforeStart() throws Exception {
        assertThat(newEventLoopGroup()
                        .shutdownGracefully(200, 1000, TimeUnit.MILLISECONDS)
                        .await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    @Override
    public void testShutdownGracefullyNoQuietPeriod() throws Exception {
        EventLoopGroup group = newEventLoopGroup();
        // It stays open, which does not keep its event loop.
        new ServerBootstrap()
                .group(group)
                .channelFactory(() -> (ServerChannel) newChannel())
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(0)
                .sync();
        Future<?> shutdown = group.shutdownGracefully(0, 1, TimeUnit.MINUTES);
        assertThat(group.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(shutdown.syncUninterruptibly().isSuccess()).isTrue();
        assertThat(group.isShutdown()).isTrue();
        assertThat(group.isTerminated()).isTrue();
    }

    @Test
    @Override
    public void gracefulShutdownAfterStart() throws Exception {
        EventLoop loop = newEventLoopGroup().next();
        loop.submit(() -> {}).sync();
        loop.shutdownGracefully(200, 60_000, TimeUnit.MILLISECONDS);
        assertThat(loop.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @Override
    @Disabled(NEVER_SUSPENDED)
    public void testAutoScalingEventLoopGroupCanScaleDownAndBeUsed() {}

    @Test
    @Override
    @Disabled(NEVER_SUSPENDED)
    public void testSubmittingTaskWakesUpSuspendedExecutor() {}

    @Override
    protected EventLoopGroup newEventLoopGroup() {
        return closedAtEnd(new MultiThreadIoEventLoopGroup(1, handlers()));
    }

    @Override
    protected EventLoopGroup newAutoScalingEventLoopGroup() {
        return closedAtEnd(new MultiThreadIoEventLoopGroup(
                SCALING_MAX_THREADS,
                (Executor) null,
                // A second and not a tenth of it: the tests look at what scales back two windows later.
                new AutoScalingEventExecutorChooserFactory(
                        SCALING_MIN_THREADS,
                        SCALING_MAX_THREADS,
                        1,
                        TimeUnit.SECONDS,
                        SCALEDOWN_THRESHOLD,
                        SCALEUP_THRESHOLD,
                        SCALING_MAX_THREADS,
                        SCALING_MAX_THREADS,
                        SCALING_PATIENCE_CYCLES),
                handlers()));
    }

    /** Some of these tests do not wait for it, and some leave it running. */
    private static EventLoopGroup closedAtEnd(EventLoopGroup group) {
        TransportUnderTest.beforeTheEnd(
                () -> group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly());
        return group;
    }

    @Override
    protected Channel newChannel() {
        if (IocpSocketTestPermutation.ON_NIO) {
            return new NioServerSocketChannel();
        }
        Channel channel = TransportUnderTest.newListener();
        TransportUnderTest.beforeTheEnd(() -> closeDeregistered(channel));
        return channel;
    }

    private static void closeDeregistered(Channel channel) {
        if (!channel.isRegistered()) {
            channel.unsafe().closeForcibly();
        }
    }

    @Override
    protected Class<? extends ServerChannel> serverChannelClass() {
        return IocpSocketTestPermutation.ON_NIO ? NioServerSocketChannel.class : IocpServerSocketChannel.class;
    }

    private static IoHandlerFactory handlers() {
        return IocpSocketTestPermutation.ON_NIO ? NioIoHandler.newFactory() : TransportUnderTest.handlers();
    }
}
