package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many datagrams one {@code channelReadComplete} follows: no fewer than over NIO. */
@NeedsWindows("NIO channels")
class IocpDatagramBatchIT {
    private static final int WAITING = 200;

    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels();

    @Test
    void waitingDatagramsComeInTheBatchesOfNio() throws Exception {
        List<Integer> nio = batchesOverNio();
        assertThat(nio).hasSize((WAITING + 15) / 16).first().isEqualTo(16);
        assertThat(batches(IocpDatagramChannel::new)).isEqualTo(nio);
    }

    @Test
    void aSmallerBatchIsThatOfNioToo() throws Exception {
        List<Integer> batches = batches(channels.group, IocpDatagramChannel::new, allocator(100, 5));
        assertThat(batches).hasSize(WAITING / 5).containsOnly(5);
    }

    /** Longer than the buffer: each ends with a warning. */
    @Test
    void datagramsThatAreCutComeInBatchesToo() throws Exception {
        List<Integer> batches = batches(channels.group, IocpDatagramChannel::new, allocator(3, 16));
        assertThat(batches).isEqualTo(batchesOverNio());
    }

    @Test
    void severalReceivesHaveTheSameBatches() throws Exception {
        assertThat(batches(8, false)).isEqualTo(batchesOverNio());
    }

    /** Some are pending, while others complete inline. */
    @Test
    void severalReceivesKeepTheOrder() throws Exception {
        assertThat(batches(8, true).stream().mapToInt(Integer::intValue).sum()).isEqualTo(WAITING);
    }

    private List<Integer> batches(int pendingReceives, boolean autoRead) throws Exception {
        Bootstrap bootstrap = bootstrap(channels.group, IocpDatagramChannel::new, allocator(2048, 16));
        return batches(bootstrap
                .option(IocpChannelOption.PENDING_RECEIVES, pendingReceives)
                .option(ChannelOption.AUTO_READ, autoRead));
    }

    /** Layered providers may have no file handles; of those, a call that succeeds inline posts a packet as well. */
    @Test
    void aProviderWithoutFileHandlesHasTheSameBatches() throws Exception {
        List<Integer> batches =
                batches(() -> new IocpDatagramChannel(IocpEchoIT.withoutFileHandles(), Iocp.sockets(), null));
        assertThat(batches).isEqualTo(batchesOverNio());
    }

    private List<Integer> batchesOverNio() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            return batches(group, NioDatagramChannel::new, allocator(2048, 16));
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private List<Integer> batches(ChannelFactory<? extends Channel> factory) throws Exception {
        return batches(channels.group, factory, allocator(2048, 16));
    }

    private static RecvByteBufAllocator allocator(int capacity, int maxMessages) {
        return new FixedRecvByteBufAllocator(capacity).maxMessagesPerRead(maxMessages);
    }

    private List<Integer> batches(
            EventLoopGroup group, ChannelFactory<? extends Channel> factory, RecvByteBufAllocator allocator)
            throws Exception {
        return batches(bootstrap(group, factory, allocator));
    }

    private static Bootstrap bootstrap(
            EventLoopGroup group, ChannelFactory<? extends Channel> factory, RecvByteBufAllocator allocator) {
        return new Bootstrap()
                .group(group)
                .channelFactory(factory)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.RECVBUF_ALLOCATOR, allocator);
    }

    private List<Integer> batches(Bootstrap bootstrap) throws Exception {
        Batches batches = new Batches();
        Channel channel =
                bootstrap.handler(batches).bind(DatagramChannels.ipv4(0)).sync().channel();
        for (int i = 0; i < WAITING; i++) {
            channels.sendFromPeer("datagram " + i, channel);
        }
        channel.config().setAutoRead(true);
        return batches.all.get(DatagramChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Counts the datagrams before each {@code channelReadComplete}, until all are there. */
    private static final class Batches extends ChannelInboundHandlerAdapter {
        final CompletableFuture<List<Integer>> all = new CompletableFuture<>();
        private final List<Integer> sizes = new ArrayList<>();
        private int total;
        private int size;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            String begin = packet.content().toString(StandardCharsets.US_ASCII);
            packet.release();
            if (!("datagram " + total).startsWith(begin)) {
                all.completeExceptionally(new AssertionError(begin + " is no beginning of datagram " + total));
            }
            total++;
            size++;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            sizes.add(size);
            size = 0;
            if (total == WAITING) {
                all.complete(sizes);
            }
        }
    }
}
