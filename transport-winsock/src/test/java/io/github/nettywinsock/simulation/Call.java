package io.github.nettywinsock.simulation;

/** An overlapped call from its beginning until its packet was dequeued. */
class Call {
    /** Which function was called. */
    enum Kind {
        WSARecv,
        WSASend,
        WSARecvMsg,
        WSASendTo,
        WSASendMsg,
        AcceptEx,
        ConnectEx,
        TransmitFile;

        /** Whether the system reads the buffers, and does not write them. */
        boolean sends() {
            return this == WSASend
                    || this == WSASendTo
                    || this == WSASendMsg
                    || this == ConnectEx
                    || this == TransmitFile;
        }
    }

    private static final int INTERNAL_HIGH = 8;
    private static final int EVENT = 24;
    private static final long POISON = 0xCDCDCDCDL;

    final Kind kind;
    final SimulatedSocket socket;
    final long overlapped;
    final Buffers buffers;
    final int number;

    /** Whether the system has finished it; its packet may still be on its way. */
    private boolean completed;

    /** Whether the buffers may have been written to. */
    private boolean filled;

    private boolean silent;

    /** The thread that was told of its end. */
    private Thread toldThread;

    private long checksum;
    private int transferred;
    private long internalHigh;

    Call(Kind kind, SimulatedSocket socket, long overlapped, Buffers buffers, int number) {
        this.kind = kind;
        this.socket = socket;
        this.overlapped = overlapped;
        this.buffers = buffers;
        this.number = number;
    }

    boolean isCompleted() {
        return completed;
    }

    /** Whether its caller has said by an odd event handle that it wants no packet. */
    boolean isSilent() {
        return silent;
    }

    void tellThisThread() {
        toldThread = Thread.currentThread();
    }

    /** Whether this thread was told of its end; others, which make calls on the socket meanwhile, cannot know of it. */
    boolean hasToldThisThread() {
        return toldThread == Thread.currentThread();
    }

    /** The number of bytes to send or to receive. */
    int length() {
        return buffers.length();
    }

    /** How much room the send buffer needs for it to complete inline: of memory the system takes all at once. */
    int roomForInline() {
        return 1;
    }

    /** Whether the system may send its bytes. */
    boolean isReady() {
        return true;
    }

    /** Reads {@code count} of the bytes to send. */
    byte[] read(int from, int count) {
        return buffers.read(from, count);
    }

    /** Called when the system has finished it. */
    void completed() {}

    int transferred() {
        return transferred;
    }

    /** Marks the OVERLAPPED as pending, and what is written meanwhile as unknown. */
    @Rules({"R203", "R204"})
    void begin() {
        internalHigh = Memory.getLong(overlapped + INTERNAL_HIGH);
        Memory.putLong(overlapped, Status.PENDING);
        Memory.putLong(overlapped + INTERNAL_HIGH, POISON);
        silent = (Memory.getLong(overlapped + EVENT) & 1) != 0;
        if (kind.sends()) {
            checksum = buffers.checksum();
        } else {
            buffers.poison();
        }
    }

    /** What the caller has done to memory that is the system's, or null. */
    String damage() {
        if ((int) Memory.getLong(overlapped) != Status.PENDING) {
            return "the OVERLAPPED was written";
        }
        if (kind.sends() && buffers.checksum() != checksum) {
            return "the data to send was changed";
        }
        if (!kind.sends() && !filled && !buffers.isPoisoned()) {
            return "the buffer to receive into was written";
        }
        return null;
    }

    void fill(byte[] bytes) {
        filled = true;
        buffers.write(bytes);
    }

    /** Has foreign writes to the buffers not be noticed any more. */
    void sharesBuffers() {
        filled = true;
    }

    void complete(int status, int transferred) {
        completed = true;
        this.transferred = transferred;
        Memory.putLong(overlapped, status & 0xFFFFFFFFL);
        Memory.putLong(overlapped + INTERNAL_HIGH, transferred);
        completed();
    }

    /** Completes it inline where the status block is left as it was. */
    void completeWithoutStatus(int transferred) {
        completed = true;
        this.transferred = transferred;
        completed();
    }

    /** Completes it inline where the number of bytes is left as the caller had it. */
    @Rules("R293")
    void completeWithoutCount(int transferred) {
        completeWithoutStatus(transferred);
        Memory.putLong(overlapped, Status.SUCCESS);
        Memory.putLong(overlapped + INTERNAL_HIGH, internalHigh);
    }

    /** Does not depend on where the object is, so that histories can be compared. */
    @Override
    public int hashCode() {
        return 31 * kind.ordinal() + number;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return kind + "#" + number;
    }
}
