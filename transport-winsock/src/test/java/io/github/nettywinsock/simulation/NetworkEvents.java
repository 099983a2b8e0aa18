package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.OverlappedSockets;

/** The record of FD_ACCEPT of a listener, and the event that is signalled when it is written. */
@Rules({"R157", "R158", "R160", "R161"})
final class NetworkEvents {
    private final SimulatedWindows windows;
    private final StreamSocket socket;
    private Event event;
    private boolean enabled;
    private boolean recorded;

    /** Whether a connection has come since it was said last that one had come when there was none. */
    private boolean mayBeWrong;

    NetworkEvents(SimulatedWindows windows, StreamSocket socket) {
        this.windows = windows;
        this.socket = socket;
    }

    boolean isSelected() {
        return event != null;
    }

    /** Selects an event instead of an earlier one, or none. */
    void select(Event event) {
        this.event = event;
        recorded = false;
        enabled = true;
        check();
    }

    @Rules("R146")
    void inherit(NetworkEvents listener) {
        event = listener.event;
        enabled = true;
    }

    /** Handles that a connection has come. */
    void arrived() {
        mayBeWrong = true;
        check();
    }

    /** Has the next connection recorded, or one that is pending still. */
    void enable() {
        enabled = true;
        if (isSelected()) {
            windows.timeline.after(windows.schedule.delayNanos(), this::check);
        }
    }

    /** Answers the record, and clears it. */
    int enumerate() {
        int events = recorded ? OverlappedSockets.FD_ACCEPT : 0;
        recorded = false;
        return events;
    }

    private void check() {
        if (!isSelected() || !enabled || socket.isClosing()) {
            return;
        }
        Listener listener = socket.listener();
        if (listener != null && listener.hasRequest() || isWrong()) {
            enabled = false;
            recorded = true;
            windows.log(socket, "records FD_ACCEPT");
            signal();
        }
    }

    private boolean isWrong() {
        boolean wrong = mayBeWrong && windows.schedule.signalsInVain();
        mayBeWrong &= !wrong;
        return wrong;
    }

    private void signal() {
        windows.events.signal(event);
        if (windows.schedule.signalsInVain()) {
            Event again = event;
            windows.timeline.after(windows.schedule.delayNanos(), () -> windows.events.signal(again));
        }
    }
}
