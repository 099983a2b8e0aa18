package io.github.nettywinsock.simulation;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory at addresses, as native code has it. */
final class Memory {
    private Memory() {}

    static byte[] read(long address, int length) {
        return length == 0 ? new byte[0] : new Pointer(address).getByteArray(0, length);
    }

    static void write(long address, byte[] bytes, int from, int length) {
        if (length > 0) {
            new Pointer(address).write(0, bytes, from, length);
        }
    }

    static void fill(long address, int length, byte value) {
        if (length > 0) {
            new Pointer(address).setMemory(0, length, value);
        }
    }

    static int getInt(long address) {
        return new Pointer(address).getInt(0);
    }

    static void putInt(long address, int value) {
        new Pointer(address).setInt(0, value);
    }

    static long getLong(long address) {
        return new Pointer(address).getLong(0);
    }

    static void putLong(long address, long value) {
        new Pointer(address).setLong(0, value);
    }

    static ByteBuffer buffer(long address, int length) {
        return new Pointer(address).getByteBuffer(0, length).order(ByteOrder.nativeOrder());
    }
}
