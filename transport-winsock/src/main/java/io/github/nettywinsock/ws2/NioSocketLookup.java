package io.github.nettywinsock.ws2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** Finds the first {@link SocketLookup} that works in this JVM. */
public final class NioSocketLookup {

    private NioSocketLookup() {}

    /**
     * Returns a look-up that was tried on a server socket, a socket and a datagram channel, each opened for the purpose
     * and closed.
     *
     * @throws UnsupportedOperationException if no way works; the message lists what was tried, why each failed, and the
     *     JVM flag if one helps
     * @throws UnsatisfiedLinkError if JNA cannot be used
     */
    public static SocketLookup load() {
        // Without it no native call can be made, whatever is opened to reflection.
        Jna.require();
        Map<String, Supplier<SocketLookup>> strategies = new LinkedHashMap<>();
        strategies.put("JNI through JNA", JniSocketLookup::new);
        strategies.put("reflection on sun.nio.ch", ReflectiveSocketLookup::new);
        return load(strategies);
    }

    static SocketLookup load(Map<String, Supplier<SocketLookup>> strategies) {
        Map<String, Throwable> failures = new LinkedHashMap<>();
        try (ServerSocketChannel listener = ServerSocketChannel.open();
                SocketChannel socket = SocketChannel.open();
                DatagramChannel datagram = DatagramChannel.open()) {
            for (Map.Entry<String, Supplier<SocketLookup>> strategy : strategies.entrySet()) {
                try {
                    SocketLookup lookup = strategy.getValue().get();
                    probe(lookup, listener);
                    probe(lookup, socket);
                    probe(lookup, datagram);
                    return lookup;
                } catch (Throwable e) { // JNA reports a native library of the wrong version as a plain Error.
                    failures.put(strategy.getKey(), e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No channel could be opened to try the look-up of its SOCKET", e);
        }
        throw unavailable(failures);
    }

    private static void probe(SocketLookup lookup, SelectableChannel ch) {
        synchronized (lookup.stateLock(ch)) {
            lookup.handle(ch);
        }
    }

    private static UnsupportedOperationException unavailable(Map<String, Throwable> failures) {
        StringJoiner message = new StringJoiner("; ", "The SOCKET of a NIO channel cannot be found. Tried: ", "");
        failures.forEach((strategy, cause) -> message.add(strategy + " (" + cause + ')'));
        if (failures.values().stream().anyMatch(InaccessibleObjectException.class::isInstance)) {
            Module module = NioSocketLookup.class.getModule();
            message.add("start the JVM with --add-opens java.base/sun.nio.ch="
                    + (module.isNamed() ? module.getName() : "ALL-UNNAMED"));
        }
        UnsupportedOperationException unavailable = new UnsupportedOperationException(message.toString());
        failures.values().forEach(unavailable::addSuppressed);
        return unavailable;
    }

    static IllegalArgumentException foreign(Class<?> type, Throwable cause) {
        return new IllegalArgumentException(
                type.getName() + " is not a channel of this JDK: its SOCKET cannot be found", cause);
    }
}
