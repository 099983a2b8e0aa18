package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * An address that was read, and the {@code sockaddr} that it was read from: to answer it, that is copied, where the JDK would
 * make an array of the address.
 */
final class KnownAddress extends InetSocketAddress {
    private static final long serialVersionUID = 1;

    private final transient long at0;
    private final transient long at8;
    private final transient long at16;
    private final transient int at24;
    private final transient int at4;
    private final transient int family;

    /** Whether a datagram was a broadcast to it. */
    private transient boolean isBroadcast;

    /** What {@code read} was read from, which is at {@code offset}. */
    KnownAddress(InetSocketAddress read, ByteBuffer in, int offset) {
        super(read.getAddress(), read.getPort());
        at0 = in.getLong(offset);
        at8 = in.getLong(offset + 8);
        at16 = in.getLong(offset + 16);
        at24 = in.getInt(offset + 24);
        at4 = in.getInt(offset + 4);
        family = in.getShort(offset);
    }

    /** Whether it was read from these bytes. */
    boolean isOf(long at0, long at8, long at16, int at24) {
        return this.at0 == at0 && this.at8 == at8 && this.at16 == at16 && this.at24 == at24;
    }

    int tableHash() {
        return AddressTable.hash(at0, at8, at16, at24);
    }

    void markBroadcast() {
        isBroadcast = true;
    }

    /** Whether an address is known to be one of all hosts of a network. */
    static boolean isBroadcast(InetSocketAddress address) {
        return address instanceof KnownAddress && ((KnownAddress) address).isBroadcast;
    }

    /** Whether a SOCKET of {@code family} is given the address as it was read: it lacks no scope, and is not to be mapped. */
    boolean isReadyFor(SocketFamily family) {
        return this.family == family.number() && (at24 != 0 || !getAddress().isLinkLocalAddress());
    }

    /** Writes the {@code sockaddr} at index 0. */
    void write(ByteBuffer out) {
        out.putLong(0, at0).putLong(8, at8).putLong(16, at16).putInt(24, at24);
        if (family == SocketFamily.INET6.number()) {
            // What flow it was of.
            out.putInt(4, 0);
        }
    }

    /** Writes the bytes of the host of an address alone. */
    static void writeHost(InetSocketAddress address, ByteBuffer out, int offset) {
        boolean isInet6 = address.getAddress() instanceof Inet6Address;
        SocketFamily family = isInet6 ? SocketFamily.INET6 : SocketFamily.INET;
        if (!(address instanceof KnownAddress) || ((KnownAddress) address).family != family.number()) {
            SocketAddresses.writeAddress(out, offset, address.getAddress());
        } else if (isInet6) {
            out.putLong(offset, ((KnownAddress) address).at8).putLong(offset + 8, ((KnownAddress) address).at16);
        } else {
            out.putInt(offset, ((KnownAddress) address).at4);
        }
    }

    /** A plain one: who reads it may not have this class. */
    private Object writeReplace() {
        return new InetSocketAddress(getAddress(), getPort());
    }
}
