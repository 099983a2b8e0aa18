package io.github.nettywinsock.simulation;

import java.util.ArrayDeque;

/** Bytes in order. */
final class ByteQueue {
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private int offset;
    private int size;

    int size() {
        return size;
    }

    void add(byte[] bytes) {
        if (bytes.length > 0) {
            pieces.add(bytes);
            size += bytes.length;
        }
    }

    /** Removes the first {@code count} bytes, which there must be. */
    byte[] poll(int count) {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            byte[] first = pieces.peek();
            int part = Math.min(count - done, first.length - offset);
            System.arraycopy(first, offset, bytes, done, part);
            done += part;
            offset += part;
            if (offset == first.length) {
                pieces.poll();
                offset = 0;
            }
        }
        size -= count;
        return bytes;
    }

    void clear() {
        pieces.clear();
        offset = 0;
        size = 0;
    }
}
