package io.github.nettywinsock.example.inspect;

import java.util.List;

/** What the provider answered about one option on one kind of socket. */
final class Inspection {
    /** The names of {@link #columns()}. */
    static final List<String> COLUMNS =
            List.of("socket_kind", "level", "option", "get", "value", "len", "set", "set_value", "get2");

    private final SocketKind kind;
    private final String level;
    private final String option;
    private final boolean documented;
    private final Answer get;
    private final Answer set;
    private final Answer getAgain;

    /**
     * What was answered.
     *
     * @param documented whether the option is documented for this kind of socket
     * @param getAgain   what was read after a value was set
     */
    Inspection(
            SocketKind kind, String level, String option, boolean documented, Answer get, Answer set, Answer getAgain) {
        this.kind = kind;
        this.level = level;
        this.option = option;
        this.documented = documented;
        this.get = get;
        this.set = set;
        this.getAgain = getAgain;
    }

    SocketKind kind() {
        return kind;
    }

    /** The name of the level, {@code WSAIoctl} for a control code. */
    String level() {
        return level;
    }

    String option() {
        return option;
    }

    boolean isDocumented() {
        return documented;
    }

    Answer get() {
        return get;
    }

    Answer set() {
        return set;
    }

    Answer getAgain() {
        return getAgain;
    }

    /** The cells of a line. */
    List<String> columns() {
        return List.of(
                kind.toString(),
                level,
                option,
                get.outcome(),
                get.value(),
                get.length() < 0 ? "" : String.valueOf(get.length()),
                set.outcome(),
                set.value(),
                getAgain.value());
    }
}
