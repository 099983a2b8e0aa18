package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * The value of {@code RM_SENDER_STATISTICS}, an {@code RM_SENDER_STATS} struct: what a PGM sender has done so far.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/wsrm/ns-wsrm-rm_sender_stats">RM_SENDER_STATS</a>
 */
public final class PgmSenderStatistics {
    private static final int LENGTH = 104;

    static final Codec<PgmSenderStatistics> CODEC = new StructCodec<>(PgmSenderStatistics.class, LENGTH) {
        @Override
        PgmSenderStatistics read(ByteBuffer in, int length) {
            return new PgmSenderStatistics(new Struct(in, 0, LENGTH));
        }
    };

    private final Struct struct;

    private PgmSenderStatistics(Struct struct) {
        this.struct = struct;
    }

    /** Bytes of data that were sent. */
    public long dataBytesSent() {
        return struct.int64(0);
    }

    /** Bytes of data and of the protocol that were sent. */
    public long totalBytesSent() {
        return struct.int64(8);
    }

    /** Negative acknowledgements that came in. */
    public long naksReceived() {
        return struct.int64(16);
    }

    /** Negative acknowledgements for data that was no longer in the window. */
    public long naksReceivedTooLate() {
        return struct.int64(24);
    }

    /** Negative acknowledgements that are still to be answered. */
    public long outstandingNaks() {
        return struct.int64(32);
    }

    /** Negative acknowledgements for data that had been repaired. */
    public long naksAfterRepair() {
        return struct.int64(40);
    }

    /** Repair packets that were sent. */
    public long repairPacketsSent() {
        return struct.int64(48);
    }

    /** The space that is left in the buffer. */
    public long bufferSpaceAvailable() {
        return struct.int64(56);
    }

    /** The sequence number at the old end of the window. */
    public long trailingEdge() {
        return struct.int64(64);
    }

    /** The sequence number at the new end of the window. */
    public long leadingEdge() {
        return struct.int64(72);
    }

    /** The rate since the start, in kbit/s. */
    public long overallRate() {
        return struct.int64(80);
    }

    /** The rate of the last interval, in kbit/s. */
    public long lastRate() {
        return struct.int64(88);
    }

    /** Data packets that were sent, repairs not counted. */
    public long dataPacketsSent() {
        return struct.int64(96);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgmSenderStatistics && ((PgmSenderStatistics) other).struct.equals(struct);
    }

    @Override
    public int hashCode() {
        return struct.hashCode();
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "PgmSenderStatistics(", ")")
                .add("dataBytesSent=" + dataBytesSent())
                .add("totalBytesSent=" + totalBytesSent())
                .add("naksReceived=" + naksReceived())
                .add("naksReceivedTooLate=" + naksReceivedTooLate())
                .add("outstandingNaks=" + outstandingNaks())
                .add("naksAfterRepair=" + naksAfterRepair())
                .add("repairPacketsSent=" + repairPacketsSent())
                .add("bufferSpaceAvailable=" + bufferSpaceAvailable())
                .add("trailingEdge=" + trailingEdge())
                .add("leadingEdge=" + leadingEdge())
                .add("overallRate=" + overallRate())
                .add("lastRate=" + lastRate())
                .add("dataPacketsSent=" + dataPacketsSent())
                .toString();
    }
}
