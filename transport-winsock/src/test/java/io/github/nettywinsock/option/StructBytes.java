package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A struct of {@code structs.tsv}, the layouts as the headers of Windows have them, and bytes of that layout. */
final class StructBytes {
    private static final Map<String, Map<String, int[]>> LAYOUTS = new HashMap<>();

    static {
        for (String[] row : OptionRow.read("structs.tsv")) {
            LAYOUTS.computeIfAbsent(row[0], name -> new HashMap<>())
                    .put(row[1], new int[] {Integer.parseInt(row[2]), Integer.parseInt(row[3]), Integer.parseInt(row[4])
                    });
        }
    }

    private final String name;
    private final Map<String, int[]> fields;
    private final ByteBuffer bytes;

    private StructBytes(String name, ByteBuffer bytes) {
        this.name = name;
        fields = LAYOUTS.get(name);
        this.bytes = bytes;
    }

    /** An empty one, for a codec to read. */
    static StructBytes empty(String name) {
        return new StructBytes(name, buffer(2048));
    }

    /** What a codec writes. */
    static <T> StructBytes encoded(String name, Codec<T> codec, T value) {
        ByteBuffer out = buffer(codec.length());
        int length = codec.encode(value, out);
        out.limit(length);
        return new StructBytes(name, out);
    }

    static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The size that the headers give the struct. */
    int size() {
        return fields.values().iterator().next()[2];
    }

    /** The number of fields. */
    int fields() {
        return fields.size();
    }

    /** All bytes of the struct. */
    byte[] all() {
        return Arrays.copyOf(bytes.array(), size());
    }

    /** How many bytes a codec wrote. */
    int length() {
        return bytes.limit();
    }

    /** A number in a field of 1, 2, 4 or 8 bytes. */
    long number(String field) {
        int offset = field(field)[0];
        switch (field(field)[1]) {
            case 1:
                return bytes.get(offset);
            case 2:
                return bytes.getShort(offset);
            case 4:
                return bytes.getInt(offset);
            default:
                return bytes.getLong(offset);
        }
    }

    /** The first {@code length} bytes of a field. */
    byte[] bytes(String field, int length) {
        byte[] copy = new byte[length];
        for (int i = 0; i < length; i++) {
            copy[i] = bytes.get(field(field)[0] + i);
        }
        return copy;
    }

    /** All bytes of a field. */
    byte[] bytes(String field) {
        return bytes(field, field(field)[1]);
    }

    StructBytes set(String field, long number) {
        int offset = field(field)[0];
        switch (field(field)[1]) {
            case 1:
                bytes.put(offset, (byte) number);
                break;
            case 2:
                bytes.putShort(offset, (short) number);
                break;
            case 4:
                bytes.putInt(offset, (int) number);
                break;
            default:
                bytes.putLong(offset, number);
        }
        return this;
    }

    StructBytes set(String field, byte... value) {
        return set(field, 0, value);
    }

    /** Sets bytes at a distance from where a field begins. */
    StructBytes set(String field, int distance, byte[] value) {
        for (int i = 0; i < value.length; i++) {
            bytes.put(field(field)[0] + distance + i, value[i]);
        }
        return this;
    }

    <T> T decoded(Codec<T> codec) {
        return decoded(codec, size());
    }

    /** What a codec reads of a struct whose last field is longer than the headers say. */
    <T> T decoded(Codec<T> codec, int length) {
        return codec.decode(bytes, length, 0);
    }

    private int[] field(String field) {
        int[] place = fields.get(field);
        if (place == null) {
            throw new IllegalArgumentException(name + " has no field " + field);
        }
        return place;
    }
}
