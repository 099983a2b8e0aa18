package io.github.nettywinsock.option;

import java.nio.ByteBuffer;

/** The codec of a struct that Windows only ever takes. */
abstract class WriteOnlyCodec<T> extends Codec<T> {
    WriteOnlyCodec(Class<T> type, int length, String range) {
        super(type, length, range);
    }

    /** Writes all fields into the zeroed struct. */
    abstract void write(T value, ByteBuffer out);

    @Override
    public final int encode(T value, ByteBuffer out) {
        write(value, out);
        return length();
    }

    @Override
    final T read(ByteBuffer in, int length) {
        throw new UnsupportedOperationException("a " + type().getSimpleName() + " is only ever set");
    }
}
