package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.option.Codec;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of an option as text: a number in decimal, anything else in hexadecimal. */
final class Value {
    private Value() {}

    static String text(Codec<?> codec, byte[] bytes) {
        return isNumber(codec.type()) && isNumber(bytes.length) ? decimal(bytes) : hexadecimal(bytes);
    }

    /** Whether the value, of a network interface for one, is passed as a number. */
    static boolean isNumber(Class<?> type) {
        return type == Boolean.class
                || type == Integer.class
                || type == Long.class
                || type == NetworkInterface.class
                || type.isEnum();
    }

    private static boolean isNumber(int length) {
        return length == Byte.BYTES || length == Short.BYTES || length == Integer.BYTES || length == Long.BYTES;
    }

    private static String decimal(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (bytes.length) {
            case Byte.BYTES:
                return String.valueOf(in.get(0) & 0xFF);
            case Short.BYTES:
                return String.valueOf(in.getShort(0) & 0xFFFF);
            case Integer.BYTES:
                return String.valueOf(in.getInt(0));
            default:
                return Long.toUnsignedString(in.getLong(0));
        }
    }

    private static String hexadecimal(byte[] bytes) {
        StringBuilder text = new StringBuilder("0x");
        for (byte b : bytes) {
            text.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
        }
        return text.toString();
    }
}
