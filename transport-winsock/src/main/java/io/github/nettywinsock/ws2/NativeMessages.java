package io.github.nettywinsock.ws2;

import com.sun.jna.platform.win32.Kernel32Util;

/** The texts that Windows has for errors. */
final class NativeMessages {

    private NativeMessages() {}

    /**
     * The text for an error in the language of the system, or null where there is none.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-formatmessagew">FormatMessageW</a>
     */
    static String of(int code) {
        if (!NativeWinsock2.isWindows()) {
            return null;
        }
        try {
            return Kernel32Util.formatMessage(code).trim();
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }
}
