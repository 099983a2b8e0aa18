package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FileRegion;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.internal.PlatformDependent;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closes that meet a failed registration, an event loop that has ended, a shortage, or a peer or provider out of bounds. */
class RareCloseTest {
    private static final int SO_UPDATE_CONNECT_CONTEXT = 0x7010;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;

    @Test
    void aLingeringChannelOnForeignEventLoopsFailsWithTheReasonAndIsClosed() throws Exception {
        EventLoopGroup nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            ChannelFuture connect = new Bootstrap()
                    .group(nio)
                    .channelFactory(() -> new IocpSocketChannel(fake.calls, fake.calls, SocketProtocolFamily.INET))
                    .option(ChannelOption.SO_LINGER, 5)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(FakeChannels.PEER);
            assertThat(connect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(connect.cause()).hasMessageContaining("IocpIoHandler.newFactory()");
            FakeChannels.await(() -> fake.openSockets() == 0);
        } finally {
            nio.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void whatWasWrittenFailsThoughALingeringCloseOutlivesItsEventLoop() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setSoLinger(5);
        CountDownLatch lingering = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        fake.before((call, arguments) -> {
            if (call.equals("closesocket")) {
                lingering.countDown();
                ended.await(FakeIocp.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            }
            return null;
        });
        ByteBuf data = data(10);
        ChannelFuture write = channel.write(data);
        channel.close();
        assertThat(lingering.await(FakeIocp.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .isTrue();
        channels.shutDown();
        ended.countDown();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(data.refCnt()).isZero();
    }

    @Test
    void aDeregisteredChannelThatNoEventLoopTakesLeavesNothingBehind() throws Exception {
        IocpSocketChannel channel = channels.connected();
        IocpIoHandler handler = channel.handler();
        channel.deregister().sync();
        channels.settle();
        EventLoopGroup ended = new MultiThreadIoEventLoopGroup(1, fake.factory());
        ended.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        assertThat(ended.register(channel).await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        FakeChannels.await(() -> fake.openSockets() == 0);
        eventually(() -> assertThat(channels.onLoop(handler::slotsInUse)).isZero());
        assertThat(fake.misuses).isEmpty();
    }

    @Test
    void everyCloseCompletesThoughALingeringOneOutlivesItsEventLoop() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setSoLinger(5);
        CountDownLatch lingering = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        fake.before((call, arguments) -> {
            if (call.equals("closesocket")) {
                lingering.countDown();
                ended.await(FakeIocp.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            }
            return null;
        });
        ChannelFuture first = channel.close();
        assertThat(lingering.await(FakeIocp.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .isTrue();
        ChannelFuture second = channels.onLoop(channel::close);
        boolean done = second.isDone();
        channels.shutDown();
        ended.countDown();
        assertThat(done).isFalse();
        assertThat(first.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        FakeChannels.await(second::isDone);
        assertThat(second.isSuccess()).isTrue();
    }

    /** Where reading SO_LINGER fails, closing may take as long as with it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSocketWhoseLingerIsNotKnownIsClosedByAnotherThread(boolean connected) throws Exception {
        IocpSocketChannel channel = (IocpSocketChannel) channels.client()
                .option(ChannelOption.SO_LINGER, 5)
                .connect(FakeChannels.PEER)
                .channel();
        fake.await("ConnectEx");
        if (connected) {
            fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
            fake.await("WSARecv");
        }
        int linger = Catalogue.byName("SO_LINGER").optname();
        AtomicReference<Thread> closing = new AtomicReference<>();
        fake.before((call, arguments) -> {
            if (call.equals("closesocket")) {
                closing.set(Thread.currentThread());
            }
            return call.equals("getsockopt") && arguments[2].equals(linger) ? -WsaErrors.WSAENOBUFS : null;
        });
        channel.close();
        FakeChannels.awaitClosed(channel);
        assertThat(channels.loop.inEventLoop(closing.get())).isFalse();
        FakeChannels.await(() -> !channel.isRegistered());
        assertThat(fake.misuses).isEmpty();
    }

    /** Netty forgets what was written when an event loop does not take a channel. */
    @Test
    void whatWasWrittenFailsWhenNoEventLoopTakesTheChannel() throws Exception {
        IocpSocketChannel channel = channels.connected();
        IocpIoHandler handler = channel.handler();
        ByteBuf[] data = {data(10), data(20)};
        ChannelFuture sent = channels.onLoop(() -> channel.writeAndFlush(data[0]));
        ChannelFuture unsent = channels.onLoop(() -> channel.write(data[1]));
        channel.deregister().sync();
        EventLoopGroup ended = new MultiThreadIoEventLoopGroup(1, fake.factory());
        ended.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        assertThat(ended.register(channel).await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        FakeChannels.await(() -> sent.isDone() && unsent.isDone());
        assertThat(unsent.cause()).isInstanceOf(ClosedChannelException.class);
        FakeChannels.await(() -> data[0].refCnt() == 0 && data[1].refCnt() == 0);
        assertThat(fake.made.indexOf("shutdown")).isPositive().isLessThan(fake.made.indexOf("closesocket"));
        eventually(() -> assertThat(channels.onLoop(handler::slotsInUse)).isZero());
        assertThat(fake.misuses).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation") // DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION
    void datagramsFailWhenNoEventLoopTakesTheChannel() throws Exception {
        IocpDatagramChannel channel = new IocpDatagramChannel(fake.calls, fake.calls, SocketProtocolFamily.INET);
        channel.config().setOption(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true);
        channels.group.register(channel).sync();
        ByteBuf data = data(10);
        ChannelFuture unsent = channels.onLoop(() -> channel.write(new DatagramPacket(data, FakeChannels.PEER)));
        channel.deregister().sync();
        EventLoopGroup ended = new MultiThreadIoEventLoopGroup(1, fake.factory());
        ended.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        assertThat(ended.register(channel).await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        FakeChannels.await(unsent::isDone);
        assertThat(unsent.cause()).isInstanceOf(ClosedChannelException.class);
        FakeChannels.await(() -> data.refCnt() == 0 && fake.openSockets() == 0);
        assertThat(fake.misuses).isEmpty();
    }

    @Test
    void nothingIsSentAfterAListenerOfAWriteHasClosed() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setSoLinger(0);
        fake.cancels(false);
        int first = 128 * 1024;
        AtomicInteger sends = new AtomicInteger();
        fake.before((call, arguments) -> {
            if (call.equals("WSASend") && sends.incrementAndGet() == 1) {
                PlatformDependent.putInt((Long) arguments[3], first);
                return 0;
            }
            return null;
        });
        ChannelFuture unsent = channels.onLoop(() -> {
            channel.write(data(first)).addListener(sent -> channel.close());
            return channel.writeAndFlush(data(10));
        });
        channels.settle();
        fake.end("WSARecv", FakeIocp.CANCELLED, 0);
        FakeChannels.awaitClosed(channel);
        assertThat(sends).hasValue(1);
        assertThat(unsent.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(unsent.isSuccess()).isFalse();
    }

    @Test
    void aLingerOfZeroWaitsForNoSendWithoutFileHandles() throws Exception {
        fake.withoutFileHandles();
        IocpSocketChannel channel = channels.connected();
        channel.config().setSoLinger(0);
        channel.writeAndFlush(data(10));
        fake.await("WSASend");
        channels.onLoop(channel::close);
        assertThat(fake.made).contains("CancelIoEx");
        FakeChannels.awaitClosed(channel);
    }

    @Test
    void aShortagePutsOffAndDoesNotEndWhatACloseStillSends() throws Exception {
        fake.withoutFileHandles();
        IocpSocketChannel channel = channels.connected();
        channel.writeAndFlush(data(10));
        fake.await("WSASend");
        ChannelFuture second = channels.onLoop(() -> channel.writeAndFlush(data(20)));
        AtomicInteger shortages = new AtomicInteger(2);
        fake.before((call, arguments) ->
                call.equals("WSASend") && shortages.getAndDecrement() > 0 ? -WsaErrors.WSAENOBUFS : null);
        channels.onLoop(channel::close);
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        fake.end("WSASend", FakeIocp.SUCCESS, 20);
        FakeChannels.awaitClosed(channel);
        assertThat(second.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(second.isSuccess()).isTrue();
        assertThat(shortages.get()).isNegative();
    }

    /** It would be sent after a pause, and the event loop that ends the pause has ended. */
    @Test
    void whatIsPutOffFailsWhenTheEventLoopOfTheSocketHasEnded() throws Exception {
        fake.withoutFileHandles();
        ChannelFuture connect =
                channels.client().option(ChannelOption.AUTO_READ, false).connect(FakeChannels.PEER);
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        Channel channel = connect.sync().channel();
        AtomicInteger shortages = new AtomicInteger();
        fake.before((call, arguments) ->
                call.equals("WSASend") && shortages.incrementAndGet() > 0 ? -WsaErrors.WSAENOBUFS : null);
        ByteBuf data = data(10);
        ChannelFuture write = channels.onLoop(() -> channel.writeAndFlush(data));
        // The pause after that many is long enough to outlast the event loop.
        FakeChannels.await(() -> shortages.get() > 9);
        channel.deregister().sync();
        channels.shutDown();
        EventLoopGroup other = new MultiThreadIoEventLoopGroup(1, fake.factory());
        try {
            assertThat(other.register(channel).await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(write.cause()).isInstanceOf(ClosedChannelException.class);
            FakeChannels.await(() -> fake.openSockets() == 0 && data.refCnt() == 0);
        } finally {
            other.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void aRegionThatGivesNothingHoldsNoEventLoopThatClosesItsChannel() throws Exception {
        fake.withoutFileHandles();
        IocpSocketChannel channel = channels.connected();
        FileRegion region = new BytesRegion(new byte[10]) {
            @Override
            public long transferTo(WritableByteChannel target, long position) {
                return 0;
            }
        };
        ChannelFuture write = channel.writeAndFlush(region);
        channel.close();
        for (int i = 0; i < 3; i++) {
            channels.settle();
        }
        FakeChannels.awaitClosed(channel);
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(write.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(region.refCnt()).isZero();
    }

    @Test
    void moreThanABufferHasRoomForIsCut() throws Exception {
        IocpSocketChannel channel = channels.connected();
        fake.end("WSARecv", FakeIocp.SUCCESS, Integer.MAX_VALUE);
        fake.await("WSARecv");
        assertThat(channels.events).hasSize(2).doesNotHaveAnyElementsOfTypes(Throwable.class);
        channel.close().sync();
    }

    @Test
    void aConnectionThatIsResetAtOnceIsActiveThoughAnOptionWaitsForIt() throws Exception {
        fake.before((call, arguments) -> call.equals("setsockopt") && arguments[2].equals(SO_UPDATE_CONNECT_CONTEXT)
                ? -WsaErrors.WSAENOTCONN
                : null);
        ChannelFuture connect = channels.client()
                .option(WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT, true)
                .connect(FakeChannels.PEER);
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        connect.sync();
        fake.end("WSARecv", FakeIocp.CONNECTION_RESET, 0);
        FakeChannels.await(() -> channels.events.contains("inactive"));
        assertThat(channels.events).startsWith("active");
    }

    @Test
    void whatAConnectHasSentBeforeItFailedIsNotSaidToBeUnsent() throws Exception {
        fake.before((call, arguments) -> call.equals("setsockopt") && arguments[2].equals(SO_UPDATE_CONNECT_CONTEXT)
                ? -WsaErrors.WSAENOBUFS
                : null);
        Channel channel = channels.client()
                .option(ChannelOption.TCP_FASTOPEN_CONNECT, true)
                .register()
                .sync()
                .channel();
        ChannelFuture sent = channels.onLoop(() -> channel.write(data(10)));
        ChannelFuture connect = channel.connect(FakeChannels.PEER);
        // A listener that writes, as many do.
        connect.addListener(failed -> channel.writeAndFlush(data(5)));
        fake.end("ConnectEx", FakeIocp.SUCCESS, 10);
        assertThat(connect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(sent.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(sent.cause()).isSameAs(connect.cause());
        FakeChannels.awaitClosed(channel);
    }

    @Test
    @SuppressWarnings("deprecation") // DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION
    void nothingGoesOutOfADatagramSocketThatCouldNotBePrepared() throws Exception {
        IocpDatagramChannel channel = new IocpDatagramChannel(fake.calls, fake.calls, SocketProtocolFamily.INET);
        channel.config().setOption(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true);
        channels.group.register(channel).sync();
        fake.before((call, arguments) -> call.equals("getsockname") ? -WsaErrors.WSAENOBUFS : null);
        ChannelFuture first = channels.onLoop(() -> channel.write(new DatagramPacket(data(10), FakeChannels.PEER)));
        ChannelFuture second =
                channels.onLoop(() -> channel.writeAndFlush(new DatagramPacket(data(10), FakeChannels.PEER)));
        assertThat(first.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(second.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(second.cause()).hasMessageContaining("getsockname");
        FakeChannels.awaitClosed(channel);
        assertThat(fake.made).doesNotContain("WSASendTo");
    }

    private static ByteBuf data(int length) {
        return Unpooled.directBuffer(length).writeZero(length);
    }
}
