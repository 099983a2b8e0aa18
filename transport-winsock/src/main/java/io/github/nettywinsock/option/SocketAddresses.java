package io.github.nettywinsock.option;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Reads {@code sockaddr_in} and {@code sockaddr_in6}. */
final class SocketAddresses {
    /** A {@code sockaddr_in} or {@code sockaddr_in6}. */
    static final Codec<InetSocketAddress> CODEC = new StructCodec<>(InetSocketAddress.class, 28) {
        @Override
        public InetSocketAddress decode(ByteBuffer in, int length, long address) {
            return read(in, 0);
        }
    };

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 23;

    private SocketAddresses() {}

    /** Writes an address at index 0 and answers its length. */
    static int write(InetSocketAddress address, ByteBuffer out) {
        byte[] host = address.getAddress().getAddress();
        boolean v4 = host.length == 4;
        out.putShort(0, (short) (v4 ? AF_INET : AF_INET6));
        out.put(2, (byte) (address.getPort() >> 8)).put(3, (byte) address.getPort());
        for (int i = 0; i < host.length; i++) {
            out.put((v4 ? 4 : 8) + i, host[i]);
        }
        if (!v4) {
            out.putInt(24, ((Inet6Address) address.getAddress()).getScopeId());
        }
        return v4 ? 16 : 28;
    }

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
