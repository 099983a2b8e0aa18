package io.github.nettywinsock.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The options of a level, or the control codes, in the order in which they are defined, and what they share. */
final class OptionGroup {
    private final List<WinsockOption<?>> options = new ArrayList<>();
    private final int level;
    private final boolean controlCodes;
    private Sockets sockets = Sockets.ANY;
    private String since = "";
    private String page = "";

    private OptionGroup(int level, boolean controlCodes) {
        this.level = level;
        this.controlCodes = controlCodes;
    }

    static OptionGroup of(Level level) {
        return new OptionGroup(level.value(), false);
    }

    static OptionGroup ofControlCodes() {
        return new OptionGroup(0, true);
    }

    /** The sockets that its options are for. */
    OptionGroup sockets(Sockets sockets) {
        this.sockets = sockets;
        return this;
    }

    /** The first Windows that has its options. */
    OptionGroup since(String since) {
        this.since = since;
        return this;
    }

    /** The page that documents its options. */
    OptionGroup page(String page) {
        this.page = page;
        return this;
    }

    /** The beginning of the definition of one of its options, with this name and number in the Windows headers. */
    <T> OptionDefinition<T> option(String name, int optname, Codec<T> codec) {
        return new OptionDefinition<>(options::add, name, level, optname, codec)
                .controlCode(controlCodes)
                .sockets(sockets)
                .since(since)
                .page(page);
    }

    List<WinsockOption<?>> options() {
        return Collections.unmodifiableList(options);
    }
}
