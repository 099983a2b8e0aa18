package io.github.nettywinsock.engine;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A key and its value in a text of the syntax of {@link Properties}, and the line it starts on. */
public final class PropertyLine {
    final int number;
    final String key;
    final String value;

    private PropertyLine(int number, String key, String value) {
        this.number = number;
        this.key = key;
        this.value = value;
    }

    /**
     * The lines with a key, in their order.
     *
     * @throws IllegalArgumentException when a line has a malformed escape
     */
    static List<PropertyLine> of(String text) {
        List<PropertyLine> lines = new ArrayList<>();
        String[] natural = natural(text);
        int next = 0;
        while (next < natural.length) {
            int first = next;
            StringBuilder logical = new StringBuilder(natural[next++]);
            if (!isComment(logical)) {
                while (isContinued(logical) && next < natural.length) {
                    logical.append('\n').append(natural[next++]);
                }
                add(lines, first + 1, logical.toString());
            }
        }
        return lines;
    }

    /** The lines as an editor counts them. */
    static String[] natural(String text) {
        return text.split("\r\n|\r|\n", -1);
    }

    private static boolean isComment(CharSequence line) {
        int i = 0;
        while (i < line.length() && " \t\f".indexOf(line.charAt(i)) >= 0) {
            i++;
        }
        return i < line.length() && "#!".indexOf(line.charAt(i)) >= 0;
    }

    private static boolean isContinued(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static void add(List<PropertyLine> lines, int number, String logical) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(logical));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + number + ": " + logical.trim()
                            + ": a malformed escape; write \\u with four hexadecimal digits, and \\\\ for a backslash",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A continued line without anything to continue is an empty key at the end of a text, else nothing.
        properties.remove("", "");
        for (String key : properties.stringPropertyNames()) {
            lines.add(new PropertyLine(number, key, properties.getProperty(key)));
        }
    }
}
