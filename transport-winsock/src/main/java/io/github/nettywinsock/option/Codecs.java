package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        public int encode(Boolean value, ByteBuffer out) {
            return Long.BYTES;
        }
    };

    /** An unsigned 64-bit number. */
    static final Codec<Long> UINT64 = new Codec<>(Long.class, Long.BYTES, "an unsigned 64-bit number") {
        @Override
        Long parsed(String text) {
            return Long.parseUnsignedLong(text);
        }

        @Override
        public String text(Long value) {
            return Long.toUnsignedString(value);
        }

        @Override
        public int encode(Long value, ByteBuffer out) {
            out.putLong(0, value);
            return Long.BYTES;
        }

        @Override
        Long read(ByteBuffer in, int length) {
            return in.getLong(0);
        }
    };

    /** Any 32-bit number. */
    static final Codec<Integer> DWORD = dword("");

    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]*");
    private static final Pattern NUMBER = Pattern.compile("([+-]?)(?:0[xX]([0-9a-fA-F]+)|([0-9]+))");
    private static final int MAX_IN_MESSAGE = 200;

    private Codecs() {}

    /** Any 32-bit number of {@code unit}, its unit in words. */
    static Codec<Integer> dword(String unit) {
        return dword(Integer.MIN_VALUE, Integer.MAX_VALUE, unit);
    }

    /** A 32-bit number from {@code min} to {@code max}, without a unit. */
    static Codec<Integer> dword(int min, int max) {
        return dword(min, max, "");
    }

    /** A 32-bit number from {@code min} to {@code max} of {@code unit}, its unit in words. */
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

    /** An unsigned 16-bit number from {@code min} to {@code max}, without a unit. */
    static Codec<Integer> word(int min, int max) {
        return new NumberCodec(min, max, "", Short.BYTES);
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
        if (text.length() % 2 != 0 || !HEX.matcher(text).matches()) {
            throw new IllegalArgumentException("bytes are written as 0x and two hexadecimal digits each");
        }
        byte[] bytes = new byte[text.length() / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text.substring(2 * i + 2, 2 * i + 4), 16);
        }
        return bytes;
    }

    /**
     * A 64-bit number: decimal, also with zeros before it, or hexadecimal after {@code 0x}.
     *
     * @throws IllegalArgumentException when {@code text} is none
     */
    static long parseLong(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            throw new IllegalArgumentException(shortened(text) + " is not a number");
        }
        return number.group(2) != null
                ? Long.parseLong(number.group(1) + number.group(2), 16)
                : Long.parseLong(number.group(1) + number.group(3));
    }

    /**
     * A 32-bit number as {@link #parseLong} takes it.
     *
     * @throws IllegalArgumentException when {@code text} is none
     */
    static int parseInt(String text) {
        long number = parseLong(text);
        if (number != (int) number) {
            throw new IllegalArgumentException(text + " has more than 32 bits");
        }
        return (int) number;
    }

    /**
     * Texts with {@code separator} between them, without blanks around.
     *
     * @throws IllegalArgumentException when they are not {@code count}
     */
    static String[] split(String text, char separator, int count) {
        String[] parts = text.split(String.valueOf(separator), count + 1);
        if (parts.length != count) {
            throw new IllegalArgumentException(count + " numbers with " + separator + " between them are expected");
        }
        for (int i = 0; i < count; i++) {
            parts[i] = parts[i].trim();
        }
        return parts;
    }

    /**
     * Numbers with {@code separator} between them.
     *
     * @throws IllegalArgumentException when they are not {@code count} numbers
     */
    static int[] parseNumbers(String text, char separator, int count) {
        String[] numbers = split(text, separator, count);
        int[] parsed = new int[count];
        for (int i = 0; i < count; i++) {
            parsed[i] = parseInt(numbers[i]);
        }
        return parsed;
    }

    /**
     * The text.
     *
     * @throws IllegalArgumentException when it is null
     */
    static String given(String text) {
        if (text == null) {
            throw new IllegalArgumentException("a text is expected, not null");
        }
        return text;
    }

    /** {@code text} for a message: its beginning when it is long. */
    static String shortened(String text) {
        return text == null || text.length() <= MAX_IN_MESSAGE
                ? text
                : text.substring(0, MAX_IN_MESSAGE) + "... (" + text.length() + " characters)";
    }

    private static final class BoolCodec extends Codec<Boolean> {
        BoolCodec() {
            super(Boolean.class, Integer.BYTES, "true or false");
        }

        @Override
        Boolean parsed(String text) {
            return parseBoolean(text);
        }

        @Override
        public int encode(Boolean value, ByteBuffer out) {
            // Exactly 0 or 1 in four bytes: some providers look at the first byte only.
            out.putInt(0, value ? 1 : 0);
            return Integer.BYTES;
        }

        @Override
        int shortest() {
            return 1;
        }

        @Override
        Boolean read(ByteBuffer in, int length) {
            return number(in, length) != 0;
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
        Boolean parsed(String text) {
            return parseBoolean(text);
        }

        @Override
        public int encode(Boolean value, ByteBuffer out) {
            return 0;
        }

        @Override
        int shortest() {
            return 0;
        }

        @Override
        Boolean read(ByteBuffer in, int length) {
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
        Integer parsed(String text) {
            return parseInt(text);
        }

        @Override
        public int encode(Integer value, ByteBuffer out) {
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
        int shortest() {
            return 1;
        }

        @Override
        Integer read(ByteBuffer in, int length) {
            return number(in, length);
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
        byte[] parsed(String text) {
            return parseBytes(text);
        }

        @Override
        public int maxEncodedLength() {
            return max;
        }

        @Override
        public int encode(byte[] value, ByteBuffer out) {
            for (int i = 0; i < value.length; i++) {
                out.put(i, value[i]);
            }
            return value.length;
        }

        @Override
        int shortest() {
            return 0;
        }

        @Override
        byte[] read(ByteBuffer in, int length) {
            byte[] value = new byte[length];
            for (int i = 0; i < length; i++) {
                value[i] = in.get(i);
            }
            return value;
        }
    }

    /** A number of 1 to 4 bytes: Windows returns some in fewer bytes than it was offered, and leaves the others alone. */
    static int number(ByteBuffer in, int length) {
        int number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << Byte.SIZE | in.get(i) & 0xFF;
        }
        return number;
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
