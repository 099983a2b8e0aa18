package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/** The address family of a SOCKET, and what becomes of the addresses that it is given. */
enum SocketFamily {
    /** IPv4. */
    INET(Winsock2.AF_INET, 16),
    /** IPv6, and IPv4 by the addresses of IPv6 that stand for those of IPv4. */
    INET6(Winsock2.AF_INET6, SocketAddresses.MAX_LENGTH);

    private final int number;
    private final int addressLength;

    SocketFamily(int number, int addressLength) {
        this.number = number;
        this.addressLength = addressLength;
    }

    /** Its number in Windows. */
    int number() {
        return number;
    }

    /** The length of its {@code sockaddr}. */
    int addressLength() {
        return addressLength;
    }

    /**
     * The address to bind, connect or send to.
     *
     * @throws UnsupportedAddressTypeException when it is none of the internet
     * @throws UnresolvedAddressException      when it has a name and no address
     */
    static InetSocketAddress resolved(SocketAddress address) {
        if (!(address instanceof InetSocketAddress)) {
            throw new UnsupportedAddressTypeException();
        }
        if (((InetSocketAddress) address).isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        return (InetSocketAddress) address;
    }

    /**
     * Takes the wildcard for this machine, of the same family as the JDK does, which Windows does not.
     *
     * @param remote the address of a peer, or null
     */
    InetSocketAddress reachable(InetSocketAddress remote) {
        if (remote == null || !remote.getAddress().isAnyLocalAddress()) {
            return remote;
        }
        boolean isInet6 = this == INET6 && remote.getAddress() instanceof Inet6Address;
        return new InetSocketAddress(isInet6 ? NetUtil.LOCALHOST6 : NetUtil.LOCALHOST4, remote.getPort());
    }

    /** Writes a {@code sockaddr} at index 0 and returns its length. */
    int write(InetSocketAddress address, ByteBuffer out) throws IOException {
        if (address instanceof KnownAddress && ((KnownAddress) address).isReadyFor(this)) {
            ((KnownAddress) address).write(out);
            return addressLength;
        }
        zero(out);
        if (this == INET6) {
            return SocketAddresses.writeInet6(LinkLocalAddresses.system().scoped(address), out);
        }
        if (address.getAddress() instanceof Inet4Address) {
            return SocketAddresses.write(address, out);
        }
        if (address.getAddress().isAnyLocalAddress()) {
            InetAddress wildcard = InetAddress.getByAddress(new byte[4]);
            return SocketAddresses.write(new InetSocketAddress(wildcard, address.getPort()), out);
        }
        throw SocketFailure.of(address + " on a socket of IPv4", WsaErrors.WSAEAFNOSUPPORT);
    }

    /** Writes a {@code sockaddr} of zeros, which stands for no address, and returns its length. */
    static int zero(ByteBuffer out) {
        for (int i = 0; i < SocketAddresses.MAX_LENGTH; i++) {
            out.put(i, (byte) 0);
        }
        return SocketAddresses.MAX_LENGTH;
    }
}
