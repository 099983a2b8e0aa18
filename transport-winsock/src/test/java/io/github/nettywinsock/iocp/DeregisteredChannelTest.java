package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends while a channel is registered nowhere, and where a channel can be registered again. */
class DeregisteredChannelTest {
    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;

    private static ByteBuf data(int length) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(length).writeZero(length);
    }

    private void assertNothingIsLeft(Channel channel) throws Exception {
        IocpIoHandler handler = ((AbstractIocpChannel) channel).handler();
        FakeChannels.await(() -> fake.openSockets() == 0);
        eventually(() -> assertThat(channels.onLoop(handler::slotsInUse)).isZero());
        assertThat(fake.misuses).isEmpty();
    }

    @Test
    void whatIsReceivedWaitsForTheNextRegistration() throws Exception {
        fake.cancels(false);
        IocpSocketChannel channel = channels.connected();
        channel.deregister().sync();
        fake.receive((byte) 1, (byte) 2);
        channels.settle();
        assertThat(channels.events).containsExactly("active", "unregistered");
        channels.loop.register(channel).sync();
        FakeChannels.await(() -> channels.events.size() > 2);
        assertThat(channels.events).containsExactly("active", "unregistered", 2);
        fake.await("WSARecv");
        fake.cancels(true);
        channel.close().sync();
        assertNothingIsLeft(channel);
    }

    @Test
    void aReceiveThatWasCancelledIsPostedAgainByTheNextRegistration() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.deregister().sync();
        assertThat(fake.pending("WSARecv")).isZero();
        channels.loop.register(channel).sync();
        fake.receive((byte) 1);
        FakeChannels.await(() -> channels.events.contains(1));
        channel.close().sync();
        assertNothingIsLeft(channel);
    }

    @Test
    void aChannelThatIsClosedWhileItIsDeregisteredReleasesWhatItReceived() throws Exception {
        fake.cancels(false);
        IocpSocketChannel channel = channels.connected();
        ByteBuf data = data(10);
        ChannelFuture write = channel.writeAndFlush(data);
        fake.await("WSASend");
        channel.deregister().sync();
        fake.receive((byte) 1, (byte) 2);
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        channels.settle();
        assertThat(write.isDone()).isFalse();
        channel.close().sync();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(write.isSuccess()).isTrue();
        FakeChannels.await(() -> data.refCnt() == 0);
        assertThat(channels.events).containsExactly("active", "unregistered");
        assertNothingIsLeft(channel);
    }

    @Test
    void aConnectGoesOnWithTheNextRegistration() throws Exception {
        ChannelFuture connect = channels.client().connect(FakeChannels.PEER);
        fake.await("ConnectEx");
        Channel channel = connect.channel();
        channel.deregister().sync();
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        channels.settle();
        assertThat(channels.events).containsExactly("unregistered");
        channels.loop.register(channel).sync();
        assertThat(connect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(connect.isSuccess()).isTrue();
        FakeChannels.await(() -> channels.events.size() > 1);
        assertThat(channels.events).containsExactly("unregistered", "active");
        fake.await("WSARecv");
        channel.close().sync();
        assertNothingIsLeft(channel);
    }

    @Test
    void aConnectOfAChannelThatIsNotRegisteredFails() throws Exception {
        Channel channel = channels.client().register().sync().channel();
        channel.deregister().sync();
        ChannelFuture connect = channel.connect(FakeChannels.PEER);
        assertThat(connect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(connect.cause()).isInstanceOf(IllegalStateException.class).hasMessageContaining("registered");
    }

    @Test
    void aSendIsToldOfWithTheNextRegistration() throws Exception {
        IocpSocketChannel channel = channels.connected();
        ByteBuf data = data(10);
        ChannelFuture write = channel.writeAndFlush(data);
        fake.await("WSASend");
        channel.deregister().sync();
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        channels.settle();
        channels.loop.register(channel).sync();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(write.isSuccess()).isTrue();
        FakeChannels.await(() -> data.refCnt() == 0);
        channel.close().sync();
        assertNothingIsLeft(channel);
    }

    /** Nobody knows how much of a cancelled send has come, even if Windows tells a number. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aSendThatWasCancelledIsNotMadeAgain(int told) throws Exception {
        IocpSocketChannel channel = channels.connected();
        ByteBuf data = data(10);
        ChannelFuture write = channel.writeAndFlush(data);
        fake.await("WSASend");
        channel.deregister().sync();
        fake.end("WSASend", FakeIocp.CANCELLED, told);
        channels.settle();
        channels.loop.register(channel).sync();
        FakeChannels.awaitClosed(channel);
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(write.cause()).isInstanceOf(SocketException.class);
        assertThat(fake.made.stream().filter("WSASend"::equals)).hasSize(1);
        FakeChannels.await(() -> data.refCnt() == 0);
        assertNothingIsLeft(channel);
    }

    /** A cancel of the receive may cancel the send too. */
    @Test
    void theReceiveOfAConnectionThatSendsIsNotCancelled() throws Exception {
        IocpSocketChannel channel = channels.connected();
        ChannelFuture write = channel.writeAndFlush(data(10));
        fake.await("WSASend");
        channel.deregister().sync();
        channels.settle();
        assertThat(fake.made).doesNotContain("CancelIoEx");
        fake.receive((byte) 1, (byte) 2);
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        channels.settle();
        assertThat(channels.events).containsExactly("active", "unregistered");
        channels.loop.register(channel).sync();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        FakeChannels.await(() -> channels.events.contains(2));
        channel.close().sync();
        assertNothingIsLeft(channel);
    }

    @Test
    void theReceiveOfAShutInputIsCancelledWhenNothingIsSentAnyMore() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.writeAndFlush(data(10));
        fake.await("WSASend");
        channel.shutdownInput().sync();
        channels.settle();
        assertThat(fake.made).doesNotContain("CancelIoEx");
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        FakeChannels.await(() -> fake.pending("WSARecv") == 0);
        assertThat(fake.made).contains("CancelIoEx");
        channel.close().sync();
        assertNothingIsLeft(channel);
    }

    @Test
    void aConnectionThatIsAcceptedWaitsForTheNextRegistrationOfItsListener() throws Exception {
        List<Object> events = new CopyOnWriteArrayList<>();
        IocpServerSocketChannel listener = (IocpServerSocketChannel) new ServerBootstrap()
                .group(channels.group)
                .channelFactory(() -> new IocpServerSocketChannel(fake.calls, fake.calls, SocketProtocolFamily.INET))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object message) {
                        events.add("read");
                        ctx.fireChannelRead(message);
                    }

                    @Override
                    public void channelUnregistered(ChannelHandlerContext ctx) {
                        events.add("unregistered");
                    }
                })
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(FakeChannels.PEER)
                .sync()
                .channel();
        fake.await("AcceptEx");
        fake.cancels(false);
        listener.deregister().sync();
        fake.end("AcceptEx", FakeIocp.SUCCESS, 0);
        channels.settle();
        assertThat(events).containsExactly("unregistered");
        channels.loop.register(listener).sync();
        FakeChannels.await(() -> events.size() > 1);
        assertThat(events).containsExactly("unregistered", "read");
        fake.cancels(true);
        listener.close().sync();
    }

    /** A SOCKET stays with its completion port: the channel is closed, on the thread that its calls end on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRegistrationWithAnotherEventLoopFailsAndClosesTheChannel(boolean sending) throws Exception {
        AtomicReference<Thread> closing = new AtomicReference<>();
        fake.before((call, arguments) -> {
            if (call.equals("closesocket")) {
                closing.set(Thread.currentThread());
            }
            return null;
        });
        IocpSocketChannel channel = channels.connected();
        ByteBuf data = data(10);
        ChannelFuture write = channel.write(data);
        if (sending) {
            channel.flush();
            fake.await("WSASend");
        }
        channel.deregister().sync();
        EventLoopGroup other = new MultiThreadIoEventLoopGroup(1, fake.factory());
        try {
            ChannelFuture register = other.register(channel);
            assertThat(register.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(register.cause())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("completion port of its first event loop");
            assertThat(channel.isOpen()).isFalse();
            assertThat(channel.isActive()).isFalse();
            FakeChannels.awaitClosed(channel);
            assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(write.isSuccess()).isFalse();
            FakeChannels.await(() -> data.refCnt() == 0 && closing.get() != null);
            assertThat(channels.loop.inEventLoop(closing.get())).isTrue();
            assertThat(channel.socket.state()).isEqualTo(State.CLOSED);
            assertNothingIsLeft(channel);
        } finally {
            other.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    /** As a bootstrap does when the channel cannot be prepared. */
    @Test
    void aChannelThatWasNeverRegisteredIsClosedAtOnce() {
        for (AbstractIocpChannel channel : List.of(
                new IocpSocketChannel(fake.calls, fake.calls, SocketProtocolFamily.INET),
                new IocpServerSocketChannel(fake.calls, fake.calls, SocketProtocolFamily.INET),
                new IocpDatagramChannel(fake.calls, fake.calls, SocketProtocolFamily.INET))) {
            channel.unsafe().closeForcibly();
            assertThat(channel.isOpen()).isFalse();
        }
        assertThat(fake.openSockets()).isZero();
    }
}
