package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;

/**
 * The delays between the attempts at something that fails for a while: each is twice as long as the one before. Whoever
 * attempts it schedules. Only used on one thread.
 */
final class Backoff {
    static final int MAX_MILLIS = 1000;

    private final int maxMillis;
    private int last;

    Backoff() {
        this(MAX_MILLIS);
    }

    /** Creates one whose delays grow to {@code maxMillis}. */
    Backoff(int maxMillis) {
        this.maxMillis = maxMillis;
    }

    /**
     * Whether Windows has not begun a call for lack of something that it is documented to have again.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasend">WSASend</a>
     */
    static boolean isFor(int error) {
        return error == WsaErrors.WSAEWOULDBLOCK || error == WsaErrors.WSAENOBUFS;
    }

    /** The milliseconds until the next attempt, after one that has failed. */
    int nextMillis() {
        last = last == 0 ? 1 : Math.min(2 * last, maxMillis);
        return last;
    }

    /** Whether nothing has failed since the last success. */
    boolean isReset() {
        return last == 0;
    }

    /** Whether the delays grow no more. */
    boolean isAtMost() {
        return last == maxMillis;
    }

    /** Begins anew, after a success. */
    void reset() {
        last = 0;
    }
}
