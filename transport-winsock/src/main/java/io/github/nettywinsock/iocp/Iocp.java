package io.github.nettywinsock.iocp;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.ws2.NativeOverlappedSockets;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.util.Version;

/** Tells whether the IOCP transport can be used here. */
public final class Iocp {
    private static final Throwable UNAVAILABILITY_CAUSE = load();

    private Iocp() {}

    /** Whether the transport can be used: on 64-bit Windows with JNA 5.13 and Netty 4.2.7, or newer. */
    public static boolean isAvailable() {
        return UNAVAILABILITY_CAUSE == null;
    }

    /**
     * Does nothing where the transport can be used.
     *
     * @throws UnsatisfiedLinkError where it cannot; its cause says why
     */
    public static void ensureAvailability() {
        if (UNAVAILABILITY_CAUSE != null) {
            throw (Error)
                    new UnsatisfiedLinkError("The IOCP transport cannot be used: " + UNAVAILABILITY_CAUSE.getMessage())
                            .initCause(UNAVAILABILITY_CAUSE);
        }
    }

    /** Why the transport cannot be used, or null where it can. */
    public static Throwable unavailabilityCause() {
        return UNAVAILABILITY_CAUSE;
    }

    /** The Winsock calls of the transport. */
    static Winsock2 ws2() {
        ensureAvailability();
        return WinsockBackend.ofSystem().ws2();
    }

    /** The calls that the transport needs besides them. */
    static OverlappedSockets sockets() {
        ensureAvailability();
        return NativeOverlappedSockets.load();
    }

    private static Throwable load() {
        if (!WinsockBackend.ofSystem().isAvailable()) {
            return WinsockBackend.ofSystem().unavailabilityCause();
        }
        try {
            requireNetty(Iocp.class.getClassLoader());
            NativeOverlappedSockets.load();
            return null;
        } catch (Exception | LinkageError e) {
            return e;
        }
    }

    /** Where Netty does not tell a handle that it is registered, no operation would ever be posted. */
    static void requireNetty(ClassLoader loader) {
        try {
            Class.forName("io.netty.channel.IoHandle", false, loader).getMethod("registered");
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            Version transport = Version.identify(loader).get("netty-transport");
            throw new UnsupportedOperationException(
                    "it needs Netty 4.2.7 or newer" + (transport == null ? "" : ", not " + transport.artifactVersion()),
                    e);
        }
    }
}
