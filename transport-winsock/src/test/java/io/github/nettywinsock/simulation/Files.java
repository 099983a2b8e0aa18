package io.github.nettywinsock.simulation;

import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/** The open files of the host by the handles that a simulated Windows gives them. */
final class Files {
    private final SimulatedWindows windows;
    private final Map<Long, OpenFile> files = new HashMap<>();

    Files(SimulatedWindows windows) {
        this.windows = windows;
    }

    /** The handle of a file, the same until it is closed. */
    long handle(FileChannel file) {
        forgetClosed();
        for (Map.Entry<Long, OpenFile> known : files.entrySet()) {
            if (known.getValue().is(file)) {
                return known.getKey();
            }
        }
        return add(OpenFile.of(file));
    }

    private long add(OpenFile file) {
        long handle = windows.table.newHandle();
        files.put(handle, file);
        return handle;
    }

    /** The file of a handle, or null. */
    OpenFile find(long handle) {
        forgetClosed();
        return files.get(handle);
    }

    long reopen(long handle) {
        int fault = windows.faults.inline("ReOpenFile", null);
        OpenFile file = find(handle);
        if (fault != 0 || file == null) {
            return -(fault != 0 ? fault : SimulatedWindows.ERROR_INVALID_HANDLE);
        }
        return add(file.again());
    }

    /** Whether a handle is that of a file which was opened once more. */
    boolean isOpenAgain(long handle) {
        return files.containsKey(handle) && files.get(handle).isAgain();
    }

    boolean isOpenAgain(FileChannel file) {
        return files.values().stream().anyMatch(known -> known.isAgainOf(file));
    }

    /** How many files are open that were opened once more. */
    int openAgain() {
        return (int) files.values().stream().filter(OpenFile::isAgain).count();
    }

    /** Closes a file that was opened once more, which what it is sent by does not know of. */
    int close(long handle) {
        if (windows.transmissions.areOf(files.remove(handle))) {
            windows.trap(null, String.format("CloseHandle of 0x%x, which is transmitted", handle));
        }
        windows.table.freeHandle(handle);
        return 0;
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
