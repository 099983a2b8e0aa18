package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.testsuite.WithoutWhims;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the transport reads, and what it makes of the end of a connection. */
@WithoutWhims("bytes that come in one piece")
class IocpReadIT {
    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    private final IocpChannels.Events events = new IocpChannels.Events();

    @Test
    void nothingIsReadWithoutAutoReadUntilAsked() throws Exception {
        Channel listener = channels.server(() -> events)
                .childOption(ChannelOption.AUTO_READ, false)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            peer.getOutputStream().write(new byte[5]);
            Channel child = channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            Silence.of(events.all);
            child.read();
            assertThat(events.next()).isEqualTo(5);
            peer.getOutputStream().write(new byte[6]);
            Silence.of(events.all);
            child.config().setAutoRead(true);
            assertThat(events.next()).isEqualTo(6);
            peer.getOutputStream().write(new byte[7]);
            assertThat(events.next()).isEqualTo(7);
        }
    }

    @Test
    void dataThatComesAfterAutoReadWasSwitchedOffIsKept() throws Exception {
        Channel listener = channels.listen(() -> events);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            child.eventLoop().submit(() -> child.config().setAutoRead(false)).sync();
            peer.getOutputStream().write(new byte[5]);
            Silence.of(events.all);
            child.config().setAutoRead(true);
            assertThat(events.next()).isEqualTo(5);
        }
        assertThat(events.next()).isEqualTo("inactive");
    }

    @Test
    void receiveBuffersAreThoseOfTheAllocatorOfTheChannel() throws Exception {
        Channel listener = channels.server(() -> events)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(10))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            assertThat(events.next()).isEqualTo("active");
            peer.getOutputStream().write(new byte[25]);
            assertThat(events.next()).isEqualTo(10);
            assertThat(events.next()).isEqualTo(10);
            assertThat(events.next()).isEqualTo(5);
        }
    }

    @Test
    void aReadOfZeroBytesTakesABufferOnlyWhenDataIsThere() throws Exception {
        CountedBuffers buffers = new CountedBuffers();
        Channel listener = channels.server(() -> events)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, buffers)
                .childOption(IocpChannelOption.ZERO_BYTE_READ, true)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            assertThat(events.next()).isEqualTo("active");
            Channel child = channels.nextAccepted();
            assertThat(child.config().getOption(IocpChannelOption.ZERO_BYTE_READ))
                    .isTrue();
            for (int messages = 1; messages < 4; messages++) {
                Silence.of(events.all);
                assertThat(buffers.count).hasValue(messages - 1);
                peer.getOutputStream().write(new byte[5]);
                assertThat(events.next()).isEqualTo(5);
            }
            child.eventLoop().submit(() -> child.config().setAutoRead(false)).sync();
            peer.getOutputStream().write(new byte[7]);
            Silence.of(events.all);
            child.config().setAutoRead(true);
            assertThat(events.next()).isEqualTo(7);
        }
        assertThat(events.next()).isEqualTo("inactive");
    }

    @Test
    void aListenerWithoutAutoReadHoldsConnectionsBack() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .option(ChannelOption.AUTO_READ, false)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket first = IocpChannels.peerOf(listener);
                Socket second = IocpChannels.peerOf(listener)) {
            Silence.of(channels.accepted);
            listener.read();
            channels.nextAccepted();
            Silence.of(channels.accepted);
            listener.config().setAutoRead(true);
            channels.nextAccepted();
        }
    }

    @Test
    void aListenerThatHoldsConnectionsClosesThemWithItself() throws Exception {
        Channel listener = channels.listen(() -> events);
        listener.eventLoop().submit(() -> listener.config().setAutoRead(false)).sync();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Silence.of(channels.accepted);
            listener.close().sync();
            assertThat(isClosed(peer)).isTrue();
        }
    }

    @Test
    void withoutABufferToReadIntoAChannelClosesAndItsEventLoopGoesOn() throws Exception {
        AtomicBoolean isShort = new AtomicBoolean();
        ByteBufAllocator allocator = (ByteBufAllocator) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ByteBufAllocator.class}, (proxy, method, arguments) -> {
                    if (isShort.get()) {
                        throw new OutOfMemoryError("no buffer");
                    }
                    return method.invoke(ByteBufAllocator.DEFAULT, arguments);
                });
        Channel listener = channels.server(IocpChannels.Events::new)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            IocpChannels.Events events = child.pipeline().get(IocpChannels.Events.class);
            assertThat(events.next()).isEqualTo("active");
            child.eventLoop().submit(() -> isShort.set(true)).sync();
            peer.getOutputStream().write(1);
            assertThat(events.next()).isEqualTo(1);
            // Over NIO too, a connection without data needs no buffer.
            Silence.of(events.all);
            peer.getOutputStream().write(1);
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            OutOfMemoryError.class, e -> assertThat(e).hasMessage("no buffer"));
            assertThat(events.next()).isEqualTo("inactive");
            assertThat(isClosed(peer)).isTrue();
        }
        isShort.set(false);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            IocpChannels.Events events = channels.nextAccepted().pipeline().get(IocpChannels.Events.class);
            assertThat(events.next()).isEqualTo("active");
            peer.getOutputStream().write(1);
            assertThat(events.next()).isEqualTo(1);
        }
    }

    @Test
    void theEndOfInputClosesTheChannel() throws Exception {
        Channel listener = channels.listen(() -> events);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            assertThat(events.next()).isEqualTo("active");
            peer.shutdownOutput();
            assertThat(events.next()).isEqualTo("inactive");
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void halfClosureLeavesTheOutputOpen() throws Exception {
        Channel listener = channels.server(() -> events)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            SocketChannel child = (SocketChannel) channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            peer.shutdownOutput();
            assertThat(events.next()).isEqualTo("ChannelInputShutdownEvent");
            assertThat(events.next()).isEqualTo("ChannelInputShutdownReadComplete");
            assertThat(child.isInputShutdown()).isTrue();
            assertThat(child.isOutputShutdown()).isFalse();
            child.writeAndFlush(Unpooled.copiedBuffer(new byte[] {9})).sync();
            assertThat(peer.getInputStream().read()).isEqualTo(9);
            child.shutdownOutput().sync();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            assertThat(child.isShutdown()).isTrue();
            assertThat(child.isOpen()).isTrue();
        }
    }

    @Test
    void outputShutDownLeavesTheInputOpen() throws Exception {
        Channel listener = channels.listen(() -> events);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            SocketChannel child = (SocketChannel) channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            child.shutdownOutput().sync();
            assertThat(events.next()).isEqualTo("ChannelOutputShutdownEvent");
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.getOutputStream().write(new byte[4]);
            assertThat(events.next()).isEqualTo(4);
        }
    }

    @Test
    void inputShutDownEndsReading() throws Exception {
        Channel listener = channels.listen(() -> events);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            SocketChannel child = (SocketChannel) channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            child.shutdownInput().sync();
            assertThat(events.next()).isEqualTo("ChannelInputShutdownReadComplete");
            assertThat(child.isInputShutdown()).isTrue();
            child.writeAndFlush(Unpooled.copiedBuffer(new byte[] {9})).sync();
            assertThat(peer.getInputStream().read()).isEqualTo(9);
        }
    }

    @Test
    void aResetFailsTheWriteAndClosesTheChannel() throws Exception {
        Channel listener = channels.server(() -> events)
                .childOption(ChannelOption.AUTO_READ, false)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            assertThat(events.next()).isEqualTo("active");
            peer.setSoLinger(true, 0);
        }
        // Wine sends a FIN before the reset, which hides it from a read; until the reset is there, writes succeed.
        Channel child = channels.nextAccepted();
        eventually(() -> assertThat(child.writeAndFlush(Unpooled.copiedBuffer(new byte[] {1}))
                        .await()
                        .cause())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("WSASend: WSAE"));
        assertThat(events.next()).isEqualTo("inactive");
    }

    static boolean isClosed(Socket peer) throws IOException {
        try {
            return peer.getInputStream().read() == -1;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
