package io.github.nettywinsock.ws2;

import java.lang.reflect.Field;
import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the fields of a JDK channel by reflection, which works where {@code sun.nio.ch} is opened to us. */
final class ReflectiveSocketLookup implements SocketLookup {

    private final Map<Class<?>, Fields> fields = new ConcurrentHashMap<>();

    @Override
    public Object stateLock(SelectableChannel ch) {
        try {
            return fields(ch).stateLock.get(ch);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public long handle(SelectableChannel ch) {
        assert Thread.holdsLock(stateLock(ch)) : "stateLock";
        try {
            return Integer.toUnsignedLong(fields(ch).fdVal.getInt(ch));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private Fields fields(SelectableChannel ch) {
        return fields.computeIfAbsent(ch.getClass(), Fields::of);
    }

    private static final class Fields {
        final Field stateLock;
        final Field fdVal;

        private Fields(Field stateLock, Field fdVal) {
            this.stateLock = stateLock;
            this.fdVal = fdVal;
        }

        static Fields of(Class<?> type) {
            try {
                Fields fields = new Fields(type.getDeclaredField("stateLock"), type.getDeclaredField("fdVal"));
                fields.stateLock.setAccessible(true);
                fields.fdVal.setAccessible(true);
                return fields;
            } catch (NoSuchFieldException e) {
                throw NioSocketLookup.foreign(type, e);
            }
        }
    }
}
