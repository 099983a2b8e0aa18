package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The options of the channels of one role: of all of them, and of those at a port. */
public final class RoleOptions {
    /** The options of all ports. */
    static final int ANY_PORT = 0;

    private final OptionValues ofAll = new OptionValues();
    private final Map<Integer, OptionValues> byPort = new TreeMap<>();
    private final StringJoiner leftOut = new StringJoiner("; ");

    void put(int port, WinsockOption<?> option, Object value) {
        (port == ANY_PORT ? ofAll : byPort.computeIfAbsent(port, p -> new OptionValues())).put(option, value);
    }

    /** Notes an option that no channel of the role can have, and why. */
    void leaveOut(int port, String reason) {
        leftOut.add(port == ANY_PORT ? reason : "[" + port + "]: " + reason);
    }

    /** The options of every channel of the role. */
    OptionValues ofAll() {
        return ofAll;
    }

    boolean areEmpty() {
        return ofAll.isEmpty() && byPort.isEmpty();
    }

    /** The ports that have options of their own, in order. */
    Set<Integer> ports() {
        return byPort.keySet();
    }

    /** The options that the channels at a port have besides, or in the place of those that they replace. */
    OptionValues at(int port) {
        return byPort.getOrDefault(port, new OptionValues());
    }

    /** The options of every channel of the role that those of a port replace, because both cannot be on together. */
    List<WinsockOption<?>> replacedAt(int port) {
        List<WinsockOption<?>> replaced = new ArrayList<>();
        for (Map.Entry<WinsockOption<?>, Object> own : at(port)) {
            for (Map.Entry<WinsockOption<?>, Object> other : ofAll) {
                if (Boolean.TRUE.equals(own.getValue()) && own.getKey().excludes(other.getKey())) {
                    replaced.add(other.getKey());
                }
            }
        }
        return replaced;
    }

    /** What was not given to the channels, and why; empty when there is nothing. */
    String leftOut() {
        return leftOut.toString();
    }

    /** Such as {@code SO_RCVBUF=8192, [8443]: SO_KEEPALIVE=true}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        if (!ofAll.isEmpty()) {
            text.add(ofAll.toString());
        }
        byPort.forEach((port, values) -> text.add("[" + port + "]: " + values));
        return text.length() == 0 ? "nothing" : text.toString();
    }
}
