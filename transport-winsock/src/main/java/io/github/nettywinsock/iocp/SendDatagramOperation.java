package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * {@code WSASendTo} of one write, or {@code WSASendMsg} where it has control messages, and what has become of it; a write of
 * many segments may take several calls, one after another. It keeps a reference of its own to the buffer: closing the channel
 * releases what was written while Windows still reads from it.
 */
final class SendDatagramOperation extends AddressedOperation {
    private enum State {
        /** The call is to be made. */
        UNSENT,
        /** The call is pending. */
        PENDING,
        /** It is sent, or is not sent any more. */
        ENDED
    }

    private final Winsock2 ws2;

    /** What the datagram has besides content and recipient. */
    final SendControl control = new SendControl();

    private State state;
    private Object message;
    private Throwable failure;
    private ByteBuf retained;
    private long address;

    /** How many bytes of the write earlier calls have sent, and this one sends; and whether there are more. */
    private int sent;

    private int length;
    private boolean hasMore;

    SendDatagramOperation(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    /** Begins anew, with what was written. */
    void of(Object message) {
        this.message = message;
        failure = null;
        sent = 0;
        hasMore = false;
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

    /** @param failure why it is not sent, or null */
    void ended(Throwable failure) {
        this.failure = failure;
        hasMore = false;
        state = State.ENDED;
    }

    /** Why it was not sent, or null. */
    Throwable failure() {
        return failure;
    }

    /**
     * Says what to send.
     *
     * @param buffer  a direct buffer of one piece
     * @param maximum the number of bytes of a call
     */
    void content(ByteBuf buffer, int maximum) {
        int left = buffer.readableBytes() - sent;
        length = Math.min(left, maximum);
        hasMore = left > length;
        address = DirectBuffers.address(ws2, buffer, buffer.readerIndex() + sent, length);
        retained = buffer.retain();
    }

    /** The number of bytes that the call sends. */
    int length() {
        return length;
    }

    /** Gives up the reference, when the call has completed. */
    void releaseBuffer() {
        retained.release();
        retained = null;
    }

    /** Whether another call follows with the rest. */
    boolean hasMore() {
        return hasMore;
    }

    /** Goes on behind what the call has sent. */
    void goOn() {
        sent += length;
        state = State.UNSENT;
    }

    /** The name of the call, and the address that it was to send from. */
    String call() {
        return control.isEmpty() ? "WSASendTo" : "WSASendMsg" + control.fromSource();
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        wsabuf(address, length);
        long base = slot().address;
        long name = writeAddress();
        if (control.isEmpty()) {
            return sockets.WSASendTo(
                    s, base + OverlappedSlab.WSABUF, 1, base + OverlappedSlab.BYTES, name, addressLength(), base);
        }
        ByteBuffer memory = slot().memory;
        memory.putLong(MessageLayout.NAME, name)
                .putInt(MessageLayout.NAMELEN, addressLength())
                .putLong(MessageLayout.BUFFERS, base + OverlappedSlab.WSABUF)
                .putInt(MessageLayout.BUFFER_COUNT, 1)
                .putInt(MessageLayout.CONTROL_LENGTH, control.write(memory, OverlappedSlab.CONTROL))
                .putLong(MessageLayout.CONTROL_BUFFER, base + OverlappedSlab.CONTROL)
                .putInt(MessageLayout.FLAGS, 0);
        return sockets.WSASendMsg(s, base + OverlappedSlab.MESSAGE, base + OverlappedSlab.BYTES, base);
    }
}
