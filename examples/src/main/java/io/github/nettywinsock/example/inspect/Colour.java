package io.github.nettywinsock.example.inspect;

/** Whether to write in colour. */
final class Colour {
    /** Set to true where the output is a terminal. */
    private static final String TERMINAL = "examples.terminal";

    private Colour() {}

    static boolean isWanted() {
        String noColour = System.getenv("NO_COLOR");
        return (noColour == null || noColour.isEmpty()) && (Boolean.getBoolean(TERMINAL) || isWindowsTerminal());
    }

    private static boolean isWindowsTerminal() {
        return System.getenv("WT_SESSION") != null && System.console() != null;
    }
}
