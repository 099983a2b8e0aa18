package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transport echoes over a Windows in memory, on any system and whatever the schedule of its packets. */
class SimulatedEchoTest extends FreeRunningTest {
    private static final int SEEDS = 100;
    private static final int CONNECTIONS = 3;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void connectionsEcho(long seed) throws Exception {
        start(seed);
        SocketProtocolFamily family = family(seed);
        Channel server = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> transport.listener(family))
                .childHandler(new Echo())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(new Client(new Random(seed * CONNECTIONS + i)));
        }
        for (Client client : clients) {
            new Bootstrap()
                    .group(group)
                    .channelFactory(() -> transport.connection(family))
                    .handler(client)
                    .connect(server.localAddress())
                    .sync();
        }
        for (Client client : clients) {
            assertThat(client.done.await(20, TimeUnit.SECONDS))
                    .as("seed %d%n%s", seed, transport.windows.history().last(100))
                    .isTrue();
            assertThat(client.received).isEqualTo(client.sent);
            client.received.release();
            client.sent.release();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void datagramsEcho(long seed) throws Exception {
        start(seed);
        SocketProtocolFamily family = family(seed);
        Channel echo = datagrams(family, new DatagramEcho());
        BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
        Channel client = datagrams(family, new SimpleChannelInboundHandler<DatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
                lengths.add(packet.content().readableBytes());
            }
        });
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            int length = 1 + random.nextInt(2048);
            client.writeAndFlush(new DatagramPacket(
                            Unpooled.buffer(length).writeZero(length), (InetSocketAddress) echo.localAddress()))
                    .sync();
            assertThat(lengths.poll(20, TimeUnit.SECONDS))
                    .as("seed %d%n%s", seed, transport.windows.history().last(100))
                    .isEqualTo(length);
        }
    }

    private Channel datagrams(SocketProtocolFamily family, ChannelHandler handler) throws InterruptedException {
        SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.datagrams(family))
                .handler(handler)
                .bind(address)
                .sync()
                .channel();
    }

    @ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }

    private static final class DatagramEcho extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            ctx.writeAndFlush(new DatagramPacket(packet.content(), packet.sender()));
        }
    }

    /** Sends random bytes in random pieces, and waits for all of them. */
    private static final class Client extends ChannelInboundHandlerAdapter {
        final CountDownLatch done = new CountDownLatch(1);
        final ByteBuf sent = Unpooled.buffer();
        final ByteBuf received = Unpooled.buffer();
        private final Random random;

        Client(Random random) {
            this.random = random;
            byte[] bytes = new byte[1 + random.nextInt(1 << 4 + random.nextInt(13))];
            random.nextBytes(bytes);
            sent.writeBytes(bytes);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            int from = 0;
            while (from < sent.writerIndex()) {
                int length = Math.min(1 + random.nextInt(sent.writerIndex()), sent.writerIndex() - from);
                ctx.writeAndFlush(sent.copy(from, length));
                from += length;
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            received.writeBytes((ByteBuf) message);
            ((ByteBuf) message).release();
            if (received.writerIndex() >= sent.writerIndex()) {
                done.countDown();
            }
        }
    }
}
