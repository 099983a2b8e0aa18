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
import java.util.Map;

/**
 * A field of an object, whatever its access: to JNI the encapsulation of modules does not apply. JNI is reached through
 * JNA, so there is no native code of our own.
 *
 * <p>An exception that a JNI function leaves pending is thrown by the JVM when the function returns to Java.
 */
public final class JniField {
    /** A field id is valid as long as its class is loaded; this keeps it so. */
    private final Class<?> type;

    private final long id;

    private JniField(Class<?> type, long id) {
        this.type = type;
        this.id = id;
    }

    /**
     * Finds a field.
     *
     * @param signature the type of the field, as in a class file
     * @throws NoSuchFieldError              if there is none
     * @throws UnsupportedOperationException on a 32-bit JVM
     * @throws UnsatisfiedLinkError          if JNA cannot load its native library
     */
    public static JniField of(Class<?> type, String name, String signature) {
        Jna.require();
        return new JniField(type, JniFunctions.GetFieldID(JNIEnv.CURRENT, type, name, signature));
    }

    /** Finds a field, and returns null where {@link #of} throws {@link NoSuchFieldError}. */
    public static JniField find(Class<?> type, String name, String signature) {
        try {
            return of(type, name, signature);
        } catch (NoSuchFieldError e) {
            return null;
        }
    }

    /** The value of a field that holds a reference. */
    public Object getObject(Object object) {
        return JniFunctions.GetObjectField(JNIEnv.CURRENT, type.cast(object), id);
    }

    /** The value of a field of type int. */
    public int getInt(Object object) {
        return JniFunctions.GetIntField(JNIEnv.CURRENT, type.cast(object), id);
    }

    /** The value of a field of type long. */
    public long getLong(Object object) {
        return JniFunctions.GetLongField(JNIEnv.CURRENT, type.cast(object), id);
    }

    /** Sets a field of type long. */
    public void setLong(Object object, long value) {
        JniFunctions.SetLongField(JNIEnv.CURRENT, type.cast(object), id, value);
    }

    /** Functions of the JNI interface, mapped directly from the table that every {@code JNIEnv} points to. */
    private static final class JniFunctions {

        /** Positions in {@code struct JNINativeInterface_} of jni.h, which only ever grows at its end. */
        private static final Map<String, Integer> INDEX = Map.of(
                "GetFieldID", 94, "GetObjectField", 95, "GetIntField", 100, "GetLongField", 101, "SetLongField", 110);

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

        static native long GetFieldID(JNIEnv env, Class<?> clazz, String name, String sig);

        static native Object GetObjectField(JNIEnv env, Object obj, long fieldID);

        static native int GetIntField(JNIEnv env, Object obj, long fieldID);

        static native long GetLongField(JNIEnv env, Object obj, long fieldID);

        static native void SetLongField(JNIEnv env, Object obj, long fieldID, long value);
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
