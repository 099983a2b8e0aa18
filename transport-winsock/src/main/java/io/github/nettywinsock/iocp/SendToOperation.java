package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;

/**
 * {@code WSASendTo} of one datagram. It keeps a reference of its own to the buffer: closing the channel releases what was
 * written while Windows still reads from it.
 */
final class SendToOperation extends AddressedOperation {
    private final Winsock2 ws2;
    private ByteBuf retained;
    private long address;
    private int length;

    SendToOperation(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    /** Says what to send: a direct buffer of one piece. */
    void content(ByteBuf buffer) {
        length = buffer.readableBytes();
        address = DirectBuffers.address(ws2, buffer, buffer.readerIndex(), length);
        retained = buffer.retain();
    }

    /** Gives up the reference, when the call has completed. */
    void releaseBuffer() {
        retained.release();
        retained = null;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        wsabuf(address, length);
        long base = slot().address;
        return sockets.WSASendTo(
                s, base + OverlappedSlab.WSABUF, 1, base + OverlappedSlab.BYTES, writeAddress(), addressLength(), base);
    }
}
