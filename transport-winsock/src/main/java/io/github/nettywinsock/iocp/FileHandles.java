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

    /**
     * Opens the file of a region, and once more for TransmitFile: the application may close its own meanwhile, and Windows
     * moves the position of the one that it transmits.
     *
     * @return a HANDLE to close, or a negative number when there is none for the file
     */
    static long open(DefaultFileRegion region, OverlappedSockets sockets) throws IOException {
        FileChannel file = file(region);
        long handle = file == null || !file.isOpen() ? NONE : sockets.fileHandle(file);
        if (handle < 0) {
            return NONE;
        }
        long reopened = sockets.ReOpenFile(handle);
        if (reopened >= 0 && !file.isOpen()) {
            // Another file may have got the HANDLE before it was opened once more.
            sockets.CloseHandle(reopened);
            return NONE;
        }
        return reopened;
    }

    /** Opens the file of a region as Netty does, which opens none to send nothing; null when there is none, or no way to it. */
    static FileChannel file(DefaultFileRegion region) throws IOException {
        if (region.transferred() >= region.count()) {
            return null;
        }
        region.open();
        return FILE == null || TRANSFERRED == null ? null : (FileChannel) FILE.getObject(region);
    }

    /** Has the region count what was transferred without it. */
    static void addTransferred(DefaultFileRegion region, int bytes) {
        TRANSFERRED.setLong(region, region.transferred() + bytes);
    }
}
