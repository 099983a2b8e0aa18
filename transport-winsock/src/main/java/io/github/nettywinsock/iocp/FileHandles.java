package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.JniField;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** The files of {@link DefaultFileRegion}s, for which Netty has no public API. */
final class FileHandles {
    private static final long NONE = -1;

    private static final JniField FILE =
            JniField.find(DefaultFileRegion.class, "file", "Ljava/nio/channels/FileChannel;");
    private static final JniField TRANSFERRED = JniField.find(DefaultFileRegion.class, "transferred", "J");

    private FileHandles() {}

    /** Opens the file of a region, and answers its HANDLE, or a negative number when it cannot be found. */
    static long of(DefaultFileRegion region, OverlappedSockets sockets) throws IOException {
        region.open();
        if (FILE == null || TRANSFERRED == null) {
            return NONE;
        }
        FileChannel file = (FileChannel) FILE.getObject(region);
        return file == null || !file.isOpen() ? NONE : sockets.fileHandle(file);
    }

    /** Has the region count what was transferred without it. */
    static void addTransferred(DefaultFileRegion region, int bytes) {
        TRANSFERRED.setLong(region, region.transferred() + bytes);
    }
}
