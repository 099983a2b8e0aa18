package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** The addresses of direct buffers. */
final class DirectBuffers {
    private DirectBuffers() {}

    /** The address of {@code length} bytes of a direct buffer of one component. */
    static long address(Winsock2 ws2, ByteBuf buffer, int index, int length) {
        if (buffer.hasMemoryAddress()) {
            return buffer.memoryAddress() + index;
        }
        ByteBuffer nio = buffer.internalNioBuffer(index, length);
        return ws2.address(nio) + nio.position();
    }
}
