package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;

/**
 * {@code WSASendTo} of the datagram of one write, and what has become of it. It keeps a reference of its own to the buffer: closing the channel releases what was
 * written while Windows still reads from it.
 */
final class SendToOperation extends AddressedOperation {
    private enum State {
        /** The call is to be made. */
        UNSENT,
        /** The call is pending. */
        PENDING,
        /** It is sent, or is not sent any more. */
        ENDED
    }

    private final Winsock2 ws2;
    private State state;
    private Object message;
    private Throwable failure;
    private ByteBuf retained;
    private long address;
    private int length;

    SendToOperation(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    /** Begins anew, with what was written. */
    void of(Object message) {
        this.message = message;
        failure = null;
        state = State.UNSENT;
    }

    /** What was written. */
    Object message() {
        return message;
    }

    /** Whether the call is to be made, or to be made again. */
    boolean isUnsent() {
        return state == State.UNSENT;
    }

    void unsent() {
        state = State.UNSENT;
    }

    void pends() {
        state = State.PENDING;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** @param failure why the datagram is not sent, or null */
    void ended(Throwable failure) {
        this.failure = failure;
        state = State.ENDED;
    }

    /** Why the datagram was not sent, or null. */
    Throwable failure() {
        return failure;
    }

    /** The number of bytes to send. */
    int length() {
        return length;
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
