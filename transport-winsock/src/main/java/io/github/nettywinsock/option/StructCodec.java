package io.github.nettywinsock.option;

import java.nio.ByteBuffer;

/** The codec of a struct that Windows only ever returns. */
abstract class StructCodec<T> extends Codec<T> {
    StructCodec(Class<T> type, int length) {
        super(type, length, "read only");
    }

    /**
     * The number of entries in {@code length} bytes.
     *
     * @throws IllegalArgumentException when the last one is cut short
     */
    static int entries(int length, int entryLength) {
        if (length % entryLength != 0) {
            throw new IllegalArgumentException(
                    "entries of " + entryLength + " bytes were expected, not " + length + " bytes in all");
        }
        return length / entryLength;
    }

    @Override
    final T parsed(String text) {
        throw new IllegalArgumentException("a " + type().getSimpleName() + " is only ever read");
    }

    @Override
    public final int encode(T value, ByteBuffer out) {
        throw new UnsupportedOperationException("a " + type().getSimpleName() + " is only ever read");
    }
}
