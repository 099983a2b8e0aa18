package io.github.nettywinsock.example.inspect;

import java.io.Console;

/** Whether to write in colour. */
final class Colour {
    /** Set to true where the output is a terminal. */
    private static final String TERMINAL = "examples.terminal";

    private Colour() {}

    static boolean isWanted() {
        String noColour = System.getenv("NO_COLOR");
        return (noColour == null || noColour.isEmpty()) && (Boolean.getBoolean(TERMINAL) || isWindowsTerminal());
    }

    @SuppressWarnings("SystemConsoleNull") // it is asked whether it is a terminal
    private static boolean isWindowsTerminal() {
        Console console = System.console();
        return System.getenv("WT_SESSION") != null && console != null && isTerminal(console);
    }

    /** Since Java 22 there may be a console that is no terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
