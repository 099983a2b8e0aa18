package io.github.nettywinsock.iocp;

import java.io.IOException;
import java.util.SplittableRandom;

/** What a program has calls of Windows throw, and what it lends to the transport: allocators and regions of files. */
interface Thrown {
    /** Makes an error, as the JVM throws it anywhere. */
    static Error error(String whose) {
        return new AsError(whose);
    }

    /** Throws an error or an exception. */
    static void toss(String whose, SplittableRandom random) {
        if (random.nextBoolean()) {
            throw new AsError(whose);
        }
        throw new AsException(whose);
    }

    /** Whether something was thrown because a program wants it. */
    static boolean isBehind(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Thrown) {
                return true;
            }
        }
        return false;
    }

    /** Whether a handler may be told of something: Windows fails calls, memory lacks, and a program throws. */
    static boolean isExpected(Throwable e) {
        return e instanceof IOException
                || e instanceof OutOfMemoryError
                || isBehind(e)
                || e.getMessage() != null && e.getMessage().startsWith("of a ");
    }

    /** An error of a program. */
    final class AsError extends Error implements Thrown {
        private static final long serialVersionUID = 1;

        private AsError(String whose) {
            super(whose);
        }
    }

    /** An exception of a program. */
    final class AsException extends RuntimeException implements Thrown {
        private static final long serialVersionUID = 1;

        private AsException(String whose) {
            super(whose);
        }
    }
}
