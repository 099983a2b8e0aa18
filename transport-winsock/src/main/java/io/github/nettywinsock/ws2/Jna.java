package io.github.nettywinsock.ws2;

import com.sun.jna.Native;
import java.io.IOException;

/** What direct mapping needs before a class with native methods may be touched. */
final class Jna {

    private Jna() {}

    private static final String NEEDED = "net.java.dev.jna:jna-platform 5.13 or newer";

    /**
     * Sees to it that JNA's own native library is loaded, in a 64-bit JVM.
     *
     * @throws UnsupportedOperationException on a 32-bit JVM, where a SOCKET or a pointer is no {@code long}
     * @throws UnsatisfiedLinkError if JNA is not there, is too old, or cannot load its native library
     */
    static void require() {
        requireClasses(Jna.class.getClassLoader());
        if (pointerSize() != Long.BYTES) {
            throw new UnsupportedOperationException("A 64-bit JVM is needed; this one is 32-bit ("
                    + System.getProperty("java.vm.name") + ", " + System.getProperty("os.arch") + ")");
        }
    }

    static void requireClasses(ClassLoader loader) {
        Class<?> nativeClass = find("com.sun.jna.Native", loader);
        if (nativeClass == null) {
            throw new UnsatisfiedLinkError("JNA is missing: add " + NEEDED + " to the class path");
        }
        if (find("com.sun.jna.SymbolProvider", loader) == null) {
            String version = nativeClass.getPackage().getImplementationVersion();
            throw new UnsatisfiedLinkError(
                    "JNA " + (version == null ? "" : version + ' ') + "is too old: " + NEEDED + " is needed");
        }
        if (find("com.sun.jna.platform.win32.Kernel32Util", loader) == null) {
            throw new UnsatisfiedLinkError("the platform part of JNA is missing: add " + NEEDED + " to the class path");
        }
    }

    /** The class, which is not initialized, or null. */
    private static Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
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
        } else if (reason instanceof IOException || reason instanceof UnsatisfiedLinkError) {
            message += "; start the JVM with -Djna.tmpdir=DIR, a directory where JNA may unpack and load it";
        }
        UnsatisfiedLinkError unsatisfied = new UnsatisfiedLinkError(message);
        unsatisfied.initCause(e);
        return unsatisfied;
    }
}
