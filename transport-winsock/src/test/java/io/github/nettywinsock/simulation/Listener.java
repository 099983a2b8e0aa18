package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/** What makes a socket a listener: connections that wait to be accepted, and AcceptEx calls that wait for connections. */
@Rules({"R060", "R062", "R063", "R065", "R066", "R067", "R126", "R128", "R129", "R142"})
final class Listener {
    private static final int PLAIN_LIMIT = 200;
    private static final int SOMAXCONN = 0x7FFFFFFF;
    private static final int MAX = 65535;

    private final SimulatedWindows windows;
    private final StreamSocket socket;
    private final int backlog;
    private final boolean conditional;
    private final ArrayDeque<ConnectionRequest> requests = new ArrayDeque<>();
    private final ArrayDeque<AcceptCall> accepts = new ArrayDeque<>();

    Listener(SimulatedWindows windows, StreamSocket socket, int backlog) {
        this.windows = windows;
        this.socket = socket;
        this.backlog = length(backlog);
        conditional = socket.options.isOn("SO_CONDITIONAL_ACCEPT");
    }

    private static int length(int backlog) {
        if (backlog == SOMAXCONN) {
            return PLAIN_LIMIT;
        }
        return backlog < 0
                ? Math.min(MAX, Math.max(PLAIN_LIMIT, -backlog))
                : Math.min(PLAIN_LIMIT, Math.max(1, backlog));
    }

    /** Whether a condition decides on handshakes, of which AcceptEx does not know. */
    @Rules("R070")
    boolean isConditional() {
        return conditional;
    }

    boolean isFull() {
        return conditional
                ? requests.size() >= windows.schedule.undecided()
                : requests.size() - accepts.size() >= backlog;
    }

    /** Takes a connection, whose handshake is done unless it is decided here. */
    void arrive(ConnectionRequest request) {
        requests.add(request);
        serveLater();
    }

    /** Whether a condition can be asked about a connection. */
    boolean hasRequest() {
        return requests.stream().anyMatch(request -> !request.isOffered());
    }

    /** The next connection to ask a condition about, or null. */
    ConnectionRequest request() {
        if (windows.schedule.forgetsGone()) {
            requests.removeIf(request -> !request.isOffered() && request.isGone());
        }
        return requests.stream()
                .filter(request -> !request.isOffered())
                .findFirst()
                .orElse(null);
    }

    void remove(ConnectionRequest request) {
        requests.remove(request);
    }

    /** Handles that the decision on a connection is put off: it stays the first. */
    @Rules("R148")
    void deferred() {
        windows.timeline.after(windows.schedule.delayNanos(), this::serve);
    }

    private void serveLater() {
        windows.timeline.after(windows.schedule.delayNanos(), () -> {
            serve();
            if (hasRequest()) {
                socket.networkEvents().arrived();
            }
        });
    }

    int accept(AcceptCall call) {
        call.accepted.acceptWith(call);
        ConnectionRequest first = requests.peek();
        if (isForAcceptEx(first) && accepts.isEmpty() && !first.isGone() && !windows.schedule.pends()) {
            requests.poll();
            call.fillAddresses(first.endpoint);
            call.accepted.accepted(first.endpoint);
            windows.calls.completeInline(call, 0);
            return 0;
        }
        accepts.add(call);
        deferred();
        return -WsaErrors.WSA_IO_PENDING;
    }

    @Rules({"R134", "R135", "R136"})
    private void serve() {
        while (isForAcceptEx(requests.peek()) && !accepts.isEmpty()) {
            Endpoint endpoint = requests.poll().endpoint;
            AcceptCall call = accepts.poll();
            if (endpoint.failure() != 0 && !windows.schedule.acceptsResetClients()) {
                call.accepted.acceptFailed();
                windows.calls.complete(
                        call,
                        windows.schedule.pick(
                                Status.REMOTE_DISCONNECT,
                                Status.CONNECTION_RESET,
                                Status.LOCAL_DISCONNECT,
                                Status.CONNECTION_DISCONNECTED),
                        0);
            } else {
                call.fillAddresses(endpoint);
                call.accepted.accepted(endpoint);
                windows.calls.complete(call, Status.SUCCESS, 0);
            }
        }
    }

    private boolean isForAcceptEx(ConnectionRequest request) {
        return request != null && !conditional && !request.isOffered();
    }

    /** Cancels the AcceptEx calls, or one of them. */
    @Rules({"R137", "R140", "R141"})
    boolean cancel(long overlapped) {
        boolean found = false;
        for (AcceptCall call : accepts.toArray(new AcceptCall[0])) {
            if (overlapped == 0 || call.overlapped == overlapped) {
                found = true;
                cancel(call);
            }
        }
        return found;
    }

    @Rules("R139")
    void cancel(AcceptCall call) {
        accepts.remove(call);
        call.accepted.acceptFailed();
        windows.calls.complete(call, Status.CANCELLED, 0);
    }

    /** Ends the calls, and resets who waits to be accepted. */
    @Rules({"R073", "R137"})
    void close() {
        cancel(0);
        while (!requests.isEmpty()) {
            requests.poll().refuse(true);
        }
    }

    /** An AcceptEx, with what it writes: the two addresses at the two halves of its buffer. */
    static final class AcceptCall extends Call {
        final StreamSocket listener;
        final StreamSocket accepted;

        AcceptCall(StreamSocket listener, StreamSocket accepted, long overlapped, Buffers buffers, int number) {
            super(Kind.AcceptEx, listener, overlapped, buffers, number);
            this.listener = listener;
            this.accepted = accepted;
        }

        void fillAddresses(Endpoint endpoint) {
            byte[] bytes = new byte[buffers.length()];
            ByteBuffer addresses = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            Addresses.write(endpoint.local, listener.family, addresses);
            Addresses.write(
                    endpoint.remote,
                    listener.family,
                    addresses.position(bytes.length / 2).slice().order(ByteOrder.nativeOrder()));
            listener.windows.calls.fill(this, bytes);
        }
    }
}
