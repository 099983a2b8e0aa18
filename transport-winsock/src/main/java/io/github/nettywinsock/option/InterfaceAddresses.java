package io.github.nettywinsock.option;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The value of {@code SIO_GET_INTERFACE_LIST}, an array of {@code INTERFACE_INFO} structs: the addresses of the
 * interfaces of this host.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-interface_info">
 *     INTERFACE_INFO</a>
 */
public final class InterfaceAddresses {
    private static final int ENTRY_LENGTH = 76;
    /** A {@code sockaddr_gen}, which has no room for the scope of IPv6. */
    private static final int ADDRESS_LENGTH = 24;

    private static final int MAX_ENTRIES = 100;

    static final Codec<InterfaceAddresses> CODEC =
            new StructCodec<>(InterfaceAddresses.class, MAX_ENTRIES * ENTRY_LENGTH) {
                @Override
                int shortest() {
                    return 0;
                }

                @Override
                InterfaceAddresses read(ByteBuffer in, int length) {
                    List<Entry> entries = new ArrayList<>();
                    int count = entries(length, ENTRY_LENGTH);
                    for (int i = 0; i < count; i++) {
                        entries.add(new Entry(in, i * ENTRY_LENGTH));
                    }
                    return new InterfaceAddresses(entries);
                }
            };

    private final List<Entry> entries;

    private InterfaceAddresses(List<Entry> entries) {
        this.entries = Collections.unmodifiableList(entries);
    }

    /** One entry an address. */
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InterfaceAddresses && ((InterfaceAddresses) other).entries.equals(entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    /** An address of an interface. */
    public static final class Entry {
        private final int flags;
        private final InetSocketAddress address;
        private final InetSocketAddress broadcastAddress;
        private final InetSocketAddress netmask;

        private Entry(ByteBuffer in, int offset) {
            flags = in.getInt(offset);
            address = SocketAddresses.read(in, offset + 4, ADDRESS_LENGTH);
            broadcastAddress = SocketAddresses.read(in, offset + 28, ADDRESS_LENGTH);
            netmask = SocketAddresses.read(in, offset + 52, ADDRESS_LENGTH);
        }

        /** {@code IFF_} bits: 1 up, 2 broadcast, 4 loopback, 8 point to point, 16 multicast. */
        public int flags() {
            return flags;
        }

        /** The address. */
        public InetSocketAddress address() {
            return address;
        }

        /** Its broadcast address, or null. */
        public InetSocketAddress broadcastAddress() {
            return broadcastAddress;
        }

        /** Its network mask, or null. */
        public InetSocketAddress netmask() {
            return netmask;
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Entry)) {
                return false;
            }
            Entry that = (Entry) other;
            return flags == that.flags
                    && Objects.equals(address, that.address)
                    && Objects.equals(broadcastAddress, that.broadcastAddress)
                    && Objects.equals(netmask, that.netmask);
        }

        @Override
        public int hashCode() {
            return Objects.hash(flags, address, broadcastAddress, netmask);
        }

        @Override
        public String toString() {
            return (address == null ? "no address" : address.getAddress().getHostAddress()) + " (flags "
                    + Integer.toHexString(flags) + ')';
        }
    }
}
