package io.github.nettywinsock.simulation;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Decides, from a seed, whatever Windows leaves open. Each seed has a character of its own: a freedom that one never uses,
 * another uses nearly always. Only used with the monitor of the machine held.
 */
final class Schedule {
    private static final int[] CHARACTERS = {0, 0, 5, 30, 70, 95};

    /** How much rarer a freedom that costs time becomes when it has been used up. */
    private static final int RARER = 16;

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
    private final int duplicates;
    private final int reorders;
    private final int losesNews;
    private final int joins;
    private final long unitNanos;

    /** How often it still makes things take longer. */
    private int slowings;

    private final int sendBuffer;
    private final int receiveBuffer;
    private final boolean staleStatusBlock;
    private final OverflowPacket packetAfterOverflow;
    private final Interface defaultInterface;
    private final boolean refusesBroadcastPeers;
    private final boolean senderDecidesLoop6;
    private final boolean acceptsResetClients;
    private final boolean cancelsSlowly;
    private final boolean tellsCancelledCount;
    private final boolean skips;
    private boolean unreliable;
    private boolean cutsControlMessages;

    /** What becomes of the packet of a receive that fails inline because its datagram is too long. */
    enum OverflowPacket {
        NONE,
        AT_ONCE,
        LATE
    }

    private final int signalsInVain;
    private final int undecided;
    private final boolean awaitsHandshakes;
    private final boolean forgetsGone;
    private final boolean clientEdition;
    private final boolean leavesCount;
    private final boolean movesFilePointer;
    private final boolean cancelAborts;
    private final boolean cancelsSendsToo;
    private final boolean refusesOptionsWhileConnecting;
    private final boolean resetsAfterCancel;
    private final boolean cancelEndsReceiving;
    private final CloseDuringAccept closeDuringAccept;
    private final boolean cancelEndsAccept;

    /** What closing a listener does to a WSAAccept that waits for its client. */
    enum CloseDuringAccept {
        ENDS_IT,
        LEAVES_IT,
        WAITS_FOR_IT
    }

    /**
     * @param unitNanos what a short delay takes at most, or 0 for a Windows that has no whims at all
     * @param slowings how often it makes things take longer before it seldom does
     */
    Schedule(long seed, long unitNanos, int slowings) {
        random = new SplittableRandom(seed);
        this.unitNanos = unitNanos;
        this.slowings = slowings;
        pends = character();
        late = character();
        laterStill = character() / 5;
        shortReads = character();
        smallBatches = character();
        cancelLoses = character();
        earlyTimeouts = character() / 5;
        reusesHandles = character();
        sendBuffer = 1 << 8 + (hasWhims() ? pick(10) : 9);
        receiveBuffer = 1 << 8 + (hasWhims() ? pick(10) : 9);
        staleStatusBlock = chance(50);
        packetAfterOverflow = OverflowPacket.values()[pick(OverflowPacket.values().length)];
        acceptsResetClients = chance(50);
        skips = !chance(15);
        cancelsSlowly = chance(8);
        tellsCancelledCount = chance(50);
        loses = character() / 3;
        duplicates = character() / 3;
        reorders = character() / 3;
        losesNews = character();
        joins = character();
        defaultInterface = Interface.values()[pick(Interface.values().length)];
        refusesBroadcastPeers = chance(50);
        senderDecidesLoop6 = chance(50);
        // What was added later leaves what a seed has decided before as it was.
        SplittableRandom later = new SplittableRandom(~seed);
        signalsInVain = CHARACTERS[later.nextInt(CHARACTERS.length)];
        undecided = new int[] {1, 5, 200}[hasWhims() ? later.nextInt(3) : 2];
        awaitsHandshakes = hasWhims() && later.nextBoolean();
        forgetsGone = hasWhims() && later.nextBoolean();
        clientEdition = hasWhims() && later.nextBoolean();
        leavesCount = hasWhims() && later.nextInt(3) == 0;
        movesFilePointer = hasWhims() && later.nextInt(5) > 0;
        cancelAborts = hasWhims() && later.nextInt(5) > 0;
        cancelsSendsToo = hasWhims() && later.nextInt(3) == 0;
        refusesOptionsWhileConnecting = hasWhims() && later.nextBoolean();
        resetsAfterCancel = hasWhims() && later.nextInt(4) == 0;
        cancelEndsReceiving = hasWhims() && later.nextInt(6) == 0;
        closeDuringAccept = CloseDuringAccept.values()[hasWhims() ? later.nextInt(3) : 0];
        cancelEndsAccept = hasWhims() && later.nextInt(3) == 0;
    }

    private int character() {
        return CHARACTERS[pick(CHARACTERS.length)];
    }

    private boolean hasWhims() {
        return unitNanos > 0;
    }

    private boolean chance(int percent) {
        return hasWhims() && random.nextInt(100) < percent;
    }

    private boolean slows(int percent) {
        return chance(percent) && (slowings > 0 ? slowings-- > 0 : pick(RARER) == 0);
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
        if (slows(laterStill)) {
            return unitNanos * (1 + pick(20));
        }
        return slows(late) ? 1 + random.nextLong(unitNanos) : 0;
    }

    /** How long something takes that comes when nobody expects it any more. */
    long lateNanos() {
        return 1 + random.nextLong(20 * unitNanos);
    }

    /** How long a connect takes that nobody listens to and that is not told to believe the first refusal (R171). */
    long refusalNanos() {
        return 1000 * unitNanos;
    }

    /** How many of the bytes at hand a receive gets, or a segment has: at least one. */
    int prefix(int available) {
        if (available <= 1 || !slows(shortReads)) {
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

    /** Whether calls may end long after they were cancelled (R252). */
    boolean cancelsSlowly() {
        return cancelsSlowly;
    }

    long slowCancelNanos() {
        return chance(30) ? TimeUnit.SECONDS.toNanos(3) : delayNanos();
    }

    /** Whether the packet of a cancelled send tells how much of it was sent (R256). */
    boolean tellsCancelledCount() {
        return tellsCancelledCount;
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

    /** Lets datagrams be lost, doubled and overtaken, which is not what loopback does (R332). */
    void beUnreliable() {
        unreliable = true;
    }

    /** Has control messages not fit now and then, as when Windows has more of them than were asked for. */
    void cutControlMessages() {
        cutsControlMessages = true;
    }

    /** How many of {@code length} bytes there are for control messages. */
    int roomForControlMessages(int length) {
        return cutsControlMessages && chance(50) ? pick(length + 1) : length;
    }

    /** Whether the length of control messages that did not fit stays as the caller had it, which is open. */
    boolean keepsControlLength() {
        return chance(50);
    }

    /** Whether a datagram is lost on its way. */
    boolean loses() {
        return unreliable && chance(loses);
    }

    /** Whether a datagram comes twice. */
    boolean duplicates() {
        return unreliable && chance(duplicates);
    }

    /** Whether a datagram may be overtaken. */
    boolean reorders() {
        return unreliable && chance(reorders);
    }

    /** Whether nobody says that a datagram has not arrived. */
    boolean losesNews() {
        return unreliable && chance(losesNews);
    }

    /** Whether a send is told of what became of an earlier one, and not a receive (R329). */
    boolean tellsSends() {
        return unreliable && chance(joins);
    }

    /** Whether a datagram is joined to the one before, where that is allowed. */
    boolean joins() {
        return !hasWhims() || chance(joins);
    }

    /** The interface of multicast when nobody says which. */
    Interface defaultInterface() {
        return defaultInterface;
    }

    /** Whether a broadcast address is refused as a peer (R180). */
    boolean refusesBroadcastPeers() {
        return refusesBroadcastPeers;
    }

    /** Whether IPV6_MULTICAST_LOOP belongs to the sender, not to the receiver (R344). */
    boolean senderDecidesLoop6() {
        return senderDecidesLoop6;
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
    OverflowPacket packetAfterOverflow() {
        return packetAfterOverflow;
    }

    /** Whether AcceptEx succeeds for a client that has reset meanwhile (R134). */
    boolean acceptsResetClients() {
        return acceptsResetClients;
    }

    /** Whether an event is signalled, or FD_ACCEPT recorded, for nothing that is new (R161). */
    boolean signalsInVain() {
        return chance(signalsInVain);
    }

    /** How many connections wait at most for the answer of a condition, when their handshake does too (R156). */
    int undecided() {
        return undecided;
    }

    /** How long it takes until a client whose SYN nobody has answered sends it again. */
    long retransmitNanos() {
        return Math.max(TimeUnit.MILLISECONDS.toNanos(1), 500 * unitNanos);
    }

    /** Whether WSAAccept waits for the client's part of the handshake (R154). */
    boolean awaitsHandshakes() {
        return awaitsHandshakes;
    }

    /** What closing a listener does to a WSAAccept that waits for its client. */
    CloseDuringAccept closeDuringAccept() {
        return closeDuringAccept;
    }

    /** Whether CancelIoEx ends a WSAAccept that waits for its client. */
    boolean cancelEndsAccept() {
        return cancelEndsAccept;
    }

    /** Whether no condition is asked about a client that has gone (R150, R161). */
    boolean forgetsGone() {
        return forgetsGone;
    }

    /** Whether few TransmitFile calls run at a time (R289, R290). */
    boolean isClientEdition() {
        return clientEdition;
    }

    /** Whether the OVERLAPPED of a TransmitFile that succeeds inline does not say how much was sent (R293). */
    boolean leavesCount() {
        return leavesCount;
    }

    /** Whether TransmitFile moves the position of the file (R292). */
    boolean movesFilePointer() {
        return movesFilePointer;
    }

    /** Whether a connection is given up whose TransmitFile is cancelled (R296). */
    boolean cancelAborts() {
        return cancelAborts;
    }

    /** Whether a cancel of one receive of a connection cancels its sends too (R254). */
    boolean cancelsSendsToo() {
        return cancelsSendsToo;
    }

    /** Whether sockets are file handles, so that skip mode is allowed (R017). */
    boolean hasFileHandles() {
        return skips;
    }

    /** Whether a SOCKET refuses options from ConnectEx to SO_UPDATE_CONNECT_CONTEXT (R176, disputed). */
    boolean refusesOptionsWhileConnecting() {
        return refusesOptionsWhileConnecting;
    }

    /** Whether closing resets a connection of which a receive was cancelled (R264, disputed). */
    boolean resetsAfterCancel() {
        return resetsAfterCancel;
    }

    /** Whether a connection receives nothing more when a receive of it was cancelled (R257, disputed). */
    boolean cancelEndsReceiving() {
        return cancelEndsReceiving;
    }
}
