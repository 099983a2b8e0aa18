package io.github.nettywinsock.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The SOCKETs of a machine by their handles, which are multiples of 4 and given again. */
@Rules({"R008", "R009"})
final class SocketTable {
    private static final long FIRST = 0x100;

    private final SimulatedWindows windows;
    private final Map<Long, SimulatedSocket> sockets = new HashMap<>();
    private final List<Long> free = new ArrayList<>();
    private long next = FIRST;
    private int number;

    SocketTable(SimulatedWindows windows) {
        this.windows = windows;
    }

    SimulatedSocket open(int family, int type) {
        long handle = newHandle();
        number++;
        SimulatedSocket socket = type == SimulatedSocket.SOCK_STREAM
                ? new StreamSocket(windows, handle, family, number)
                : new DatagramSocket(windows, handle, family, number);
        sockets.put(handle, socket);
        return socket;
    }

    /** A handle, for whatever has one. */
    long newHandle() {
        if (!free.isEmpty() && windows.schedule.reusesHandle()) {
            return free.remove(windows.schedule.pick(free.size()));
        }
        long handle = next;
        next += 4;
        return handle;
    }

    /** Takes a handle back, to be given again. */
    void freeHandle(long handle) {
        free.add(handle);
    }

    /** The socket with a handle, or null. */
    SimulatedSocket find(long handle) {
        return sockets.get(handle);
    }

    void close(SimulatedSocket socket) {
        sockets.remove(socket.handle);
        freeHandle(socket.handle);
    }

    Collection<SimulatedSocket> open() {
        return sockets.values();
    }
}
