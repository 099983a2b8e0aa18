package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code SIO_QUERY_RSS_PROCESSOR_INFO}, a {@code SOCKET_PROCESSOR_AFFINITY} struct: the processor that receives
 * the traffic of a socket.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-query-rss-processor-info">SIO_QUERY_RSS_PROCESSOR_INFO</a>
 */
public final class ProcessorAffinity {
    static final Codec<ProcessorAffinity> CODEC = new StructCodec<>(ProcessorAffinity.class, 8) {
        @Override
        ProcessorAffinity read(ByteBuffer in, int length) {
            return new ProcessorAffinity(in.getShort(0) & 0xFFFF, in.get(2) & 0xFF, in.getShort(4) & 0xFFFF);
        }
    };

    private final int group;
    private final int number;
    private final int numaNode;

    private ProcessorAffinity(int group, int number, int numaNode) {
        this.group = group;
        this.number = number;
        this.numaNode = numaNode;
    }

    /** The processor group. */
    public int group() {
        return group;
    }

    /** The processor within the group. */
    public int number() {
        return number;
    }

    /** The NUMA node of the processor. */
    public int numaNode() {
        return numaNode;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProcessorAffinity
                && ((ProcessorAffinity) other).group == group
                && ((ProcessorAffinity) other).number == number
                && ((ProcessorAffinity) other).numaNode == numaNode;
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, number, numaNode);
    }

    @Override
    public String toString() {
        return "group " + group + ", processor " + number + ", NUMA node " + numaNode;
    }
}
