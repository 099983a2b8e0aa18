package io.github.nettywinsock.parity;

import io.netty.channel.ChannelException;

/** Names exceptions: by class, and what a {@link ChannelException} is caused by. */
final class Failures {
    private Failures() {}

    static String name(Throwable failure) {
        if (failure == null) {
            return "ok";
        }
        Class<?> named = failure.getClass();
        // Netty's own classes that add an address or leave out the stack are not to be seen.
        while (!isPublic(named)) {
            named = named.getSuperclass();
        }
        return named.getSimpleName()
                + (failure instanceof ChannelException && failure.getCause() != null
                        ? " of " + name(failure.getCause())
                        : "");
    }

    private static boolean isPublic(Class<?> named) {
        return java.lang.reflect.Modifier.isPublic(named.getModifiers()) && named.getCanonicalName() != null;
    }
}
