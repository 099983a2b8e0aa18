package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.internal.PlatformDependent;
import java.net.SocketException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several receives of a datagram channel that are pending at a time. */
class PendingReceivesTest {
    private static final String CALL = "WSARecvMsg";
    private static final int ACCESS_DENIED = 0xC0000022;
    private static final int INSUFFICIENT_RESOURCES = 0xC000009A;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;

    /** Lengths of datagrams, "complete" and exceptions. */
    private final List<Object> events = new CopyOnWriteArrayList<>();

    private final Buffers buffers = new Buffers();

    private IocpDatagramChannel open(int pendingReceives) throws Exception {
        IocpDatagramChannel channel = (IocpDatagramChannel) channels.datagrams()
                .handler(new Recorder())
                .option(IocpChannelOption.PENDING_RECEIVES, pendingReceives)
                .option(ChannelOption.RECVBUF_ALLOCATOR, buffers)
                .bind(FakeChannels.PEER)
                .sync()
                .channel();
        channels.settle();
        return channel;
    }

    /** Ends receives, the packets of which are dequeued together. */
    private void endTogether(Call... ends) throws Exception {
        channels.onLoop(() -> {
            for (Call end : ends) {
                end.make();
            }
            return null;
        });
        channels.settle();
    }

    private void end(int bytes) throws Exception {
        fake.end(CALL, FakeIocp.SUCCESS, bytes);
        channels.settle();
    }

    private void endLast(int bytes) throws Exception {
        fake.endLast(CALL, FakeIocp.SUCCESS, bytes);
        channels.settle();
    }

    private List<Object> withoutCompletes() {
        List<Object> datagrams = new CopyOnWriteArrayList<>(events);
        datagrams.removeAll(Collections.singleton("complete"));
        return datagrams;
    }

    private void assertNothingIsLeft(IocpDatagramChannel channel) throws Exception {
        IocpIoHandler handler = channel.handler();
        channel.close().sync();
        eventually(() -> assertThat(channels.onLoop(handler::slotsInUse)).isZero());
        assertThat(buffers.all).allMatch(buffer -> buffer.refCnt() == 0);
        assertThat(fake.misuses).isEmpty();
    }

    @Test
    void thereIsOneByDefault() throws Exception {
        IocpDatagramChannel channel = (IocpDatagramChannel)
                channels.datagrams().bind(FakeChannels.PEER).sync().channel();
        channels.settle();
        assertThat(channel.config().getOption(IocpChannelOption.PENDING_RECEIVES))
                .isOne();
        assertThat(fake.pending(CALL)).isOne();
        channel.close().sync();
    }

    @Test
    void thereAreAsManyAsTheOptionSays() throws Exception {
        IocpDatagramChannel channel = open(4);
        assertThat(fake.pending(CALL)).isEqualTo(4);
        end(1);
        assertThat(fake.pending(CALL)).isEqualTo(4);
        channel.config().setOption(IocpChannelOption.PENDING_RECEIVES, 2);
        for (int length = 2; length < 6; length++) {
            end(length);
        }
        assertThat(fake.pending(CALL)).isEqualTo(2);
        channel.config().setOption(IocpChannelOption.PENDING_RECEIVES, 3);
        end(6);
        assertThat(fake.pending(CALL)).isEqualTo(3);
        assertThat(withoutCompletes()).containsExactly(1, 2, 3, 4, 5, 6);
        assertNothingIsLeft(channel);
    }

    @Test
    void datagramsAreReadInTheOrderInWhichTheirReceivesWerePosted() throws Exception {
        IocpDatagramChannel channel = open(3);
        endLast(3);
        endLast(2);
        assertThat(events).isEmpty();
        end(1);
        assertThat(withoutCompletes()).containsExactly(1, 2, 3);
        assertThat(fake.pending(CALL)).isEqualTo(3);
        assertNothingIsLeft(channel);
    }

    /** Windows has given the older one its datagram before, and the packet of that is still in the port. */
    @Test
    void oneThatCompletesInlineDoesNotOvertakeOneThatIsPending() throws Exception {
        IocpDatagramChannel channel = open(2);
        AtomicBoolean inline = new AtomicBoolean(true);
        fake.before((call, arguments) -> {
            if (call.equals(CALL) && inline.getAndSet(false)) {
                PlatformDependent.putInt((Long) arguments[2], 3);
                return 0;
            }
            return null;
        });
        end(1);
        assertThat(events).containsExactly(1, "complete");
        end(2);
        assertThat(withoutCompletes()).containsExactly(1, 2, 3);
        assertThat(fake.pending(CALL)).isEqualTo(2);
        assertNothingIsLeft(channel);
    }

    @Test
    void thoseWhosePacketsComeTogetherAreOneRead() throws Exception {
        IocpDatagramChannel channel = open(3);
        endTogether(
                () -> fake.end(CALL, FakeIocp.SUCCESS, 1),
                () -> fake.end(CALL, FakeIocp.SUCCESS, 2),
                () -> fake.end(CALL, FakeIocp.SUCCESS, 3));
        assertThat(events).containsExactly(1, 2, 3, "complete");
        assertThat(fake.pending(CALL)).isEqualTo(3);
        assertNothingIsLeft(channel);
    }

    @Test
    void aReadEndsAtTheMostOfItsMessages() throws Exception {
        buffers.maxMessagesPerRead(2);
        IocpDatagramChannel channel = open(3);
        endTogether(
                () -> fake.end(CALL, FakeIocp.SUCCESS, 1),
                () -> fake.end(CALL, FakeIocp.SUCCESS, 2),
                () -> fake.end(CALL, FakeIocp.SUCCESS, 3));
        assertThat(events).containsExactly(1, 2, "complete", 3, "complete");
        assertNothingIsLeft(channel);
    }

    @Test
    void whatComesWhileNobodyReadsIsKept() throws Exception {
        buffers.maxMessagesPerRead(1);
        IocpDatagramChannel channel = open(3);
        channels.onLoop(() -> channel.config().setAutoRead(false));
        end(1);
        endLast(3);
        end(2);
        assertThat(events).isEmpty();
        assertThat(fake.pending(CALL)).isZero();
        for (int i = 1; i <= 3; i++) {
            channel.read();
            channels.settle();
            assertThat(withoutCompletes()).hasSize(i);
        }
        assertThat(events).containsExactly(1, "complete", 2, "complete", 3, "complete");
        channel.read();
        channels.settle();
        assertThat(fake.pending(CALL)).isEqualTo(3);
        assertNothingIsLeft(channel);
    }

    /** The memory that their calls were given is given back then. */
    @Test
    void whatIsKeptOutlivesARegistration() throws Exception {
        IocpDatagramChannel channel = open(2);
        channels.onLoop(() -> channel.config().setAutoRead(false));
        endLast(2);
        end(1);
        IocpIoHandler handler = channel.handler();
        channel.deregister().sync();
        assertThat(channels.onLoop(handler::slotsInUse)).isZero();
        channels.loop.register(channel).sync();
        channels.onLoop(() -> channel.config().setAutoRead(true));
        channels.settle();
        assertThat(withoutCompletes()).containsExactly(1, 2);
        assertThat(fake.pending(CALL)).isEqualTo(2);
        assertNothingIsLeft(channel);
    }

    @Test
    void aDeregistrationCancelsAllAndTheNextRegistrationPostsThemAgain() throws Exception {
        IocpDatagramChannel channel = open(3);
        endLast(3);
        channel.deregister().sync();
        assertThat(fake.pending(CALL)).isZero();
        assertThat(events).isEmpty();
        channels.loop.register(channel).sync();
        channels.settle();
        assertThat(withoutCompletes()).containsExactly(3);
        assertThat(fake.pending(CALL)).isEqualTo(3);
        assertNothingIsLeft(channel);
    }

    @Test
    void aFailureThatLastsIsToldOnceAndPausesThem() throws Exception {
        IocpDatagramChannel channel = open(3);
        endTogether(
                () -> fake.end(CALL, ACCESS_DENIED, 0),
                () -> fake.end(CALL, ACCESS_DENIED, 0),
                () -> fake.end(CALL, ACCESS_DENIED, 0));
        assertThat(withoutCompletes()).hasSize(1).first().isInstanceOf(SocketException.class);
        eventually(() -> assertThat(fake.pending(CALL)).isEqualTo(3));
        end(1);
        assertThat(withoutCompletes()).hasSize(2).last().isEqualTo(1);
        assertNothingIsLeft(channel);
    }

    @Test
    void aShortageKeepsNoneOfTheOthersFromBeingRead() throws Exception {
        IocpDatagramChannel channel = open(3);
        endLast(3);
        fake.end(CALL, INSUFFICIENT_RESOURCES, 0);
        end(2);
        assertThat(withoutCompletes()).containsExactly(2, 3);
        eventually(() -> assertThat(fake.pending(CALL)).isEqualTo(3));
        assertNothingIsLeft(channel);
    }

    /** There would be as many failed calls as receives lack, again and again. */
    @Test
    void noneIsPostedBehindOneThatWindowsHasNoMemoryFor() throws Exception {
        AtomicInteger failed = new AtomicInteger();
        fake.before(
                (call, arguments) -> call.equals(CALL) && failed.incrementAndGet() == 2 ? -WsaErrors.WSAENOBUFS : null);
        IocpDatagramChannel channel = open(4);
        assertThat(failed).hasValue(2);
        assertThat(fake.pending(CALL)).isOne();
        end(1);
        eventually(() -> assertThat(fake.pending(CALL)).isEqualTo(4));
        assertThat(withoutCompletes()).containsExactly(1);
        assertNothingIsLeft(channel);
    }

    @Test
    void anAllocatorThatThrowsClosesTheChannelAndLosesNothing() throws Exception {
        buffers.failsAt = 3;
        IocpDatagramChannel channel = open(4);
        FakeChannels.awaitClosed(channel);
        assertThat(withoutCompletes()).hasSize(1).first().isSameAs(buffers.failure);
        assertNothingIsLeft(channel);
    }

    @Test
    void aHandlerThatClosesHasAllReleased() throws Exception {
        IocpDatagramChannel channel = open(4);
        channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ctx.fireChannelRead(message);
                ctx.close();
            }
        });
        endTogether(
                () -> fake.end(CALL, FakeIocp.SUCCESS, 1),
                () -> fake.end(CALL, FakeIocp.SUCCESS, 2),
                () -> fake.endLast(CALL, FakeIocp.SUCCESS, 4));
        FakeChannels.awaitClosed(channel);
        assertThat(events).containsExactly(1, "complete");
        assertNothingIsLeft(channel);
    }

    @Test
    void theEndOfTheEventLoopReleasesAll() throws Exception {
        IocpDatagramChannel channel = open(3);
        channels.onLoop(() -> channel.config().setAutoRead(false));
        endLast(3);
        end(1);
        channels.group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        FakeChannels.awaitClosed(channel);
        eventually(() -> assertThat(buffers.all).allMatch(buffer -> buffer.refCnt() == 0));
        assertThat(withoutCompletes()).isEmpty();
    }

    private interface Call {
        void make() throws Exception;
    }

    /** Keeps what it has given out. */
    @SuppressWarnings("deprecation")
    private static final class Buffers extends FixedRecvByteBufAllocator {
        final List<ByteBuf> all = new CopyOnWriteArrayList<>();
        final Error failure = new OutOfMemoryError("as the test wants it");
        int failsAt = -1;

        Buffers() {
            super(16);
            maxMessagesPerRead(16);
        }

        @Override
        public Handle newHandle() {
            return new Kept(super.newHandle());
        }

        private final class Kept extends RecvByteBufAllocator.DelegatingHandle
                implements RecvByteBufAllocator.ExtendedHandle {
            Kept(Handle handle) {
                super(handle);
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator alloc) {
                if (all.size() + 1 == failsAt) {
                    throw failure;
                }
                ByteBuf buffer = super.allocate(alloc);
                all.add(buffer);
                return buffer;
            }

            @Override
            public boolean continueReading(UncheckedBooleanSupplier maybeMoreDataSupplier) {
                return ((RecvByteBufAllocator.ExtendedHandle) delegate()).continueReading(maybeMoreDataSupplier);
            }
        }
    }

    private final class Recorder extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            events.add(packet.content().readableBytes());
            packet.release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            events.add("complete");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.add(cause);
        }
    }
}
