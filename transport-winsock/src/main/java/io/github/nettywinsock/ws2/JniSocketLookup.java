package io.github.nettywinsock.ws2;

import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.SymbolProvider;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the fields of a JDK channel through JNI, to which the encapsulation of modules does not apply. JNI is reached
 * through JNA, so there is no native code of our own.
 *
 * <p>An exception that a JNI function leaves pending is thrown by the JVM when the function returns to Java.
 */
final class JniSocketLookup implements SocketLookup {

    /** A field id is valid as long as its class is loaded; being a key keeps it so. */
    private final Map<Class<?>, FieldIds> fieldIds = new ConcurrentHashMap<>();

    /**
     * Maps the JNI functions.
     *
     * @throws UnsupportedOperationException on a 32-bit JVM
     * @throws UnsatisfiedLinkError if JNA cannot load its native library
     */
    JniSocketLookup() {
        Jna.require();
        JniFunctions.GetVersion(JNIEnv.CURRENT);
    }

    @Override
    public Object stateLock(SelectableChannel ch) {
        return JniFunctions.GetObjectField(JNIEnv.CURRENT, ch, fieldIds(ch).stateLock);
    }

    @Override
    public long handle(SelectableChannel ch) {
        assert Thread.holdsLock(stateLock(ch)) : "stateLock";
        // A SOCKET is pointer-sized and unsigned; the JDK keeps it in an int.
        return Integer.toUnsignedLong(JniFunctions.GetIntField(JNIEnv.CURRENT, ch, fieldIds(ch).fdVal));
    }

    private FieldIds fieldIds(SelectableChannel ch) {
        return fieldIds.computeIfAbsent(ch.getClass(), FieldIds::of);
    }

    private static final class FieldIds {
        final long stateLock;
        final long fdVal;

        private FieldIds(long stateLock, long fdVal) {
            this.stateLock = stateLock;
            this.fdVal = fdVal;
        }

        static FieldIds of(Class<?> type) {
            try {
                return new FieldIds(
                        JniFunctions.GetFieldID(JNIEnv.CURRENT, type, "stateLock", "Ljava/lang/Object;"),
                        JniFunctions.GetFieldID(JNIEnv.CURRENT, type, "fdVal", "I"));
            } catch (NoSuchFieldError e) {
                throw NioSocketLookup.foreign(type, e);
            }
        }
    }

    /** Functions of the JNI interface, mapped directly from the table that every {@code JNIEnv} points to. */
    private static final class JniFunctions {

        /** Positions in {@code struct JNINativeInterface_} of jni.h, which only ever grows at its end. */
        private static final Map<String, Integer> INDEX =
                Map.of("GetVersion", 4, "GetFieldID", 94, "GetObjectField", 95, "GetIntField", 100);

        static {
            Pointer table = CLibrary.functionTable();
            SymbolProvider functions = (handle, name, parent) ->
                    Pointer.nativeValue(table.getPointer((long) INDEX.get(name) * Native.POINTER_SIZE));
            // The library is only a frame for the functions, none of which is exported from it.
            Native.register(
                    JniFunctions.class,
                    NativeLibrary.getInstance(
                            Platform.C_LIBRARY_NAME,
                            Map.of(Library.OPTION_SYMBOL_PROVIDER, functions, Library.OPTION_ALLOW_OBJECTS, true)));
        }

        static native int GetVersion(JNIEnv env);

        static native long GetFieldID(JNIEnv env, Class<?> clazz, String name, String sig);

        static native Object GetObjectField(JNIEnv env, Object obj, long fieldID);

        static native int GetIntField(JNIEnv env, Object obj, long fieldID);
    }

    private static final class CLibrary {

        static {
            Native.register(CLibrary.class, NativeLibrary.getInstance(Platform.C_LIBRARY_NAME));
        }

        /** Copies out the first word of the {@code JNIEnv}, the address of the function table. */
        static Pointer functionTable() {
            ByteBuffer word = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
            memcpy(word, JNIEnv.CURRENT, Long.BYTES);
            return new Pointer(word.getLong(0));
        }

        private static native long memcpy(ByteBuffer dest, JNIEnv src, long count);
    }
}
