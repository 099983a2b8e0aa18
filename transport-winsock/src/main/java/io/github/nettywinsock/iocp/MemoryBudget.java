package io.github.nettywinsock.iocp;

import io.netty.util.internal.PlatformDependent;

/**
 * How much memory the calls of one event loop may hold that wait for their peers: Windows gives a buffer back only when the peer
 * has sent something, or has read enough, so that peers which do not would hold all there is. Only used on the event loop.
 */
final class MemoryBudget {
    /** A part that many event loops can hold, and enough for those that are busy to wait with a buffer. */
    static final long BYTES = Math.min(4L << 20, PlatformDependent.maxDirectMemory() / 64);

    private long held;

    /** Whether the next call has to do without. */
    boolean isSpent() {
        return held >= BYTES;
    }

    void take(int bytes) {
        held += bytes;
    }

    void giveBack(int bytes) {
        held -= bytes;
    }
}
