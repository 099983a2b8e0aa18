package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code RM_USE_FEC}, an {@code RM_FEC_INFO} struct: forward error correction of a PGM sender.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/wsrm/ns-wsrm-rm_fec_info">RM_FEC_INFO</a>
 */
public final class PgmErrorCorrection {
    private static final int MAX_BLOCK = 255;

    static final Codec<PgmErrorCorrection> CODEC =
            new Codec<>(
                    PgmErrorCorrection.class,
                    6,
                    "the most packets for a group, parity packets sent unasked, data packets in a group, and 1 for parity on"
                            + " demand or 0, such as 255,0,8,1") {
                @Override
                PgmErrorCorrection parsed(String text) {
                    int[] numbers = Codecs.parseNumbers(text, ',', 4);
                    if (numbers[3] < 0 || numbers[3] > 1) {
                        throw new IllegalArgumentException("parity on demand is 0 or 1");
                    }
                    return of(numbers[0], numbers[1], numbers[2], numbers[3] == 1);
                }

                @Override
                public int encode(PgmErrorCorrection value, ByteBuffer out) {
                    out.putShort(0, (short) value.blockSize)
                            .putShort(2, (short) value.proactivePackets)
                            .put(4, (byte) value.groupSize)
                            .put(5, (byte) (value.onDemand ? 1 : 0));
                    return length();
                }

                @Override
                PgmErrorCorrection read(ByteBuffer in, int length) {
                    return new PgmErrorCorrection(
                            in.getShort(0) & 0xFFFF, in.getShort(2) & 0xFFFF, in.get(4) & 0xFF, in.get(5) != 0);
                }
            };

    private final int blockSize;
    private final int proactivePackets;
    private final int groupSize;
    private final boolean onDemand;

    private PgmErrorCorrection(int blockSize, int proactivePackets, int groupSize, boolean onDemand) {
        this.blockSize = blockSize;
        this.proactivePackets = proactivePackets;
        this.groupSize = groupSize;
        this.onDemand = onDemand;
    }

    /**
     * Forward error correction.
     *
     * @param blockSize        packets in a group at most, parity included, 1 to 255
     * @param proactivePackets parity packets sent for each group unasked, 0 to 255
     * @param groupSize        data packets that parity is computed over, a power of two up to 128
     * @param onDemand         whether parity packets are sent when a receiver asks for them
     * @throws IllegalArgumentException when a number is out of range, or no parity packet would ever be sent
     */
    public static PgmErrorCorrection of(int blockSize, int proactivePackets, int groupSize, boolean onDemand) {
        if (blockSize < 1 || blockSize > MAX_BLOCK || proactivePackets < 0 || proactivePackets > MAX_BLOCK) {
            throw new IllegalArgumentException("the packets of a group are 1 to " + MAX_BLOCK + ", 0 to " + MAX_BLOCK
                    + " of them proactive, not " + blockSize + " and " + proactivePackets);
        }
        if (groupSize < 1 || groupSize > MAX_BLOCK || Integer.bitCount(groupSize) != 1) {
            throw new IllegalArgumentException("a group size is a power of two up to 128, not " + groupSize);
        }
        if (proactivePackets == 0 && !onDemand) {
            throw new IllegalArgumentException("parity packets are sent proactively, on demand or both");
        }
        return new PgmErrorCorrection(blockSize, proactivePackets, groupSize, onDemand);
    }

    /** Packets in a group at most, parity included. */
    public int blockSize() {
        return blockSize;
    }

    /** Parity packets sent for each group unasked. */
    public int proactivePackets() {
        return proactivePackets;
    }

    /** Data packets that parity is computed over. */
    public int groupSize() {
        return groupSize;
    }

    /** Whether parity packets are sent when a receiver asks for them. */
    public boolean isOnDemand() {
        return onDemand;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PgmErrorCorrection)) {
            return false;
        }
        PgmErrorCorrection that = (PgmErrorCorrection) other;
        return blockSize == that.blockSize
                && proactivePackets == that.proactivePackets
                && groupSize == that.groupSize
                && onDemand == that.onDemand;
    }

    @Override
    public int hashCode() {
        return Objects.hash(blockSize, proactivePackets, groupSize, onDemand);
    }

    @Override
    public String toString() {
        return "PgmErrorCorrection(blockSize=" + blockSize + ", proactivePackets=" + proactivePackets + ", groupSize="
                + groupSize + ", onDemand=" + onDemand + ')';
    }
}
