package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.ws2.Interceptor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection does from the call of close on. */
class ClosingConnectionTest {
    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;

    private static ByteBuf data(int length) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(length).writeZero(length);
    }

    @Test
    void aConnectAfterALingeringCloseFailsWhileAnotherThreadCloses() throws Exception {
        CountDownLatch otherThread = new CountDownLatch(1);
        GlobalEventExecutor.INSTANCE.execute(() -> awaitUninterruptibly(otherThread));
        IocpSocketChannel channel = (IocpSocketChannel) channels.client()
                .option(ChannelOption.SO_LINGER, 5)
                .register()
                .sync()
                .channel();
        AtomicReference<ChannelFuture> connect = new AtomicReference<>();
        ByteBuf data = data(10);
        ChannelFuture write = channels.onLoop(() -> {
            channel.close();
            connect.set(channel.connect(FakeChannels.PEER));
            return channel.writeAndFlush(data);
        });
        channels.settle();
        boolean connectDone = connect.get().isDone();
        boolean writeDone = write.isDone();
        otherThread.countDown();
        assertThat(connectDone).isTrue();
        assertThat(connect.get().cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(writeDone).isTrue();
        FakeChannels.awaitClosed(channel);
        channels.settle();
        assertClosedForGood(channel);
        assertThat(data.refCnt()).isZero();
        assertThat(fake.made).doesNotContain("bind", "ConnectEx");
    }

    /** Closed, without a call that goes on, a handle or a slot, and without a call on a handle that is another's. */
    private void assertClosedForGood(IocpSocketChannel channel) throws Exception {
        assertThat(channel.socket.state()).isEqualTo(State.CLOSED);
        // Whoever closes has the event loop tell the pipeline, after the future; then Netty empties it.
        eventually(() -> assertThat(channel.pipeline().first()).isNull());
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.isActive()).isFalse();
        assertThat(channel.isRegistered()).isFalse();
        assertThat(fake.openSockets()).isZero();
        assertThat(fake.misuses).isEmpty();
        IocpIoHandler handler = channel.handler();
        eventually(() -> assertThat(channels.onLoop(handler::slotsInUse)).isZero());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(FakeIocp.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5})
    void aCloseRightAfterConnectLeavesNothingBehind(int linger) throws Exception {
        for (int round = 0; round < 100; round++) {
            ChannelFuture connect = channels.client()
                    .option(ChannelOption.SO_LINGER, linger)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                    .register()
                    .sync()
                    .channel()
                    .connect(FakeChannels.PEER);
            IocpSocketChannel channel = (IocpSocketChannel) connect.channel();
            ByteBuf data = data(10);
            ChannelFuture write = channel.writeAndFlush(data);
            channel.close();
            FakeChannels.awaitClosed(channel);
            assertThat(connect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            FakeChannels.await(() -> !channel.isRegistered() && data.refCnt() == 0);
            channels.settle();
            assertClosedForGood(channel);
        }
    }

    /** Another thread closes the SOCKET at each of the calls of connect. */
    @ParameterizedTest
    @ValueSource(strings = {"bind", "ConnectEx", "setsockopt", "getsockname", "WSARecv"})
    void aSocketThatIsClosedDuringConnectFailsIt(String during) throws Exception {
        for (int round = 0; round < 50; round++) {
            IocpSocketChannel channel =
                    (IocpSocketChannel) channels.client().register().sync().channel();
            Thread closing = new Thread(() -> {
                try {
                    channel.socket.close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            Interceptor hook = (call, arguments) -> {
                if (call.equals(during) && closing.getState() == Thread.State.NEW) {
                    closing.start();
                }
                return null;
            };
            if (round % 2 == 0) {
                fake.before(hook);
            } else {
                fake.after(hook);
            }
            ChannelFuture connect = channel.connect(FakeChannels.PEER);
            FakeChannels.await(() -> connect.isDone() || fake.pending("ConnectEx") > 0 || !channel.isOpen());
            fake.endIfPending("ConnectEx", FakeIocp.SUCCESS, 0);
            FakeChannels.await(() -> closing.getState() == Thread.State.TERMINATED);
            channel.close();
            assertThat(connect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            FakeChannels.awaitClosed(channel);
            FakeChannels.await(() -> !channel.isRegistered());
            channels.settle();
            assertClosedForGood(channel);
        }
    }

    @Test
    void aClosingConnectionIsNeitherActiveNorOpen() throws Exception {
        fake.cancels(false);
        IocpSocketChannel channel = channels.connected();
        ByteBuf data = data(10);
        ChannelFuture write = channels.onLoop(() -> {
            channel.close();
            assertThat(channel.isActive()).isFalse();
            assertThat(channel.isOpen()).isFalse();
            assertThat(channel.isWritable()).isFalse();
            return channel.writeAndFlush(data);
        });
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(write.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(data.refCnt()).isZero();
        assertThat(fake.openSockets()).as("it waits for the receive").isOne();
        fake.end("WSARecv", FakeIocp.CANCELLED, 0);
        FakeChannels.awaitClosed(channel);
        FakeChannels.await(() -> channels.events.contains("unregistered"));
        assertThat(channels.events).containsExactly("active", "inactive", "unregistered");
        assertClosedForGood(channel);
    }

    @Test
    void everyCloseOfAClosingConnectionCompletes() throws Exception {
        fake.cancels(false);
        IocpSocketChannel channel = channels.connected();
        ChannelFuture first = channel.close();
        ChannelFuture second = channel.close();
        channels.settle();
        assertThat(first.isDone()).isFalse();
        fake.end("WSARecv", FakeIocp.CANCELLED, 0);
        assertThat(first.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(second.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(first.isSuccess() && second.isSuccess()).isTrue();
    }

    /** Netty removes the handlers of a closed channel with its pipeline locked, which whoever sets an option may wait for. */
    @Test
    void anOptionOfNettyIsRefusedByAClosedConnectionThoughAnotherThreadSetsOne() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.close().sync();
        Future<?> set;
        synchronized (channel.options) {
            set = channels.loop.submit(() -> channel.config().setTcpNoDelay(false));
            assertThat(set.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        }
        assertThat(set.cause()).isInstanceOf(ChannelException.class);
    }

    @Test
    void aSendThatEndsWhileTheConnectionClosesTellsHowMuchWasSent() throws Exception {
        fake.cancels(false);
        IocpSocketChannel channel = channels.connected();
        ByteBuf sent = data(10);
        ByteBuf unsent = data(10);
        ChannelFuture first = channel.write(sent);
        ChannelFuture second = channel.writeAndFlush(unsent);
        fake.await("WSASend");
        channel.close();
        channels.settle();
        fake.end("WSASend", FakeIocp.CANCELLED, 15);
        fake.end("WSARecv", FakeIocp.CANCELLED, 0);
        FakeChannels.awaitClosed(channel);
        assertThat(first.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(second.cause()).isInstanceOf(ClosedChannelException.class);
        FakeChannels.await(() -> sent.refCnt() == 0 && unsent.refCnt() == 0);
    }

    @Test
    void theEndOfTheOutputIsToldBeforeCallsAreCancelled() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.close().sync();
        assertThat(fake.made.indexOf("shutdown")).isPositive().isLessThan(fake.made.indexOf("CancelIoEx"));
    }

    /** What is not read has Windows reset the connection, too (R265). */
    @ParameterizedTest
    @ValueSource(ints = {-1, 5})
    void theEndOfTheOutputIsToldWhenNoCallIsPending(int linger) throws Exception {
        IocpSocketChannel channel = connectedWithoutReceive(linger);
        channel.close().sync();
        assertThat(fake.made).doesNotContain("CancelIoEx");
        assertThat(fake.made.indexOf("shutdown")).isPositive().isLessThan(fake.made.indexOf("closesocket"));
    }

    @Test
    void aLingerOfZeroResetsWhenNoCallIsPending() throws Exception {
        IocpSocketChannel channel = connectedWithoutReceive(0);
        channel.close().sync();
        assertThat(fake.made).doesNotContain("shutdown");
    }

    @Test
    void nothingIsToldBeforeTheCloseThatFollowsTheEndOfThePeer() throws Exception {
        IocpSocketChannel channel = channels.connected();
        fake.end("WSARecv", FakeIocp.SUCCESS, 0);
        FakeChannels.awaitClosed(channel);
        assertThat(fake.made).doesNotContain("shutdown");
    }

    private IocpSocketChannel connectedWithoutReceive(int linger) throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setOption(ChannelOption.SO_LINGER, linger);
        channel.config().setAutoRead(false);
        channels.settle();
        fake.end("WSARecv", FakeIocp.SUCCESS, 1);
        channels.settle();
        return channel;
    }

    @Test
    void aLingerOfZeroResets() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close().sync();
        assertThat(fake.made).doesNotContain("shutdown").contains("CancelIoEx");
    }

    @Test
    void whatWasFlushedIsSentWithoutFileHandlesBeforeTheConnectionCloses() throws Exception {
        fake.withoutFileHandles();
        IocpSocketChannel channel = channels.connected();
        ByteBuf[] data = {data(10), data(20)};
        ChannelFuture first = channel.writeAndFlush(data[0]);
        ChannelFuture second = channel.writeAndFlush(data[1]);
        ChannelFuture close = channel.close();
        channels.settle();
        assertThat(fake.pending("WSASend")).isOne();
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        fake.end("WSASend", FakeIocp.SUCCESS, 20);
        assertThat(close.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.isSuccess()).isTrue();
        assertThat(data[1].refCnt()).isZero();
    }

    @Test
    void aSendThatFailsEndsTheWaitForWhatWasFlushed() throws Exception {
        fake.withoutFileHandles();
        IocpSocketChannel channel = channels.connected();
        ChannelFuture write = channel.writeAndFlush(data(10));
        ChannelFuture next = channel.writeAndFlush(data(10));
        fake.await("WSASend");
        channel.close();
        fake.end("WSASend", FakeIocp.CONNECTION_RESET, 0);
        FakeChannels.awaitClosed(channel);
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.isSuccess()).isFalse();
        assertThat(fake.made.stream().filter("WSASend"::equals)).hasSize(1);
    }

    @Test
    void aShutdownOfTheEventLoopFailsWhatWasNotSentWhileAnotherThreadCloses() throws Exception {
        CountDownLatch otherThread = new CountDownLatch(1);
        IocpSocketChannel channel = channels.connected();
        channel.config().setOption(ChannelOption.SO_LINGER, 5);
        ByteBuf data = data(10);
        ChannelFuture write = channel.writeAndFlush(data);
        fake.await("WSASend");
        GlobalEventExecutor.INSTANCE.execute(() -> awaitUninterruptibly(otherThread));
        channels.shutDown();
        boolean done = write.isDone();
        int refCnt = data.refCnt();
        otherThread.countDown();
        assertThat(done).isTrue();
        assertThat(refCnt).isZero();
        FakeChannels.await(() -> fake.openSockets() == 0);
    }

    @Test
    void anOutputIsShutDownAtOnceWhileASendIsPending() throws Exception {
        IocpSocketChannel channel = channels.connected();
        ByteBuf data = data(10);
        ChannelFuture write = channel.writeAndFlush(data);
        fake.await("WSASend");
        ChannelFuture shutdown = channel.shutdownOutput();
        assertThat(shutdown.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(shutdown.isSuccess()).isTrue();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(write.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        assertThat(fake.made).contains("shutdown").doesNotContain("CancelIoEx");
        assertThat(data.refCnt()).as("Windows still reads from it").isOne();
        fake.receive((byte) 1, (byte) 2);
        FakeChannels.await(() -> channels.events.contains(2));
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        FakeChannels.await(() -> data.refCnt() == 0);
        assertThat(channel.isActive()).isTrue();
        channel.close().sync();
        FakeChannels.await(() -> !channel.isRegistered());
        assertClosedForGood(channel);
    }

    /** Windows may let any send be pending for a moment, and would reset the connection whose send is cancelled (R256). */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCloseCancelsNothingBeforeAPendingSendHasEnded(boolean afterShutdown) throws Exception {
        IocpSocketChannel channel = channels.connected();
        ByteBuf data = data(10);
        ChannelFuture write = channel.writeAndFlush(data);
        fake.await("WSASend");
        if (afterShutdown) {
            channel.shutdownOutput().sync();
        }
        channel.close();
        channels.settle();
        assertThat(fake.made).doesNotContain("CancelIoEx", "closesocket");
        fake.end("WSASend", FakeIocp.SUCCESS, 10);
        FakeChannels.awaitClosed(channel);
        FakeChannels.await(() -> write.isDone() && !channel.isRegistered() && data.refCnt() == 0);
        assertThat(write.isSuccess()).isEqualTo(!afterShutdown);
        assertClosedForGood(channel);
    }

    @Test
    void aConnectionThatIsResetAtOnceIsActiveFirst() throws Exception {
        fake.before((call, arguments) -> {
            switch (call) {
                case "setsockopt":
                case "getsockname":
                case "getpeername":
                    return -10057;
                default:
                    return null;
            }
        });
        IocpSocketChannel channel = channels.connected();
        assertThat(channel.remoteAddress()).isEqualTo(FakeChannels.PEER);
        assertThat(channel.localAddress()).isNotNull();
        fake.end("WSARecv", FakeIocp.CONNECTION_RESET, 0);
        FakeChannels.awaitClosed(channel);
        FakeChannels.await(() -> channels.events.contains("unregistered"));
        assertThat(channels.events.get(0)).isEqualTo("active");
        assertThat(channels.events.get(1)).isInstanceOf(SocketException.class);
        assertThat(channels.events.subList(2, 4)).containsExactly("inactive", "unregistered");
    }
}
