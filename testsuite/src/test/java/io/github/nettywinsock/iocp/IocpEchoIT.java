package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.testsuite.WithoutWhims;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes go through listeners and connections of the transport and come back. */
class IocpEchoIT {
    @RegisterExtension
    final IocpChannels channels = new IocpChannels(2);

    @Test
    @NeedsWindows("a transport that is available")
    void isAvailable() {
        assertThat(Iocp.unavailabilityCause()).isNull();
        assertThat(Iocp.isAvailable()).isTrue();
        Iocp.ensureAvailability();
    }

    @Test
    void aSmallMessageComesBack() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            for (int i = 0; i < 100; i++) {
                peer.getOutputStream().write(new byte[] {1, 2, (byte) i});
                assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, i);
            }
        }
    }

    @Test
    void aMegabyteComesBackAsItWas() throws Exception {
        byte[] data = new byte[1024 * 1024];
        new Random(1).nextBytes(data);
        Channel listener = channels.listen(IocpChannels.Echo::new);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Thread writer = new Thread(() -> {
                try {
                    OutputStream out = peer.getOutputStream();
                    out.write(data);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            writer.start();
            assertThat(peer.getInputStream().readNBytes(data.length)).isEqualTo(data);
            writer.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"INET, 127.0.0.1", "INET6, ::1", "INET6, 127.0.0.1"})
    void aClientOfTheTransportTalksToAListenerOfTheTransport(SocketProtocolFamily family, String host)
            throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new, () -> TransportUnderTest.newListener(family))
                .bind(new InetSocketAddress(0))
                .sync()
                .channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        Collector collector = new Collector(3 * 1024 * 1024 + 7);
        Channel client = channels.client(collector, () -> TransportUnderTest.newConnection(family))
                .connect(host, port)
                .sync()
                .channel();
        assertThat(((InetSocketAddress) client.remoteAddress()).getAddress().getHostAddress())
                .isEqualTo(host.equals("::1") ? "0:0:0:0:0:0:0:1" : host);
        byte[] data = new byte[collector.length];
        new Random(2).nextBytes(data);
        // heap and direct, one larger than the cap of a send, many small ones, an empty one, a composite
        int at = 0;
        client.write(Unpooled.wrappedBuffer(data, 0, 2 * 1024 * 1024));
        at += 2 * 1024 * 1024;
        client.write(Unpooled.EMPTY_BUFFER);
        for (int i = 0; i < 200; i++) {
            client.write(client.alloc().directBuffer().writeBytes(data, at, 1000));
            at += 1000;
        }
        client.write(client.alloc()
                .compositeDirectBuffer()
                .addComponent(true, client.alloc().directBuffer().writeBytes(data, at, 5))
                .addComponent(true, client.alloc().directBuffer().writeBytes(data, at + 5, 6)));
        at += 11;
        client.writeAndFlush(Unpooled.wrappedBuffer(data, at, data.length - at)).get(30, TimeUnit.SECONDS);
        assertThat(collector.done.get(30, TimeUnit.SECONDS)).isEqualTo(data);
    }

    @Test
    void manyConnectionsEchoAtOnce() throws Exception {
        manyConnectionsEcho(channels);
    }

    @Test
    void manyConnectionsEchoOnePacketAtATime() throws Exception {
        try (IocpChannels slow = new IocpChannels(1, new IocpIoHandlerConfig().setMaxPackets(1))) {
            manyConnectionsEcho(slow);
        }
    }

    private static void manyConnectionsEcho(IocpChannels channels) throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        List<Collector> collectors = new ArrayList<>();
        byte[] data = new byte[10_000];
        new Random(3).nextBytes(data);
        for (int i = 0; i < 100; i++) {
            Collector collector = new Collector(data.length);
            collectors.add(collector);
            channels.client(collector).connect(listener.localAddress()).syncUninterruptibly();
        }
        for (Collector collector : collectors) {
            collector.active.get(20, TimeUnit.SECONDS).writeAndFlush(Unpooled.wrappedBuffer(data));
        }
        for (Collector collector : collectors) {
            assertThat(collector.done.get(20, TimeUnit.SECONDS)).isEqualTo(data);
        }
    }

    /** Layered providers may have no file handles; of those, a call that succeeds inline posts a packet as well. */
    @Test
    void aProviderWithoutFileHandlesEchoes() throws Exception {
        Winsock2 ws2 = withoutFileHandles();
        Channel listener = channels.server(
                        IocpChannels.Echo::new,
                        () -> new IocpServerSocketChannel(ws2, TransportUnderTest.sockets(), null))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        byte[] data = new byte[1_000_000];
        new Random(4).nextBytes(data);
        Collector collector = new Collector(data.length);
        IocpSocketChannel client = (IocpSocketChannel)
                channels.client(collector, () -> new IocpSocketChannel(ws2, TransportUnderTest.sockets(), null))
                        .connect(listener.localAddress())
                        .sync()
                        .channel();
        assertThat(client.socket.overlapped().skipPackets()).isFalse();
        client.writeAndFlush(Unpooled.wrappedBuffer(data));
        assertThat(collector.done.get(20, TimeUnit.SECONDS)).isEqualTo(data);
        client.close().sync();
        listener.close().sync();
    }

    static Winsock2 withoutFileHandles() {
        int protocolInfo = Catalogue.byName("SO_PROTOCOL_INFOW").optname();
        int ifsHandles = 0x00020000;
        Winsock2 ws2 = TransportUnderTest.ws2();
        return Interceptor.winsock(ws2, (call, arguments) -> {
            if (!call.equals("getsockopt") || !arguments[2].equals(protocolInfo)) {
                return null;
            }
            ByteBuffer info = (ByteBuffer) arguments[3];
            int length = ws2.getsockopt(
                    (Long) arguments[0], (Integer) arguments[1], protocolInfo, info, (Integer) arguments[4]);
            info.putInt(0, info.getInt(0) & ~ifsHandles);
            return length;
        });
    }

    @Test
    @WithoutWhims("a send that Windows takes at once: one that is pending is cancelled")
    void writeThenCloseDeliversWhatWindowsTook() throws Exception {
        Channel listener = channels.listen(IocpChannels.Events::new);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            child.eventLoop().execute(() -> {
                child.writeAndFlush(Unpooled.copiedBuffer(new byte[] {1, 2, 3}));
                child.close();
            });
            assertThat(peer.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
        }
    }

    private static final class Collector extends SimpleChannelInboundHandler<ByteBuf> {
        final CompletableFuture<Channel> active = new CompletableFuture<>();
        final CompletableFuture<byte[]> done = new CompletableFuture<>();
        final int length;
        private final ByteBuf bytes = Unpooled.buffer();

        Collector(int length) {
            this.length = length;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            active.complete(ctx.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
            bytes.writeBytes(message);
            if (bytes.readableBytes() >= length) {
                byte[] all = new byte[bytes.readableBytes()];
                bytes.readBytes(all);
                done.complete(all);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            done.completeExceptionally(cause);
        }
    }
}
