package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The buffers that receives take: how much they hold, and what follows when there are none or strange ones. */
class IocpReadMemoryIT {
    private static final int LARGE = 64 * 1024;

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    private final Queue<ByteBuf> buffers = new ConcurrentLinkedQueue<>();

    @Test
    @NeedsWindows("time: it takes half a minute")
    void connectionsThatWentIdleHoldNoMoreThanTheBudgetOfTheirEventLoop() throws Exception {
        Channel listener = listen(new AdaptiveRecvByteBufAllocator());
        byte[] data = new byte[300_000];
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * MemoryBudget.BYTES / LARGE; i++) {
                Socket peer = IocpChannels.peerOf(listener);
                idle.add(peer);
                echo(peer, data);
            }
            eventually(() -> assertThat(heldBytes()).isLessThan(MemoryBudget.BYTES + LARGE));
            for (Socket peer : idle) {
                echo(peer, new byte[100]);
            }
            eventually(() -> assertThat(heldBytes()).isLessThan(MemoryBudget.BYTES + LARGE));
        } finally {
            for (Socket peer : idle) {
                peer.close();
            }
        }
    }

    @Test
    void connectionsThatNeverSentAnythingHoldNoMoreEither() throws Exception {
        Channel listener = listen(new FixedRecvByteBufAllocator(LARGE));
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * MemoryBudget.BYTES / LARGE; i++) {
                idle.add(IocpChannels.peerOf(listener));
                channels.nextAccepted();
            }
            echo(idle.get(idle.size() - 1), new byte[100]);
            eventually(() -> assertThat(heldBytes()).isLessThanOrEqualTo(MemoryBudget.BYTES));
        } finally {
            for (Socket peer : idle) {
                peer.close();
            }
        }
    }

    @Test
    void whenNothingIsLeftOfTheBudgetAConnectionWaitsWithoutABufferAndEchoesAllTheSame() throws Exception {
        Channel listener = listen(new AdaptiveRecvByteBufAllocator());
        byte[] data = new byte[1_000_000];
        new Random(5).nextBytes(data);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            IocpSocketChannel child = (IocpSocketChannel) channels.nextAccepted();
            MemoryBudget budget = child.eventLoop()
                    .submit(() -> child.handler().receiveBudget())
                    .get();
            child.eventLoop().submit(() -> budget.take(1 << 30)).sync();
            for (int i = 0; i < 3; i++) {
                echo(peer, data);
                echo(peer, new byte[100]);
                eventually(() -> assertThat(heldBytes()).isZero());
            }
            child.eventLoop().submit(() -> budget.giveBack(1 << 30)).sync();
            echo(peer, new byte[100]);
            echo(peer, new byte[100]);
            eventually(() -> assertThat(heldBytes()).isPositive());
            peer.close();
            assertThat(child.closeFuture().await(IocpChannels.TIMEOUT_MILLIS)).isTrue();
            eventually(() ->
                    assertThat(child.eventLoop().submit(budget::isSpent).get()).isFalse());
        }
    }

    @ParameterizedTest
    @EnumSource(Strange.class)
    void aStrangeBufferCostsAtMostItsConnection(Strange strange) throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, recorded(new FixedRecvByteBufAllocator(100), strange))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        for (int i = 0; i < 2; i++) {
            try (Socket peer = IocpChannels.peerOf(listener)) {
                Channel child = channels.nextAccepted();
                if (strange.isUsable) {
                    echo(peer, new byte[1000]);
                } else {
                    peer.getOutputStream().write(1);
                    assertThat(IocpReadIT.isClosed(peer)).isTrue();
                    assertThat(child.closeFuture().await(IocpChannels.TIMEOUT_MILLIS))
                            .isTrue();
                }
            }
        }
        try (Socket peer = IocpChannels.peerOf(listen(new AdaptiveRecvByteBufAllocator()))) {
            echo(peer, new byte[1000]);
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aDatagramChannelWithoutABufferClosesAndItsEventLoopGoesOn() throws Exception {
        DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();
        try (DatagramChannels datagrams = new DatagramChannels()) {
            Channel channel = datagrams
                    .bootstrap(inbox)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            recorded(new FixedRecvByteBufAllocator(100), Strange.MISSING))
                    .bind(DatagramChannels.ipv4(0))
                    .sync()
                    .channel();
            assertThat(channel.closeFuture().await(IocpChannels.TIMEOUT_MILLIS)).isTrue();
            eventually(() -> assertThat(channel.isRegistered()).isFalse());
            assertThat(inbox.failures).hasSize(1).first().isInstanceOf(OutOfMemoryError.class);
            DatagramChannels.Inbox other = new DatagramChannels.Inbox();
            datagrams.sendFromPeer("one", datagrams.bind(other));
            assertThat(other.next()).isEqualTo("one");
        }
    }

    private Channel listen(RecvByteBufAllocator allocator) throws Exception {
        return channels.server(IocpChannels.Echo::new)
                // Its buffers are not used again.
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, recorded(allocator, Strange.NOTHING))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
    }

    private static void echo(Socket peer, byte[] data) throws Exception {
        Thread writer = new Thread(() -> {
            try {
                peer.getOutputStream().write(data);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertThat(peer.getInputStream().readNBytes(data.length)).isEqualTo(data);
        writer.join();
    }

    /** The capacity of the buffers that nobody has released. */
    private long heldBytes() throws Exception {
        channels.group.submit(() -> {}).sync();
        buffers.removeIf(buffer -> buffer.refCnt() == 0);
        return buffers.stream().mapToLong(ByteBuf::capacity).sum();
    }

    private RecvByteBufAllocator recorded(RecvByteBufAllocator allocator, Strange strange) {
        return new RecordedAllocator(allocator, buffer -> {
            ByteBuf made = strange.made.apply(buffer);
            buffers.add(made);
            return made;
        });
    }

    /** What an allocator may answer. */
    enum Strange {
        NOTHING(true, buffer -> buffer),
        HEAP(true, buffer -> instead(buffer, Unpooled.buffer(100))),
        PIECES(
                true,
                buffer -> instead(
                        buffer,
                        Unpooled.compositeBuffer()
                                .addComponents(
                                        Unpooled.directBuffer().writeZero(50),
                                        Unpooled.directBuffer().writeZero(50)))),
        WITHOUT_CAPACITY(false, buffer -> instead(buffer, Unpooled.directBuffer(0))),
        NULL(false, buffer -> {
            buffer.release();
            throw new NullPointerException("none");
        }),
        MISSING(false, buffer -> {
            buffer.release();
            throw new OutOfMemoryError("none");
        });

        private final boolean isUsable;
        private final UnaryOperator<ByteBuf> made;

        Strange(boolean isUsable, UnaryOperator<ByteBuf> made) {
            this.isUsable = isUsable;
            this.made = made;
        }

        private static ByteBuf instead(ByteBuf buffer, ByteBuf made) {
            buffer.release();
            return made;
        }
    }

    /** An allocator whose buffers pass through a test. */
    private static final class RecordedAllocator implements RecvByteBufAllocator {
        private final RecvByteBufAllocator allocator;
        private final UnaryOperator<ByteBuf> recorder;

        RecordedAllocator(RecvByteBufAllocator allocator, UnaryOperator<ByteBuf> recorder) {
            this.allocator = allocator;
            this.recorder = recorder;
        }

        @Override
        @SuppressWarnings("deprecation")
        public Handle newHandle() {
            return new RecvByteBufAllocator.DelegatingHandle(allocator.newHandle()) {
                @Override
                public ByteBuf allocate(ByteBufAllocator alloc) {
                    return recorder.apply(super.allocate(alloc));
                }
            };
        }
    }
}
