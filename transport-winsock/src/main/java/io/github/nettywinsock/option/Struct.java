package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a struct that Windows returned, and its fields by their offsets. */
final class Struct {
    private final byte[] bytes;
    private final ByteBuffer fields;

    Struct(ByteBuffer in, int offset, int length) {
        bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = in.get(offset + i);
        }
        fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int uint8(int offset) {
        return fields.get(offset) & 0xFF;
    }

    int uint16(int offset) {
        return fields.getShort(offset) & 0xFFFF;
    }

    /** A 16-bit number in network order. */
    int networkUint16(int offset) {
        return uint8(offset) << 8 | uint8(offset + 1);
    }

    int int32(int offset) {
        return fields.getInt(offset);
    }

    long uint32(int offset) {
        return Integer.toUnsignedLong(int32(offset));
    }

    long int64(int offset) {
        return fields.getLong(offset);
    }

    byte[] bytes(int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** Bytes as hexadecimal digits. */
    String hex(int offset, int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < length; i++) {
            hex.append(String.format("%02X", uint8(offset + i)));
        }
        return hex.toString();
    }

    /** Text in single bytes, up to a NUL or {@code max} bytes. */
    String text(int offset, int max) {
        int length = 0;
        while (length < max && bytes[offset + length] != 0) {
            length++;
        }
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Struct && Arrays.equals(((Struct) other).bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
