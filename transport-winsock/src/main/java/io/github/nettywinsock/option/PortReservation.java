package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A block of ports that Windows has reserved, an {@code INET_PORT_RESERVATION_INSTANCE} struct.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-acquire-port-reservation">SIO_ACQUIRE_PORT_RESERVATION</a>
 */
public final class PortReservation {
    static final Codec<PortReservation> CODEC =
            new Codec<>(PortReservation.class, 8, "a token that SIO_ACQUIRE_PORT_RESERVATION returned, as a number") {
                @Override
                PortReservation parsed(String text) {
                    return of(0, 0, Codecs.parseLong(text));
                }

                @Override
                public int encode(PortReservation value, ByteBuffer out) {
                    out.putLong(0, value.token);
                    return length();
                }

                @Override
                PortReservation read(ByteBuffer in, int length) {
                    return new PortReservation(0, 0, in.getLong(0));
                }
            };

    /** What SIO_ACQUIRE_PORT_RESERVATION returns; the port is in network order. */
    static final Codec<PortReservation> RESULT = new StructCodec<>(PortReservation.class, 16) {
        @Override
        PortReservation read(ByteBuffer in, int length) {
            int startPort = Short.toUnsignedInt(Short.reverseBytes(in.getShort(0)));
            return new PortReservation(startPort, in.getShort(2) & 0xFFFF, in.getLong(8));
        }
    };

    private final int startPort;
    private final int ports;
    private final long token;

    private PortReservation(int startPort, int ports, long token) {
        this.startPort = startPort;
        this.ports = ports;
        this.token = token;
    }

    /**
     * A block of ports by its token.
     *
     * @param startPort the first port, 0 to 65535; 0 where it is not known
     * @param ports the number of ports, 0 to 65535; 0 where it is not known
     * @param token the number that names the block
     * @throws IllegalArgumentException when one is out of range
     */
    public static PortReservation of(int startPort, int ports, long token) {
        if (startPort < 0 || startPort > 0xFFFF || ports < 0 || ports > 0xFFFF) {
            throw new IllegalArgumentException(
                    "a port reservation has ports 0 to 65535, not " + ports + " from " + startPort);
        }
        return new PortReservation(startPort, ports, token);
    }

    /** Writes an {@code INET_PORT_RANGE}. */
    static int encodeRange(PortReservation range, ByteBuffer out) {
        out.putShort(0, Short.reverseBytes((short) range.startPort)).putShort(2, (short) range.ports);
        return 4;
    }

    /** The first port, 0 to 65535; 0 where it is not known. */
    public int startPort() {
        return startPort;
    }

    /** The number of ports, 0 to 65535; 0 where it is not known. */
    public int ports() {
        return ports;
    }

    /** The number that names the block. */
    public long token() {
        return token;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortReservation
                && ((PortReservation) other).startPort == startPort
                && ((PortReservation) other).ports == ports
                && ((PortReservation) other).token == token;
    }

    @Override
    public int hashCode() {
        return Objects.hash(startPort, ports, token);
    }

    @Override
    public String toString() {
        return ports + " ports from " + startPort + ", token " + token;
    }
}
