package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The address that was read last, which is not made anew when the next one is the same: most datagrams come from few. */
final class LastAddress {
    private InetSocketAddress address;

    /** The bytes that it was read from. */
    private long bytes0;

    private long bytes8;
    private long bytes16;
    private int bytes24;

    /** The address at {@code offset}, as {@link SocketAddresses#read(ByteBuffer, int)} reads it. */
    InetSocketAddress read(ByteBuffer in, int offset) {
        long at0 = in.getLong(offset);
        long at8 = in.getLong(offset + 8);
        long at16 = in.getLong(offset + 16);
        int at24 = in.getInt(offset + 24);
        if (address == null || at0 != bytes0 || at8 != bytes8 || at16 != bytes16 || at24 != bytes24) {
            address = SocketAddresses.read(in, offset);
            bytes0 = at0;
            bytes8 = at8;
            bytes16 = at16;
            bytes24 = at24;
        }
        return address;
    }
}
