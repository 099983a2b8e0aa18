package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a close sends where every send completes inline: all of it, and not in one turn of the event loop. */
class InlineSendsOfCloseTest {
    /** More than a turn of the event loop sends. */
    private static final int MANY = 600;

    private static final int SENDS_OF_A_TURN = 16;
    private static final int DATAGRAMS_OF_A_TURN = 256;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;
    private final AtomicInteger sends = new AtomicInteger();

    private void sendInline() {
        fake.before((call, arguments) -> {
            if (!call.startsWith("WSASend")) {
                return null;
            }
            sends.incrementAndGet();
            int total = 0;
            for (int i = 0; i < (Integer) arguments[2]; i++) {
                total += PlatformDependent.getInt((Long) arguments[1] + (long) SendOperation.SIZEOF_WSABUF * i);
            }
            PlatformDependent.putInt((Long) arguments[3], total);
            return 0;
        });
    }

    private static ByteBuf data(int length) {
        return Unpooled.directBuffer(length).writeZero(length);
    }

    private static void assertSent(List<ChannelFuture> writes) throws Exception {
        for (ChannelFuture write : writes) {
            assertThat(write.await(FakeIocp.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(write.cause()).isNull();
        }
    }

    @Test
    void aListenerThatClosesKeepsNothingFromBeingSent() throws Exception {
        sendInline();
        IocpSocketChannel channel = channels.connected();
        channel.config().setSendBufferSize(65536);
        channel.config().setWriteSpinCount(2);
        List<ChannelFuture> writes = new ArrayList<>();
        channels.onLoop(() -> {
            writes.add(channel.write(data(10)).addListener(ChannelFutureListener.CLOSE));
            for (int i = 0; i < 10; i++) {
                writes.add(channel.write(data(300_000)));
            }
            return channel.flush();
        });
        FakeChannels.awaitClosed(channel);
        assertSent(writes);
    }

    @Test
    void aCloseOfAConnectionLetsTheEventLoopDoOtherThings() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setSendBufferSize(65536);
        ByteBuf megabyte = data(1 << 20);
        assertThat(sentByClose(channel, megabyte::retainedDuplicate))
                .isPositive()
                .isLessThanOrEqualTo(SENDS_OF_A_TURN);
        megabyte.release();
    }

    @Test
    void aCloseOfADatagramChannelLetsTheEventLoopDoOtherThings() throws Exception {
        Channel channel = channels.datagrams().bind(FakeChannels.PEER).sync().channel();
        assertThat(sentByClose(channel, () -> new DatagramPacket(data(10), FakeChannels.PEER)))
                .isPositive()
                .isLessThanOrEqualTo(DATAGRAMS_OF_A_TURN);
    }

    /** How many sends a close makes itself of many messages, which all are sent. */
    private int sentByClose(Channel channel, Supplier<?> message) throws Exception {
        sendInline();
        List<ChannelFuture> writes = new ArrayList<>();
        int sentByClose = channels.onLoop(() -> {
            for (int i = 0; i < MANY; i++) {
                writes.add(channel.write(message.get()));
            }
            channel.flush();
            int before = sends.get();
            channel.close();
            return sends.get() - before;
        });
        FakeChannels.awaitClosed(channel);
        assertSent(writes);
        return sentByClose;
    }
}
