package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ChannelSocket.State;
import io.github.nettywinsock.simulation.MessageCall.Datagram;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;

/** A UDP socket. */
final class DatagramSocket extends SimulatedSocket {
    private static final int MAX_LENGTH = 65507;
    private static final int MAX_QUEUED = 64;

    private final ArrayDeque<Datagram> queue = new ArrayDeque<>();
    private final ArrayDeque<MessageCall> receives = new ArrayDeque<>();
    private final ArrayDeque<Call> sends = new ArrayDeque<>();
    private final Timeline.Lane network;
    private InetSocketAddress peer;
    private InetSocketAddress boundTo;
    private boolean tellsOfResets = true;

    DatagramSocket(SimulatedWindows windows, long handle, int family, int number) {
        super(windows, handle, family, number);
        network = windows.timeline.new Lane();
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

    /** Whether an earlier datagram that found nobody fails a receive (R326). */
    @Rules("R326")
    void tellOfResets(boolean on) {
        tellsOfResets = on;
    }

    /** Sets the peer, or dissolves it when the address is null or its port 0. */
    @Rules({"R054", "R179", "R330"})
    int connect(InetSocketAddress address) {
        if (address == null || address.getPort() == 0) {
            if (peer != null) {
                peer = null;
                local(boundTo);
            }
            return 0;
        }
        if (!takes(address.getAddress())) {
            return -SimulatedWindows.WSAEAFNOSUPPORT;
        }
        if (address.getAddress().isAnyLocalAddress()) {
            return -WsaErrors.WSAEADDRNOTAVAIL;
        }
        if (Network.unreachable(address.getAddress()) == Status.NETWORK_UNREACHABLE) {
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
        local(Network.source(boundTo, address));
        queue.removeIf(datagram -> !datagram.isUnreachable() && !datagram.source.equals(address));
        return 0;
    }

    private int bindIfUnbound() {
        return local() != null ? 0 : windows.bindings.bind(this, new InetSocketAddress(Addresses.wildcard(family), 0));
    }

    // --- send

    @Rules({"R053", "R298", "R299", "R301", "R302", "R303", "R304", "R306"})
    int send(Call call, InetSocketAddress to) {
        InetSocketAddress destination = to != null ? to : peer;
        int error = sendError(call, destination);
        if (error == 0) {
            error = -bindIfUnbound();
        }
        if (error != 0) {
            return -error;
        }
        byte[] data = call.buffers.read(0, call.buffers.length());
        boolean pends = !sends.isEmpty() || windows.schedule.pends();
        transmit(data, destination);
        if (!pends) {
            windows.calls.completeInline(call, data.length);
            return 0;
        }
        sends.add(call);
        windows.timeline.after(windows.schedule.delayNanos(), () -> {
            if (sends.remove(call)) {
                windows.calls.complete(call, Status.SUCCESS, data.length);
            }
        });
        return -WsaErrors.WSA_IO_PENDING;
    }

    private int sendError(Call call, InetSocketAddress destination) {
        if (destination == null) {
            return WsaErrors.WSAENOTCONN;
        }
        if (!takes(destination.getAddress())) {
            return windows.schedule.pick(WsaErrors.WSAEFAULT, SimulatedWindows.WSAEAFNOSUPPORT);
        }
        if (destination.getPort() == 0 || destination.getAddress().isAnyLocalAddress()) {
            return WsaErrors.WSAEADDRNOTAVAIL;
        }
        if (call.buffers.length() > MAX_LENGTH) {
            return WsaErrors.WSAEMSGSIZE;
        }
        if (isBroadcast(destination)) {
            return options.isOn("SO_BROADCAST") ? WsaErrors.WSAENETUNREACH : WsaErrors.WSAEACCES;
        }
        if (destination.getAddress().isMulticastAddress()) {
            throw new UnsupportedOperationException("not simulated: multicast");
        }
        return Network.unreachable(destination.getAddress()) == Status.NETWORK_UNREACHABLE
                ? WsaErrors.WSAENETUNREACH
                : 0;
    }

    private static boolean isBroadcast(InetSocketAddress address) {
        for (byte b : address.getAddress().getAddress()) {
            if (b != -1) {
                return false;
            }
        }
        return true;
    }

    private void transmit(byte[] data, InetSocketAddress destination) {
        if (windows.schedule.loses() || !Bindings.isLocal(destination.getAddress())) {
            return;
        }
        Datagram datagram = new Datagram(data, Network.source(local(), destination), destination);
        network.after(windows.schedule.delayNanos(), () -> deliver(datagram));
    }

    @Rules({"R325", "R326", "R331", "R332"})
    private void deliver(Datagram datagram) {
        SimulatedSocket to = windows.bindings.find(
                SOCK_DGRAM, datagram.destination, socket -> ((DatagramSocket) socket).isFor(datagram));
        if (to != null) {
            ((DatagramSocket) to).arrived(datagram);
        } else if (tellsOfResets && !isClosing()) {
            arrived(Datagram.unreachable());
        }
    }

    private boolean isFor(Datagram datagram) {
        return peer == null || peer.equals(datagram.source);
    }

    // --- receive

    @Rules({"R055", "R308", "R315", "R316", "R333"})
    int receive(MessageCall call, int flags) {
        if (local() == null || (flags & ~MessageCall.MSG_PEEK) != 0) {
            return -WsaErrors.WSAEINVAL;
        }
        if (flags != 0) {
            throw new UnsupportedOperationException("not simulated: MSG_PEEK");
        }
        if (!receives.isEmpty() || queue.isEmpty() || windows.schedule.pends()) {
            receives.add(call);
            if (!queue.isEmpty()) {
                windows.timeline.after(windows.schedule.delayNanos(), this::serve);
            }
            return -WsaErrors.WSA_IO_PENDING;
        }
        Datagram datagram = queue.poll();
        if (datagram.isUnreachable()) {
            return -WsaErrors.WSAECONNRESET;
        }
        int status = call.fill(datagram, windows);
        int length = Math.min(datagram.data.length, call.buffers.length());
        if (status == Status.SUCCESS) {
            windows.calls.completeInline(call, length);
            return 0;
        }
        windows.calls.failInline(call, status, length);
        return -WsaErrors.WSAEMSGSIZE;
    }

    @Rules("R307")
    private void arrived(Datagram datagram) {
        if (queue.size() < MAX_QUEUED) {
            queue.add(datagram);
            serve();
        }
    }

    private void serve() {
        while (!queue.isEmpty() && !receives.isEmpty()) {
            MessageCall call = receives.poll();
            Datagram datagram = queue.poll();
            if (datagram.isUnreachable()) {
                windows.calls.complete(call, Status.PORT_UNREACHABLE, 0);
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
        boolean found = false;
        for (MessageCall call : receives.toArray(new MessageCall[0])) {
            if (overlapped == 0 || call.overlapped == overlapped) {
                found = true;
                if (queue.isEmpty() || !windows.schedule.cancelLoses()) {
                    receives.remove(call);
                    windows.calls.complete(call, Status.CANCELLED, 0);
                }
            }
        }
        for (Call call : sends.toArray(new Call[0])) {
            if (overlapped == 0 || call.overlapped == overlapped) {
                found = true;
                if (!windows.schedule.cancelLoses()) {
                    sends.remove(call);
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
        while (!sends.isEmpty()) {
            windows.calls.complete(sends.poll(), Status.CANCELLED, 0);
        }
        return 0;
    }
}
