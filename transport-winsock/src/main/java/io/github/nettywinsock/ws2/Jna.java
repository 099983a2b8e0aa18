package io.github.nettywinsock.ws2;

import com.sun.jna.Native;

/** What direct mapping needs before a class with native methods may be touched. */
final class Jna {

    private Jna() {}

    /**
     * Sees to it that JNA's own native library is loaded, in a 64-bit JVM.
     *
     * @throws UnsupportedOperationException on a 32-bit JVM, where a SOCKET or a pointer is no {@code long}
     * @throws UnsatisfiedLinkError if JNA is not there or cannot load its native library
     */
    static void require() {
        if (pointerSize() != Long.BYTES) {
            throw new UnsupportedOperationException("A 64-bit JVM is needed; this one is 32-bit ("
                    + System.getProperty("java.vm.name") + ", " + System.getProperty("os.arch") + ")");
        }
    }

    private static int pointerSize() {
        try {
            return Native.POINTER_SIZE;
        } catch (Error e) { // JNA reports a native library of the wrong version as a plain Error.
            throw unsatisfied(e);
        }
    }

    private static UnsatisfiedLinkError unsatisfied(Error e) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message = "JNA cannot load its native library: " + reason;
        if (message.contains(IllegalCallerException.class.getName())) {
            Module jna = Native.class.getModule();
            message += "; start the JVM with --enable-native-access=" + (jna.isNamed() ? jna.getName() : "ALL-UNNAMED");
        }
        UnsatisfiedLinkError unsatisfied = new UnsatisfiedLinkError(message);
        unsatisfied.initCause(e);
        return unsatisfied;
    }
}
