package io.github.nettywinsock.ws2;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Zeroed memory that stays until {@link #free}: what an overlapped call was given must outlive every Java object that
 * stands for the call.
 */
public final class NativeMemory {

    private final long address;
    private final ByteBuffer buffer;

    private NativeMemory(long address, int length) {
        this.address = address;
        Pointer pointer = new Pointer(address);
        pointer.clear(length);
        buffer = pointer.getByteBuffer(0, length).order(ByteOrder.nativeOrder());
    }

    /**
     * Allocates {@code length} bytes, aligned to 16.
     *
     * @throws OutOfMemoryError if there is no memory
     */
    public static NativeMemory allocate(int length) {
        long address = Native.malloc(length);
        if (address == 0) {
            throw new OutOfMemoryError("no " + length + " bytes of native memory");
        }
        return new NativeMemory(address, length);
    }

    /** The address of the first byte. */
    public long address() {
        return address;
    }

    /** The bytes, in native order. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Frees the memory, once; nobody may use it or {@link #buffer} afterwards. */
    public void free() {
        Native.free(address);
    }
}
