package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.testsuite.WithoutWhims;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written arrives, also from files, and is reported as written only when it was. */
@WithoutWhims("bytes that are taken over inline")
class IocpWriteIT {
    private static final int TCP_FASTOPEN = 15;
    private static final int MORE_THAN_WINDOWS_BUFFERS = 32 << 20;

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    private final byte[] data = new byte[5_000_000];

    @TempDir
    private Path folder;

    private Channel listener;
    private Socket peer;
    private Channel child;

    @BeforeEach
    void connect() throws Exception {
        new Random(1).nextBytes(data);
        listener = channels.listen(IocpChannels.Events::new);
        peer = IocpChannels.peerOf(listener);
        child = channels.nextAccepted();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    @ParameterizedTest(name = "by TransmitFile: {0}")
    @ValueSource(booleans = {true, false})
    void aPartOfAFileArrivesBetweenBuffers(boolean transmits) throws Exception {
        child.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
        Path file = Files.write(folder.resolve("file"), data);
        DefaultFileRegion region = new DefaultFileRegion(file.toFile(), 1000, data.length - 2000);
        region.retain();
        child.write(Unpooled.copiedBuffer(data, 0, 1000));
        ChannelFuture written = child.write(region);
        ChannelFuture last = child.writeAndFlush(Unpooled.copiedBuffer(data, data.length - 1000, 1000));
        assertThat(peer.getInputStream().readNBytes(data.length)).isEqualTo(data);
        assertThat(written.sync().isSuccess() && last.sync().isSuccess()).isTrue();
        assertThat(region.transferred()).isEqualTo(region.count());
        assertThat(region.refCnt()).isEqualTo(1);
        region.release();
    }

    @Test
    void aRegionOfAnyKindArrives() throws Exception {
        BytesRegion region = new BytesRegion(data);
        child.write(new BytesRegion(new byte[0]));
        ChannelFuture written = child.writeAndFlush(region);
        assertThat(peer.getInputStream().readNBytes(data.length)).isEqualTo(data);
        written.sync();
        assertThat(region.refCnt()).isZero();
    }

    @ParameterizedTest(name = "by TransmitFile: {0}")
    @ValueSource(booleans = {true, false})
    void aFileThatIsTooShortFailsTheWrite(boolean transmits) throws Exception {
        child.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
        Path file = Files.write(folder.resolve("short"), new byte[100]);
        ChannelFuture written = child.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, 200));
        assertThat(written.await().cause())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file size 100 smaller");
    }

    @ParameterizedTest(name = "by TransmitFile: {0}")
    @ValueSource(booleans = {true, false})
    void aFileThatIsNotThereFailsTheWrite(boolean transmits) throws Exception {
        child.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
        ChannelFuture written =
                child.writeAndFlush(new DefaultFileRegion(folder.resolve("none").toFile(), 0, 1));
        assertThat(written.await().cause()).isInstanceOf(IOException.class);
    }

    /** The first buffers are reported as written, the last is pending when the channel is closed. */
    @Test
    @NeedsWindows("send buffers that grow as those of Windows do")
    void closeLosesNothingThatWasReportedWritten() throws Exception {
        List<Integer> reported = new CopyOnWriteArrayList<>();
        ChannelFuture last = null;
        for (int i = 0; i < 64; i++) {
            int index = i;
            last = child.write(Unpooled.directBuffer(1 << 20).writeZero(1 << 20));
            last.addListener(written -> {
                if (written.isSuccess()) {
                    reported.add(index);
                }
            });
        }
        child.flush();
        eventually(() -> assertThat(reported).isNotEmpty());
        awaitUnwritable(last);
        ChannelFuture closed = child.close();
        int received = peer.getInputStream().readAllBytes().length;
        closed.sync();
        assertThat(reported).isNotEmpty().hasSizeLessThan(64);
        assertThat(received).isGreaterThanOrEqualTo(reported.size() << 20);
    }

    @Test
    void closeTwiceWithASendUnderWayIsDoneTwice() throws Exception {
        ByteBuf sent = underWay();
        ChannelFuture first = child.close();
        ChannelFuture second = child.close();
        assertThat(first.await(30, TimeUnit.SECONDS) && second.await(30, TimeUnit.SECONDS))
                .isTrue();
        awaitReleased(sent);
    }

    /** Windows sends its FIN after what is pending, so that nobody has to wait for a peer that does not read. */
    @Test
    void outputIsShutDownAtOnceWithASendPending() throws Exception {
        ByteBuf sent = PooledByteBufAllocator.DEFAULT.directBuffer(1 << 20).writeZero(1 << 20);
        int messages = 8;
        for (int i = 1; i < messages; i++) {
            child.write(sent.retainedDuplicate());
        }
        ChannelFuture write = child.writeAndFlush(sent);
        Silence.of(write);
        ChannelFuture shutdown = ((SocketChannel) child).shutdownOutput();
        assertThat(shutdown.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shutdown.isSuccess()).isTrue();
        assertThat(write.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(write.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        assertThat(sent.refCnt()).isPositive();
        int received = peer.getInputStream().readAllBytes().length;
        assertThat(received).isPositive().isLessThanOrEqualTo(messages << 20);
        assertThat(child.isOpen()).isTrue();
        awaitReleased(sent);
    }

    @Test
    void closeAfterAShutdownEndsThePendingSend() throws Exception {
        ByteBuf sent = underWay();
        ((SocketChannel) child).shutdownOutput().sync();
        assertThat(child.close().await(30, TimeUnit.SECONDS)).isTrue();
        awaitReleased(sent);
    }

    private static void awaitReleased(ByteBuf buffer) throws Exception {
        eventually(() -> assertThat(buffer.refCnt()).isZero());
    }

    /** Wine has no TCP_FASTOPEN: the first call says that it has. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @NeedsWindows("a Wine without TCP_FASTOPEN, or Windows")
    void connectSendsTheFirstWriteWhereThereIsFastOpen(boolean supported) throws Exception {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(
                (call, arguments) -> supported && Interceptor.sets(TCP_FASTOPEN, call, arguments) ? 0 : null);
        List<String> order = new CopyOnWriteArrayList<>();
        Channel client = channels.client(new IocpChannels.Events(), () -> new IocpSocketChannel(ws2, ws2, null))
                .option(ChannelOption.TCP_FASTOPEN_CONNECT, true)
                .register()
                .sync()
                .channel();
        assertThat(client.config().getOption(ChannelOption.TCP_FASTOPEN_CONNECT))
                .isTrue();
        ChannelFuture write = client.write(Unpooled.directBuffer().writeBytes(new byte[1000]));
        write.addListener(written -> order.add("written"));
        client.connect(listener.localAddress())
                .addListener(connected -> order.add("connected"))
                .sync();
        IocpChannels.Events events = channels.nextAccepted().pipeline().get(IocpChannels.Events.class);
        assertThat(events.next()).isEqualTo("active");
        client.flush();
        assertThat(events.next()).isEqualTo(1000);
        write.sync();
        eventually(() -> assertThat(order)
                .containsExactlyElementsOf(
                        supported ? List.of("written", "connected") : List.of("connected", "written")));
    }

    /** A provider without file handles posts a packet for each send, whose end is then handled outside of a flush. */
    @Test
    void whatIsFlushedAsAMessageIsReportedGoesOutOnceAndLast() throws Exception {
        try (IocpChannels others = new IocpChannels(1)) {
            Winsock2 ws2 = IocpEchoIT.withoutFileHandles();
            Channel client = others.client(
                            new FlushesWhenWritable(),
                            () -> new IocpSocketChannel(ws2, TransportUnderTest.sockets(), null))
                    .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(100, 1000))
                    .connect(listener.localAddress())
                    .sync()
                    .channel();
            Channel accepted = channels.nextAccepted();
            // A handler that another thread adds misses what is read before the event loop has called it.
            accepted.eventLoop()
                    .submit(() -> accepted.pipeline().replace(IocpChannels.Events.class, "collector", new Collector()))
                    .sync();
            client.eventLoop().execute(() -> {
                for (int i = 0; i < 3; i++) {
                    String next = String.valueOf(i + 3);
                    client.write(text(String.valueOf(i).repeat(400)))
                            .addListener(written -> client.writeAndFlush(text(next.repeat(300))));
                }
                client.flush();
            });
            Collector collector = (Collector) accepted.pipeline().get("collector");
            String expected = "0".repeat(400) + "1".repeat(400) + "2".repeat(400);
            for (int i = 3; i < 6; i++) {
                expected += String.valueOf(i).repeat(300);
            }
            // and what the handler has written when the channel became writable
            expected += "w";
            assertThat(collector.next(expected.length()))
                    .hasSameSizeAs(expected)
                    .startsWith(expected.substring(0, 1200));
            assertThat(collector.sorted()).isEqualTo(expected);
            Silence.of(collector.all);
        }
    }

    @ParameterizedTest(name = "by TransmitFile: {0}")
    @ValueSource(booleans = {true, false})
    void aRegionThatIsWrittenWhenAnotherIsReportedFollowsIt(boolean transmits) throws Exception {
        child.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
        Path file = Files.write(folder.resolve("file"), data);
        DefaultFileRegion first = new DefaultFileRegion(file.toFile(), 0, 1_000_000);
        DefaultFileRegion second = new DefaultFileRegion(file.toFile(), 1_000_000, data.length - 1_000_000);
        first.retain();
        second.retain();
        child.writeAndFlush(first).addListener(written -> child.writeAndFlush(second));
        assertThat(peer.getInputStream().readNBytes(data.length)).isEqualTo(data);
        child.close().sync();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
        eventually(() -> assertThat(List.of(first.refCnt(), second.refCnt())).containsOnly(1));
        first.release();
        second.release();
    }

    @Test
    void aRegionThatIsCopiedGoesOutOnceWhenItsProgressIsFlushed() throws Exception {
        ChannelProgressivePromise promise = child.newProgressivePromise();
        promise.addListener(new ChannelProgressiveFutureListener() {
            @Override
            public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
                child.flush();
            }

            @Override
            public void operationComplete(ChannelProgressiveFuture future) {
                child.writeAndFlush(text("end"));
            }
        });
        child.writeAndFlush(new BytesRegion(data), promise);
        assertThat(peer.getInputStream().readNBytes(data.length)).isEqualTo(data);
        assertThat(peer.getInputStream().readNBytes(3)).isEqualTo("end".getBytes(StandardCharsets.US_ASCII));
    }

    /** Wine has no TCP_FASTOPEN: the first call says that it has. */
    @Test
    void aFlushDuringConnectLeavesWhatConnectSends() throws Exception {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(
                (call, arguments) -> Interceptor.sets(TCP_FASTOPEN, call, arguments) ? 0 : null);
        Channel client = channels.client(new IocpChannels.Events(), () -> new IocpSocketChannel(ws2, ws2, null))
                .option(ChannelOption.TCP_FASTOPEN_CONNECT, true)
                .register()
                .sync()
                .channel();
        List<ChannelFuture> writes = new CopyOnWriteArrayList<>();
        client.eventLoop()
                .submit(() -> {
                    writes.add(client.write(text("first")));
                    client.connect(listener.localAddress());
                    writes.add(client.writeAndFlush(text("second")));
                })
                .sync();
        for (ChannelFuture write : writes) {
            write.sync();
        }
        IocpChannels.Events events = channels.nextAccepted().pipeline().get(IocpChannels.Events.class);
        assertThat(events.next()).isEqualTo("active");
        int received = 0;
        while (received < 11) {
            received += (int) events.next();
        }
        assertThat(received).isEqualTo(11);
    }

    private static ByteBuf text(String text) {
        return Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private ByteBuf underWay() throws Exception {
        ByteBuf sent = PooledByteBufAllocator.DEFAULT
                .directBuffer(MORE_THAN_WINDOWS_BUFFERS)
                .writeZero(MORE_THAN_WINDOWS_BUFFERS);
        awaitUnwritable(child.writeAndFlush(sent));
        return sent;
    }

    /** Waits until the event loop has nothing to do but to wait for the peer. */
    private void awaitUnwritable(ChannelFuture write) throws Exception {
        Silence.of(write);
        child.eventLoop().submit(() -> {}).sync();
        assertThat(child.isWritable()).isFalse();
    }

    /** Writes once when the channel has become writable again. */
    private static final class FlushesWhenWritable extends ChannelInboundHandlerAdapter {
        private boolean hasWritten;

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (ctx.channel().isWritable() && !hasWritten) {
                hasWritten = true;
                ctx.writeAndFlush(text("w"));
            }
        }
    }

    /** Keeps the text that it reads. */
    private static final class Collector extends ChannelInboundHandlerAdapter {
        final BlockingQueue<String> all = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            all.add(buffer.toString(StandardCharsets.US_ASCII));
            buffer.release();
        }

        String next(int length) throws InterruptedException {
            while (text.length() < length) {
                String next = all.poll(IocpChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    break;
                }
                text.append(next);
            }
            return text.toString();
        }

        String sorted() {
            return text.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
        }
    }
}
