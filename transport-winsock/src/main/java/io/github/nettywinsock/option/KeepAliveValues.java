package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code SIO_KEEPALIVE_VALS}, a {@code tcp_keepalive} struct.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-keepalive-vals">SIO_KEEPALIVE_VALS</a>
 */
public final class KeepAliveValues {
    static final Codec<KeepAliveValues> CODEC =
            new Codec<>(KeepAliveValues.class, 12, "off, or IDLE/INTERVAL, each 0 to 2147483647 milliseconds") {
                @Override
                KeepAliveValues parsed(String text) {
                    if ("off".equalsIgnoreCase(text)) {
                        return OFF;
                    }
                    int[] numbers = Codecs.parseNumbers(text, '/', 2);
                    return of(numbers[0], numbers[1]);
                }

                @Override
                public int encode(KeepAliveValues value, ByteBuffer out) {
                    out.putInt(0, value.on ? 1 : 0).putInt(4, value.idleMillis).putInt(8, value.intervalMillis);
                    return length();
                }

                @Override
                KeepAliveValues read(ByteBuffer in, int length) {
                    return new KeepAliveValues(in.getInt(0) != 0, in.getInt(4), in.getInt(8));
                }
            };

    private static final KeepAliveValues OFF = new KeepAliveValues(false, 0, 0);

    private final boolean on;
    private final int idleMillis;
    private final int intervalMillis;

    private KeepAliveValues(boolean on, int idleMillis, int intervalMillis) {
        this.on = on;
        this.idleMillis = idleMillis;
        this.intervalMillis = intervalMillis;
    }

    /** No keep-alive probes. */
    public static KeepAliveValues off() {
        return OFF;
    }

    /**
     * Keep-alive probes.
     *
     * @param idleMillis     milliseconds without traffic before the first probe, 0 or more
     * @param intervalMillis milliseconds between probes, 0 or more
     * @throws IllegalArgumentException when one is negative
     */
    public static KeepAliveValues of(int idleMillis, int intervalMillis) {
        if (idleMillis < 0 || intervalMillis < 0) {
            throw new IllegalArgumentException(
                    "keep-alive times are 0 milliseconds or more, not " + idleMillis + " and " + intervalMillis);
        }
        return new KeepAliveValues(true, idleMillis, intervalMillis);
    }

    /** Whether probes are sent. */
    public boolean isOn() {
        return on;
    }

    /** Milliseconds without traffic before the first probe. */
    public int idleMillis() {
        return idleMillis;
    }

    /** Milliseconds between probes. */
    public int intervalMillis() {
        return intervalMillis;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof KeepAliveValues)) {
            return false;
        }
        KeepAliveValues that = (KeepAliveValues) other;
        return on == that.on && idleMillis == that.idleMillis && intervalMillis == that.intervalMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(on, idleMillis, intervalMillis);
    }

    @Override
    public String toString() {
        return on ? "idle " + idleMillis + " ms, interval " + intervalMillis + " ms" : "off";
    }
}
