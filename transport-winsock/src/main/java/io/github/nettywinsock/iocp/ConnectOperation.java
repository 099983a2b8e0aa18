package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code ConnectEx}, with data or without. */
final class ConnectOperation extends IocpOperation {
    private final IocpSocket socket;
    private final ByteBuffer name =
            ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
    private int length;
    private ByteBuf data;

    ConnectOperation(IocpSocket socket) {
        this.socket = socket;
    }

    /** The {@code sockaddr} to connect to, of which {@link #length(int)} says the length. */
    ByteBuffer name() {
        return name;
    }

    void length(int length) {
        this.length = length;
    }

    /** Sends {@code data}, a direct buffer of one component, when the connection stands. */
    void data(ByteBuf data) {
        this.data = data.retain();
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
        for (int i = 0; i < length; i++) {
            slot().memory.put(OverlappedSlab.ADDRESS + i, name.get(i));
        }
        int dataLength = data == null ? 0 : data.readableBytes();
        long address = dataLength == 0 ? 0 : DirectBuffers.address(socket.ws2(), data, data.readerIndex(), dataLength);
        long base = slot().address;
        return sockets.ConnectEx(
                s, base + OverlappedSlab.ADDRESS, length, address, dataLength, base + OverlappedSlab.BYTES, base);
    }
}
