package io.github.nettywinsock.simulation;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Decides, from a seed, whatever Windows leaves open. Each seed has a character of its own: a freedom that one never uses,
 * another uses nearly always. Only used with the monitor of the machine held.
 */
final class Schedule {
    private static final int[] CHARACTERS = {0, 0, 5, 30, 70, 95};

    private final SplittableRandom random;
    private final int pends;
    private final int late;
    private final int laterStill;
    private final int shortReads;
    private final int smallBatches;
    private final int cancelLoses;
    private final int earlyTimeouts;
    private final int reusesHandles;
    private final int loses;
    private final long unitNanos;

    private final int sendBuffer;
    private final int receiveBuffer;
    private final boolean staleStatusBlock;
    private final boolean packetAfterOverflow;
    private final boolean acceptsResetClients;
    private final boolean skips;

    /** @param unitNanos what a short delay takes at most */
    Schedule(long seed, long unitNanos) {
        random = new SplittableRandom(seed);
        this.unitNanos = unitNanos;
        pends = character();
        late = character();
        laterStill = character() / 5;
        shortReads = character();
        smallBatches = character();
        cancelLoses = character();
        earlyTimeouts = character() / 5;
        reusesHandles = character();
        loses = 0;
        sendBuffer = 1 << 8 + pick(10);
        receiveBuffer = 1 << 8 + pick(10);
        staleStatusBlock = chance(50);
        packetAfterOverflow = chance(50);
        acceptsResetClients = chance(50);
        skips = !chance(15);
    }

    private int character() {
        return CHARACTERS[pick(CHARACTERS.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One of {@code n}. */
    int pick(int n) {
        return random.nextInt(n);
    }

    int pick(int... choices) {
        return choices[pick(choices.length)];
    }

    /** Whether a call that could complete inline goes on instead (R216). */
    boolean pends() {
        return chance(pends);
    }

    /** How long something takes to happen or to arrive. */
    long delayNanos() {
        if (chance(laterStill)) {
            return unitNanos * (1 + pick(20));
        }
        return chance(late) ? 1 + random.nextLong(unitNanos) : 0;
    }

    /** How many of the bytes at hand a receive gets, or a segment has: at least one. */
    int prefix(int available) {
        if (available <= 1 || !chance(shortReads)) {
            return available;
        }
        // What is long is not taken byte by byte.
        return Math.max(available / 16, 1 + pick(Math.min(available, 64)));
    }

    /** How many packets one call dequeues. */
    int batch(int queued) {
        return queued > 1 && chance(smallBatches) ? 1 + pick(queued) : queued;
    }

    /** Whether a call that is about to complete does so although it was cancelled (R252). */
    boolean cancelLoses() {
        return chance(cancelLoses);
    }

    /** How much earlier or later than asked for a wait ends: up to a tick of the clock. */
    long timeoutDeviationNanos() {
        if (!chance(earlyTimeouts)) {
            return 0;
        }
        return random.nextLong(-unitNanos, Math.min(16 * unitNanos, TimeUnit.MILLISECONDS.toNanos(15)));
    }

    /** Whether the number of a closed handle goes to the next one. */
    boolean reusesHandle() {
        return chance(reusesHandles);
    }

    /** Whether a datagram is lost on its way. */
    boolean loses() {
        return chance(loses);
    }

    int sendBuffer() {
        return sendBuffer;
    }

    int receiveBuffer() {
        return receiveBuffer;
    }

    /** Whether the OVERLAPPED of a call that succeeds inline stays as it was (R205). */
    boolean leavesStatusBlock() {
        return staleStatusBlock;
    }

    /** Whether a packet follows a receive that fails inline because the datagram is too long (R212, R213). */
    boolean postsPacketAfterOverflow() {
        return packetAfterOverflow;
    }

    /** Whether AcceptEx succeeds for a client that has reset meanwhile (R134). */
    boolean acceptsResetClients() {
        return acceptsResetClients;
    }

    /** Whether sockets are file handles, so that skip mode is allowed (R017). */
    boolean hasFileHandles() {
        return skips;
    }
}
