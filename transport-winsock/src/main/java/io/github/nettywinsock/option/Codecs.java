package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Locale;

/** The codecs of plain values. Structs bring their own. */
final class Codecs {
    /** A value that is passed to the native side as 0 or 1. */
    static final Codec<Boolean> BOOL = new BoolCodec();

    /** An option without data: setting it is all there is. */
    static final Codec<Boolean> NO_DATA = new TrueCodec(0, "true; the option carries no data");

    /** An option whose data is the SOCKET of the listener. */
    static final Codec<Boolean> LISTENER = new TrueCodec(Long.BYTES, "true; the listener's SOCKET is passed") {
        @Override
        public boolean needsListener() {
            return true;
        }

        @Override
        public int encode(Boolean value, ByteBuffer out, long listener) {
            out.putLong(0, listener);
            return Long.BYTES;
        }
    };

    /** An unsigned 64-bit number. */
    static final Codec<Long> UINT64 = new Codec<>(Long.class, Long.BYTES, "an unsigned 64-bit number") {
        @Override
        public Long parse(String text) {
            return Long.parseUnsignedLong(text);
        }

        @Override
        public String text(Long value) {
            return Long.toUnsignedString(value);
        }

        @Override
        public int encode(Long value, ByteBuffer out, long listener) {
            out.putLong(0, value);
            return Long.BYTES;
        }

        @Override
        public Long decode(ByteBuffer in, int length, long address) {
            return in.getLong(0);
        }
    };

    private Codecs() {}

    /** A 32-bit number from {@code min} to {@code max}; {@code unit} is its unit in words, or empty. */
    static Codec<Integer> dword(int min, int max, String unit) {
        return new NumberCodec(min, max, unit, Integer.BYTES);
    }

    /** Bytes whose layout only the provider knows, at most {@code max}. */
    static Codec<byte[]> bytes(int max) {
        return new BytesCodec(0, max, max, "0 to " + max + " bytes");
    }

    /** Bytes whose layout only the provider knows, at least {@code min} and at most {@code max}. */
    static Codec<byte[]> bytes(int min, int max) {
        return new BytesCodec(min, max, max, min + " to " + max + " bytes");
    }

    /** Exactly {@code inLength} bytes to set, up to {@code outLength} bytes read. */
    static Codec<byte[]> inAndOut(int inLength, int outLength) {
        return new BytesCodec(inLength, inLength, outLength, "exactly " + inLength + " bytes");
    }

    /** An unsigned 16-bit number from {@code min} to {@code max}. */
    static Codec<Integer> word(int min, int max, String unit) {
        return new NumberCodec(min, max, unit, Short.BYTES);
    }

    /** An unsigned 8-bit number from {@code min} to {@code max}. */
    static Codec<Integer> octet(int min, int max, String unit) {
        return new NumberCodec(min, max, unit, Byte.BYTES);
    }

    /** Exactly {@code length} bytes. */
    static Codec<byte[]> exactly(int length) {
        return new BytesCodec(length, length, length, "exactly " + length + " bytes");
    }

    /** Bytes as {@code 0x} and two hexadecimal digits each. */
    static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder("0x");
        for (byte b : bytes) {
            hex.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
        }
        return hex.toString();
    }

    /**
     * What {@link #hex} writes.
     *
     * @throws IllegalArgumentException when {@code text} is not of its form
     */
    static byte[] parseBytes(String text) {
        if (!text.matches("0[xX]([0-9a-fA-F]{2})*")) {
            throw new IllegalArgumentException("bytes are written as 0x and two hexadecimal digits each");
        }
        byte[] bytes = new byte[text.length() / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text.substring(2 * i + 2, 2 * i + 4), 16);
        }
        return bytes;
    }

    /**
     * Numbers with commas between them.
     *
     * @throws IllegalArgumentException when they are not {@code count} numbers
     */
    static int[] parseNumbers(String text, int count) {
        String[] numbers = text.split(",", -1);
        if (numbers.length != count) {
            throw new IllegalArgumentException(count + " numbers with commas between them are expected");
        }
        int[] parsed = new int[count];
        for (int i = 0; i < count; i++) {
            parsed[i] = Integer.decode(numbers[i].trim());
        }
        return parsed;
    }

    private static final class BoolCodec extends Codec<Boolean> {
        BoolCodec() {
            super(Boolean.class, Integer.BYTES, "true or false");
        }

        @Override
        public Boolean parse(String text) {
            return parseBoolean(text);
        }

        @Override
        public int encode(Boolean value, ByteBuffer out, long listener) {
            // Exactly 0 or 1 in four bytes: some providers look at the first byte only.
            out.putInt(0, value ? 1 : 0);
            return Integer.BYTES;
        }

        @Override
        public Boolean decode(ByteBuffer in, int length, long address) {
            // Windows answers some of them in one byte and leaves the other three as they were.
            return length < Integer.BYTES ? in.get(0) != 0 : in.getInt(0) != 0;
        }
    }

    private static class TrueCodec extends Codec<Boolean> {
        TrueCodec(int length, String range) {
            super(Boolean.class, length, range);
        }

        @Override
        boolean isInRange(Boolean value) {
            return value;
        }

        @Override
        public Boolean parse(String text) {
            return parseBoolean(text);
        }

        @Override
        public int encode(Boolean value, ByteBuffer out, long listener) {
            return 0;
        }

        @Override
        public Boolean decode(ByteBuffer in, int length, long address) {
            return null;
        }
    }

    private static final class NumberCodec extends Codec<Integer> {
        private final int min;
        private final int max;

        NumberCodec(int min, int max, String unit, int length) {
            super(Integer.class, length, (min == max ? "" : min + " to ") + max + (unit.isEmpty() ? "" : " " + unit));
            this.min = min;
            this.max = max;
        }

        @Override
        boolean isInRange(Integer value) {
            return value >= min && value <= max;
        }

        @Override
        public Integer parse(String text) {
            return Integer.decode(text);
        }

        @Override
        public int encode(Integer value, ByteBuffer out, long listener) {
            switch (length()) {
                case Byte.BYTES:
                    out.put(0, value.byteValue());
                    break;
                case Short.BYTES:
                    out.putShort(0, value.shortValue());
                    break;
                default:
                    out.putInt(0, value);
            }
            return length();
        }

        @Override
        public Integer decode(ByteBuffer in, int length, long address) {
            switch (length) {
                case Byte.BYTES:
                    return in.get(0) & 0xFF;
                case Short.BYTES:
                    return in.getShort(0) & 0xFFFF;
                default:
                    return in.getInt(0);
            }
        }
    }

    private static final class BytesCodec extends Codec<byte[]> {
        private final int min;
        private final int max;

        BytesCodec(int min, int max, int length, String range) {
            super(byte[].class, length, range);
            this.min = min;
            this.max = max;
        }

        @Override
        boolean isInRange(byte[] value) {
            return value.length >= min && value.length <= max;
        }

        @Override
        byte[] copy(byte[] value) {
            return value.clone();
        }

        @Override
        public String text(byte[] value) {
            return hex(value);
        }

        @Override
        public byte[] parse(String text) {
            return parseBytes(text);
        }

        @Override
        public int encode(byte[] value, ByteBuffer out, long listener) {
            for (int i = 0; i < value.length; i++) {
                out.put(i, value[i]);
            }
            return value.length;
        }

        @Override
        public byte[] decode(ByteBuffer in, int length, long address) {
            byte[] value = new byte[length];
            for (int i = 0; i < length; i++) {
                value[i] = in.get(i);
            }
            return value;
        }
    }

    private static Boolean parseBoolean(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true":
            case "1":
            case "on":
                return true;
            case "false":
            case "0":
            case "off":
                return false;
            default:
                throw new IllegalArgumentException("true or false is expected");
        }
    }
}
