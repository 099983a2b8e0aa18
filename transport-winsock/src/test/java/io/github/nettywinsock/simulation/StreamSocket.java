package io.github.nettywinsock.simulation;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A TCP socket: a listener, or one end of a connection. */
final class StreamSocket extends SimulatedSocket {
    private final NetworkEvents networkEvents = new NetworkEvents(windows, this);
    private Listener listener;
    private Endpoint endpoint;
    private Call connecting;
    private Listener.AcceptCall accepting;
    private boolean lacksContext;
    private boolean retransmits = true;

    /** The call that has connected it. */
    private Call connectedBy;

    /** Whether the caller has tried to update the context, which a connection that is gone may refuse. */
    private boolean updated;

    private boolean nonBlocking;

    /** How many WSAAccept calls go on, and how many of them wait for their clients. */
    private int conditions;

    private int waitingForClients;

    /** How often something has ended all WSAAccept calls that were waiting for their clients. */
    private int endedAccepts;

    /** When the connect began that goes on. */
    private long connectingSince;

    StreamSocket(SimulatedWindows windows, long handle, int family, int number) {
        super(windows, handle, family, number);
    }

    @Override
    public int type() {
        return SOCK_STREAM;
    }

    @Override
    public State state() {
        if (listener != null) {
            return State.LISTENING;
        }
        if (endpoint != null) {
            return State.CONNECTED;
        }
        return connecting != null ? State.CONNECTING : super.state();
    }

    @Override
    public boolean lacksContext() {
        return lacksContext;
    }

    @Override
    boolean wantsUpdate() {
        return lacksContext && !updated && connectedBy.hasToldThisThread();
    }

    @Override
    @Rules("R176")
    boolean takesOptions() {
        return connecting == null || !windows.schedule.refusesOptionsWhileConnecting();
    }

    @Override
    public int connectionError() {
        return endpoint == null || endpoint.failure() == 0 ? 0 : WsaErrors.WSAENOTCONN;
    }

    @Override
    public InetSocketAddress remote() {
        return peer();
    }

    @Override
    InetSocketAddress peer() {
        return endpoint == null ? null : endpoint.remote;
    }

    long connectionNumber() {
        return endpoint == null ? -1 : endpoint.number();
    }

    long sent() {
        return endpoint == null ? 0 : endpoint.sent();
    }

    Listener listener() {
        return listener;
    }

    NetworkEvents networkEvents() {
        return networkEvents;
    }

    @Rules({"R158", "R159"})
    int select(Event event) {
        networkEvents.select(event);
        nonBlocking = true;
        return 0;
    }

    boolean isNonBlocking() {
        return nonBlocking;
    }

    @Rules("R159")
    int nonBlocking(boolean nonBlocking) {
        if (!nonBlocking && networkEvents.isSelected()) {
            return -WsaErrors.WSAEINVAL;
        }
        this.nonBlocking = nonBlocking;
        return 0;
    }

    int bufferSize(String option, int otherwise) {
        return options.intValue(option, otherwise);
    }

    // --- accept

    @Rules({"R057", "R058", "R060"})
    int listen(int backlog) {
        if (endpoint != null) {
            return -SimulatedWindows.WSAEISCONN;
        }
        if (state() == State.UNBOUND) {
            return -WsaErrors.WSAEINVAL;
        }
        if (listener == null) {
            listener = new Listener(windows, this, backlog);
        }
        return 0;
    }

    @Rules({"R119", "R120", "R122"})
    int accept(Listener.AcceptCall call) {
        StreamSocket with = call.accepted;
        if (listener == null || with.accepting != null || with.state() != State.UNBOUND || with.family != family) {
            return -WsaErrors.WSAEINVAL;
        }
        networkEvents.enable();
        int status = windows.faults.packet(Call.Kind.AcceptEx, this);
        if (status != 0) {
            return failLater(call, status);
        }
        return listener.accept(call);
    }

    /** Says that a WSAAccept begins or ends. */
    void accepting(int calls) {
        conditions += calls;
    }

    /** Says that a WSAAccept begins or ends to wait for its client. */
    void waitingForClient(int calls) {
        waitingForClients += calls;
        windows.timeline.notifyAll();
    }

    int waitingForClients() {
        return waitingForClients;
    }

    int endedAccepts() {
        return endedAccepts;
    }

    private void endAccepts() {
        endedAccepts++;
        windows.timeline.notifyAll();
    }

    /**
     * What becomes of a WSAAccept that waits for its client: that closing waits for it is not documented, but nothing says
     * that it does not.
     */
    @Rules({"R010", "R154"})
    private void closeDuringAccept() {
        if (conditions > waitingForClients) {
            windows.trap(this, "closesocket while WSAAccept runs");
            return;
        }
        switch (windows.schedule.closeDuringAccept()) {
            case ENDS_IT:
                endAccepts();
                break;
            case WAITS_FOR_IT:
                windows.block(() -> waitingForClients == 0, Timeline.FOREVER);
                break;
            default:
        }
    }

    /** Makes it the socket of a connection that WSAAccept has accepted. */
    @Rules({"R005", "R146", "R159"})
    void acceptedLike(StreamSocket listening, Endpoint connection) {
        own(connection);
        lacksContext = false;
        options.inherit(listening.options);
        networkEvents.inherit(listening.networkEvents);
        nonBlocking = listening.nonBlocking;
        inheritable(true);
    }

    void acceptWith(Listener.AcceptCall call) {
        accepting = call;
    }

    @Rules({"R115", "R133"})
    void accepted(Endpoint endpoint) {
        connectedBy = accepting;
        accepting = null;
        own(endpoint);
    }

    void acceptFailed() {
        accepting = null;
    }

    private void own(Endpoint endpoint) {
        this.endpoint = endpoint;
        endpoint.belongTo(this);
        local(endpoint.local);
        lacksContext = true;
    }

    @Rules({"R115", "R116"})
    int updateAcceptContext(SimulatedSocket listening) {
        updated = true;
        if (listening == null) {
            return WsaErrors.WSAENOTSOCK;
        }
        if (listening.state() != State.LISTENING || endpoint == null) {
            return WsaErrors.WSAEINVAL;
        }
        if (endpoint.failure() != 0 && windows.schedule.pick(2) == 0) {
            return windows.schedule.pick(WsaErrors.WSAENOTCONN, WsaErrors.WSAECONNRESET);
        }
        lacksContext = false;
        options.inherit(listening.options);
        return 0;
    }

    @Rules("R117")
    int updateConnectContext() {
        updated = true;
        if (endpoint == null || endpoint.failure() != 0 && windows.schedule.pick(2) == 0) {
            return WsaErrors.WSAENOTCONN;
        }
        lacksContext = false;
        return 0;
    }

    // --- connect

    @Rules({"R163", "R164", "R166", "R168", "R211"})
    int connect(Call call, InetSocketAddress remote) {
        if (endpoint != null) {
            return -SimulatedWindows.WSAEISCONN;
        }
        if (connecting != null) {
            return -SimulatedWindows.WSAEALREADY;
        }
        if (state() != State.BOUND || accepting != null) {
            return -WsaErrors.WSAEINVAL;
        }
        if (!takes(remote.getAddress())) {
            return -SimulatedWindows.WSAEAFNOSUPPORT;
        }
        if (remote.getPort() == 0 || remote.getAddress().isAnyLocalAddress()) {
            return -WsaErrors.WSAEADDRNOTAVAIL;
        }
        connecting = call;
        connectingSince = windows.timeline.nanoTime();
        int status = windows.faults.packet(Call.Kind.ConnectEx, this);
        if (status != 0) {
            windows.timeline.after(windows.schedule.delayNanos(), () -> connectFailed(call, status));
            return -WsaErrors.WSA_IO_PENDING;
        }
        byte[] data = call.buffers.read(0, call.buffers.length());
        windows.timeline.after(windows.schedule.delayNanos(), () -> handshake(call, remote, data));
        return -WsaErrors.WSA_IO_PENDING;
    }

    @Rules({"R065", "R066", "R068", "R167", "R170", "R173", "R174"})
    private void handshake(Call call, InetSocketAddress remote, byte[] data) {
        if (connecting != call) {
            return;
        }
        int unreachable = Network.unreachable(remote.getAddress());
        if (unreachable != 0) {
            long delay =
                    unreachable == Status.IO_TIMEOUT ? TimeUnit.SECONDS.toNanos(21) : windows.schedule.delayNanos();
            windows.timeline.after(delay, () -> connectFailed(call, unreachable));
            return;
        }
        StreamSocket target = windows.network.listenerAt(remote);
        if (target != null && target.listener.isConditional() && !target.options.isOn("SO_PAUSE_ACCEPT")) {
            ask(target.listener, call, remote, data);
            return;
        }
        if (target == null || target.listener.isFull() || target.options.isOn("SO_PAUSE_ACCEPT")) {
            windows.timeline.after(refusalNanos(), () -> connectFailed(call, Status.CONNECTION_REFUSED));
            return;
        }
        if (windows.network.isConnected(Network.source(local(), remote), remote)) {
            connectFailed(call, Status.ADDRESS_ALREADY_EXISTS);
            return;
        }
        Endpoint client = Endpoint.connect(windows, Network.source(local(), remote), remote);
        target.listener.arrive(new ConnectionRequest(client.peer(), null));
        windows.timeline.after(windows.schedule.delayNanos(), () -> connected(call, client, data));
    }

    /** A refusal is believed when it was repeated, unless the caller has asked for no repetition. */
    @Rules({"R102", "R171", "R172"})
    private long refusalNanos() {
        return retransmits ? windows.schedule.refusalNanos() : windows.schedule.delayNanos();
    }

    void retransmitsConnect(boolean retransmits) {
        this.retransmits = retransmits;
    }

    /** Waits for the answer of a listener that decides, and asks again while it has too many to decide on. */
    @Rules({"R070", "R156"})
    private void ask(Listener target, Call call, InetSocketAddress remote, byte[] data) {
        if (windows.timeline.nanoTime() - connectingSince >= Handshake.TIMEOUT_NANOS) {
            connectFailed(call, Status.IO_TIMEOUT);
        } else if (target.isFull()) {
            windows.timeline.after(windows.schedule.retransmitNanos(), () -> handshake(call, remote, data));
        } else {
            Endpoint client = Endpoint.connect(windows, Network.source(local(), remote), remote);
            Runnable connect = () -> connected(call, client, data);
            Runnable refuse = () -> connectFailed(call, Status.CONNECTION_REFUSED);
            target.arrive(new ConnectionRequest(client.peer(), new Handshake(windows, this, call, connect, refuse)));
        }
    }

    boolean isConnectingBy(Call call) {
        return connecting == call;
    }

    @Rules({"R167", "R175", "R177"})
    private void connected(Call call, Endpoint client, byte[] data) {
        if (connecting != call) {
            client.abort(WsaErrors.WSAECONNABORTED, Status.CANCELLED);
            return;
        }
        if (client.failure() != 0 && data.length > 0) {
            // Nobody takes the data any more.
            connectFailed(call, Status.CONNECTION_RESET);
            return;
        }
        connecting = null;
        connectedBy = call;
        own(client);
        if (data.length > 0) {
            client.send(data);
        }
        windows.calls.complete(call, Status.SUCCESS, data.length);
    }

    void connectFailed(Call call, int status) {
        if (connecting == call) {
            connecting = null;
            windows.calls.complete(call, status, 0);
        }
    }

    // --- a connection

    @Rules({"R233"})
    int receive(Call call) {
        if (endpoint == null) {
            return -WsaErrors.WSAENOTCONN;
        }
        int status = endpoint.failure() == 0 ? windows.faults.packet(call.kind, this) : 0;
        return status != 0 ? failLater(call, status) : endpoint.receive(call);
    }

    @Rules({"R233", "R242", "R256"})
    int send(Call call) {
        if (endpoint == null) {
            return -WsaErrors.WSAENOTCONN;
        }
        int status = endpoint.canSend() ? windows.faults.packet(call.kind, this) : 0;
        if (status == 0) {
            return endpoint.send(call);
        }
        // Some of it may have been sent all the same.
        endpoint.send(call.read(0, windows.schedule.pick(call.length() + 1)));
        return failLater(call, status);
    }

    /** Has a call that goes on end with a status, and the connection with it when that says so. */
    private int failLater(Call call, int status) {
        windows.timeline.after(windows.schedule.delayNanos(), () -> {
            windows.calls.complete(call, status, 0);
            int error = errorOfConnection(status);
            if (endpoint != null && call.kind != Call.Kind.AcceptEx && error != 0) {
                endpoint.abort(error, status);
            }
        });
        return -WsaErrors.WSA_IO_PENDING;
    }

    /** What all later calls fail with after a status, or 0 when it says nothing of the connection. */
    private static int errorOfConnection(int status) {
        switch (status) {
            case Status.CONNECTION_RESET:
            case Status.REMOTE_DISCONNECT:
            case Status.CONNECTION_DISCONNECTED:
                return WsaErrors.WSAECONNRESET;
            case Status.CONNECTION_ABORTED:
            case Status.LOCAL_DISCONNECT:
                return WsaErrors.WSAECONNABORTED;
            case Status.IO_TIMEOUT:
                return WsaErrors.WSAETIMEDOUT;
            default:
                return 0;
        }
    }

    @Rules({"R287", "R289"})
    int transmit(TransmitCall call) {
        int error = sendError();
        if (error != 0) {
            return -error;
        }
        windows.transmissions.add(call);
        return endpoint.send(call);
    }

    /** What every call that sends fails with now, or 0. */
    private int sendError() {
        if (listener != null) {
            return WsaErrors.WSAEINVAL;
        }
        return endpoint == null ? WsaErrors.WSAENOTCONN : endpoint.sendError();
    }

    void goOnSending() {
        endpoint.goOnSending();
    }

    @Rules({"R072", "R176", "R274"})
    int shutdown(int how) {
        return endpoint == null || lacksContext ? -WsaErrors.WSAENOTCONN : endpoint.shutdown(how);
    }

    @Override
    @Rules({"R140", "R251", "R253", "R258"})
    boolean cancel(long overlapped) {
        boolean found = listener != null && listener.cancel(overlapped);
        if (overlapped == 0 && waitingForClients > 0 && windows.schedule.cancelEndsAccept()) {
            endAccepts();
            found = true;
        }
        if (connecting != null && (overlapped == 0 || connecting.overlapped == overlapped)) {
            cancelConnect(Status.CANCELLED);
            found = true;
        }
        return endpoint != null && endpoint.cancel(overlapped) || found;
    }

    private void cancelConnect(int status) {
        Call call = connecting;
        connecting = null;
        windows.calls.complete(call, status, 0);
    }

    @Override
    @Rules({"R137", "R139", "R177", "R259", "R266", "R267", "R268"})
    int close() {
        if (conditions > 0) {
            closeDuringAccept();
        }
        if (listener != null) {
            listener.close();
        }
        if (accepting != null) {
            accepting.listener.listener().cancel(accepting);
        }
        if (connecting != null) {
            cancelConnect(Status.CANCELLED);
        }
        if (endpoint != null) {
            closeConnection(options.lingerSeconds());
        }
        return 0;
    }

    private void closeConnection(int lingerSeconds) {
        if (lingerSeconds == 0) {
            endpoint.abort(WsaErrors.WSAECONNABORTED, Status.CANCELLED);
        }
        endpoint.close();
        if (lingerSeconds > 0 && !windows.block(endpoint::isDelivered, TimeUnit.SECONDS.toNanos(lingerSeconds))) {
            endpoint.abort(WsaErrors.WSAECONNABORTED, Status.CANCELLED);
        }
    }
}
