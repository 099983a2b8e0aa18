package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is sent stays the application's: to close, to read on, and to send to others. */
class SimulatedFileOwnerTest extends FreeRunningTest {
    private static final int LENGTH = 300_000;

    private final byte[] content = new byte[LENGTH];

    @TempDir
    Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itMayBeClosedMeanwhile(long seed) throws Exception {
        Receivers receivers = begin(seed);
        Channel sender = receivers.connect(true);
        Receiver receiver = receivers.next();
        FileChannel file = file();
        sender.write(new DefaultFileRegion(file, 0, LENGTH)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        sender.eventLoop().submit(sender::flush).sync();
        file.close();
        // Its HANDLE may be another's now.
        try (FileChannel other =
                FileChannel.open(Files.write(directory.resolve("other"), new byte[LENGTH]), StandardOpenOption.READ)) {
            transport.windows.sockets().fileHandle(other);
            receiver.read();
            assertThat(receiver.has(content)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itsPositionStays(long seed) throws Exception {
        Receivers receivers = begin(seed);
        Channel sender = receivers.connect(true);
        Receiver receiver = receivers.next();
        receiver.read();
        FileChannel file = file().position(5);
        DefaultFileRegion region = new DefaultFileRegion(file, 0, LENGTH);
        region.retain();
        sender.writeAndFlush(region).sync();
        assertThat(file.position()).isEqualTo(5);
        region.release();
        assertThat(receiver.has(content)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void peersThatDoNotReadHoldUpNoOther(long seed) throws Exception {
        Receivers receivers = begin(seed);
        for (int i = 0; i < 3; i++) {
            receivers.connect(false).writeAndFlush(new DefaultFileRegion(file(), 0, LENGTH));
            receivers.next();
        }
        ChannelFuture sent = receivers.connect(false).writeAndFlush(new DefaultFileRegion(file(), 0, LENGTH));
        Receiver receiver = receivers.next();
        receiver.read();
        assertThat(receiver.has(content)).isTrue();
        sent.sync();
    }

    private Receivers begin(long seed) throws Exception {
        start(seed);
        new Random(seed).nextBytes(content);
        return new Receivers();
    }

    private FileChannel file() throws IOException {
        return FileChannel.open(Files.write(directory.resolve("file"), content), StandardOpenOption.READ);
    }

    private final class Receivers {
        private final BlockingQueue<Receiver> accepted = new LinkedBlockingQueue<>();
        private final Channel listener;

        Receivers() throws InterruptedException {
            listener = new ServerBootstrap()
                    .group(group)
                    .channelFactory(() -> transport.listener(family(0)))
                    .childOption(ChannelOption.AUTO_READ, false)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel child) {
                            Receiver receiver = new Receiver(child);
                            child.pipeline().addLast(receiver);
                            accepted.add(receiver);
                        }
                    })
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel();
        }

        Channel connect(boolean transmits) throws InterruptedException {
            Bootstrap bootstrap = new Bootstrap()
                    .group(group)
                    .channelFactory(() -> transport.connection(family(0)))
                    .handler(new ChannelInboundHandlerAdapter());
            if (transmits) {
                bootstrap.option(IocpChannelOption.TRANSMIT_FILE, true);
            }
            return bootstrap.connect(listener.localAddress()).sync().channel();
        }

        Receiver next() throws InterruptedException {
            return accepted.poll(30, TimeUnit.SECONDS);
        }
    }

    private static final class Receiver extends ChannelInboundHandlerAdapter {
        private final Channel channel;
        private final byte[] bytes = new byte[LENGTH];
        private final CountDownLatch end = new CountDownLatch(1);
        private int received;

        Receiver(Channel channel) {
            this.channel = channel;
        }

        void read() {
            channel.config().setAutoRead(true);
        }

        boolean has(byte[] expected) throws InterruptedException {
            return end.await(20, TimeUnit.SECONDS) && Arrays.equals(bytes, expected);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            int length = buffer.readableBytes();
            buffer.readBytes(bytes, received, length).release();
            received += length;
            if (received == LENGTH) {
                end.countDown();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            end.countDown();
        }
    }
}
