package io.github.nettywinsock.option;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Collections;

/** Network interfaces as Winsock numbers them, and the codecs of options that name one. */
final class Interfaces {
    /** The index is a number like any other. */
    static final Codec<NetworkInterface> HOST_ORDER = new InterfaceCodec() {
        @Override
        public int encode(NetworkInterface value, ByteBuffer out) {
            out.putInt(0, value.getIndex());
            return Integer.BYTES;
        }

        @Override
        NetworkInterface read(ByteBuffer in, int length) {
            return byIndex(in.getInt(0));
        }
    };

    /** The index is set like an IPv4 address 0.x.x.x, and read as a number. */
    static final Codec<NetworkInterface> NETWORK_ORDER = new NetworkOrderCodec();

    /** An IPv4 address of the interface is set, or the index where it has none, and the index is read as a number. */
    static final Codec<NetworkInterface> BY_ADDRESS = new NetworkOrderCodec() {
        @Override
        public int encode(NetworkInterface value, ByteBuffer out) {
            writeAddress(out, 0, value);
            return Integer.BYTES;
        }
    };

    private static final int MAX_NAME = 256;
    private static final int MAX_IN_ADDRESS = 0xFFFFFF;

    private Interfaces() {}

    /**
     * The interface.
     *
     * @throws IllegalArgumentException when it is null
     */
    static NetworkInterface given(NetworkInterface networkInterface) {
        if (networkInterface == null) {
            throw new IllegalArgumentException("a network interface is expected, not null");
        }
        return networkInterface;
    }

    /** The index to pass for an interface, 0 for null. */
    static int index(NetworkInterface networkInterface) {
        return networkInterface == null ? 0 : networkInterface.getIndex();
    }

    /** The interface with this index; null when there is none, and for 0. */
    static NetworkInterface byIndex(int index) {
        try {
            return index <= 0 ? null : NetworkInterface.getByIndex(index);
        } catch (SocketException e) {
            return null;
        }
    }

    /** Whether the index, 0 for null, can be passed where an IPv4 address is expected. */
    static boolean fitsAddress(NetworkInterface networkInterface) {
        return index(networkInterface) >= 0 && index(networkInterface) <= MAX_IN_ADDRESS;
    }

    /** Writes the index, 0 for null, as the IPv4 address 0.x.x.x that stands for it. */
    static void writeAsAddress(ByteBuffer out, int offset, NetworkInterface networkInterface) {
        out.putInt(offset, Integer.reverseBytes(index(networkInterface)));
    }

    /** Writes an IPv4 address of the interface, or its index as an address where it has none. */
    static void writeAddress(ByteBuffer out, int offset, NetworkInterface networkInterface) {
        if (networkInterface != null) {
            for (InetAddress address : Collections.list(networkInterface.getInetAddresses())) {
                if (address instanceof Inet4Address) {
                    SocketAddresses.writeAddress(out, offset, address);
                    return;
                }
            }
        }
        writeAsAddress(out, offset, networkInterface);
    }

    /**
     * The interface with this name or index.
     *
     * @throws IllegalArgumentException when there is none
     */
    static NetworkInterface parse(String text) {
        if (text.length() > MAX_NAME) {
            throw new IllegalArgumentException("there is no network interface " + Codecs.shortened(text));
        }
        NetworkInterface found;
        try {
            found = NetworkInterface.getByName(text);
            if (found == null && text.matches("[0-9]{1,9}")) {
                found = byIndex(Integer.parseInt(text));
            }
        } catch (SocketException e) {
            throw new IllegalArgumentException("the network interfaces cannot be listed", e);
        }
        if (found == null) {
            throw new IllegalArgumentException("there is no network interface " + text);
        }
        return found;
    }

    private static NetworkInterface byAddress(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address);
        } catch (SocketException e) {
            return null;
        }
    }

    private abstract static class InterfaceCodec extends Codec<NetworkInterface> {
        InterfaceCodec() {
            super(
                    NetworkInterface.class,
                    Integer.BYTES,
                    "a network interface, written as its name or index; read as null when none is set or it is unknown");
        }

        @Override
        boolean isInRange(NetworkInterface value) {
            return value.getIndex() > 0;
        }

        @Override
        public final String text(NetworkInterface value) {
            return value.getName();
        }

        @Override
        final NetworkInterface parsed(String text) {
            return Interfaces.parse(text);
        }
    }

    private static class NetworkOrderCodec extends InterfaceCodec {
        @Override
        boolean isInRange(NetworkInterface value) {
            return fitsAddress(value);
        }

        @Override
        public int encode(NetworkInterface value, ByteBuffer out) {
            writeAsAddress(out, 0, value);
            return Integer.BYTES;
        }

        // Microsoft documents what is returned as an index in host order. Wine returns the bytes that were set, and
        // IP_MULTICAST_IF is also set to the address of an interface, by the JDK for one. As an index has 24 bits at
        // most, the three are told apart by the first and the last byte.
        @Override
        NetworkInterface read(ByteBuffer in, int length) {
            int index = in.getInt(0);
            if (index >>> 24 == 0) {
                return byIndex(index);
            }
            return in.get(0) == 0
                    ? byIndex(Integer.reverseBytes(index))
                    : byAddress(SocketAddresses.readAddress(in, 0, Integer.BYTES));
        }
    }
}
