package io.github.nettywinsock.simulation;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.ws2.NtStatus;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;

/** A UDP socket: its addresses, what it receives, and its end. */
final class DatagramSocket extends SimulatedSocket {
    private static final int MAX_QUEUED = 1024;
    private static final int RECEIVE_BUFFER = 1 << 16;

    final Memberships memberships = new Memberships(this);
    final DatagramSends sends = new DatagramSends(this);
    private final ArrayDeque<Datagram> queue = new ArrayDeque<>();
    private final ArrayDeque<MessageCall> receives = new ArrayDeque<>();
    private int queuedBytes;
    private InetSocketAddress peer;
    private InetSocketAddress boundTo;
    private boolean tellsOfResets = true;
    private boolean tellsOfHops = true;

    DatagramSocket(SimulatedWindows windows, long handle, int family, int number) {
        super(windows, handle, family, number);
    }

    @Override
    public int type() {
        return SOCK_DGRAM;
    }

    @Override
    public State state() {
        return peer != null ? State.CONNECTED : super.state();
    }

    @Override
    public boolean lacksContext() {
        return false;
    }

    @Override
    boolean wantsUpdate() {
        return false;
    }

    @Override
    public int connectionError() {
        return 0;
    }

    @Override
    public InetSocketAddress remote() {
        return peer;
    }

    @Override
    InetSocketAddress peer() {
        return peer;
    }

    /** Whether news of an earlier datagram fails a call. */
    @Rules({"R326", "R327"})
    void tell(String controlCode, boolean on) {
        if (controlCode.equals("SIO_UDP_CONNRESET")) {
            tellsOfResets = on;
        } else {
            tellsOfHops = on;
        }
    }

    /** Sets the peer, or dissolves it when the address is null or its port 0. */
    @Rules({"R054", "R179", "R180", "R330"})
    int connect(InetSocketAddress address) {
        if (address == null || address.getPort() == 0) {
            if (peer != null) {
                peer = null;
                local(boundTo);
            }
            return 0;
        }
        if (!takes(address.getAddress())) {
            return -WsaErrors.WSAEAFNOSUPPORT;
        }
        if (address.getAddress().isAnyLocalAddress()) {
            return -WsaErrors.WSAEADDRNOTAVAIL;
        }
        if (Datagram.isBroadcast(address.getAddress())) {
            if (!options.isOn("SO_BROADCAST") && windows.schedule.refusesBroadcastPeers()) {
                return -WsaErrors.WSAEACCES;
            }
        } else if (sends.isUnreachable(address.getAddress())) {
            return -WsaErrors.WSAENETUNREACH;
        }
        int error = bindIfUnbound();
        if (error != 0) {
            return error;
        }
        if (peer == null) {
            boundTo = local();
        }
        peer = address;
        local(sends.source(boundTo, address));
        for (Datagram datagram : queue.toArray(new Datagram[0])) {
            if (!datagram.isNews() && !datagram.source.equals(address)) {
                queue.remove(datagram);
                queuedBytes -= datagram.data.length;
            }
        }
        return 0;
    }

    @Rules("R053")
    int bindIfUnbound() {
        return local() != null ? 0 : windows.bindings.bind(this, new InetSocketAddress(Addresses.wildcard(family), 0));
    }

    @Override
    InetSocketAddress bound() {
        return peer == null ? local() : boundTo;
    }

    int send(Call call, InetSocketAddress to, SendMessage message) {
        return sends.send(call, to, message);
    }

    /** Whether it takes a datagram that has come to its port (R330, R331, R344). */
    @Rules({"R330", "R331", "R344"})
    boolean takes(Datagram datagram) {
        if (isClosing() || peer != null && !peer.equals(datagram.source)) {
            return false;
        }
        if (!datagram.isMulticast()) {
            return true;
        }
        boolean inet4 = datagram.destination.getAddress().getAddress().length == 4;
        boolean loops = inet4
                ? options.intValue("IP_MULTICAST_LOOP", 1) != 0
                : windows.schedule.senderDecidesLoop6() || options.intValue("IPV6_MULTICAST_LOOP", 1) != 0;
        return loops && memberships.take(datagram);
    }

    // --- receive

    /** The number of datagrams that no receive has taken. */
    int waiting() {
        return queue.size();
    }

    @Rules({"R055", "R308", "R316", "R325", "R328", "R333"})
    int receive(MessageCall call, int flags) {
        if (local() == null || (flags & ~MessageCall.MSG_PEEK) != 0) {
            return -WsaErrors.WSAEINVAL;
        }
        if (flags != 0) {
            throw new UnsupportedOperationException("not simulated: MSG_PEEK");
        }
        int status = windows.faults.packet(Call.Kind.WSARecvMsg, this);
        if (status != 0) {
            windows.timeline.after(windows.schedule.delayNanos(), () -> fail(call, status));
        }
        if (!receives.isEmpty() || queue.isEmpty() || status != 0 || windows.schedule.pends()) {
            receives.add(call);
            if (!queue.isEmpty()) {
                windows.timeline.after(windows.schedule.delayNanos(), this::serve);
            }
            return -WsaErrors.WSA_IO_PENDING;
        }
        Datagram datagram = next();
        if (datagram.isNews()) {
            return -error(datagram.status);
        }
        int filled = call.fill(datagram, windows);
        int length = Math.min(datagram.data.length, call.buffers.length());
        if (filled == Status.SUCCESS) {
            windows.calls.completeInline(call, length);
            return 0;
        }
        windows.calls.failInline(call, filled, length);
        return -WsaErrors.WSAEMSGSIZE;
    }

    private void fail(MessageCall call, int status) {
        if (receives.remove(call)) {
            windows.calls.complete(call, status, 0);
        }
    }

    /** The code of news; what the end of the hops is, is disputed (R328). */
    private int error(int status) {
        return status == Status.HOPLIMIT_EXCEEDED
                ? windows.schedule.pick(WsaErrors.WSAENETRESET, WsaErrors.WSAECONNRESET)
                : NtStatus.wsaError(status, port());
    }

    /** Takes the next datagram off the queue, with those that are joined to it (R322, R323). */
    @Rules("R322")
    private Datagram next() {
        Datagram datagram = poll();
        int limit = Math.min(options.intValue("UDP_RECV_MAX_COALESCED_SIZE", 0), RECEIVE_BUFFER - 1);
        while (!queue.isEmpty() && datagram.canBeJoinedBy(queue.peek(), limit) && windows.schedule.joins()) {
            datagram = datagram.joinedBy(poll());
        }
        return datagram;
    }

    private Datagram poll() {
        Datagram datagram = queue.poll();
        queuedBytes -= datagram.data.length;
        return datagram;
    }

    @Rules("R307")
    void arrived(Datagram datagram) {
        int limit = Math.max(1, options.intValue("SO_RCVBUF", RECEIVE_BUFFER));
        if (queue.size() < MAX_QUEUED && (queue.isEmpty() || queuedBytes + datagram.data.length <= limit)) {
            queue.add(datagram);
            queuedBytes += datagram.data.length;
            serve();
        } else {
            windows.log(this, "has no room for a datagram of " + datagram.data.length + " bytes");
        }
    }

    /** Tells of what has become of an earlier datagram, if the socket wants to know. */
    @Rules({"R326", "R327"})
    void told(int status) {
        boolean wanted = status == Status.HOPLIMIT_EXCEEDED ? tellsOfHops : tellsOfResets;
        if (wanted && !isClosing() && !windows.schedule.losesNews()) {
            arrived(Datagram.news(status));
        }
    }

    /** Takes news that waits, for a send to tell; answers its code or 0. */
    @Rules("R329")
    int takeNews() {
        if (!queue.isEmpty() && queue.peek().isNews() && windows.schedule.tellsSends()) {
            return error(poll().status);
        }
        return 0;
    }

    private void serve() {
        while (!queue.isEmpty() && !receives.isEmpty()) {
            MessageCall call = receives.poll();
            Datagram datagram = next();
            if (datagram.isNews()) {
                windows.calls.complete(call, datagram.status, 0);
            } else {
                int status = call.fill(datagram, windows);
                windows.calls.complete(call, status, Math.min(datagram.data.length, call.buffers.length()));
            }
        }
    }

    // --- the end

    @Override
    @Rules({"R251", "R252", "R253"})
    boolean cancel(long overlapped) {
        boolean found = sends.cancel(overlapped);
        for (MessageCall call : receives.toArray(new MessageCall[0])) {
            if (overlapped == 0 || call.overlapped == overlapped) {
                found = true;
                if (queue.isEmpty() || !windows.schedule.cancelLoses()) {
                    receives.remove(call);
                    windows.calls.complete(call, Status.CANCELLED, 0);
                }
            }
        }
        return found;
    }

    @Override
    @Rules("R261")
    int close() {
        while (!receives.isEmpty()) {
            windows.calls.complete(receives.poll(), Status.CANCELLED, 0);
        }
        sends.close();
        return 0;
    }
}
