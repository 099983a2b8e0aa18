package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.IoEvent;
import io.netty.channel.IoOps;
import java.net.SocketException;

/**
 * An overlapped call of a channel, which makes it again and again, one at a time; completed, it is the event that the
 * channel handles. Only used on the event loop.
 */
abstract class IocpOperation implements IoOps, IoEvent {
    private OverlappedSlab.Slot slot;
    private IocpRegistration slotOwner;
    private IocpRegistration registration;
    private boolean completed;
    private boolean mayStillComplete;
    private int error;
    private int bytes;
    private Throwable thrown;

    /**
     * Makes the call.
     *
     * @return 0 or the error code negated
     */
    abstract int start(OverlappedSockets sockets, long s, IocpIoHandler handler);

    /** Keeps what is needed of the slot, which is given back. */
    void losesSlot() {}

    /** Whether the call was made and its completion is not handled yet. */
    final boolean isPending() {
        return registration != null;
    }

    /** Whether the call has completed inline and its completion is handled later, even if because of a packet. */
    final boolean hasCompleted() {
        return completed;
    }

    final void hasCompleted(boolean completed) {
        this.completed = completed;
    }

    /** The WSA error code that the call completed with, or 0. */
    final int error() {
        return error;
    }

    /** The exception for a call that has failed. */
    final SocketException failure(String call) {
        return withCause(SocketFailure.of(call, error));
    }

    /** The exception for a call with a datagram that has failed. */
    final SocketException datagramFailure(String call) {
        return withCause(SocketFailure.ofDatagram(call, error));
    }

    private SocketException withCause(SocketException failure) {
        if (thrown != null) {
            failure.initCause(thrown);
        }
        return failure;
    }

    /** The number of bytes that were transferred, even if the call failed. */
    final int bytes() {
        return bytes;
    }

    final OverlappedSlab.Slot slot() {
        return slot;
    }

    final void slot(OverlappedSlab.Slot slot) {
        this.slot = slot;
        mayStillComplete = false;
    }

    /** The registration that gives the slot back. */
    final IocpRegistration slotOwner() {
        return slotOwner;
    }

    final void slotOwner(IocpRegistration slotOwner) {
        this.slotOwner = slotOwner;
    }

    final IocpRegistration registration() {
        return registration;
    }

    final void begin(IocpRegistration registration) {
        this.registration = registration;
    }

    final void clearMemory() {
        for (int i = 0; i < OverlappedSlab.WSABUF; i += Long.BYTES) {
            slot.memory.putLong(i, 0);
        }
    }

    /** Writes the only WSABUF of a call. */
    final void wsabuf(long buf, int len) {
        slot.memory.putInt(OverlappedSlab.WSABUF, len).putLong(OverlappedSlab.WSABUF + Long.BYTES, buf);
    }

    /** Completes a call that something thrown has kept from being made. */
    final void completedInline(Throwable thrown) {
        completed(WsaErrors.WSASYSCALLFAILURE, 0);
        this.thrown = thrown;
    }

    final void completedInline(int error) {
        mayStillComplete = isWarning(error);
        int bytes = 0;
        if (mayStillComplete) {
            // Which of the two such an error has written, Windows leaves open (R204, R205); the other is still 0.
            bytes = Math.max(slot.memory.getInt(OverlappedSlab.TRANSFERRED), slot.memory.getInt(OverlappedSlab.BYTES));
        } else if (error == 0) {
            bytes = slot.memory.getInt(OverlappedSlab.BYTES);
        }
        completed(error, bytes);
    }

    /** Whether an error that is returned inline is only a warning for the system, which may post a packet or not, and late. */
    boolean isWarning(int error) {
        return false;
    }

    /** Whether the slot is not to be used again before a packet comes, which need not come at all. */
    final boolean mayStillComplete() {
        return mayStillComplete;
    }

    /** Notes that the packet has come that need not have: the slot can be used again. */
    final void packetCame() {
        mayStillComplete = false;
    }

    final void completed(int error, int bytes) {
        this.error = error;
        this.bytes = bytes;
        thrown = null;
    }

    final void handled() {
        completed = false;
        registration = null;
    }
}
