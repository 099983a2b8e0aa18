package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code RM_RATE_WINDOW_SIZE}, an {@code RM_SEND_WINDOW} struct: how fast a PGM sender sends, and how long it
 * keeps data for repairs. The window in bytes follows from rate and time, so the three have to fit each other.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/wsrm/ns-wsrm-rm_send_window">RM_SEND_WINDOW</a>
 */
public final class PgmSendWindow {
    static final Codec<PgmSendWindow> CODEC =
            new Codec<>(
                    PgmSendWindow.class,
                    12,
                    "rate in kbit/s, window in milliseconds, window in bytes, such as 56,60000,420000") {
                @Override
                PgmSendWindow parsed(String text) {
                    int[] numbers = Codecs.parseNumbers(text, ',', 3);
                    return of(numbers[0], numbers[1], numbers[2]);
                }

                @Override
                public int encode(PgmSendWindow value, ByteBuffer out) {
                    out.putInt(0, value.rate).putInt(4, value.millis).putInt(8, value.bytes);
                    return length();
                }

                @Override
                PgmSendWindow read(ByteBuffer in, int length) {
                    return new PgmSendWindow(in.getInt(0), in.getInt(4), in.getInt(8));
                }
            };

    private final int rate;
    private final int millis;
    private final int bytes;

    private PgmSendWindow(int rate, int millis, int bytes) {
        this.rate = rate;
        this.millis = millis;
        this.bytes = bytes;
    }

    /**
     * A window.
     *
     * @param rate   the rate in kbit/s
     * @param millis how long data is kept, in milliseconds
     * @param bytes  how much data is kept, in bytes
     * @throws IllegalArgumentException when one of them is negative
     */
    public static PgmSendWindow of(int rate, int millis, int bytes) {
        if (rate < 0 || millis < 0 || bytes < 0) {
            throw new IllegalArgumentException("rate, time and size of a send window are 0 or more, not " + rate + ", "
                    + millis + " and " + bytes);
        }
        return new PgmSendWindow(rate, millis, bytes);
    }

    /** The rate in kbit/s. */
    public int rate() {
        return rate;
    }

    /** How long data is kept, in milliseconds. */
    public int millis() {
        return millis;
    }

    /** How much data is kept, in bytes. */
    public int bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PgmSendWindow)) {
            return false;
        }
        PgmSendWindow that = (PgmSendWindow) other;
        return rate == that.rate && millis == that.millis && bytes == that.bytes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rate, millis, bytes);
    }

    @Override
    public String toString() {
        return rate + " kbit/s, " + millis + " ms, " + bytes + " bytes";
    }
}
