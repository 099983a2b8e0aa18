package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * Keep-alive of a TCP connection in one value: when a connection has been idle, how often it is probed, and how many
 * probes without an answer end it.
 *
 * <p>It is set by SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT where Windows has these (10 version 1709),
 * and by SIO_KEEPALIVE_VALS elsewhere. There the count cannot be set: Windows sends 10 probes.
 */
public final class TcpKeepAlive {
    private static final int MAX_SECONDS = Integer.MAX_VALUE / 1000;
    private static final int MAX_COUNT = 255;

    static final Codec<TcpKeepAlive> CODEC =
            new Codec<>(
                    TcpKeepAlive.class,
                    0,
                    "IDLE/INTERVAL/COUNT in seconds, seconds (1 to " + MAX_SECONDS + ") and probes (1 to " + MAX_COUNT
                            + ")") {
                @Override
                TcpKeepAlive parsed(String text) {
                    int[] numbers = Codecs.parseNumbers(text, '/', 3);
                    return of(numbers[0], numbers[1], numbers[2]);
                }

                @Override
                public int encode(TcpKeepAlive value, ByteBuffer out) {
                    throw new UnsupportedOperationException("TcpKeepAlive stands for other options");
                }

                @Override
                TcpKeepAlive read(ByteBuffer in, int length) {
                    throw new UnsupportedOperationException("TcpKeepAlive stands for other options");
                }
            };

    static final Composition<TcpKeepAlive> COMPOSITION = new Composition<>() {
        @Override
        public List<List<WinsockOption<?>>> ways() {
            return List.of(
                    List.of(
                            TcpLevel.TCP_KEEPIDLE,
                            TcpLevel.TCP_KEEPINTVL,
                            TcpLevel.TCP_KEEPCNT,
                            SocketLevel.SO_KEEPALIVE),
                    List.of(ControlCodes.SIO_KEEPALIVE_VALS));
        }

        @Override
        public List<List<Object>> toSet(TcpKeepAlive value) {
            return List.of(
                    List.of(value.idleSeconds, value.intervalSeconds, value.count, true),
                    List.of(KeepAliveValues.of(value.idleSeconds * 1000, value.intervalSeconds * 1000)));
        }

        @Override
        public List<WinsockOption<?>> toRead() {
            return ways().get(0).subList(0, 3);
        }

        @Override
        public TcpKeepAlive fromRead(List<Object> values) {
            return new TcpKeepAlive((int) values.get(0), (int) values.get(1), (int) values.get(2));
        }
    };

    private final int idleSeconds;
    private final int intervalSeconds;
    private final int count;

    private TcpKeepAlive(int idleSeconds, int intervalSeconds, int count) {
        this.idleSeconds = idleSeconds;
        this.intervalSeconds = intervalSeconds;
        this.count = count;
    }

    /**
     * Keep-alive with these times.
     *
     * @param idleSeconds     seconds without traffic before the first probe, 1 to 2147483
     * @param intervalSeconds seconds between probes, 1 to 2147483
     * @param count           probes without an answer before the connection fails, 1 to 255
     * @throws IllegalArgumentException when one is out of range
     */
    public static TcpKeepAlive of(int idleSeconds, int intervalSeconds, int count) {
        check("idle time", idleSeconds, MAX_SECONDS, "seconds");
        check("interval", intervalSeconds, MAX_SECONDS, "seconds");
        check("count", count, MAX_COUNT, "probes");
        return new TcpKeepAlive(idleSeconds, intervalSeconds, count);
    }

    private static void check(String name, int value, int max, String unit) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "the keep-alive " + name + " is 1 to " + max + " " + unit + ", not " + value);
        }
    }

    /** Seconds without traffic before the first probe. */
    public int idleSeconds() {
        return idleSeconds;
    }

    /** Seconds between probes. */
    public int intervalSeconds() {
        return intervalSeconds;
    }

    /** Probes without an answer before the connection fails. */
    public int count() {
        return count;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TcpKeepAlive)) {
            return false;
        }
        TcpKeepAlive that = (TcpKeepAlive) other;
        return idleSeconds == that.idleSeconds && intervalSeconds == that.intervalSeconds && count == that.count;
    }

    @Override
    public int hashCode() {
        return Objects.hash(idleSeconds, intervalSeconds, count);
    }

    @Override
    public String toString() {
        return "idle " + idleSeconds + " s, interval " + intervalSeconds + " s, " + count + " probes";
    }
}
