package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** {@code WSARecv} into one direct buffer. */
class ReceiveOperation extends IocpOperation {
    private final Winsock2 ws2;
    private ByteBuf buffer;

    ReceiveOperation(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    /** Takes over the buffer to receive into. */
    final void into(ByteBuf buffer) {
        this.buffer = buffer;
    }

    /** Hands over the buffer. */
    final ByteBuf takeBuffer() {
        ByteBuf taken = buffer;
        buffer = null;
        return taken;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        writeWsabuf();
        long base = slot().address;
        return sockets.WSARecv(
                s, base + OverlappedSlab.WSABUF, 1, base + OverlappedSlab.BYTES, base + OverlappedSlab.FLAGS, base);
    }

    /** Writes where the buffer is to the WSABUF of the slot. */
    final void writeWsabuf() {
        int length = buffer.writableBytes();
        long address;
        if (buffer.hasMemoryAddress()) {
            address = buffer.memoryAddress() + buffer.writerIndex();
        } else {
            ByteBuffer nio = buffer.nioBuffer(buffer.writerIndex(), length);
            address = ws2.address(nio) + nio.position();
        }
        slot().memory.putInt(OverlappedSlab.WSABUF, length).putLong(OverlappedSlab.WSABUF + Long.BYTES, address);
    }
}
