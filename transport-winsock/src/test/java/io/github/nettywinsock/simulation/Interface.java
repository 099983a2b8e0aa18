package io.github.nettywinsock.simulation;

import java.net.Inet4Address;
import java.net.InetAddress;

/** An interface of the machine: each has one address of a family, and its index. */
enum Interface {
    LOOPBACK(Addresses.of(new byte[] {127, 0, 0, 1}), Addresses.of(loopback6())),
    ETHERNET(Addresses.of(new byte[] {(byte) 198, 51, 100, 7}), Addresses.of(ethernet6()));

    private final InetAddress inet4;
    private final InetAddress inet6;

    Interface(InetAddress inet4, InetAddress inet6) {
        this.inet4 = inet4;
        this.inet6 = inet6;
    }

    private static byte[] loopback6() {
        byte[] address = new byte[16];
        address[15] = 1;
        return address;
    }

    private static byte[] ethernet6() {
        byte[] address = loopback6();
        address[0] = 0x20;
        address[1] = 0x01;
        address[2] = 0x0d;
        address[3] = (byte) 0xb8;
        return address;
    }

    int index() {
        return ordinal() + 1;
    }

    /** Its address of the family of another one. */
    InetAddress addressLike(InetAddress other) {
        return other instanceof Inet4Address ? inet4 : inet6;
    }

    /** Whether an address is its own: all of 127.0.0.0/8 are those of loopback. */
    boolean has(InetAddress address) {
        return this == LOOPBACK
                ? address.isLoopbackAddress() || address.equals(inet4)
                : address.equals(inet4) || address.equals(inet6);
    }

    /** The interface that an address belongs to, or null. */
    static Interface of(InetAddress address) {
        for (Interface candidate : values()) {
            if (candidate.has(address)) {
                return candidate;
            }
        }
        return null;
    }

    /** The interface with an index, or null. */
    static Interface byIndex(long index) {
        return index > 0 && index <= values().length ? values()[(int) index - 1] : null;
    }
}
