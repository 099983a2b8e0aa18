package io.github.nettywinsock.option;

import java.util.List;
import java.util.function.Supplier;

/**
 * One line of the {@link Catalogue}: all that is known of a socket option.
 *
 * @param <T> the Java type of the value
 */
public final class WinsockOption<T> {
    private static final int MAX_LENGTH = 1 << 16;

    /** The longest text of a value: {@code 0x} and two digits a byte. */
    private static final int MAX_TEXT = 2 + 2 * MAX_LENGTH;

    private final String name;
    private final int level;
    private final int optname;
    private final Codec<T> codec;
    private final Sockets sockets;
    private final Phase phase;
    private final Access access;
    private final String since;
    private final String page;
    private final String description;
    private final Supplier<WinsockOption<?>> excluded;
    private final String whenOverwritten;
    private final boolean clearedByReading;
    private final boolean cumulative;
    private final boolean controlCode;
    private final boolean setAgainAfterConnect;
    private final boolean deprecated;
    private final List<byte[]> requests;
    private final Composition<T> composition;

    WinsockOption(OptionDefinition<T> definition) {
        name = definition.name;
        level = definition.level;
        optname = definition.optname;
        codec = definition.codec;
        sockets = definition.sockets;
        phase = definition.phase;
        access = definition.access;
        since = definition.since;
        page = definition.page;
        description = definition.description;
        excluded = definition.excluded;
        whenOverwritten = definition.whenOverwritten;
        clearedByReading = definition.clearedByReading;
        cumulative = definition.cumulative;
        controlCode = definition.controlCode;
        setAgainAfterConnect = definition.setAgainAfterConnect;
        deprecated = definition.deprecated;
        requests = definition.requests;
        composition = definition.composition;
    }

    /**
     * An option that the catalogue lacks, with the bytes as its value, settable at any time.
     *
     * @param level   the number of the level
     * @param optname the number of the option
     * @param length  the length of the value in bytes, 0 to 65536
     * @throws IllegalArgumentException when {@code length} is out of range
     */
    public static WinsockOption<byte[]> raw(int level, int optname, int length) {
        checkLength(length);
        String name = String.format("raw(%s, 0x%04X, %d)", Level.nameOf(level), optname, length);
        return OptionDefinition.option(name, level, optname, Codecs.exactly(length))
                .undocumented()
                .description("An option that the catalogue lacks.")
                .define();
    }

    /**
     * A control code that the catalogue lacks, with the bytes as its value: set, they are passed to {@code WSAIoctl};
     * read, zeros are passed and the bytes that come back are the value.
     *
     * @param code      the number of the control code
     * @param inLength  the length of what is passed in bytes, 0 to 65536
     * @param outLength the length of what may come back in bytes, 0 to 65536
     * @throws IllegalArgumentException when a length is out of range
     */
    public static WinsockOption<byte[]> rawIoctl(int code, int inLength, int outLength) {
        checkLength(inLength);
        checkLength(outLength);
        String name = String.format("rawIoctl(0x%08X, %d, %d)", code, inLength, outLength);
        return OptionDefinition.controlCode(name, code, Codecs.inAndOut(inLength, outLength))
                .undocumented()
                .description("A control code that the catalogue lacks.")
                .requests(new byte[inLength])
                .define();
    }

    private static void checkLength(int length) {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("the length of a raw value is 0 to 65536 bytes, not " + length);
        }
    }

    /** The name in the Windows headers. */
    public String name() {
        return name;
    }

    /** Whether it is a control code of {@code WSAIoctl}, its number being {@link #optname()}; it has no level. */
    public boolean isControlCode() {
        return controlCode;
    }

    /** Whether it is the same to Windows as another, by whatever name. */
    public boolean isSameAs(WinsockOption<?> other) {
        return optname == other.optname && level == other.level && controlCode == other.controlCode;
    }

    /** For a control code: what to pass to read the value, in the order to try. */
    public List<byte[]> requests() {
        return requests;
    }

    /** The options that this one stands for, or null when it is one of Windows itself. */
    public Composition<T> composition() {
        return composition;
    }

    /** Whether setting it again adds to what was set before, such as joining another group. */
    public boolean isCumulative() {
        return cumulative;
    }

    /** Whether the JDK sets it at connect, so that it has to be set again after it. */
    public boolean isSetAgainAfterConnect() {
        return setAgainAfterConnect;
    }

    /** The {@code level} argument. */
    public int level() {
        return level;
    }

    /** The name of the level in the Windows headers; empty for a control code. */
    public String levelName() {
        return controlCode ? "" : Level.nameOf(level);
    }

    /** The {@code optname} argument. */
    public int optname() {
        return optname;
    }

    /** Type, unit, range and bytes of the value. */
    public Codec<T> codec() {
        return codec;
    }

    /**
     * The value that {@code text} stands for.
     *
     * @throws IllegalArgumentException when it stands for none
     */
    public T parse(String text) {
        IllegalArgumentException reason = null;
        if (text != null && text.length() <= MAX_TEXT) {
            try {
                return codec.parse(text);
            } catch (IllegalArgumentException e) {
                reason = e;
            }
        }
        throw new IllegalArgumentException(
                name + " takes " + codec.range() + ", not " + Codecs.shortened(text), reason);
    }

    /** The sockets it is documented for. */
    public Sockets sockets() {
        return sockets;
    }

    /** When it may be set. */
    public Phase phase() {
        return phase;
    }

    /** Whether it may be read and set. */
    public Access access() {
        return access;
    }

    /** The first Windows that has it, or empty where that is not documented. */
    public String since() {
        return since;
    }

    /** The address of its documentation, or empty for an option that only the headers know. */
    public String documentation() {
        return page.isEmpty() ? "" : "https://learn.microsoft.com/en-us/windows/win32/" + page;
    }

    /** What it does. */
    public String description() {
        return description;
    }

    /** The option that cannot be on together with this one, or null. */
    public WinsockOption<?> excluded() {
        return excluded.get();
    }

    /** Whether {@code other} cannot be on together with this one: either may be the one that names the other. */
    public boolean excludes(WinsockOption<?> other) {
        return excluded() == other || other.excluded() == this;
    }

    /**
     * What to do when the JDK has overwritten the value at bind; empty for an option that the JDK leaves alone. Such an
     * option is read back after bind.
     */
    public String whenOverwritten() {
        return whenOverwritten;
    }

    /** Whether Microsoft advises against it. */
    public boolean isDeprecated() {
        return deprecated;
    }

    /** Whether reading it changes it; such an option is read only when it is asked for by itself. */
    public boolean isClearedByReading() {
        return clearedByReading;
    }

    @Override
    public String toString() {
        return name;
    }
}
