package io.github.nettywinsock.iocp;

import java.util.concurrent.TimeUnit;

/**
 * How many bytes a call of a connection may send. Windows ends a call that went on only when all of it is sent, and before
 * that nothing is known: to a slow peer, a large call looks like a connection that is idle. To a peer that is far away,
 * small ones cost a round trip each. So it grows while they take little time, or none: while its buffer is not full Windows
 * takes a send of any size inline. To a slow peer that is every other call, so that those that go on stay small.
 */
final class CallSize {
    static final int MIN = 64 * 1024;
    static final int MAX = 1024 * 1024;

    /** What the JDK gives Windows at most, which takes a send of any size while its buffer is not full. */
    static final int START = 128 * 1024;

    private static final int STEP = 64 * 1024;
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private int bytes = START;

    /** The most that the next call may send. */
    int bytes() {
        return bytes;
    }

    /** Takes into account how long a call went on, which is 0 for one that completed inline. */
    void wentOn(int sent, long nanos) {
        if (nanos >= LONG_NANOS) {
            bytes = Math.max(bytes / 2, MIN);
        } else if (sent >= bytes) {
            bytes = Math.min(bytes + STEP, MAX);
        }
    }
}
