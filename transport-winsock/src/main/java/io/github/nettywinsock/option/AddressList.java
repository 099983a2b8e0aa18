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

    static final Codec<AddressList> CODEC = new StructCodec<>(AddressList.class, MAX_LENGTH) {
        @Override
        public AddressList decode(ByteBuffer in, int length, long address) {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (int i = 0; i < in.getInt(0); i++) {
                long offset = in.getLong(8 + 16 * i) - address;
                if (offset >= 0 && offset + in.getInt(16 + 16 * i) <= length) {
                    addresses.add(SocketAddresses.read(in, (int) offset));
                }
            }
            return new AddressList(addresses);
        }
    };

    private final List<InetSocketAddress> addresses;

    private AddressList(List<InetSocketAddress> addresses) {
        this.addresses = Collections.unmodifiableList(addresses);
    }

    /** The addresses, with port 0. */
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
