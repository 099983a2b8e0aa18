package io.github.nettywinsock.option;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Addresses as Winsock has them: {@code sockaddr_in}, {@code sockaddr_in6} and the bytes of an address alone. */
public final class SocketAddresses {
    /** The length of a {@code sockaddr_in6}, the longer of the two. */
    public static final int MAX_LENGTH = 28;

    /** The length of a {@code sockaddr_in}. */
    private static final int INET_LENGTH = 16;

    /** The length of a {@code sockaddr_in6} without its scope. */
    private static final int INET6_LENGTH_WITHOUT_SCOPE = 24;

    /** A {@code sockaddr_in} or {@code sockaddr_in6}. */
    static final Codec<InetSocketAddress> CODEC = new StructCodec<>(InetSocketAddress.class, MAX_LENGTH) {
        @Override
        int shortest() {
            return INET_LENGTH;
        }

        @Override
        InetSocketAddress read(ByteBuffer in, int length) {
            return readWhole(in, 0, length);
        }
    };

    /** An IPv4 address alone, in network order. */
    static final Codec<InetAddress> IPV4 = new Codec<>(InetAddress.class, 4, "an IPv4 address, such as 192.0.2.1") {
        @Override
        boolean isInRange(InetAddress value) {
            return value instanceof Inet4Address;
        }

        @Override
        public String text(InetAddress value) {
            return value.getHostAddress();
        }

        @Override
        InetAddress parsed(String text) {
            return AddressLiteral.parse(text);
        }

        @Override
        public int encode(InetAddress value, ByteBuffer out) {
            writeAddress(out, 0, value);
            return length();
        }

        @Override
        InetAddress read(ByteBuffer in, int length) {
            return readAddress(in, 0, length());
        }
    };

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 23;

    private SocketAddresses() {}

    /**
     * Writes an address at index 0 and returns its length.
     *
     * @throws IllegalArgumentException when it is not resolved
     */
    public static int write(InetSocketAddress address, ByteBuffer out) {
        if (address == null || address.isUnresolved()) {
            throw new IllegalArgumentException("an IP address and a port are expected, not " + address);
        }
        boolean v4 = address.getAddress() instanceof Inet4Address;
        out.putShort(0, (short) (v4 ? AF_INET : AF_INET6));
        out.put(2, (byte) (address.getPort() >> 8)).put(3, (byte) address.getPort());
        writeAddress(out, v4 ? 4 : 8, address.getAddress());
        if (!v4) {
            out.putInt(24, ((Inet6Address) address.getAddress()).getScopeId());
        }
        return v4 ? 16 : 28;
    }

    /**
     * Writes an address at index 0 as a {@code sockaddr_in6} and returns its length: an IPv4 address is mapped, as a
     * socket of both families takes it, and its wildcard becomes that of IPv6.
     */
    public static int writeInet6(InetSocketAddress address, ByteBuffer out) {
        InetAddress host = address.getAddress();
        if (!(host instanceof Inet4Address)) {
            return write(address, out);
        }
        out.putShort(0, (short) AF_INET6);
        out.put(2, (byte) (address.getPort() >> 8)).put(3, (byte) address.getPort());
        out.putInt(4, 0).putLong(8, 0).putLong(16, 0).putInt(24, 0);
        if (!host.isAnyLocalAddress()) {
            out.put(18, (byte) 0xFF).put(19, (byte) 0xFF);
            writeAddress(out, 20, host);
        }
        return MAX_LENGTH;
    }

    /**
     * The address at {@code offset}, where there are {@link #MAX_LENGTH} bytes, or null when its family is neither AF_INET
     * nor AF_INET6.
     */
    public static InetSocketAddress read(ByteBuffer in, int offset) {
        return read(in, offset, MAX_LENGTH);
    }

    /**
     * The address in {@code length} bytes; null when its family is neither AF_INET nor AF_INET6, or has longer ones.
     */
    static InetSocketAddress read(ByteBuffer in, int offset, int length) {
        switch (length < INET_LENGTH ? 0 : in.getShort(offset)) {
            case AF_INET:
                return new InetSocketAddress(readAddress(in, offset + 4, 4), port(in, offset));
            case AF_INET6:
                return length < INET6_LENGTH_WITHOUT_SCOPE ? null : readInet6(in, offset, length);
            default:
                return null;
        }
    }

    /**
     * The address in {@code length} bytes, or null when its family is neither AF_INET nor AF_INET6.
     *
     * @throws IllegalArgumentException when it is cut short
     */
    static InetSocketAddress readWhole(ByteBuffer in, int offset, int length) {
        int family = length < Short.BYTES ? 0 : in.getShort(offset);
        if (length < Short.BYTES
                || family == AF_INET && length < INET_LENGTH
                || family == AF_INET6 && length < MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an address of family " + family + " was cut short to " + length + " bytes");
        }
        return read(in, offset, length);
    }

    private static InetSocketAddress readInet6(ByteBuffer in, int offset, int length) {
        byte[] address = bytes(in, offset + 8, 16);
        int scope = length < MAX_LENGTH ? 0 : in.getInt(offset + INET6_LENGTH_WITHOUT_SCOPE);
        try {
            InetAddress host =
                    scope == 0 ? InetAddress.getByAddress(address) : Inet6Address.getByAddress(null, address, scope);
            return new InetSocketAddress(host, port(in, offset));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int port(ByteBuffer in, int offset) {
        return (in.get(offset + 2) & 0xFF) << 8 | in.get(offset + 3) & 0xFF;
    }

    /** Writes a {@code sockaddr_in} or {@code sockaddr_in6} with port and scope 0. */
    static void write(ByteBuffer out, int offset, InetAddress address) {
        boolean v4 = address instanceof Inet4Address;
        out.putShort(offset, (short) (v4 ? AF_INET : AF_INET6));
        writeAddress(out, offset + (v4 ? 4 : 8), address);
    }

    /** The address whose {@code length} bytes are at {@code offset}. */
    public static InetAddress readAddress(ByteBuffer in, int offset, int length) {
        try {
            return InetAddress.getByAddress(bytes(in, offset, length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the bytes of the address alone. */
    public static void writeAddress(ByteBuffer out, int offset, InetAddress address) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            out.put(offset + i, bytes[i]);
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
