package io.github.nettywinsock.example;

import java.util.stream.Collectors;

/** Texts in JSON. */
public final class Json {
    private Json() {}

    /** The string that stands for a text. */
    public static String quoted(String text) {
        return text.chars().mapToObj(Json::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        return c < ' ' ? String.format("\\u%04x", c) : String.valueOf((char) c);
    }
}
