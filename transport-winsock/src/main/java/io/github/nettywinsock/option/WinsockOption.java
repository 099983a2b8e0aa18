package io.github.nettywinsock.option;

import java.util.Objects;

/**
 * One line of the {@link Catalogue}: all that is known of a socket option.
 *
 * @param <T> the Java type of the value
 */
public final class WinsockOption<T> {
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
    private String excluded = "";
    private String whenOverwritten = "";
    private boolean clearedByReading;

    WinsockOption(
            String name,
            int level,
            int optname,
            Codec<T> codec,
            Sockets sockets,
            Phase phase,
            Access access,
            String since,
            String page,
            String description) {
        this.name = Objects.requireNonNull(name);
        this.level = level;
        this.optname = optname;
        this.codec = Objects.requireNonNull(codec);
        this.sockets = Objects.requireNonNull(sockets);
        this.phase = Objects.requireNonNull(phase);
        this.access = Objects.requireNonNull(access);
        this.since = Objects.requireNonNull(since);
        this.page = Objects.requireNonNull(page);
        this.description = Objects.requireNonNull(description);
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
        if (length < 0 || length > 1 << 16) {
            throw new IllegalArgumentException("the length of a raw option is 0 to 65536 bytes, not " + length);
        }
        String name = String.format("raw(%s, 0x%04X, %d)", Level.nameOf(level), optname, length);
        return new WinsockOption<>(
                name,
                level,
                optname,
                Codecs.exactly(length),
                Sockets.ANY,
                Phase.ANY,
                Access.UNDOCUMENTED,
                "",
                "",
                "An option that the catalogue lacks.");
    }

    WinsockOption<T> excludes(String other) {
        excluded = other;
        return this;
    }

    WinsockOption<T> overwrittenAtBind(String advice) {
        whenOverwritten = advice;
        return this;
    }

    WinsockOption<T> clearedByReading() {
        clearedByReading = true;
        return this;
    }

    /** The name in the Windows headers. */
    public String name() {
        return name;
    }

    /** The {@code level} argument. */
    public int level() {
        return level;
    }

    /** The name of the level in the Windows headers. */
    public String levelName() {
        return Level.nameOf(level);
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
        try {
            return codec.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " takes " + codec.range() + ", not " + text, e);
        }
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

    /** The name of an option that cannot be on together with this one, or empty. */
    public String excluded() {
        return excluded;
    }

    /**
     * What to do when the JDK has overwritten the value at bind; empty for an option that the JDK leaves alone. Such an
     * option is read back after bind.
     */
    public String whenOverwritten() {
        return whenOverwritten;
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
