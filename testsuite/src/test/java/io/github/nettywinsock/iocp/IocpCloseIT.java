package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What closing a channel or its event loops leaves behind: nothing. */
class IocpCloseIT {
    @RegisterExtension
    final IocpChannels channels = new IocpChannels(2);

    private final IocpChannels.Events events = new IocpChannels.Events();

    @Test
    void closeWithAPendingWriteFailsTheWriteAndFreesItsBuffer() throws Exception {
        Channel listener = channels.listen(() -> events);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            ByteBuf data = PooledByteBufAllocator.DEFAULT.directBuffer(64 << 20).writeZero(64 << 20);
            ChannelFuture write = child.writeAndFlush(data);
            Silence.of(write);
            assertThat(child.isWritable()).isFalse();
            child.close().sync();
            assertThat(write.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(write.cause()).isInstanceOf(ClosedChannelException.class);
            eventually(() -> assertThat(data.refCnt()).isZero());
        }
    }

    @Test
    void lingerOfZeroResets() throws Exception {
        Channel listener = channels.server(() -> events)
                .childOption(ChannelOption.SO_LINGER, 0)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        // Wine sends a FIN before the reset, which hides it from a read; after a FIN alone the first write succeeds,
        // and
        // that there will be a reset cannot be asked without writing.
        Throwable failure = null;
        for (int millis = 100; failure == null && millis < 10_000; millis *= 5) {
            try (Socket peer = IocpChannels.peerOf(listener)) {
                channels.nextAccepted().close().sync();
                Thread.sleep(millis);
                failure = catchThrowable(() -> peer.getOutputStream().write(1));
            }
        }
        assertThat(failure).isInstanceOf(SocketException.class);
    }

    @Test
    void aLingeringCloseDoesNotBlockTheEventLoop() throws Exception {
        Channel listener = channels.server(() -> events)
                .childOption(ChannelOption.SO_LINGER, 5)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            assertThat(channels.nextAccepted().close().await(30, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    static Map<ChannelOption<?>, Object> optionsThatLinger() {
        ByteBuffer linger = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putShort((short) 1)
                .putShort((short) 5);
        return Map.of(
                ChannelOption.SO_LINGER,
                5,
                WinsockChannelOption.SO_LINGER,
                Linger.ofSeconds(5),
                WinsockChannelOption.raw(0xFFFF, 0x0080, 4),
                linger.array());
    }

    @Test
    void whatLingersIsClosedByAnotherThread() throws Exception {
        for (Map.Entry<ChannelOption<?>, Object> option : optionsThatLinger().entrySet()) {
            Map<Object, Thread> closing = new ConcurrentHashMap<>();
            Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
                if (call.equals("closesocket")) {
                    closing.put(arguments[0], Thread.currentThread());
                }
                return null;
            });
            @SuppressWarnings("unchecked")
            ChannelOption<Object> linger = (ChannelOption<Object>) option.getKey();
            Channel listener = channels.server(
                            IocpChannels.Events::new, () -> new IocpServerSocketChannel(ws2, ws2, null))
                    .childOption(linger, option.getValue())
                    .bind(IocpChannels.loopback())
                    .sync()
                    .channel();
            try (Socket peer = IocpChannels.peerOf(listener)) {
                IocpSocketChannel child = (IocpSocketChannel) channels.nextAccepted();
                child.eventLoop().submit(() -> {}).sync();
                child.close().sync();
                assertThat(child.eventLoop().inEventLoop(closing.get(child.socket.handle())))
                        .as(option.toString())
                        .isFalse();
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    /** Windows resets a connection that is closed while it receives. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 5})
    void noReceiveIsUnderWayWhenTheSocketIsClosed(int linger) throws Exception {
        Map<Long, IocpSocketChannel> children = new ConcurrentHashMap<>();
        List<Boolean> receiving = new CopyOnWriteArrayList<>();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            IocpSocketChannel closed = call.equals("closesocket") ? children.get(arguments[0]) : null;
            if (closed != null) {
                receiving.add(closed.receiveLoop().isPending());
            }
            return null;
        });
        Channel listener = channels.server(() -> events, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .childOption(ChannelOption.SO_LINGER, linger)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            IocpSocketChannel child = (IocpSocketChannel) channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            children.put(child.socket.handle(), child);
            child.writeAndFlush(Unpooled.copiedBuffer(new byte[] {1, 2, 3}))
                    .addListener(ChannelFutureListener.CLOSE)
                    .sync();
            child.closeFuture().sync();
            assertThat(receiving).containsExactly(false);
            assertThat(peer.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
            assertThat(events.next()).isEqualTo("inactive");
        }
    }

    /** Another thread closes the SOCKET of a connection that lingers, while the event loop may still connect it. */
    @Test
    void aLingeringCloseRightAfterConnectIsFinal() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        for (int i = 0; i < 300; i++) {
            ChannelFuture connect = channels.client(new IocpChannels.Events())
                    .option(ChannelOption.SO_LINGER, 1)
                    .connect(listener.localAddress());
            IocpSocketChannel client = (IocpSocketChannel) connect.channel();
            ByteBuf data = PooledByteBufAllocator.DEFAULT.directBuffer(10).writeZero(10);
            ChannelFuture write = connect.channel().isRegistered() ? client.writeAndFlush(data) : null;
            client.close();
            assertThat(client.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(connect.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(write == null ? data.release() : write.await(30, TimeUnit.SECONDS))
                    .isTrue();
            eventually(() -> assertThat(data.refCnt()).isZero());
            assertThat(client.socket.state()).isEqualTo(ChannelSocket.State.CLOSED);
            // Netty empties it last of all.
            eventually(() -> assertThat(client.pipeline().first()).isNull());
            assertThat(client.isRegistered()).isFalse();
        }
    }

    @Test
    void childrenAreSpreadOverTheEventLoops() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        Set<EventLoop> loops = new HashSet<>();
        List<Socket> peers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            peers.add(IocpChannels.peerOf(listener));
            Channel child = channels.nextAccepted();
            loops.add(child.eventLoop());
        }
        assertThat(loops).hasSize(2);
        for (Socket peer : peers) {
            peer.getOutputStream().write(1);
            assertThat(peer.getInputStream().read()).isEqualTo(1);
            peer.close();
        }
    }

    @Test
    void gracefulShutdownClosesOpenConnections() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        List<Socket> peers = new ArrayList<>();
        List<Channel> children = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            peers.add(IocpChannels.peerOf(listener));
            children.add(channels.nextAccepted());
        }
        assertThat(channels.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(30, TimeUnit.SECONDS))
                .isTrue();
        assertThat(listener.isOpen()).isFalse();
        assertThat(children).noneMatch(Channel::isOpen);
        for (Socket peer : peers) {
            assertThat(IocpReadIT.isClosed(peer)).isTrue();
            peer.close();
        }
    }

    @Test
    void aChannelComesBackToItsEventLoop() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            EventLoop loop = child.eventLoop();
            for (int i = 0; i < 20; i++) {
                child.deregister().sync();
                peer.getOutputStream().write(i);
                loop.register(child).sync();
                assertThat(peer.getInputStream().read()).isEqualTo(i);
            }
        }
    }

    @Test
    void aChannelDoesNotMoveToAnotherEventLoop() throws Exception {
        Channel listener = channels.listen(() -> events);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            child.deregister().sync();
            EventLoopGroup other = new MultiThreadIoEventLoopGroup(1, TransportUnderTest.handlers());
            try {
                assertThat(other.register(child).await().cause())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("completion port of its first event loop");
            } finally {
                other.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
            }
        }
    }

    @Test
    void tenThousandConnectionsLeaveNoSlotNoHandleAndNoBufferBehind() throws Exception {
        // It counts, so that no detector has to.
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
        Channel listener = channels.server(IocpChannels.Echo::new)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        connectAndClose(listener, 100);
        long handle = freshHandle();
        connectAndClose(listener, 10_000);
        // One handle left behind in a hundred connections would make it 400.
        assertThat(freshHandle()).isLessThan(handle + 400);
        IocpIoHandler handler = ((IocpServerSocketChannel) listener).handler();
        listener.close().sync();
        // The packets of what was closed have come.
        eventually(() -> assertThat(
                        listener.eventLoop().submit(handler::slotsInUse).get())
                .isZero());
        eventually(() -> assertThat(allocator.metric().usedDirectMemory()).isZero());
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    private void connectAndClose(Channel listener, int connections) throws Exception {
        for (int round = 0; round < connections / 100; round++) {
            List<Socket> peers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Socket peer = IocpChannels.peerOf(listener);
                peers.add(peer);
                peer.getOutputStream().write(i);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(peers.get(i).getInputStream().read()).isEqualTo(i);
                peers.get(i).close();
            }
            for (int i = 0; i < 100; i++) {
                assertThat(channels.nextAccepted().closeFuture().await(30, TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }

    /**
     * The highest number of 500 new SOCKETs: four times the number of handles, about, as Windows gives numbers again. One
     * SOCKET alone may get a number between others that are in use. A Windows in memory gives numbers again as it likes, and
     * tells how many SOCKETs there are.
     */
    static long freshHandle() {
        if (TransportUnderTest.IS_SIMULATED) {
            return 4L * TransportUnderTest.openSockets();
        }
        Winsock2 ws2 = TransportUnderTest.ws2();
        long[] fresh = LongStream.generate(() -> ws2.socket(2, 1, 6)).limit(500).toArray();
        LongStream.of(fresh).forEach(ws2::closesocket);
        return LongStream.of(fresh).max().getAsLong();
    }
}
