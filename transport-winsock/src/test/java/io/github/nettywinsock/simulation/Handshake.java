package io.github.nettywinsock.simulation;

import java.util.concurrent.TimeUnit;

/** The handshake of a client whose SYN a listener with SO_CONDITIONAL_ACCEPT has not answered. */
@Rules({"R070", "R156"})
final class Handshake {
    static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(21);

    private final SimulatedWindows windows;
    private final StreamSocket client;
    private final Call call;
    private final Runnable connected;
    private final Runnable refused;
    private boolean answered;
    private boolean done;

    /**
     * Begins one.
     *
     * @param connected connects the client
     * @param refused   handles that it is refused
     */
    Handshake(SimulatedWindows windows, StreamSocket client, Call call, Runnable connected, Runnable refused) {
        this.windows = windows;
        this.client = client;
        this.call = call;
        this.connected = connected;
        this.refused = refused;
        windows.timeline.after(TIMEOUT_NANOS, this::timedOut);
    }

    /** Whether the client waits for it no more. */
    boolean isWithdrawn() {
        return !answered && !client.isConnectingBy(call);
    }

    /** Whether the client has answered too. */
    boolean isDone() {
        return done;
    }

    /** Answers the client, which answers in turn. */
    @Rules("R154")
    void accept() {
        answered = true;
        windows.timeline.after(windows.schedule.delayNanos(), () -> {
            done = true;
            connected.run();
        });
    }

    @Rules("R147")
    void refuse() {
        answered = true;
        windows.timeline.after(windows.schedule.delayNanos(), refused);
    }

    private void timedOut() {
        if (!answered) {
            client.connectFailed(call, Status.IO_TIMEOUT);
        }
    }
}
