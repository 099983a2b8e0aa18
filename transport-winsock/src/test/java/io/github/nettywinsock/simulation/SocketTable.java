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
        boolean again = !free.isEmpty() && windows.schedule.reusesHandle();
        long handle = again ? free.remove(windows.schedule.pick(free.size())) : next;
        if (!again) {
            next += 4;
        }
        number++;
        SimulatedSocket socket = type == SimulatedSocket.SOCK_STREAM
                ? new StreamSocket(windows, handle, family, number)
                : new DatagramSocket(windows, handle, family, number);
        sockets.put(handle, socket);
        return socket;
    }

    /** The socket with a handle, or null. */
    SimulatedSocket find(long handle) {
        return sockets.get(handle);
    }

    void close(SimulatedSocket socket) {
        sockets.remove(socket.handle);
        free.add(socket.handle);
    }

    Collection<SimulatedSocket> open() {
        return sockets.values();
    }
}
