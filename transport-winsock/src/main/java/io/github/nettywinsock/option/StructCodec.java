package io.github.nettywinsock.option;

import java.nio.ByteBuffer;

/** The codec of a struct that Windows only ever returns. */
abstract class StructCodec<T> extends Codec<T> {
    StructCodec(Class<T> type, int length) {
        super(type, length, "read only");
    }

    @Override
    public final T parse(String text) {
        throw new IllegalArgumentException("a " + type().getSimpleName() + " is only ever read");
    }

    @Override
    public final int encode(T value, ByteBuffer out, long listener) {
        throw new UnsupportedOperationException("a " + type().getSimpleName() + " is only ever read");
    }
}
