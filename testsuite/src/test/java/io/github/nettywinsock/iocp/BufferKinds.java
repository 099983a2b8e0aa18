package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The kinds of buffers that Netty has, each with the text {@link #TEXT}. */
enum BufferKinds {
    HEAP(() -> heap(BufferKinds.TEXT)),
    DIRECT(() -> direct(BufferKinds.TEXT)),
    SLICE(() -> direct("-" + BufferKinds.TEXT + "-").slice(1, BufferKinds.TEXT.length())),
    DUPLICATE(() -> direct("-" + BufferKinds.TEXT).duplicate().skipBytes(1)),
    READ_ONLY(() -> direct(BufferKinds.TEXT).asReadOnly()),
    READ_ONLY_HEAP(() -> heap(BufferKinds.TEXT).asReadOnly()),
    READ_ONLY_NIO(() -> Unpooled.wrappedBuffer(nio(ByteBuffer.allocateDirect(64)))),
    READ_ONLY_NIO_HEAP(() -> Unpooled.wrappedBuffer(nio(ByteBuffer.allocate(64)))),
    LITTLE_ENDIAN(BufferKinds::littleEndian),
    COMPOSITE(() -> Unpooled.wrappedBuffer(direct("one "), direct("text"))),
    COMPOSITE_OF_ONE(() -> Unpooled.compositeBuffer().addComponent(true, direct(BufferKinds.TEXT))),
    COMPOSITE_HEAP_FIRST(() -> Unpooled.wrappedBuffer(heap("one "), direct("text"))),
    COMPOSITE_DIRECT_FIRST(() -> Unpooled.wrappedBuffer(direct("one "), heap("text"))),
    UNMODIFIABLE(() -> Unpooled.wrappedUnmodifiableBuffer(direct("one "), direct("text"))),
    UNMODIFIABLE_HEAP_FIRST(() -> Unpooled.wrappedUnmodifiableBuffer(heap("one "), direct("text"))),
    UNMODIFIABLE_DIRECT_FIRST(() -> Unpooled.wrappedUnmodifiableBuffer(direct("one "), heap("text"))),
    UNMODIFIABLE_SLICE(() ->
            Unpooled.wrappedUnmodifiableBuffer(heap("-one "), direct("text-")).slice(1, BufferKinds.TEXT.length())),
    UNMODIFIABLE_IN_A_COMPOSITE(() -> Unpooled.compositeBuffer()
            .addComponent(true, direct("o"))
            .addComponent(true, Unpooled.wrappedUnmodifiableBuffer(heap("ne "), direct("text")))),
    EMPTY_BETWEEN(() -> Unpooled.wrappedUnmodifiableBuffer(direct("one "), heap(""), direct("text")));

    static final String TEXT = "one text";

    private final Supplier<ByteBuf> supplier;

    BufferKinds(Supplier<ByteBuf> supplier) {
        this.supplier = supplier;
    }

    ByteBuf create() {
        return supplier.get();
    }

    static ByteBuf direct(String text) {
        return Unpooled.directBuffer().writeBytes(heap(text));
    }

    static ByteBuf heap(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static ByteBuffer nio(ByteBuffer buffer) {
        return buffer.put(TEXT.getBytes(StandardCharsets.US_ASCII)).flip().asReadOnlyBuffer();
    }

    @SuppressWarnings("deprecation")
    private static ByteBuf littleEndian() {
        return direct(TEXT).order(ByteOrder.LITTLE_ENDIAN);
    }
}
