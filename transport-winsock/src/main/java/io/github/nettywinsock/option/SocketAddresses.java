package io.github.nettywinsock.option;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Reads {@code sockaddr_in} and {@code sockaddr_in6}. */
final class SocketAddresses {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 23;

    private SocketAddresses() {}

    /** The address at {@code offset}, or null when its family is neither AF_INET nor AF_INET6. */
    static InetSocketAddress read(ByteBuffer in, int offset) {
        int port = (in.get(offset + 2) & 0xFF) << 8 | in.get(offset + 3) & 0xFF;
        try {
            switch (in.getShort(offset)) {
                case AF_INET:
                    return new InetSocketAddress(InetAddress.getByAddress(bytes(in, offset + 4, 4)), port);
                case AF_INET6:
                    byte[] address = bytes(in, offset + 8, 16);
                    int scope = in.getInt(offset + 24);
                    return new InetSocketAddress(Inet6Address.getByAddress(null, address, scope), port);
                default:
                    return null;
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(ByteBuffer in, int offset, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = in.get(offset + i);
        }
        return bytes;
    }
}
