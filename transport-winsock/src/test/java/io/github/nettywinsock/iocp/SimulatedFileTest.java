package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files are sent over a Windows in memory, each part once and in its place, whatever the schedule. */
class SimulatedFileTest extends FreeRunningTest {
    private static final int SEEDS = 40;
    private static final int CLIENTS = 4;
    private static final int MAX_LENGTH = 200_000;

    @TempDir
    Path directory;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsOfAFileComeBetweenOtherBytes(long seed) throws Exception {
        start(seed);
        byte[] content = new byte[MAX_LENGTH];
        new Random(seed).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        List<Received> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Sender sender = new Sender(new Random(seed * CLIENTS + i), file, content);
            all.add(receive(seed, sender));
        }
        for (Received received : all) {
            byte[] bytes = received.all.get(20, TimeUnit.SECONDS);
            assertThat(Arrays.equals(bytes, received.sender.expected()))
                    .as(
                            "seed %d: %d bytes of %d%n%s",
                            seed,
                            bytes.length,
                            received.sender.expected().length,
                            transport.windows.history().last(60))
                    .isTrue();
            assertThat(received.sender.writes)
                    .allSatisfy(write -> assertThat(write.isSuccess()).isTrue());
        }
        assertThat(transport.windows.history().toString().contains("TransmitFile"))
                .isEqualTo(isTransmitted(seed));
    }

    /** Else it is read and copied. */
    private static boolean isTransmitted(long seed) {
        return seed % 4 < 2;
    }

    private Received receive(long seed, Sender sender) throws InterruptedException {
        SocketProtocolFamily family = family(seed);
        Channel server = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> transport.listener(family))
                .childHandler(sender)
                .childOption(IocpChannelOption.TRANSMIT_FILE, isTransmitted(seed))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        Received received = new Received(sender);
        new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.connection(family))
                .handler(received)
                .connect(server.localAddress())
                .sync();
        return received;
    }

    /** Sends parts of a file, by its name or opened by another, with other bytes before them, and closes. */
    private static final class Sender extends ChannelInboundHandlerAdapter {
        final List<ChannelFuture> writes = new ArrayList<>();
        private final ByteBuf sent = Unpooled.buffer();
        private final Random random;
        private final Path file;
        private final byte[] content;

        Sender(Random random, Path file, byte[] content) {
            this.random = random;
            this.file = file;
            this.content = content;
        }

        byte[] expected() {
            byte[] bytes = new byte[sent.readableBytes()];
            sent.getBytes(0, bytes);
            return bytes;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) throws IOException {
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                writes.add(ctx.write(ctx.alloc().buffer().writeInt(i)));
                sent.writeInt(i);
                int from = random.nextInt(MAX_LENGTH);
                int length = random.nextInt(MAX_LENGTH - from);
                sent.writeBytes(content, from, length);
                writes.add(ctx.write(
                        random.nextBoolean()
                                ? new DefaultFileRegion(file.toFile(), from, length)
                                : new DefaultFileRegion(
                                        FileChannel.open(file, StandardOpenOption.READ), from, length)));
                if (random.nextBoolean()) {
                    ctx.flush();
                }
            }
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> ctx.close());
        }
    }

    /** Receives to the end. */
    private static final class Received extends SimpleChannelInboundHandler<ByteBuf> {
        final CompletableFuture<byte[]> all = new CompletableFuture<>();
        final Sender sender;
        private final ByteBuf bytes = Unpooled.buffer();

        Received(Sender sender) {
            this.sender = sender;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
            bytes.writeBytes(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            byte[] received = new byte[bytes.readableBytes()];
            bytes.readBytes(received);
            all.complete(received);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            all.completeExceptionally(cause);
        }
    }
}
