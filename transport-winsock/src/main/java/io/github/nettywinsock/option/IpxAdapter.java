package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * The value of {@code IPX_ADDRESS} and {@code IPX_ADDRESS_NOTIFY}, an {@code IPX_ADDRESS_DATA} struct: an adapter that IPX is bound to.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">NSPROTO_IPX socket options</a>
 */
public final class IpxAdapter {
    private static final int LENGTH = 24;

    static final Codec<IpxAdapter> CODEC = new StructCodec<>(IpxAdapter.class, LENGTH) {
        @Override
        IpxAdapter read(ByteBuffer in, int length) {
            return new IpxAdapter(new Struct(in, 0, LENGTH));
        }
    };

    private final Struct struct;

    private IpxAdapter(Struct struct) {
        this.struct = struct;
    }

    /** The number of the adapter, from 0. */
    public int number() {
        return struct.int32(0);
    }

    /** The number of its network, in hexadecimal digits. */
    public String network() {
        return struct.hex(4, 4);
    }

    /** Its address in the network, in hexadecimal digits. */
    public String node() {
        return struct.hex(8, 6);
    }

    /** Whether it is a link of a wide area network. */
    public boolean isWan() {
        return struct.uint8(14) != 0;
    }

    /** Whether the link of a wide area network is up. */
    public boolean isUp() {
        return struct.uint8(15) != 0;
    }

    /** The largest packet in bytes, without the IPX header. */
    public int maxPacket() {
        return struct.int32(16);
    }

    /** The speed of the link, in the unit of its driver. */
    public long linkSpeed() {
        return struct.uint32(20);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpxAdapter && ((IpxAdapter) other).struct.equals(struct);
    }

    @Override
    public int hashCode() {
        return struct.hashCode();
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "IpxAdapter(", ")")
                .add("number=" + number())
                .add("network=" + network())
                .add("node=" + node())
                .add("wan=" + isWan())
                .add("up=" + isUp())
                .add("maxPacket=" + maxPacket())
                .add("linkSpeed=" + linkSpeed())
                .toString();
    }
}
