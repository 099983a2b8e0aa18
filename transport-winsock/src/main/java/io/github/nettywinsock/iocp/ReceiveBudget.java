package io.github.nettywinsock.iocp;

import io.netty.util.internal.PlatformDependent;

/**
 * How much memory the receives of one event loop may hold that wait for data: Windows gives a buffer back only with data, so
 * that connections which went idle would hold all there is. Only used on the event loop.
 */
final class ReceiveBudget {
    /** A part that many event loops can hold, and enough for those that are busy to wait with a buffer. */
    static final long BYTES = Math.min(4L << 20, PlatformDependent.maxDirectMemory() / 64);

    private long held;

    /** Whether a receive has to wait without a buffer. */
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
