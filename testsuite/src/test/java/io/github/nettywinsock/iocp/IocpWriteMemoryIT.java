package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.WithoutWhims;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.IllegalReferenceCountException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers of any kind are sent, and nothing holds any more what is reported as written or as failed. */
class IocpWriteMemoryIT {
    private static final int TCP_FASTOPEN = 15;
    private static final int LARGE = 2_000_000;

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @TempDir
    private Path folder;

    private Channel listener;
    private Socket peer;
    private Channel child;

    @BeforeEach
    void connect() throws Exception {
        listener = channels.listen(IocpChannels.Events::new);
        peer = IocpChannels.peerOf(listener);
        child = channels.nextAccepted();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    @ParameterizedTest
    @EnumSource
    void aBufferOfAnyKindIsSent(BufferKinds kind) throws Exception {
        ByteBuf buffer = kind.create();
        child.write(BufferKinds.direct("before "));
        ChannelFuture written = child.write(buffer);
        child.writeAndFlush(BufferKinds.direct(" after")).sync();
        written.sync();
        assertThat(read("before one text after".length())).isEqualTo("before one text after");
        assertThat(buffer.refCnt()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @WithoutWhims("receives of all that is there")
    void aBufferOfAnyKindIsSentByConnect(BufferKinds kind) throws Exception {
        Channel client = fastOpenClient();
        ByteBuf buffer = kind.create();
        ChannelFuture written = client.write(buffer);
        client.connect(listener.localAddress()).sync();
        client.flush();
        written.sync();
        IocpChannels.Events events = channels.nextAccepted().pipeline().get(IocpChannels.Events.class);
        assertThat(events.next()).isEqualTo("active");
        assertThat(events.next()).isEqualTo(BufferKinds.TEXT.length());
        assertThat(buffer.refCnt()).isZero();
    }

    /** Without file handles, the end of each call is handled outside of the flush. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBufferIsReleasedBeforeItsWriteIsReported(boolean fileHandles) throws Exception {
        Winsock2 ws2 = fileHandles ? TransportUnderTest.ws2() : IocpEchoIT.withoutFileHandles();
        Channel client = channels.client(
                        new IocpChannels.Events(), () -> new IocpSocketChannel(ws2, TransportUnderTest.sockets(), null))
                .connect(listener.localAddress())
                .sync()
                .channel();
        channels.nextAccepted();
        BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
        for (int length : new int[] {1, 1000, LARGE, 1}) {
            ByteBuf buffer = Unpooled.directBuffer(length).writeZero(length);
            client.write(buffer).addListener(written -> counts.add(buffer.refCnt()));
        }
        client.flush();
        for (int i = 0; i < 4; i++) {
            assertThat(counts.poll(IocpChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                    .isZero();
        }
    }

    @Test
    void aBufferThatConnectSendsIsReleasedBeforeItsWriteIsReported() throws Exception {
        Channel client = fastOpenClient();
        BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
        ByteBuf buffer = BufferKinds.direct("text");
        client.write(buffer).addListener(written -> counts.add(buffer.refCnt()));
        client.connect(listener.localAddress()).sync();
        assertThat(counts.poll(IocpChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .isZero();
    }

    @ParameterizedTest(name = "by TransmitFile: {0}")
    @ValueSource(booleans = {true, false})
    void aFileCanBeDeletedWhenItsWriteIsReported(boolean transmits) throws Exception {
        child.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
        Path file = Files.write(folder.resolve("file"), new byte[LARGE]);
        BlockingQueue<Object> deleted = new LinkedBlockingQueue<>();
        child.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, LARGE)).addListener(written -> {
            try {
                Files.delete(file);
                deleted.add(true);
            } catch (IOException e) {
                deleted.add(e);
            }
        });
        assertThat(peer.getInputStream().readNBytes(LARGE)).hasSize(LARGE);
        assertThat(deleted.poll(IocpChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .isEqualTo(true);
    }

    @ParameterizedTest(name = "by TransmitFile: {0}")
    @ValueSource(booleans = {true, false})
    void aFileThatIsTooShortCanBeDeletedWhenItsWriteIsReported(boolean transmits) throws Exception {
        child.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
        Path file = Files.write(folder.resolve("file"), new byte[100]);
        BlockingQueue<Object> deleted = new LinkedBlockingQueue<>();
        child.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, 200)).addListener(written -> {
            try {
                Files.delete(file);
                deleted.add(true);
            } catch (IOException e) {
                deleted.add(e);
            }
        });
        assertThat(deleted.poll(IocpChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .isEqualTo(true);
    }

    /** As over NIO, it ends the output. */
    @Test
    void aReleasedBufferAmongOthersLeaksNoneOfThem() throws Exception {
        List<ByteBuf> buffers = List.of(
                BufferKinds.direct("first"),
                BufferKinds.direct("released"),
                Unpooled.wrappedBuffer(BufferKinds.direct("la"), BufferKinds.direct("st")));
        List<ChannelFuture> writes = new ArrayList<>();
        child.eventLoop()
                .submit(() -> {
                    for (ByteBuf buffer : buffers) {
                        writes.add(child.write(buffer));
                    }
                    buffers.get(1).release();
                    child.flush();
                })
                .sync();
        for (ChannelFuture write : writes) {
            assertThat(write.await().cause()).hasRootCauseInstanceOf(IllegalReferenceCountException.class);
        }
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
        eventually(() -> assertThat(((SocketChannel) child).isOutputShutdown()).isTrue());
        assertThat(child.isOpen()).isTrue();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aReleasedBufferThatHasToBeCopiedFailsAloneAndLeaksNoCopy() throws Exception {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
        // The receive that waits has its buffer from another.
        assertThat(child.pipeline().get(IocpChannels.Events.class).next()).isEqualTo("active");
        child.eventLoop().submit(() -> child.config().setAllocator(allocator)).sync();
        ByteBuf released = BufferKinds.heap("released");
        released.release();
        assertThat(child.writeAndFlush(released).await().cause()).isNotNull();
        child.writeAndFlush(BufferKinds.heap("next")).sync();
        assertThat(read(4)).isEqualTo("next");
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void aReleasedBufferFailsNoConnect() throws Exception {
        Channel client = fastOpenClient();
        ByteBuf released = BufferKinds.direct("released");
        ChannelFuture written = client.write(released);
        client.eventLoop().submit(() -> released.release()).sync();
        client.connect(listener.localAddress()).sync();
        assertThat(written.await().cause()).hasRootCauseInstanceOf(IllegalReferenceCountException.class);
    }

    /** Wine has no TCP_FASTOPEN: the first call says that it has. */
    private Channel fastOpenClient() throws InterruptedException {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(
                (call, arguments) -> Interceptor.sets(TCP_FASTOPEN, call, arguments) ? 0 : null);
        return channels.client(new IocpChannels.Events(), () -> new IocpSocketChannel(ws2, ws2, null))
                .option(ChannelOption.TCP_FASTOPEN_CONNECT, true)
                .register()
                .sync()
                .channel();
    }

    private String read(int length) throws IOException {
        return new String(peer.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }
}
