package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.buffer.ByteBuf;

/** {@code ConnectEx}, with data or without. */
final class ConnectOperation extends AddressedOperation {
    private final IocpSocket socket;
    private ByteBuf data;

    ConnectOperation(IocpSocket socket) {
        this.socket = socket;
    }

    /** Sends {@code data}, a direct buffer of one component, when the connection stands. */
    void data(ByteBuf data) {
        this.data = data.retain();
    }

    /** Whether it sends data. */
    boolean hasData() {
        return data != null;
    }

    /** Gives up the data, when the call has ended. */
    void releaseData() {
        if (data != null) {
            data.release();
            data = null;
        }
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        int dataLength = data == null ? 0 : data.readableBytes();
        long address = dataLength == 0 ? 0 : DirectBuffers.address(socket.ws2(), data, data.readerIndex(), dataLength);
        long base = slot().address;
        return sockets.ConnectEx(
                s, writeAddress(), addressLength(), address, dataLength, base + OverlappedSlab.BYTES, base);
    }
}
