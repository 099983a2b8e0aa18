package io.github.nettywinsock.simulation;

import io.github.nettywinsock.option.SocketAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Addresses as Winsock has them. */
final class Addresses {
    private static final int SIZEOF_SOCKADDR_IN = 16;

    private Addresses() {}

    /** The length of the addresses of a family. */
    static int length(int family) {
        return family == SimulatedSocket.AF_INET6 ? SocketAddresses.MAX_LENGTH : SIZEOF_SOCKADDR_IN;
    }

    /** Writes an address as a socket of a family gives it: one of IPv4 is mapped (R050). Answers its length. */
    @Rules("R050")
    static int write(InetSocketAddress address, int family, ByteBuffer out) {
        for (int i = 0; i < length(family); i++) {
            out.put(i, (byte) 0);
        }
        return family == SimulatedSocket.AF_INET6
                ? SocketAddresses.writeInet6(address, out)
                : SocketAddresses.write(address, out);
    }

    /** Reads the sockaddr at index 0, a mapped one as one of IPv4; null when its family is neither. */
    static InetSocketAddress read(ByteBuffer in) {
        return SocketAddresses.read(in, 0);
    }

    static InetSocketAddress read(long address, int length) {
        return read(Memory.buffer(address, Math.max(length, SIZEOF_SOCKADDR_IN)));
    }

    static InetAddress wildcard(int family) {
        return of(new byte[family == SimulatedSocket.AF_INET6 ? 16 : 4]);
    }

    static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
