package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * That nothing happens, where threads run in real time: on a real Windows, and where a native call blocks its thread. Only
 * time shows it there, and a machine that is too slow for this one fails no test. What the transport itself must not do is
 * seen in virtual time, for an hour if need be, by the tests that extend {@code VirtualTimeTest}.
 */
public final class Silence {
    private static final int MILLIS = 100;

    private Silence() {}

    /** Nothing comes. */
    public static void of(BlockingQueue<?> events) throws InterruptedException {
        assertThat(events.poll(MILLIS, TimeUnit.MILLISECONDS)).isNull();
    }

    /** No more come than so many. */
    public static void butFor(int most, BlockingQueue<?> events) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(MILLIS);
        assertThat(events).hasSizeLessThanOrEqualTo(most);
    }

    /** It does not complete. */
    public static void of(Future<?> future) {
        assertThatThrownBy(() -> future.get(MILLIS, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    /** It counts no more. */
    public static void of(AtomicInteger count) throws InterruptedException {
        int before = count.get();
        TimeUnit.MILLISECONDS.sleep(MILLIS);
        assertThat(count).hasValue(before);
    }

    /** No datagram comes. */
    public static void of(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(MILLIS);
        try {
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException e) {
            return;
        }
        throw new AssertionError("a datagram came");
    }
}
