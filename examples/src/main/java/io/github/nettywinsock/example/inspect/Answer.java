package io.github.nettywinsock.example.inspect;

/** What the provider answered to a call. */
final class Answer {
    /** The call was not made. */
    static final Answer NOT_ASKED = new Answer("no", "", "", -1, "");

    private final String outcome;
    private final String symbol;
    private final String value;
    private final int length;
    private final String text;

    private Answer(String outcome, String symbol, String value, int length, String text) {
        this.outcome = outcome;
        this.symbol = symbol;
        this.value = value;
        this.length = length;
        this.text = text;
    }

    /**
     * A value was read or taken.
     *
     * @param value  as numbers, see {@link Value}
     * @param length in bytes, or -1 where there is none
     * @param text   as a person reads it
     */
    static Answer ok(String value, int length, String text) {
        return new Answer("ok", "", value, length, text);
    }

    /**
     * The call failed.
     *
     * @param value as numbers, and {@code text} as a person reads it: what was to be set, or empty
     */
    static Answer refused(int error, String symbol, String value, String text) {
        return new Answer(String.valueOf(error), symbol, value, -1, text);
    }

    /** {@code ok}, {@code no} when the call was not made, or the number of the error. */
    String outcome() {
        return outcome;
    }

    boolean isOk() {
        return outcome.equals("ok");
    }

    boolean isAsked() {
        return !outcome.equals("no");
    }

    /** The name of the error in the Windows headers, or empty. */
    String symbol() {
        return symbol;
    }

    /** The value that was read, or that was tried, as numbers; empty where there is none. */
    String value() {
        return value;
    }

    /** The length that the provider answered, or -1. */
    int length() {
        return length;
    }

    /** {@link #value()} as a person reads it. */
    String text() {
        return text;
    }
}
