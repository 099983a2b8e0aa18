package io.github.nettywinsock.testsuite;

import com.sun.jna.Function;
import java.util.OptionalInt;

/** The Wine that this JVM runs on, if it does. */
public final class Wine {
    private static final OptionalInt MAJOR = readMajor();

    private Wine() {}

    /** The major version, which Wine tells in its ntdll. */
    public static OptionalInt major() {
        return MAJOR;
    }

    private static OptionalInt readMajor() {
        try {
            String version = Function.getFunction("ntdll", "wine_get_version").invokeString(new Object[0], false);
            return OptionalInt.of(Integer.parseInt(version.substring(0, version.indexOf('.'))));
        } catch (UnsatisfiedLinkError e) {
            return OptionalInt.empty();
        }
    }
}
