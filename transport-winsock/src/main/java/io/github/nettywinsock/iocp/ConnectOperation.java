package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.buffer.ByteBuf;

/** {@code ConnectEx}, with data or without. */
final class ConnectOperation extends AddressedOperation {
    private final IocpSocket socket;
    private ByteBuf data;
    private long address;
    private int length;

    ConnectOperation(IocpSocket socket) {
        this.socket = socket;
    }

    /** Sends {@code data}, a direct buffer of one piece, when the connection stands. */
    void data(ByteBuf data) {
        length = data.readableBytes();
        address = length == 0 ? 0 : DirectBuffers.address(socket.ws2(), data, data.readerIndex(), length);
        this.data = data.retain();
    }

    /** Whether it sends data. */
    boolean hasData() {
        return data != null;
    }

    /** Gives up the data, when the call has completed. */
    void releaseData() {
        if (data != null) {
            data.release();
            data = null;
        }
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        long base = slot().address;
        return sockets.ConnectEx(
                s, writeAddress(), addressLength(), address, length, base + OverlappedSlab.BYTES, base);
    }
}
