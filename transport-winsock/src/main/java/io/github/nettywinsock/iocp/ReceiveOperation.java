package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;

/** {@code WSARecv} into one direct buffer. */
class ReceiveOperation extends IocpOperation {
    /** The one behind it, in the list that it is in. */
    ReceiveOperation next;

    private final Winsock2 ws2;
    private ByteBuf buffer;
    private boolean cancelled;

    /** What the buffer is counted in while it is not taken, or null. */
    private MemoryBudget budget;

    ReceiveOperation(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    /** Takes over the buffer to receive into; without capacity, the call waits for data and leaves it. */
    final void into(ByteBuf buffer) {
        this.buffer = buffer;
        cancelled = false;
    }

    /** Notes that the channel cancels the call. */
    final void cancels() {
        cancelled = true;
    }

    /** Whether the channel has cancelled the call. */
    final boolean isCancelled() {
        return cancelled;
    }

    /** Whether there is a buffer that was not taken. */
    final boolean hasBuffer() {
        return buffer != null;
    }

    /** Whether the call only waited for data. */
    final boolean isForZeroBytes() {
        return !buffer.isWritable();
    }

    /** Hands over the buffer. */
    final ByteBuf takeBuffer() {
        ByteBuf taken = buffer;
        buffer = null;
        if (budget != null) {
            budget.giveBack(taken.writableBytes());
            budget = null;
        }
        return taken;
    }

    /** Releases the buffer that was not taken. */
    final void releaseBuffer() {
        if (buffer != null) {
            takeBuffer().release();
        }
    }

    /** Counts what was received into a buffer as written; returns how much, which is no more than it had room for. */
    final int fill(ByteBuf buffer) {
        int received = Math.min(bytes(), buffer.writableBytes());
        buffer.writerIndex(buffer.writerIndex() + received);
        return received;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        writeWsabuf();
        budget = handler.receiveBudget();
        budget.take(buffer.writableBytes());
        long base = slot().address;
        return sockets.WSARecv(
                s, base + OverlappedSlab.WSABUF, 1, base + OverlappedSlab.BYTES, base + OverlappedSlab.FLAGS, base);
    }

    /** Writes where the buffer is to the WSABUF of the slot. */
    final void writeWsabuf() {
        int length = buffer.writableBytes();
        wsabuf(DirectBuffers.address(ws2, buffer, buffer.writerIndex(), length), length);
    }
}
