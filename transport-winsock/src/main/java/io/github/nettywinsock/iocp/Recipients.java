package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.Winsock2;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where the datagrams of a channel were sent to: one that is known is not made anew. */
final class Recipients {
    private final AddressTable known = new AddressTable();

    /** What the table reads, or null. */
    private ByteBuffer sockaddr;

    /** The address of an {@code in_pktinfo} at {@code offset}. */
    KnownAddress ofPacketInfo(ByteBuffer in, int offset, int port) {
        return read(Winsock2.AF_INET, port, in.getInt(offset), 0, 0, 0);
    }

    /** The address of an {@code in6_pktinfo} at {@code offset}, whose interface is the scope of a link-local one. */
    KnownAddress ofPacketInfo6(ByteBuffer in, int offset, int port) {
        boolean isLinkLocal = in.get(offset) == (byte) 0xFE && (in.get(offset + 1) & 0xC0) == 0x80;
        int scope = isLinkLocal ? in.getInt(offset + 16) : 0;
        return read(Winsock2.AF_INET6, port, 0, in.getLong(offset), in.getLong(offset + 8), scope);
    }

    private KnownAddress read(int family, int port, int at4, long at8, long at16, int at24) {
        if (sockaddr == null) {
            sockaddr = ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
        }
        sockaddr.putShort(0, (short) family)
                .put(2, (byte) (port >> 8))
                .put(3, (byte) port)
                .putInt(4, at4)
                .putLong(8, at8)
                .putLong(16, at16)
                .putInt(24, at24);
        return known.read(sockaddr, 0);
    }
}
