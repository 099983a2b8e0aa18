package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Windows gives the number of a closed SOCKET to the next one: an option must never follow it there. */
class StaleHandleIT {
    private static final int MARK = 54_321;
    private static final int ROUNDS = 1_500;

    @Test
    void optionNeverLandsOnTheSocketThatTookTheNumber() throws Exception {
        AtomicReference<WinsockSocketChannel> target = new AtomicReference<>(open());
        LongAdder set = new LongAdder();
        LongAdder refused = new LongAdder();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread setter = new Thread(() -> {
            try {
                for (WinsockSocketChannel channel = target.get(); channel != null; channel = target.get()) {
                    try {
                        channel.config().setOption(WinsockChannelOption.raw(0xFFFF, 0x1006, 4), littleEndian(MARK));
                        set.increment();
                    } catch (ChannelException e) {
                        assertThat(e).hasCauseInstanceOf(ClosedChannelException.class);
                        refused.increment();
                    }
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        setter.start();
        try {
            int sameNumber = 0;
            for (int i = 0; i < ROUNDS; i++) {
                WinsockSocketChannel closing = target.get();
                long handle = Winsock.handle(closing);
                closing.unsafe().closeForcibly();
                try (WinsockSocketChannelHolder bystander = new WinsockSocketChannelHolder(open())) {
                    sameNumber += Winsock.handle(bystander.channel) == handle ? 1 : 0;
                    for (int j = 0; j < 5; j++) {
                        assertThat(bystander.receiveTimeout()).isNotEqualTo(MARK);
                    }
                }
                target.set(open());
            }
            assertThat(sameNumber).as("numbers given again").isPositive();
        } finally {
            target.getAndSet(null).unsafe().closeForcibly();
            setter.join(10_000);
        }
        assertThat(failure.get()).isNull();
        assertThat(set.sum()).as("options set").isPositive();
        assertThat(refused.sum()).as("options refused").isPositive();
    }

    private static WinsockSocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(new java.net.InetSocketAddress("127.0.0.1", 0));
        return new WinsockSocketChannel(channel);
    }

    private static byte[] littleEndian(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    private static final class WinsockSocketChannelHolder implements AutoCloseable {
        final WinsockSocketChannel channel;

        WinsockSocketChannelHolder(WinsockSocketChannel channel) {
            this.channel = channel;
        }

        int receiveTimeout() {
            return channel.config().getOption(WinsockChannelOption.SO_RCVTIMEO);
        }

        @Override
        public void close() {
            channel.unsafe().closeForcibly();
        }
    }
}
