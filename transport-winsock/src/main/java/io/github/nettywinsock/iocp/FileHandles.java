package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.JniField;
import io.netty.channel.DefaultFileRegion;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** The HANDLEs of the files of {@link DefaultFileRegion}s, for which neither Netty nor the JDK has a public API. */
final class FileHandles {
    /** What {@link #of} answers for a file without a HANDLE that can be found. */
    static final long NONE = -1;

    private static final JniField FILE = find(DefaultFileRegion.class, "file", "Ljava/nio/channels/FileChannel;");
    private static final JniField TRANSFERRED = find(DefaultFileRegion.class, "transferred", "J");
    private static final JniField HANDLE = find(FileDescriptor.class, "handle", "J");

    private static final ClassValue<JniField> DESCRIPTOR = new ClassValue<>() {
        @Override
        protected JniField computeValue(Class<?> type) {
            return find(type, "fd", "Ljava/io/FileDescriptor;");
        }
    };

    private FileHandles() {}

    /** Opens the file of a region, and answers its HANDLE or {@link #NONE}. */
    static long of(DefaultFileRegion region) throws IOException {
        region.open();
        if (FILE == null || TRANSFERRED == null || HANDLE == null) {
            return NONE;
        }
        FileChannel file = (FileChannel) FILE.getObject(region);
        if (file == null || !file.isOpen()) {
            return NONE;
        }
        // Only the file systems of the JDK have channels with a file descriptor.
        JniField descriptor = DESCRIPTOR.get(file.getClass());
        return descriptor == null ? NONE : HANDLE.getLong(descriptor.getObject(file));
    }

    /** Has the region count what was transferred without it. */
    static void addTransferred(DefaultFileRegion region, int bytes) {
        TRANSFERRED.setLong(region, region.transferred() + bytes);
    }

    private static JniField find(Class<?> type, String name, String signature) {
        try {
            return JniField.of(type, name, signature);
        } catch (NoSuchFieldError e) {
            return null;
        }
    }
}
