package io.github.nettywinsock.option;

import java.nio.ByteBuffer;

/**
 * The value of {@code SO_LINGER}, a {@code linger} struct: what closing a socket does with data that was not sent yet.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/winsock/ns-winsock-linger">linger</a>
 */
public final class Linger {
    /** The longest time, in seconds. */
    public static final int MAX_SECONDS = 0xFFFF;

    static final Codec<Linger> CODEC = new Codec<>(Linger.class, 4, "off, or 0 to " + MAX_SECONDS + " seconds") {
        @Override
        Linger parsed(String text) {
            return "off".equalsIgnoreCase(text) ? OFF : ofSeconds(Codecs.parseInt(text));
        }

        @Override
        public String text(Linger value) {
            return value.on ? Integer.toString(value.seconds) : "off";
        }

        @Override
        public int encode(Linger value, ByteBuffer out) {
            out.putShort(0, (short) (value.on ? 1 : 0)).putShort(2, (short) value.seconds);
            return length();
        }

        @Override
        Linger read(ByteBuffer in, int length) {
            return new Linger(in.getShort(0) != 0, in.getShort(2) & 0xFFFF);
        }
    };

    private static final Linger OFF = new Linger(false, 0);

    private final boolean on;
    private final int seconds;

    private Linger(boolean on, int seconds) {
        this.on = on;
        this.seconds = seconds;
    }

    /** Close returns at once and unsent data is delivered in the background, Windows' default. */
    public static Linger off() {
        return OFF;
    }

    /**
     * Close waits for unsent data.
     *
     * @param seconds 0 to 65535; 0 discards unsent data and resets the connection
     * @throws IllegalArgumentException when {@code seconds} is out of range
     */
    public static Linger ofSeconds(int seconds) {
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("linger takes 0 to " + MAX_SECONDS + " seconds, not " + seconds);
        }
        return new Linger(true, seconds);
    }

    /** Whether close waits or resets. */
    public boolean isOn() {
        return on;
    }

    /** The time to wait in seconds; without meaning when off. */
    public int seconds() {
        return seconds;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Linger && ((Linger) other).on == on && ((Linger) other).seconds == seconds;
    }

    @Override
    public int hashCode() {
        return on ? seconds + 1 : 0;
    }

    @Override
    public String toString() {
        return on ? seconds + " s" : "off";
    }
}
