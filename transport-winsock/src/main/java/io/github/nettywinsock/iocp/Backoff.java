package io.github.nettywinsock.iocp;

/**
 * The delays between the attempts at something that fails for a while: each is twice as long as the one before. Whoever
 * attempts it schedules. Only used on the event loop.
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
