package io.github.nettywinsock.ws2;

import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the fields of a JDK channel through JNI. */
final class JniSocketLookup implements SocketLookup {
    private final Map<Class<?>, Fields> fields = new ConcurrentHashMap<>();

    @Override
    public Object stateLock(SelectableChannel ch) {
        return fields(ch).stateLock.getObject(ch);
    }

    @Override
    public long handle(SelectableChannel ch) {
        assert Thread.holdsLock(stateLock(ch)) : "stateLock";
        // A SOCKET is pointer-sized and unsigned; the JDK keeps it in an int.
        return Integer.toUnsignedLong(fields(ch).fdVal.getInt(ch));
    }

    private Fields fields(SelectableChannel ch) {
        return fields.computeIfAbsent(ch.getClass(), Fields::of);
    }

    private static final class Fields {
        final JniField stateLock;
        final JniField fdVal;

        private Fields(JniField stateLock, JniField fdVal) {
            this.stateLock = stateLock;
            this.fdVal = fdVal;
        }

        static Fields of(Class<?> type) {
            try {
                return new Fields(
                        JniField.of(type, "stateLock", "Ljava/lang/Object;"), JniField.of(type, "fdVal", "I"));
            } catch (NoSuchFieldError e) {
                throw NioSocketLookup.foreign(type, e);
            }
        }
    }
}
