package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.NioSocketLookup;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Windows gives the number of a closed SOCKET to the next one: an option must never follow it there. */
@NeedsWindows("NIO channels")
class StaleHandleIT {
    private static final int MARK = 54_321;
    private static final int ROUNDS = 300;

    /** Half a millisecond between look-up and call, long enough for the channel to be closed and another opened. */
    private final RecordingWinsock slow = new RecordingWinsock(() -> LockSupport.parkNanos(500_000));

    private final WinsockBackend provider = new WinsockBackend(slow.ws2, NioSocketLookup.load());

    @Test
    void optionNeverLandsOnTheSocketThatTookTheNumber() throws Exception {
        AtomicReference<WinsockSocketChannel> target = new AtomicReference<>(open());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<ChannelException> refused = new AtomicReference<>();
        Thread setter = new Thread(() -> {
            try {
                for (WinsockSocketChannel channel = target.get(); channel != null; channel = target.get()) {
                    try {
                        channel.config().setOption(WinsockChannelOption.SO_RCVTIMEO, MARK);
                    } catch (ChannelException e) {
                        refused.set(e);
                    }
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        setter.start();
        int sameNumber = 0;
        try {
            for (int i = 0; i < ROUNDS; i++) {
                WinsockSocketChannel closing = target.get();
                LockSupport.parkNanos(i * 5_000L);
                long number = Winsock.handle(closing);
                closing.unsafe().closeForcibly();
                WinsockSocketChannel bystander = open();
                try {
                    sameNumber += Winsock.handle(bystander) == number ? 1 : 0;
                    LockSupport.parkNanos(700_000);
                    assertThat(bystander.config().getOption(WinsockChannelOption.SO_RCVTIMEO))
                            .isNotEqualTo(MARK);
                } finally {
                    bystander.unsafe().closeForcibly();
                }
                target.set(open());
            }
        } finally {
            target.getAndSet(null).unsafe().closeForcibly();
            setter.join(10_000);
        }
        assertThat(failure.get()).isNull();
        assertThat(sameNumber).as("numbers given again").isPositive();
        assertThat(slow.calls).as("options set").isNotEmpty().allMatch(call -> call.result == 0);
        assertThat(refused.get()).as("options refused").hasCauseInstanceOf(ClosedChannelException.class);
    }

    /** A bound channel, on which the option is set at once. */
    private WinsockSocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        return new WinsockSocketChannel(null, channel, provider, null);
    }
}
