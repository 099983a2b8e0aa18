package io.github.nettywinsock.parity;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultFileRegion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Messages that are written, by kind. */
final class Messages {
    /** Without leak detection: over NIO some messages are lost, of a channel that is closed forcibly for instance. */
    private static final ByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(true, true);

    private Messages() {}

    static Object of(String kind, int length) throws IOException {
        byte[] bytes = Bytes.of(length);
        switch (kind) {
            case "region":
                return region(bytes);
            case "missing-region":
                return new DefaultFileRegion(new File("no such file"), 0, length);
            case "long-region":
                return longRegion(bytes);
            case "text":
                return "text";
            default:
                return buffer(kind, bytes);
        }
    }

    static ByteBuf buffer(String kind, byte[] bytes) {
        ByteBuf direct = BUFFERS.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
        switch (kind) {
            case "heap":
                direct.release();
                return Unpooled.wrappedBuffer(bytes);
            case "direct":
                return direct;
            case "read-only":
                return direct.asReadOnly();
            case "composite":
                int half = bytes.length / 2;
                return Unpooled.wrappedBuffer(
                        direct.readRetainedSlice(half),
                        Unpooled.copiedBuffer(bytes, half, bytes.length - half),
                        release(direct));
            default:
                throw new AssertionError("no such message: " + kind);
        }
    }

    private static ByteBuf release(ByteBuf direct) {
        direct.release();
        return Unpooled.EMPTY_BUFFER;
    }

    private static DefaultFileRegion region(byte[] bytes) throws IOException {
        return new DefaultFileRegion(file(bytes), 0, bytes.length);
    }

    /** More than the file has. */
    private static DefaultFileRegion longRegion(byte[] bytes) throws IOException {
        return new DefaultFileRegion(file(bytes), 0, bytes.length + 10L);
    }

    private static File file(byte[] bytes) throws IOException {
        Path path = Files.createTempFile("parity", null);
        path.toFile().deleteOnExit();
        Files.write(path, bytes);
        return path.toFile();
    }
}
