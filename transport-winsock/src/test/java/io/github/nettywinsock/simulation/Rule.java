package io.github.nettywinsock.simulation;

import io.github.nettywinsock.option.OptionRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A documented or observed rule of Windows, from {@code rules.tsv}. */
public final class Rule {
    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    static {
        OptionRow.read("rules.tsv").forEach(columns -> RULES.put(columns[0], new Rule(columns)));
    }

    private final String[] columns;

    private Rule(String[] columns) {
        this.columns = columns;
    }

    /** All of them, by their ids. */
    public static List<Rule> all() {
        return List.copyOf(RULES.values());
    }

    /**
     * The rule of an id such as R019.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Rule of(String id) {
        Rule rule = RULES.get(id);
        if (rule == null) {
            throw new IllegalArgumentException(id + " is none of the rules of rules.tsv");
        }
        return rule;
    }

    public String id() {
        return columns[0];
    }

    /** D documented, O observed, K general knowledge, X disputed, with a remark. */
    public String certainty() {
        return columns[1];
    }

    /** Whether only a real Windows can tell. */
    public boolean isDisputed() {
        return columns[1].contains("X");
    }

    /** Whether the calls of the library reach it. */
    public boolean isReached() {
        return columns[2].equals("yes");
    }

    public String subject() {
        return columns[3];
    }

    /** What Windows does. */
    public String text() {
        return columns[4];
    }
}
