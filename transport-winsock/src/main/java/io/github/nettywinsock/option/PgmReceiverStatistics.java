package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * The value of {@code RM_RECEIVER_STATISTICS}, an {@code RM_RECEIVER_STATS} struct: what a PGM receiver has seen so far.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/wsrm/ns-wsrm-rm_receiver_stats">RM_RECEIVER_STATS</a>
 */
public final class PgmReceiverStatistics {
    private static final int LENGTH = 144;

    static final Codec<PgmReceiverStatistics> CODEC = new StructCodec<>(PgmReceiverStatistics.class, LENGTH) {
        @Override
        PgmReceiverStatistics read(ByteBuffer in, int length) {
            return new PgmReceiverStatistics(new Struct(in, 0, LENGTH));
        }
    };

    private final Struct struct;

    private PgmReceiverStatistics(Struct struct) {
        this.struct = struct;
    }

    /** Data packets that came in, repairs not counted. */
    public long dataPacketsReceived() {
        return struct.int64(0);
    }

    /** Repair packets that came in. */
    public long repairPacketsReceived() {
        return struct.int64(8);
    }

    /** Packets that had come in before. */
    public long duplicatePackets() {
        return struct.int64(16);
    }

    /** Bytes of data that came in. */
    public long dataBytesReceived() {
        return struct.int64(24);
    }

    /** Bytes of data and of the protocol that came in. */
    public long totalBytesReceived() {
        return struct.int64(32);
    }

    /** The rate since the start, in kbit/s. */
    public long overallRate() {
        return struct.int64(40);
    }

    /** The rate of the last interval, in kbit/s. */
    public long lastRate() {
        return struct.int64(48);
    }

    /** The sequence number at the old end of the window. */
    public long trailingEdge() {
        return struct.int64(56);
    }

    /** The sequence number at the new end of the window. */
    public long leadingEdge() {
        return struct.int64(64);
    }

    /** The average number of sequences in the window. */
    public long averageSequencesInWindow() {
        return struct.int64(72);
    }

    /** The least number of sequences in the window. */
    public long minSequencesInWindow() {
        return struct.int64(80);
    }

    /** The greatest number of sequences in the window. */
    public long maxSequencesInWindow() {
        return struct.int64(88);
    }

    /** The sequence number of the first pending negative acknowledgement. */
    public long firstNakSequence() {
        return struct.int64(96);
    }

    /** Sequences that wait for a confirmation of their negative acknowledgement. */
    public long pendingNaks() {
        return struct.int64(104);
    }

    /** Sequences whose negative acknowledgement is confirmed but whose repair has not come. */
    public long outstandingNaks() {
        return struct.int64(112);
    }

    /** Data packets that are held in buffers. */
    public long packetsBuffered() {
        return struct.int64(120);
    }

    /** Selective negative acknowledgements that were sent. */
    public long selectiveNaksSent() {
        return struct.int64(128);
    }

    /** Parity negative acknowledgements that were sent. */
    public long parityNaksSent() {
        return struct.int64(136);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgmReceiverStatistics && ((PgmReceiverStatistics) other).struct.equals(struct);
    }

    @Override
    public int hashCode() {
        return struct.hashCode();
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "PgmReceiverStatistics(", ")")
                .add("dataPacketsReceived=" + dataPacketsReceived())
                .add("repairPacketsReceived=" + repairPacketsReceived())
                .add("duplicatePackets=" + duplicatePackets())
                .add("dataBytesReceived=" + dataBytesReceived())
                .add("totalBytesReceived=" + totalBytesReceived())
                .add("overallRate=" + overallRate())
                .add("lastRate=" + lastRate())
                .add("trailingEdge=" + trailingEdge())
                .add("leadingEdge=" + leadingEdge())
                .add("averageSequencesInWindow=" + averageSequencesInWindow())
                .add("minSequencesInWindow=" + minSequencesInWindow())
                .add("maxSequencesInWindow=" + maxSequencesInWindow())
                .add("firstNakSequence=" + firstNakSequence())
                .add("pendingNaks=" + pendingNaks())
                .add("outstandingNaks=" + outstandingNaks())
                .add("packetsBuffered=" + packetsBuffered())
                .add("selectiveNaksSent=" + selectiveNaksSent())
                .add("parityNaksSent=" + parityNaksSent())
                .toString();
    }
}
