package io.github.nettywinsock.simulation;

import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/** The open files of the host by the handles that a simulated Windows gives them. */
final class Files {
    private final SimulatedWindows windows;
    private final Map<Long, FileChannel> files = new HashMap<>();

    Files(SimulatedWindows windows) {
        this.windows = windows;
    }

    /** The handle of a file, the same until it is closed. */
    long handle(FileChannel file) {
        forgetClosed();
        for (Map.Entry<Long, FileChannel> known : files.entrySet()) {
            if (known.getValue() == file) {
                return known.getKey();
            }
        }
        long handle = windows.table.newHandle();
        files.put(handle, file);
        return handle;
    }

    /** The file of a handle, or null. */
    FileChannel find(long handle) {
        forgetClosed();
        return files.get(handle);
    }

    private void forgetClosed() {
        files.entrySet().removeIf(known -> {
            boolean closed = !known.getValue().isOpen();
            if (closed) {
                windows.table.freeHandle(known.getKey());
            }
            return closed;
        });
    }
}
