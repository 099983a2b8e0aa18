package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The value of an attribute in an IAS database, where IrDA devices tell each other their services: an integer, a
 * sequence of octets or a text.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">
 *     SOL_IRLMP socket options</a>
 */
public final class IasAttribute {
    /** The longest sequence of octets. */
    public static final int MAX_OCTETS = 1024;

    /** The longest text in bytes: its length is set as one byte. */
    public static final int MAX_TEXT = 255;

    private static final int MAX_TEXT_READ = 256;

    /** The types of a value. */
    public enum Type {
        /** {@code IAS_ATTRIB_INT}: a 32-bit number. */
        INTEGER(1),
        /** {@code IAS_ATTRIB_OCTETSEQ}: octets. */
        OCTETS(2),
        /** {@code IAS_ATTRIB_STR}: a text. */
        TEXT(3);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    private final Type type;
    private final int integer;
    private final int charset;
    private final byte[] bytes;

    private IasAttribute(Type type, int integer, int charset, byte[] bytes) {
        this.type = type;
        this.integer = integer;
        this.charset = charset;
        this.bytes = bytes;
    }

    /** An integer. */
    public static IasAttribute ofInteger(int value) {
        return new IasAttribute(Type.INTEGER, value, 0, new byte[0]);
    }

    /**
     * A sequence of octets.
     *
     * @throws IllegalArgumentException when there are more than {@value #MAX_OCTETS}
     */
    public static IasAttribute ofOctets(byte... octets) {
        if (octets == null || octets.length > MAX_OCTETS) {
            throw new IllegalArgumentException("an IAS attribute holds 0 to " + MAX_OCTETS + " octets, not "
                    + (octets == null ? null : octets.length));
        }
        return new IasAttribute(Type.OCTETS, 0, 0, octets.clone());
    }

    /**
     * A text in ASCII.
     *
     * @throws IllegalArgumentException when it is longer than {@value #MAX_TEXT} bytes or not in ASCII
     */
    public static IasAttribute ofText(String text) {
        if (text == null
                || text.length() > MAX_TEXT
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("an IAS attribute holds a text of 0 to " + MAX_TEXT
                    + " ASCII characters, not " + Codecs.shortened(text));
        }
        return new IasAttribute(Type.TEXT, 0, 0, text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A number, octets as {@code 0x} and two hexadecimal digits each, or a text in double quotes.
     *
     * @throws IllegalArgumentException when {@code text} is none of these
     */
    public static IasAttribute parse(String text) {
        if (Codecs.given(text).startsWith("0x")) {
            return ofOctets(Codecs.parseBytes(text));
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return ofText(text.substring(1, text.length() - 1));
        }
        return ofInteger(Codecs.parseInt(text));
    }

    /** Which of the three it is. */
    public Type type() {
        return type;
    }

    /** The integer; 0 for another type. */
    public int integer() {
        return integer;
    }

    /** The octets, or the bytes of the text; none for an integer. */
    public byte[] octets() {
        return bytes.clone();
    }

    /** The character set of the text: {@code LmCharSetASCII} is 0, {@code LmCharSetUNICODE} is 255. */
    public int charset() {
        return charset;
    }

    /** Writes type and value into an {@code IAS_SET} struct. */
    void write(ByteBuffer out) {
        out.putInt(320, type.number);
        switch (type) {
            case INTEGER:
                out.putInt(324, integer);
                return;
            case OCTETS:
                out.putShort(324, (short) bytes.length);
                break;
            default:
                out.put(324, (byte) bytes.length).put(325, (byte) charset);
        }
        for (int i = 0; i < bytes.length; i++) {
            out.put(326 + i, bytes[i]);
        }
    }

    /** The value in an {@code IAS_QUERY} struct, or null when it has none. */
    static IasAttribute read(Struct query) {
        int length = query.int32(328);
        switch (query.int32(324)) {
            case 1:
                return ofInteger(length);
            case 2:
                return new IasAttribute(Type.OCTETS, 0, 0, query.bytes(332, bounded(length, MAX_OCTETS)));
            case 3:
                return new IasAttribute(
                        Type.TEXT, 0, query.int32(332), query.bytes(336, bounded(length, MAX_TEXT_READ)));
            default:
                return null;
        }
    }

    private static int bounded(int length, int max) {
        return Math.max(0, Math.min(length, max));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof IasAttribute)) {
            return false;
        }
        IasAttribute that = (IasAttribute) other;
        return type == that.type
                && integer == that.integer
                && charset == that.charset
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, integer, charset, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        switch (type) {
            case INTEGER:
                return String.valueOf(integer);
            case OCTETS:
                return Codecs.hex(bytes);
            default:
                return '"' + new String(bytes, StandardCharsets.ISO_8859_1) + '"';
        }
    }
}
