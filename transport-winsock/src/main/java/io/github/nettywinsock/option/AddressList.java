package io.github.nettywinsock.option;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The value of {@code SIO_ADDRESS_LIST_QUERY}, a {@code SOCKET_ADDRESS_LIST} struct: the local addresses of the family of
 * a socket.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-address-list-query">
 *     SIO_ADDRESS_LIST_QUERY</a>
 */
public final class AddressList {
    /** Room for more than a hundred addresses. */
    private static final int MAX_LENGTH = 8192;

    private static final int FIRST_ENTRY = 8;
    private static final int ENTRY_LENGTH = 16;

    static final Codec<AddressList> CODEC = new PointerCodec<>(AddressList.class, MAX_LENGTH) {
        @Override
        int shortest() {
            return Integer.BYTES;
        }

        @Override
        AddressList read(ByteBuffer in, int length, long address) {
            int count = in.getInt(0);
            if (count < 0 || count > (length - Integer.BYTES) / ENTRY_LENGTH) {
                throw new IllegalArgumentException(count + " addresses were promised in " + length + " bytes");
            }
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                addresses.add(pointedAt(in, FIRST_ENTRY + ENTRY_LENGTH * i, length, address));
            }
            return new AddressList(addresses);
        }

        private InetSocketAddress pointedAt(ByteBuffer in, int entry, int length, long address) {
            long offset = in.getLong(entry) - address;
            int addressLength = in.getInt(entry + Long.BYTES);
            if (offset < 0 || addressLength < 0 || offset > length - addressLength) {
                throw new IllegalArgumentException("an address of " + addressLength + " bytes at " + offset
                        + " was promised in " + length + " bytes");
            }
            return SocketAddresses.readWhole(in, (int) offset, addressLength);
        }
    };

    private final List<InetSocketAddress> addresses;

    private AddressList(List<InetSocketAddress> addresses) {
        this.addresses = Collections.unmodifiableList(addresses);
    }

    /** The addresses, with port 0; null for one of another family than IPv4 and IPv6. */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressList && ((AddressList) other).addresses.equals(addresses);
    }

    @Override
    public int hashCode() {
        return addresses.hashCode();
    }

    @Override
    public String toString() {
        return addresses.toString();
    }
}
