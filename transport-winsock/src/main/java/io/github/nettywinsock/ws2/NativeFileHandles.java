package io.github.nettywinsock.ws2;

import java.io.FileDescriptor;
import java.nio.channels.FileChannel;

/** The HANDLEs of files, for which the JDK has no public API. */
final class NativeFileHandles {
    private static final long INVALID_HANDLE_VALUE = -1;

    private static final JniField HANDLE = JniField.find(FileDescriptor.class, "handle", "J");

    private static final ClassValue<JniField> DESCRIPTOR = new ClassValue<>() {
        @Override
        protected JniField computeValue(Class<?> type) {
            return JniField.find(type, "fd", "Ljava/io/FileDescriptor;");
        }
    };

    private NativeFileHandles() {}

    /** The HANDLE, or a negative number when it cannot be found: only the file systems of the JDK have descriptors. */
    static long of(FileChannel file) {
        JniField descriptor = DESCRIPTOR.get(file.getClass());
        return HANDLE == null || descriptor == null ? INVALID_HANDLE_VALUE : HANDLE.getLong(descriptor.getObject(file));
    }
}
