package io.github.nettywinsock.iocp;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.ws2.OverlappedSockets;

/** Tells whether the IOCP transport can be used here. */
public final class Iocp {
    private static final Throwable UNAVAILABILITY_CAUSE = load();

    private Iocp() {}

    /** Whether the transport can be used: on 64-bit Windows. */
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
                    new UnsatisfiedLinkError("The IOCP transport cannot be used").initCause(UNAVAILABILITY_CAUSE);
        }
    }

    /** Why the transport cannot be used, or null where it can. */
    public static Throwable unavailabilityCause() {
        return UNAVAILABILITY_CAUSE;
    }

    private static Throwable load() {
        if (!Winsock.isAvailable()) {
            return Winsock.unavailabilityCause();
        }
        try {
            OverlappedSockets.load();
            return null;
        } catch (Exception | LinkageError e) {
            return e;
        }
    }
}
