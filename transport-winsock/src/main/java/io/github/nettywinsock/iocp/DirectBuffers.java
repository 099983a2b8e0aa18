package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;

/** What Windows can read from: direct buffers, and their addresses. */
final class DirectBuffers {
    private DirectBuffers() {}

    /** Whether all bytes of a buffer are in direct memory, of one piece or of several. */
    static boolean isDirect(ByteBuf buffer) {
        if (!buffer.isDirect() || buffer.hasMemoryAddress() || !buffer.isReadable()) {
            return buffer.isDirect();
        }
        // What Unpooled.wrappedUnmodifiableBuffer makes says so without a look at its first component.
        for (ByteBuffer nio : buffer.nioBuffers()) {
            if (!nio.isDirect()) {
                return false;
            }
        }
        return true;
    }

    /** Whether all bytes of a buffer are in one piece of direct memory. */
    static boolean isOnePiece(ByteBuf buffer) {
        return buffer.nioBufferCount() == 1 && isDirect(buffer);
    }

    /** A direct copy of a buffer, whose holder is released. */
    static ByteBuf copy(ByteBufAllocator alloc, ByteBuf buffer, Object holder) {
        ByteBuf copy = alloc.directBuffer(buffer.readableBytes());
        try {
            copy.writeBytes(buffer, buffer.readerIndex(), buffer.readableBytes());
        } catch (Throwable e) {
            copy.release();
            throw e;
        }
        ReferenceCountUtil.safeRelease(holder);
        return copy;
    }

    /** The address of {@code length} bytes of a direct buffer of one piece. */
    static long address(Winsock2 ws2, ByteBuf buffer, int index, int length) {
        if (buffer.hasMemoryAddress()) {
            return buffer.memoryAddress() + index;
        }
        ByteBuffer nio = buffer.internalNioBuffer(index, length);
        return ws2.address(nio) + nio.position();
    }
}
