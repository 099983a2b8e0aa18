package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.OverlappedSockets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code ConnectEx}. */
final class ConnectOperation extends IocpOperation {
    private final ByteBuffer name =
            ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
    private int length;

    /** The {@code sockaddr} to connect to, of which {@link #length(int)} says the length. */
    ByteBuffer name() {
        return name;
    }

    void length(int length) {
        this.length = length;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        for (int i = 0; i < length; i++) {
            slot().memory.put(OverlappedSlab.ADDRESS + i, name.get(i));
        }
        long base = slot().address;
        return sockets.ConnectEx(s, base + OverlappedSlab.ADDRESS, length, base);
    }
}
