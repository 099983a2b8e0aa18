package io.github.nettywinsock.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Sends messages on the streams of a connection, each when the one before it is back, and compares every byte. */
public final class QuicLoad {
    static final String PROTOCOL = "echo";

    private static final int MAX_STREAMS = 1024;
    private static final long MAX_STREAM_DATA = 1 << 20;
    private static final long MAX_DATA = 16 << 20;

    private static final int MAX_LENGTH = 1 << 20;
    private static final int MESSAGES = 4093;
    private static final long STALLED_SECONDS = 5;

    /** Seconds, for this JVM is a new one. */
    private static final int WARM_UP = 5;

    /** Each message is a window of these. */
    private final ByteBuf bytes;

    private final int streams;
    private final int length;
    private final long begin;
    private final long end;
    private final Promise<Void> done = ImmediateEventExecutor.INSTANCE.newPromise();

    private int nextMessage;
    private int underWay;
    private long back;
    private volatile long bytesBack;

    /** Messages that are back within so many seconds after the warm-up count; the ones that are then under way are waited for. */
    QuicLoad(int streams, int length, int warmUp, int seconds) {
        if (streams < 1 || streams > MAX_STREAMS || length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("an argument is out of range");
        }
        byte[] random = new byte[length + MESSAGES];
        new Random(1).nextBytes(random);
        bytes = Unpooled.directBuffer(random.length).writeBytes(random);
        this.streams = streams;
        this.length = length;
        underWay = streams;
        begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp);
        end = begin + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** {@code echo PORT SECONDS STREAMS BYTES}, as of {@code load.c}: prints messages a second, after seconds of warm-up. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        EventLoopGroup group = Transport.NIO.eventLoop();
        try {
            Channel client = Transport.NIO.bind(group, codec());
            QuicLoad load = new QuicLoad(Integer.parseInt(args[3]), Integer.parseInt(args[4]), WARM_UP, seconds);
            load.run(
                    client,
                    SegmentedDatagramPacketAllocator.NONE,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            System.out.printf(Locale.ROOT, "%.1f%n", (double) load.back / seconds);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    static ChannelHandler codec() {
        return limits(new QuicClientCodecBuilder()
                        .sslContext(QuicSslContextBuilder.forClient()
                                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                                .applicationProtocols(PROTOCOL)
                                .build()))
                .build();
    }

    /** Of both sides. */
    static <B extends QuicCodecBuilder<B>> B limits(B codec) {
        return codec.maxIdleTimeout(30, TimeUnit.SECONDS)
                .initialMaxData(MAX_DATA)
                .initialMaxStreamDataBidirectionalLocal(MAX_STREAM_DATA)
                .initialMaxStreamDataBidirectionalRemote(MAX_STREAM_DATA)
                .initialMaxStreamsBidirectional(MAX_STREAMS);
    }

    void run(Channel client, SegmentedDatagramPacketAllocator packets, InetSocketAddress server) throws Exception {
        QuicChannel connection = QuicChannel.newBootstrap(client)
                .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, packets)
                .streamHandler(new ChannelInboundHandlerAdapter())
                .remoteAddress(server)
                .connect()
                .get();
        for (int i = 0; i < streams; i++) {
            connection.createStream(QuicStreamType.BIDIRECTIONAL, new Stream()).sync();
        }
        long before = -1;
        while (!done.await(STALLED_SECONDS, TimeUnit.SECONDS)) {
            if (bytesBack == before) {
                throw new IllegalStateException("nothing has come back for " + STALLED_SECONDS + " seconds");
            }
            before = bytesBack;
        }
        done.sync();
        connection.close().sync();
    }

    /** How many bytes have come back and were compared. */
    long bytesBack() {
        return bytesBack;
    }

    private final class Stream extends ChannelInboundHandlerAdapter {
        private int message;
        private int received;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            beginMessage(ctx);
        }

        private void beginMessage(ChannelHandlerContext ctx) {
            message = nextMessage++ % MESSAGES;
            received = 0;
            ctx.writeAndFlush(bytes.retainedSlice(message, length)).addListener(write -> fail(write.cause()));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object in) {
            ByteBuf part = (ByteBuf) in;
            int count = part.readableBytes();
            boolean same = received + count <= length
                    && ByteBufUtil.equals(part, part.readerIndex(), bytes, message + received, count);
            part.release();
            if (!same) {
                fail(new IllegalStateException("other bytes came back than were sent"));
                return;
            }
            received += count;
            bytesBack += count;
            if (received == length) {
                messageIsBack(ctx);
            }
        }

        private void messageIsBack(ChannelHandlerContext ctx) {
            long now = System.nanoTime();
            if (now < end) {
                back += now < begin ? 0 : 1;
                beginMessage(ctx);
            } else if (--underWay == 0) {
                done.trySuccess(null);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            fail(new IllegalStateException("a stream has ended"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            fail(cause);
        }

        private void fail(Throwable cause) {
            if (cause != null) {
                done.tryFailure(cause);
            }
        }
    }
}
