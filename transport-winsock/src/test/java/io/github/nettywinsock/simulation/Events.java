package io.github.nettywinsock.simulation;

import java.util.HashMap;
import java.util.Map;

/**
 * The event objects of a machine. In virtual time the thread that has created an event may wait for it; what one does that
 * waits beside the event loops would have no place in the history, and is not simulated.
 */
@Rules("R162")
final class Events {
    private final SimulatedWindows windows;
    private final Map<Long, Event> events = new HashMap<>();
    private int number;

    Events(SimulatedWindows windows) {
        this.windows = windows;
    }

    /** How many are not closed. */
    int open() {
        return events.size();
    }

    long create() {
        Event event = new Event(windows.table.newHandle(), ++number);
        events.put(event.handle, event);
        log(event, "is created");
        return event.handle;
    }

    /** The event of a handle, or null. */
    Event find(long handle) {
        return events.get(handle);
    }

    int set(long handle) {
        Event event = events.get(handle);
        if (event == null) {
            return noEvent("SetEvent", handle);
        }
        signal(event);
        return 0;
    }

    void signal(Event event) {
        if (!event.isClosed() && !event.isSignalled()) {
            event.signalled(true);
            log(event, "is signalled");
            windows.timeline.notifyAll();
        }
    }

    /** Waits as long as it takes. */
    int await(long handle) {
        Event event = events.get(handle);
        if (event == null) {
            return noEvent("WaitForSingleObject", handle);
        }
        if (windows.timeline.isVirtual() && !event.isOfThisThread()) {
            windows.trap(null, "not simulated in virtual time: a thread that waits for " + event + " of another");
            return -SimulatedWindows.ERROR_INVALID_HANDLE;
        }
        event.waiting(1);
        windows.block(() -> event.isSignalled() || event.isClosed(), Timeline.FOREVER);
        event.waiting(-1);
        if (event.isClosed()) {
            return -SimulatedWindows.ERROR_INVALID_HANDLE;
        }
        event.signalled(false);
        log(event, "ends a wait");
        return 0;
    }

    int close(long handle) {
        Event event = events.remove(handle);
        if (event == null) {
            return noEvent("CloseHandle", handle);
        }
        if (event.isWaitedFor()) {
            windows.trap(null, event + " is closed while a thread waits for it");
        }
        event.close();
        windows.table.freeHandle(handle);
        log(event, "is closed");
        windows.timeline.notifyAll();
        return 0;
    }

    private int noEvent(String function, long handle) {
        windows.trap(null, String.format("%s of 0x%x, which is no event", function, handle));
        return -SimulatedWindows.ERROR_INVALID_HANDLE;
    }

    private void log(Event event, String what) {
        windows.log(null, event + " " + what);
    }
}
