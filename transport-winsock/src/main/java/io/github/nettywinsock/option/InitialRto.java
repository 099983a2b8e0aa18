package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code SIO_TCP_INITIAL_RTO}, a {@code TCP_INITIAL_RTO_PARAMETERS} struct: how a connect retransmits.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-tcp-initial-rto">SIO_TCP_INITIAL_RTO</a>
 */
public final class InitialRto {
    /** Leaves the round-trip time as it is. */
    public static final int UNCHANGED_MILLIS = 0xFFFF;
    /** Leaves the number of retransmissions as it is. */
    public static final int UNCHANGED_RETRANSMISSIONS = 0xFF;
    /** Sends the SYN once. */
    public static final int NO_RETRANSMISSIONS = 0xFE;

    static final Codec<InitialRto> CODEC =
            new Codec<>(InitialRto.class, 4, "MILLIS/RETRANSMISSIONS, 0 to 65535 and 0 to 255, 0 being the default") {
                @Override
                InitialRto parsed(String text) {
                    int[] numbers = Codecs.parseNumbers(text, '/', 2);
                    return of(numbers[0], numbers[1]);
                }

                @Override
                public int encode(InitialRto value, ByteBuffer out) {
                    out.putShort(0, (short) value.millis).put(2, (byte) value.retransmissions);
                    return length();
                }

                @Override
                InitialRto read(ByteBuffer in, int length) {
                    return new InitialRto(in.getShort(0) & 0xFFFF, in.get(2) & 0xFF);
                }
            };

    private final int millis;
    private final int retransmissions;

    private InitialRto(int millis, int retransmissions) {
        this.millis = millis;
        this.retransmissions = retransmissions;
    }

    /**
     * The initial round-trip time and the number of retransmissions.
     *
     * @param millis          milliseconds, 0 for the system's default or {@link #UNCHANGED_MILLIS}; 0 to 65535
     * @param retransmissions retransmissions of the SYN, 0 for the system's default, {@link #NO_RETRANSMISSIONS} or
     *     {@link #UNCHANGED_RETRANSMISSIONS}; 0 to 255
     * @throws IllegalArgumentException when one is out of range
     */
    public static InitialRto of(int millis, int retransmissions) {
        if (millis < 0 || millis > 0xFFFF || retransmissions < 0 || retransmissions > 0xFF) {
            throw new IllegalArgumentException("the initial round-trip time is 0 to 65535 milliseconds with 0 to 255"
                    + " retransmissions, not " + millis + " with " + retransmissions);
        }
        return new InitialRto(millis, retransmissions);
    }

    /** The initial round-trip time in milliseconds. */
    public int millis() {
        return millis;
    }

    /** Retransmissions of the SYN. */
    public int retransmissions() {
        return retransmissions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InitialRto
                && ((InitialRto) other).millis == millis
                && ((InitialRto) other).retransmissions == retransmissions;
    }

    @Override
    public int hashCode() {
        return Objects.hash(millis, retransmissions);
    }

    @Override
    public String toString() {
        return millis + " ms, " + retransmissions + " retransmissions";
    }
}
