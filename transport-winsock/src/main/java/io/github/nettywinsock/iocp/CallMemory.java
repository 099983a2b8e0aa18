package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.NativeMemory;

/** The memory that the calls of one event loop are given. */
final class CallMemory {
    private final OverlappedSlab slab = new OverlappedSlab();
    private final NativeMemory wsabufs = NativeMemory.allocate(SendOperation.MAX_BUFFERS * SendOperation.SIZEOF_WSABUF);

    /** Where the ends of datagrams go that are too long for their buffers, or null. Nobody reads it. */
    private NativeMemory cutOff;

    /** The slots of the calls. */
    OverlappedSlab slab() {
        return slab;
    }

    /** The array of WSABUFs for the next {@code WSASend}, which copies it. */
    NativeMemory wsabufs() {
        return wsabufs;
    }

    /** Memory for what nobody wants of a datagram, as long as one can be; calls share it. */
    NativeMemory cutOff() {
        if (cutOff == null) {
            cutOff = NativeMemory.allocate(ReceiveMessageOperation.MAX_DATAGRAM);
        }
        return cutOff;
    }

    /** Frees what no pending call has to do with. */
    void freeUnused() {
        wsabufs.free();
    }

    /** Frees what Windows writes to while calls are pending. */
    void freeUsed() {
        slab.free();
        if (cutOff != null) {
            cutOff.free();
        }
    }
}
