package io.github.nettywinsock.option;

import java.nio.ByteBuffer;

/** Of a struct that points to other parts of the buffer that it is in. */
abstract class PointerCodec<T> extends StructCodec<T> {
    PointerCodec(Class<T> type, int length) {
        super(type, length);
    }

    @Override
    abstract T read(ByteBuffer in, int length, long address);

    @Override
    final T read(ByteBuffer in, int length) {
        throw new IllegalStateException(type() + " cannot be read without the address of its buffer");
    }
}
