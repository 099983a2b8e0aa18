package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.Winsock2;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where the datagrams of a channel were sent to: one that is known is not made anew. */
final class Recipients {
    private final AddressTable known = new AddressTable();

    /** Those of broadcasts: one on the link alone has the address of a host, which is no less that of its other datagrams. */
    private final AddressTable broadcasts = new AddressTable();

    /** What the table reads, or null. */
    private ByteBuffer sockaddr;

    /** The address of an {@code in_pktinfo} at {@code offset}. */
    KnownAddress ofPacketInfo(ByteBuffer in, int offset, int port, boolean isBroadcast) {
        KnownAddress recipient =
                read(isBroadcast ? broadcasts : known, Winsock2.AF_INET, port, in.getInt(offset), 0, 0, 0);
        if (isBroadcast) {
            recipient.markBroadcast();
        }
        return recipient;
    }

    /** The address of an {@code in6_pktinfo} at {@code offset}, whose interface is the scope of a link-local one. */
    KnownAddress ofPacketInfo6(ByteBuffer in, int offset, int port) {
        boolean isLinkLocal = in.get(offset) == (byte) 0xFE && (in.get(offset + 1) & 0xC0) == 0x80;
        int scope = isLinkLocal ? in.getInt(offset + 16) : 0;
        return read(known, Winsock2.AF_INET6, port, 0, in.getLong(offset), in.getLong(offset + 8), scope);
    }

    private KnownAddress read(AddressTable table, int family, int port, int at4, long at8, long at16, int at24) {
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
        return table.read(sockaddr, 0);
    }
}
