package io.github.nettywinsock.iocp;

/**
 * Decides when the receive after a read is posted: with the read, or when everything else at hand is handled and the port was
 * asked again. A late one often completes inline, which saves a packet and a wait, if data comes that soon; if not, asking
 * the port again was in vain. So receives are late as long as most late ones find data, and otherwise one is now and then.
 */
final class ReceiveTiming {
    private static final int MOST_TRUST = 8;
    private static final int COST_OF_A_MISS = 2;
    private static final int FIRST_PAUSE = 64;
    private static final int LONGEST_PAUSE = 1024;

    private int trust = MOST_TRUST / 2;
    private int pause = FIRST_PAUSE;
    private int untilNextTry;
    private boolean first = true;

    /** Notes that a receive has got something: before that, none is late. */
    void delivers() {
        first = false;
    }

    /** Whether the next receive is to be late. */
    boolean isLate() {
        if (first) {
            return false;
        }
        if (trust == 0 && --untilNextTry <= 0) {
            trust = 1;
        }
        return trust > 0;
    }

    /** Notes whether a late receive has found data. */
    void found(boolean data) {
        if (data) {
            trust = Math.min(trust + 1, MOST_TRUST);
            pause = FIRST_PAUSE;
            return;
        }
        trust = Math.max(trust - COST_OF_A_MISS, 0);
        if (trust == 0) {
            untilNextTry = pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }
}
