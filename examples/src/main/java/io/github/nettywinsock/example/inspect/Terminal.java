package io.github.nettywinsock.example.inspect;

import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Wincon;

/** What the output goes to, if that is a terminal. */
final class Terminal {
    /** How many columns the terminal has that the JVM cannot see, as under Wine. */
    private static final String COLUMNS = "examples.columns";

    private Terminal() {}

    /** The columns of a line, or 0 where the output is a file or a pipe. */
    static int columns() {
        int columns = Integer.getInteger(COLUMNS, 0);
        return columns > 0 || !Platform.isWindows() ? columns : columnsOfConsole();
    }

    /** A console of Windows shows colours where Windows Terminal is in front of it. */
    static boolean hasColours() {
        String noColour = System.getenv("NO_COLOR");
        return (noColour == null || noColour.isEmpty())
                && columns() > 0
                && (Integer.getInteger(COLUMNS, 0) > 0 || System.getenv("WT_SESSION") != null);
    }

    private static int columnsOfConsole() {
        Wincon.CONSOLE_SCREEN_BUFFER_INFO info = new Wincon.CONSOLE_SCREEN_BUFFER_INFO();
        boolean isConsole = Kernel32.INSTANCE.GetConsoleScreenBufferInfo(
                Kernel32.INSTANCE.GetStdHandle(Wincon.STD_OUTPUT_HANDLE), info);
        return isConsole ? info.srWindow.Right - info.srWindow.Left + 1 : 0;
    }
}
