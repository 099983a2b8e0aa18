package io.github.nettywinsock.simulation;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The data buffers of a call, as its WSABUFs named them: the array is captured, the buffers are the system's until the
 * packet was dequeued.
 */
@Rules({"R217", "R245"})
final class Buffers {
    static final Buffers NONE = new Buffers(new long[0], new int[0]);

    private static final int SIZEOF_WSABUF = 16;
    private static final byte POISON = (byte) 0xCD;
    private static final int WATCHED = 256;

    private final long[] addresses;
    private final int[] lengths;
    private final int length;

    private Buffers(long[] addresses, int[] lengths) {
        this.addresses = addresses;
        this.lengths = lengths;
        length = Arrays.stream(lengths).sum();
    }

    static Buffers capture(long lpBuffers, int count) {
        long[] addresses = new long[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = Memory.getInt(lpBuffers + (long) i * SIZEOF_WSABUF);
            addresses[i] = Memory.getLong(lpBuffers + (long) i * SIZEOF_WSABUF + Long.BYTES);
        }
        return new Buffers(addresses, lengths);
    }

    static Buffers of(long address, int length) {
        return new Buffers(new long[] {address}, new int[] {length});
    }

    int length() {
        return length;
    }

    /** Reads {@code count} bytes from {@code offset}. */
    byte[] read(int offset, int count) {
        byte[] bytes = new byte[count];
        int done = 0;
        int start = 0;
        for (int i = 0; i < lengths.length && done < count; i++) {
            int skip = Math.max(0, offset - start);
            int part = Math.min(lengths[i] - skip, count - done);
            if (part > 0) {
                System.arraycopy(Memory.read(addresses[i] + skip, part), 0, bytes, done, part);
                done += part;
            }
            start += lengths[i];
        }
        return bytes;
    }

    /** Writes from the beginning, as much as there is room for. */
    void write(byte[] bytes) {
        int done = 0;
        for (int i = 0; i < lengths.length && done < bytes.length; i++) {
            int part = Math.min(lengths[i], bytes.length - done);
            Memory.write(addresses[i], bytes, done, part);
            done += part;
        }
    }

    boolean overlaps(long address, long size) {
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0 && address < addresses[i] + lengths[i] && addresses[i] < address + size) {
                return true;
            }
        }
        return false;
    }

    boolean overlap(Buffers other) {
        for (int i = 0; i < other.lengths.length; i++) {
            if (overlaps(other.addresses[i], other.lengths[i])) {
                return true;
            }
        }
        return false;
    }

    /** What tells whether the bytes were changed. */
    long checksum() {
        CRC32 crc = new CRC32();
        for (int i = 0; i < lengths.length; i++) {
            crc.update(Memory.read(addresses[i], lengths[i]));
        }
        return crc.getValue();
    }

    /** Fills what is received into, so that a foreign write is noticed. */
    void poison() {
        for (int i = 0; i < lengths.length; i++) {
            Memory.fill(addresses[i], Math.min(WATCHED, lengths[i]), POISON);
        }
    }

    boolean isPoisoned() {
        for (int i = 0; i < lengths.length; i++) {
            for (byte b : Memory.read(addresses[i], Math.min(WATCHED, lengths[i]))) {
                if (b != POISON) {
                    return false;
                }
            }
        }
        return true;
    }
}
