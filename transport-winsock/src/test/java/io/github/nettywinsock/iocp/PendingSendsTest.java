package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several sends of a datagram channel that are pending at a time. */
class PendingSendsTest {
    private static final int HOST_UNREACHABLE = 0xC000023D;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;

    /** The lengths of what Windows was asked to send, in order. */
    private final List<Integer> sent = new CopyOnWriteArrayList<>();

    private final List<ByteBuf> buffers = new ArrayList<>();

    private IocpDatagramChannel open() throws Exception {
        fake.before((call, arguments) -> {
            if (call.equals("WSASendTo")) {
                sent.add(PlatformDependent.getInt((Long) arguments[1]));
            }
            return null;
        });
        return (IocpDatagramChannel)
                channels.datagrams().bind(FakeChannels.PEER).sync().channel();
    }

    /** Writes and flushes datagrams of these lengths, in one task of the event loop. */
    private List<ChannelFuture> write(IocpDatagramChannel channel, int... lengths) throws Exception {
        return channels.onLoop(() -> {
            List<ChannelFuture> writes = new ArrayList<>();
            for (int length : lengths) {
                writes.add(channel.write(packet(length)));
            }
            channel.flush();
            return writes;
        });
    }

    private DatagramPacket packet(int length) {
        ByteBuf buffer = Unpooled.directBuffer(length).writeZero(length);
        buffers.add(buffer);
        return new DatagramPacket(buffer, FakeChannels.PEER);
    }

    private void end(int bytes) throws Exception {
        fake.end("WSASendTo", FakeIocp.SUCCESS, bytes);
        channels.settle();
    }

    private void assertAllIsReleased(IocpDatagramChannel channel) throws Exception {
        IocpIoHandler handler = channel.handler();
        channel.close().sync();
        eventually(() -> assertThat(channels.onLoop(handler::slotsInUse)).isZero());
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
        assertThat(fake.misuses).isEmpty();
    }

    @Test
    void aPendingSendDoesNotHoldUpTheNext() throws Exception {
        IocpDatagramChannel channel = open();
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        assertThat(sent).containsExactly(1, 2, 3);
        assertThat(fake.pending("WSASendTo")).isEqualTo(3);
        ChannelFuture later = write(channel, 4).get(0);
        assertThat(sent).containsExactly(1, 2, 3, 4);
        for (int length = 1; length <= 4; length++) {
            end(length);
        }
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertThat(later.isSuccess()).isTrue();
        assertAllIsReleased(channel);
    }

    @Test
    void promisesAreCompletedInTheOrderOfTheWrites() throws Exception {
        IocpDatagramChannel channel = open();
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        for (int i = 0; i < writes.size(); i++) {
            int number = i;
            writes.get(i).addListener(done -> order.add(number));
        }
        fake.endLast("WSASendTo", FakeIocp.SUCCESS, 3);
        fake.endLast("WSASendTo", FakeIocp.SUCCESS, 2);
        channels.settle();
        assertThat(order).isEmpty();
        end(1);
        assertThat(order).containsExactly(0, 1, 2);
        assertAllIsReleased(channel);
    }

    @Test
    void theOptionLimitsThem() throws Exception {
        IocpDatagramChannel channel = open();
        channel.config().setOption(IocpChannelOption.PENDING_SENDS, 2);
        List<ChannelFuture> writes = write(channel, 1, 2, 3, 4);
        assertThat(sent).containsExactly(1, 2);
        fake.endLast("WSASendTo", FakeIocp.SUCCESS, 2);
        channels.settle();
        assertThat(sent).containsExactly(1, 2);
        end(1);
        assertThat(sent).containsExactly(1, 2, 3, 4);
        end(3);
        end(4);
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertAllIsReleased(channel);
    }

    @Test
    void theHighWaterMarkLimitsTheirBytes() throws Exception {
        IocpDatagramChannel channel = open();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 250));
        List<ChannelFuture> writes = write(channel, 100, 101, 102, 103);
        assertThat(sent).containsExactly(100, 101, 102);
        end(100);
        assertThat(sent).containsExactly(100, 101, 102, 103);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(0, 0));
        for (int length = 101; length <= 103; length++) {
            end(length);
        }
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        ChannelFuture one = write(channel, 5).get(0);
        end(5);
        assertThat(one.isSuccess()).isTrue();
        assertAllIsReleased(channel);
    }

    @Test
    void oneThatFailsFailsItsOwnWriteAlone() throws Exception {
        IocpDatagramChannel channel = open();
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        end(1);
        fake.end("WSASendTo", HOST_UNREACHABLE, 0);
        end(3);
        assertThat(writes.get(0).isSuccess()).isTrue();
        assertThat(writes.get(1).cause()).isInstanceOf(SocketException.class).hasMessageContaining("WSASendTo");
        assertThat(writes.get(2).isSuccess()).isTrue();
        assertAllIsReleased(channel);
    }

    /** Netty keeps cancelled writes among the others. */
    @Test
    void cancelledAndEmptyWritesBetweenThemChangeNothing() throws Exception {
        IocpDatagramChannel channel = open();
        List<ChannelFuture> writes = channels.onLoop(() -> {
            List<ChannelFuture> all = new ArrayList<>();
            for (int i = 1; i <= 9; i++) {
                ChannelPromise promise = channel.newPromise();
                all.add(promise);
                channel.write(packet(i % 3 == 1 ? 0 : i), promise);
                if (i % 3 == 0) {
                    promise.cancel(false);
                }
            }
            channel.flush();
            return all;
        });
        assertThat(sent).containsExactly(0, 2, 0, 5, 0, 8);
        fake.endLast("WSASendTo", FakeIocp.SUCCESS, 8);
        for (int length : new int[] {0, 2, 0, 5, 0}) {
            end(length);
        }
        for (int i = 1; i <= 9; i++) {
            assertThat(writes.get(i - 1).isSuccess()).as("write %s", i).isEqualTo(i % 3 != 0);
        }
        assertAllIsReleased(channel);
    }

    /** Netty keeps it as an empty buffer, which is what the application may write too. */
    @Test
    void aCancelledWriteIsNotSentAsAnEmptyDatagram() throws Exception {
        IocpDatagramChannel channel = open();
        channel.connect(FakeChannels.PEER).sync();
        List<ChannelFuture> writes = channels.onLoop(() -> {
            List<ChannelFuture> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ChannelPromise promise = channel.newPromise();
                all.add(promise);
                channel.write(Unpooled.EMPTY_BUFFER, promise);
                if (i % 2 == 0) {
                    promise.cancel(false);
                }
            }
            channel.flush();
            return all;
        });
        assertThat(sent).containsExactly(0, 0);
        end(0);
        end(0);
        for (int i = 0; i < 5; i++) {
            assertThat(writes.get(i).isSuccess()).isEqualTo(i % 2 != 0);
        }
        assertThat(sent).containsExactly(0, 0);
        assertThat(channels.onLoop(() -> {
                    channel.flush();
                    return channel.unsafe().outboundBuffer().isEmpty();
                }))
                .isTrue();
        assertAllIsReleased(channel);
    }

    @Test
    void oneThatIsAbortedIsSentAgain() throws Exception {
        IocpDatagramChannel channel = open();
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        end(1);
        fake.end("WSASendTo", FakeIocp.CANCELLED, 0);
        channels.settle();
        assertThat(sent).containsExactly(1, 2, 3, 2);
        assertThat(writes.get(1).isDone()).isFalse();
        end(3);
        assertThat(writes.get(2).isDone()).isFalse();
        end(2);
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertAllIsReleased(channel);
    }

    @Test
    void thoseThatAreSentAgainLetTheLoopTurn() throws Exception {
        IocpDatagramChannel channel = open();
        channel.config().setOption(ChannelOption.MAX_MESSAGES_PER_WRITE, 4);
        List<ChannelFuture> writes = new ArrayList<>(write(channel, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        channels.settle();
        int pending = writes.size();
        assertThat(fake.pending("WSASendTo")).isEqualTo(pending);
        List<Integer> sentBetween = new CopyOnWriteArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        fake.before((call, arguments) -> {
            if (!call.equals("WSASendTo")) {
                return null;
            }
            switch (calls.getAndIncrement()) {
                case 0:
                    // They are all to be sent again when the pause is over.
                    for (int i = 0; i < pending; i++) {
                        fake.endIfPending("WSASendTo", FakeIocp.CANCELLED, 0);
                    }
                    return -WsaErrors.WSAEWOULDBLOCK;
                case 1:
                    channels.loop.execute(() -> sentBetween.add(calls.get() - 1));
                    break;
                default:
            }
            PlatformDependent.putInt((Long) arguments[3], PlatformDependent.getInt((Long) arguments[1]));
            return 0;
        });
        writes.addAll(write(channel, 11));
        for (ChannelFuture write : writes) {
            assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        }
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertThat(sentBetween).containsExactly(4);
        assertAllIsReleased(channel);
    }

    /** None overtakes the datagram that Windows has not begun to send. */
    @Test
    void aShortageWhileOthersArePendingKeepsTheOrder() throws Exception {
        IocpDatagramChannel channel = open();
        AtomicInteger shortages = new AtomicInteger(2);
        fake.before((call, arguments) -> {
            if (!call.equals("WSASendTo")) {
                return null;
            }
            int length = PlatformDependent.getInt((Long) arguments[1]);
            if (length == 2 && shortages.getAndDecrement() > 0) {
                return -WsaErrors.WSAENOBUFS;
            }
            sent.add(length);
            return null;
        });
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        end(1);
        eventually(() -> assertThat(sent).containsExactly(1, 2, 3));
        end(2);
        end(3);
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertAllIsReleased(channel);
    }

    @Test
    void aCloseWaitsForAllOfThem() throws Exception {
        IocpDatagramChannel channel = open();
        channel.config().setOption(IocpChannelOption.PENDING_SENDS, 2);
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        ChannelFuture close = channel.close();
        channels.settle();
        end(1);
        assertThat(sent).containsExactly(1, 2, 3);
        end(2);
        assertThat(close.isDone()).isFalse();
        end(3);
        close.sync();
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertAllIsReleased(channel);
    }

    @Test
    void aListenerThatClosesLeavesTheOthersToTheClose() throws Exception {
        IocpDatagramChannel channel = open();
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        writes.get(0).addListener(done -> channel.close());
        fake.endLast("WSASendTo", FakeIocp.SUCCESS, 3);
        channels.settle();
        end(1);
        assertThat(writes.get(0).isSuccess()).isTrue();
        assertThat(writes.get(1).isDone()).isFalse();
        end(2);
        channel.closeFuture().sync();
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertAllIsReleased(channel);
    }

    @Test
    void aListenerThatWritesGoesBehindThem() throws Exception {
        IocpDatagramChannel channel = open();
        List<ChannelFuture> writes = write(channel, 1, 2);
        writes.get(0).addListener(done -> {
            channel.writeAndFlush(packet(3));
            channel.writeAndFlush(packet(4));
        });
        end(1);
        assertThat(sent).containsExactly(1, 2, 3, 4);
        for (int length : Arrays.asList(2, 3, 4)) {
            end(length);
        }
        assertThat(fake.pending("WSASendTo")).isZero();
        assertAllIsReleased(channel);
    }

    @Test
    void aDeregistrationLeavesThemToGoOn() throws Exception {
        IocpDatagramChannel channel = open();
        channel.config().setOption(IocpChannelOption.PENDING_SENDS, 2);
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        channel.deregister().sync();
        end(1);
        end(2);
        assertThat(sent).containsExactly(1, 2);
        assertThat(writes).noneMatch(ChannelFuture::isDone);
        channels.loop.register(channel).sync();
        end(3);
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertAllIsReleased(channel);
    }

    /** Whoever closes it at once fails what is not taken off, sent or not, and frees all when the calls have ended. */
    @Test
    void theEndOfTheEventLoopFailsThem() throws Exception {
        IocpDatagramChannel channel = open();
        List<ChannelFuture> writes = write(channel, 1, 2, 3);
        fake.endLast("WSASendTo", FakeIocp.SUCCESS, 3);
        channels.settle();
        channels.group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        FakeChannels.awaitClosed(channel);
        for (ChannelFuture write : writes) {
            assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(write.cause()).isInstanceOf(IOException.class);
        }
        eventually(() -> assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0));
    }
}
