package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Translates between the Java value of an option and the bytes that {@code setsockopt} takes and {@code getsockopt}
 * gives. Buffers are little-endian and used from index 0.
 *
 * @param <T> the Java type of the value
 */
public abstract class Codec<T> {
    private final Class<T> type;
    private final int length;
    private final String range;

    Codec(Class<T> type, int length, String range) {
        this.type = Objects.requireNonNull(type);
        this.length = length;
        this.range = Objects.requireNonNull(range);
    }

    /** The Java type of the value. */
    public final Class<T> type() {
        return type;
    }

    /** The number of bytes to offer to {@code getsockopt}. */
    public final int length() {
        return length;
    }

    /** The most bytes that {@link #encode} writes. */
    public int maxEncodedLength() {
        return length;
    }

    /** Unit and range of the value, in words. */
    public final String range() {
        return range;
    }

    /** Whether the value is the SOCKET of the listener that accepted the socket, for which {@link #encode} leaves room. */
    public boolean needsListener() {
        return false;
    }

    /**
     * Checks type and range.
     *
     * @return the value to set: {@code value}, or a copy of it when it is mutable
     * @throws IllegalArgumentException when {@code value} is not of {@link #type()} or not in {@link #range()}
     */
    public final T checked(String option, Object value) {
        if (!type.isInstance(value)) {
            String article = "AEIO".indexOf(type.getSimpleName().charAt(0)) < 0 ? " takes a " : " takes an ";
            throw new IllegalArgumentException(option + article + type.getSimpleName() + " (" + range + "), not "
                    + (value == null
                            ? "null"
                            : value.getClass().getSimpleName() + " " + Codecs.shortened(value.toString())));
        }
        T typed = type.cast(value);
        if (!isInRange(typed)) {
            throw new IllegalArgumentException(option + " takes " + range + ", not " + Codecs.shortened(text(typed)));
        }
        return copy(typed);
    }

    /** The value in words, for messages and listings. */
    public String text(T value) {
        return String.valueOf(value);
    }

    /**
     * The value that {@code text} stands for.
     *
     * @throws IllegalArgumentException when it stands for none; the range is not checked
     */
    public final T parse(String text) {
        return parsed(Codecs.given(text));
    }

    abstract T parsed(String text);

    /**
     * Writes a value that was {@link #checked}.
     *
     * @param out at least {@link #maxEncodedLength()} bytes, zeroed
     * @return the number of bytes written
     * @throws UnsupportedOperationException when the value is only ever read
     */
    public abstract int encode(T value, ByteBuffer out);

    /**
     * Reads the value.
     *
     * @param in      the {@link #length()} bytes that were offered, zeroed before the provider wrote to them
     * @param length  the length that the provider returned
     * @param address the address of {@code in}, which pointers in the value are relative to
     * @return the value, or null where the provider has none
     * @throws IllegalArgumentException      when the bytes are no such value
     * @throws UnsupportedOperationException when the value is only ever set
     */
    public final T decode(ByteBuffer in, int length, long address) {
        int shortest = shortest();
        if (length < shortest || length > this.length) {
            throw new IllegalArgumentException((shortest == this.length ? "" : shortest + " to ") + this.length
                    + " bytes were expected, not " + length);
        }
        return read(in, length, address);
    }

    /** The fewest bytes that a provider returns. */
    int shortest() {
        return length;
    }

    /** Reads the value from as many bytes as it can have; {@code address} is for one with pointers. */
    T read(ByteBuffer in, int length, long address) {
        return read(in, length);
    }

    /** Reads the value from as many bytes as it can have. */
    abstract T read(ByteBuffer in, int length);

    boolean isInRange(T value) {
        return true;
    }

    T copy(T value) {
        return value;
    }
}
