package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ChannelSocket.State;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A TCP socket: a listener, or one end of a connection. */
final class StreamSocket extends SimulatedSocket {
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

    Listener listener() {
        return listener;
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
        return listener.accept(call);
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
        if (target == null || target.listener.isFull() || target.options.isOn("SO_PAUSE_ACCEPT")) {
            windows.timeline.after(refusalNanos(), () -> connectFailed(call, Status.CONNECTION_REFUSED));
            return;
        }
        if (windows.network.isConnected(Network.source(local(), remote), remote)) {
            connectFailed(call, Status.ADDRESS_ALREADY_EXISTS);
            return;
        }
        Endpoint client = Endpoint.connect(windows, Network.source(local(), remote), remote);
        target.listener.arrive(client.peer());
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

    @Rules({"R167", "R175", "R177"})
    private void connected(Call call, Endpoint client, byte[] data) {
        if (connecting != call) {
            client.abort(WsaErrors.WSAECONNABORTED, Status.CANCELLED);
            return;
        }
        connecting = null;
        connectedBy = call;
        own(client);
        if (client.failure() == 0) {
            client.send(data);
        }
        windows.calls.complete(call, Status.SUCCESS, data.length);
    }

    private void connectFailed(Call call, int status) {
        if (connecting == call) {
            connecting = null;
            windows.calls.complete(call, status, 0);
        }
    }

    // --- a connection

    @Rules({"R233"})
    int receive(Call call) {
        return endpoint == null ? -WsaErrors.WSAENOTCONN : endpoint.receive(call);
    }

    @Rules({"R233"})
    int send(Call call) {
        return endpoint == null ? -WsaErrors.WSAENOTCONN : endpoint.send(call);
    }

    @Rules({"R072", "R176", "R274"})
    int shutdown(int how) {
        return endpoint == null || lacksContext ? -WsaErrors.WSAENOTCONN : endpoint.shutdown(how);
    }

    @Override
    @Rules({"R140", "R251", "R253", "R258"})
    boolean cancel(long overlapped) {
        boolean found = listener != null && listener.cancel(overlapped);
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
