package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * The value of {@code IPX_GETNETINFO} and its kin, an {@code IPX_NETNUM_DATA} struct: the way to an IPX network.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">NSPROTO_IPX socket options</a>
 */
public final class IpxNetwork {
    private static final int LENGTH = 20;

    static final Codec<IpxNetwork> CODEC = new StructCodec<>(IpxNetwork.class, LENGTH) {
        @Override
        IpxNetwork read(ByteBuffer in, int length) {
            return new IpxNetwork(new Struct(in, 0, LENGTH));
        }
    };

    private final Struct struct;

    private IpxNetwork(Struct struct) {
        this.struct = struct;
    }

    /** The number of the network, in hexadecimal digits. */
    public String network() {
        return struct.hex(0, 4);
    }

    /** The hops to it. */
    public int hops() {
        return struct.uint16(4);
    }

    /** The delay to it in ticks. */
    public int delay() {
        return struct.uint16(6);
    }

    /** The number of the adapter that leads to it, from 0. */
    public int adapter() {
        return struct.int32(8);
    }

    /** The address of the next router in hexadecimal digits, zeros for a network attached directly. */
    public String router() {
        return struct.hex(12, 6);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpxNetwork && ((IpxNetwork) other).struct.equals(struct);
    }

    @Override
    public int hashCode() {
        return struct.hashCode();
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "IpxNetwork(", ")")
                .add("network=" + network())
                .add("hops=" + hops())
                .add("delay=" + delay())
                .add("adapter=" + adapter())
                .add("router=" + router())
                .toString();
    }
}
