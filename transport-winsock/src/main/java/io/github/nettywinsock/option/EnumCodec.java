package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The codec of a number that stands for one of a few settings. */
final class EnumCodec<E extends Enum<E>> extends Codec<E> {
    private final List<E> settable;
    private final ToIntFunction<E> number;

    /** {@code settable} are the settings that can be set; others of the enum can only be read. */
    EnumCodec(Class<E> type, List<E> settable, ToIntFunction<E> number) {
        super(
                type,
                Integer.BYTES,
                "one of " + settable.stream().map(E::name).collect(Collectors.joining(", ")) + "; read as null when"
                        + " Windows returns none of them");
        this.settable = settable;
        this.number = number;
    }

    @Override
    boolean isInRange(E value) {
        return settable.contains(value);
    }

    @Override
    E parsed(String text) {
        return Enum.valueOf(type(), text.toUpperCase(Locale.ROOT));
    }

    @Override
    public int encode(E value, ByteBuffer out) {
        out.putInt(0, number.applyAsInt(value));
        return Integer.BYTES;
    }

    @Override
    int shortest() {
        return 1;
    }

    @Override
    E read(ByteBuffer in, int length) {
        int answer = Codecs.number(in, length);
        for (E value : type().getEnumConstants()) {
            if (number.applyAsInt(value) == answer) {
                return value;
            }
        }
        return null;
    }
}
