package io.github.nettywinsock.option;

import java.util.List;

/**
 * How an option of ours stands for options of Windows.
 *
 * @param <T> the Java type of its value
 */
public interface Composition<T> {
    /**
     * The options to set, in order. Each element is one way to do it; the next is taken when the provider does not know
     * an option of the one before.
     */
    List<List<WinsockOption<?>>> ways();

    /** The values to set, for each way and each of its options. */
    List<List<Object>> toSet(T value);

    /** The options to read. */
    List<WinsockOption<?>> toRead();

    /** The value, given those of {@link #toRead()}. */
    T fromRead(List<Object> values);
}
