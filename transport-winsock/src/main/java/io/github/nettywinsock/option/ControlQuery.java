package io.github.nettywinsock.option;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A control code that answers a question about an argument, and so is not an option.
 *
 * @param <A> the Java type of the argument
 * @param <R> the Java type of the answer
 */
public final class ControlQuery<A, R> {
    /** The longest argument in bytes. */
    public static final int MAX_REQUEST = 32;

    /** SIO_ROUTING_INTERFACE_QUERY: the local address that reaches a remote one. */
    public static final ControlQuery<InetSocketAddress, InetSocketAddress> ROUTING_INTERFACE = new ControlQuery<>(
            OptionDefinition.controlCode("SIO_ROUTING_INTERFACE_QUERY", 0xC8000014, SocketAddresses.CODEC)
                    .access(Access.READ_ONLY)
                    .page("winsock/winsock-ioctls")
                    .description("The local address that reaches a remote one.")
                    .define(),
            SocketAddresses::write);

    /** SIO_ACQUIRE_PORT_RESERVATION: reserves a block of ports, given the first (0 for any) and their number. */
    public static final ControlQuery<PortReservation, PortReservation> PORT_RESERVATION = new ControlQuery<>(
            OptionDefinition.controlCode("SIO_ACQUIRE_PORT_RESERVATION", 0x98000064, PortReservation.RESULT)
                    .access(Access.READ_ONLY)
                    .since("Windows Vista")
                    .page("winsock/sio-acquire-port-reservation")
                    .description("Reserves a block of ports.")
                    .define(),
            PortReservation::encodeRange);

    private final WinsockOption<R> option;
    private final Encoder<A> encoder;

    private ControlQuery(WinsockOption<R> option, Encoder<A> encoder) {
        this.option = option;
        this.encoder = encoder;
    }

    private interface Encoder<A> {
        int encode(A argument, ByteBuffer out);
    }

    /** Name, number and answer. */
    public WinsockOption<R> option() {
        return option;
    }

    /** Writes the argument and returns its length. */
    public int encode(A argument, ByteBuffer out) {
        return encoder.encode(argument, out);
    }
}
