package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import java.util.List;

/** The options of a role that are for one port, or those for all ports that have none of their own, which are none. */
final class PortOptions {
    /** Which ports, in words that begin with a space; empty where all ports are the same. */
    final String where;

    final OptionValues values;

    /** The options of every channel of the role that these replace. */
    final List<WinsockOption<?>> replaced;

    PortOptions(String where, OptionValues values, List<WinsockOption<?>> replaced) {
        this.where = where;
        this.values = values;
        this.replaced = replaced;
    }
}
