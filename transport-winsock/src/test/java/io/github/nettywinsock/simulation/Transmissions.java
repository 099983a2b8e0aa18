package io.github.nettywinsock.simulation;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/** The TransmitFile calls of a machine: client editions of Windows run two at a time, and the others wait. */
@Rules({"R289", "R290"})
final class Transmissions {
    private static final int ON_CLIENT_EDITIONS = 2;

    private final SimulatedWindows windows;
    private final Set<TransmitCall> running = new LinkedHashSet<>();
    private final ArrayDeque<TransmitCall> waiting = new ArrayDeque<>();

    Transmissions(SimulatedWindows windows) {
        this.windows = windows;
    }

    void add(TransmitCall call) {
        if (windows.schedule.isClientEdition() && running.size() >= ON_CLIENT_EDITIONS) {
            windows.log(call.socket, call + " waits for others");
            waiting.add(call);
        } else {
            running.add(call);
        }
    }

    /** Whether a call sends a file. */
    boolean areOf(OpenFile file) {
        return running.stream().anyMatch(call -> call.file == file)
                || waiting.stream().anyMatch(call -> call.file == file);
    }

    /** Whether a call of a SOCKET waits for others. */
    boolean isWaiting(long socket) {
        return waiting.stream().anyMatch(call -> call.socket.handle == socket);
    }

    boolean isRunning(TransmitCall call) {
        return running.contains(call);
    }

    void ended(TransmitCall call) {
        waiting.remove(call);
        if (running.remove(call) && !waiting.isEmpty()) {
            TransmitCall next = waiting.poll();
            running.add(next);
            ((StreamSocket) next.socket).goOnSending();
        }
    }
}
