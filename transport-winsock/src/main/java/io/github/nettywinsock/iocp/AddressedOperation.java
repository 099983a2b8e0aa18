package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A call that is given the address of a peer. */
abstract class AddressedOperation extends IocpOperation {
    private final ByteBuffer name =
            ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
    private int length;

    /** What {@link #name} is, unless it may be written another way next time. */
    private InetSocketAddress written;

    /**
     * Says where to; of the same address as last time it is not asked again, for which the JDK would make an array.
     *
     * @param socket that of all calls of this operation
     * @throws IOException when {@code socket} has another family
     */
    @SuppressWarnings("ReferenceEquality") // Equal ones may have other scopes.
    final void to(InetSocketAddress address, IocpSocket socket) throws IOException {
        if (address != written) {
            written = null;
            length = socket.family().write(address, name);
            // The scope may become known.
            written = LinkLocalAddresses.lacksScope(address.getAddress()) ? null : address;
        }
    }

    /** Says that the call is given no address. */
    final void toPeer() {
        written = null;
        length = 0;
    }

    /** Writes the {@code sockaddr} to the slot and returns where it is, or 0. */
    final long writeAddress() {
        for (int i = 0; i < length; i += Integer.BYTES) {
            slot().memory.putInt(OverlappedSlab.ADDRESS + i, name.getInt(i));
        }
        return length == 0 ? 0 : slot().address + OverlappedSlab.ADDRESS;
    }

    /** The length of the {@code sockaddr}. */
    final int addressLength() {
        return length;
    }
}
