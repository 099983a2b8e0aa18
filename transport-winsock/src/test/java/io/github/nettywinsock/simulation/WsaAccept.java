package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WSAAccept: while it asks the condition, on the thread of its caller, all others go on. */
@Rules({"R145", "R147", "R148", "R149", "R150", "R151", "R152", "R153", "R154", "R155", "R157"})
final class WsaAccept {
    private static final int SIZEOF_SOCKADDR_STORAGE = 128;

    private final SimulatedWindows windows;
    private final StreamSocket socket;
    private final ConditionProc condition;
    private final ByteBuffer addr;

    private WsaAccept(SimulatedWindows windows, StreamSocket socket, ConditionProc condition, ByteBuffer addr) {
        this.windows = windows;
        this.socket = socket;
        this.condition = condition;
        this.addr = addr;
    }

    static long call(SimulatedWindows windows, long s, ByteBuffer addr, ConditionProc condition) {
        WsaAccept accept;
        synchronized (windows.timeline) {
            SimulatedSocket socket = windows.enter("WSAAccept", s);
            if (socket == null) {
                return -WsaErrors.WSAENOTSOCK;
            }
            if (!(socket instanceof StreamSocket)) {
                return -WsaErrors.WSAEOPNOTSUPP;
            }
            accept = new WsaAccept(windows, (StreamSocket) socket, condition, addr);
        }
        long result = accept.call();
        synchronized (windows.timeline) {
            windows.log(accept.socket, String.format("WSAAccept = %s0x%x", result < 0 ? "-" : "", Math.abs(result)));
            windows.timeline.leave();
        }
        return result;
    }

    private long call() {
        ConnectionRequest request;
        synchronized (windows.timeline) {
            int error = error();
            if (error != 0) {
                return failed(error);
            }
            request = next();
            if (request == null) {
                return failed(WsaErrors.WSAEWOULDBLOCK);
            }
            request.offered(true);
            socket.accepting(1);
        }
        int decision = ask(request);
        synchronized (windows.timeline) {
            windows.timeline.runDue();
            request.offered(false);
            try {
                return decide(request, decision);
            } finally {
                socket.accepting(-1);
            }
        }
    }

    private int error() {
        int fault = windows.faults.inline("WSAAccept", socket);
        if (fault != 0) {
            return fault;
        }
        if (socket.listener() == null) {
            return WsaErrors.WSAEINVAL;
        }
        return addr.capacity() < Addresses.length(socket.family) ? WsaErrors.WSAEFAULT : 0;
    }

    private ConnectionRequest next() {
        Listener listener = socket.listener();
        if (!socket.isNonBlocking()) {
            windows.block(listener::hasRequest, Timeline.FOREVER);
        }
        return listener.request();
    }

    private int ask(ConnectionRequest request) {
        try {
            return condition.condition(sockaddr(request.endpoint.remote), sockaddr(request.endpoint.local));
        } catch (Throwable e) {
            synchronized (windows.timeline) {
                windows.trap(socket, "a condition has thrown " + e + " into native code");
            }
            return ConditionProc.CF_REJECT;
        }
    }

    private ByteBuffer sockaddr(InetSocketAddress address) {
        ByteBuffer name = ByteBuffer.allocateDirect(SIZEOF_SOCKADDR_STORAGE).order(ByteOrder.nativeOrder());
        Addresses.write(address, socket.family, name);
        return name.limit(Addresses.length(socket.family)).slice().order(ByteOrder.nativeOrder());
    }

    private long decide(ConnectionRequest request, int decision) {
        switch (decision) {
            case ConditionProc.CF_ACCEPT:
                socket.listener().remove(request);
                return accept(request);
            case ConditionProc.CF_REJECT:
                socket.listener().remove(request);
                request.refuse(windows.schedule.pick(2) == 0);
                return failed(WsaErrors.WSAECONNREFUSED);
            case ConditionProc.CF_DEFER:
                // Alone of all failures it does not have the next connection recorded.
                socket.listener().deferred();
                return -WsaErrors.WSATRY_AGAIN;
            default:
                return failed(WsaErrors.WSAEINVAL);
        }
    }

    private long accept(ConnectionRequest request) {
        if (request.isGone()) {
            if (request.handshake != null) {
                return failed(windows.schedule.pick(WsaErrors.WSAEACCES, WsaErrors.WSAECONNRESET));
            }
            if (!windows.schedule.acceptsResetClients()) {
                return failed(WsaErrors.WSAECONNRESET);
            }
        }
        if (request.handshake != null) {
            request.handshake.accept();
            int error = awaitClient(request.handshake);
            if (error != 0) {
                request.endpoint.abort(WsaErrors.WSAECONNABORTED, Status.CANCELLED);
                return -error;
            }
        }
        StreamSocket accepted = (StreamSocket) windows.table.open(socket.family, SimulatedSocket.SOCK_STREAM);
        windows.log(accepted, "is accepted by " + socket);
        accepted.acceptedLike(socket, request.endpoint);
        Addresses.write(request.endpoint.remote, socket.family, addr);
        socket.networkEvents().enable();
        return accepted.handle;
    }

    /** Waits for the client or does not; answers what has ended that, or 0. */
    @Rules("R154")
    private int awaitClient(Handshake handshake) {
        int before = socket.endedAccepts();
        socket.waitingForClient(1);
        try {
            windows.awaitHandshake(handshake, () -> socket.endedAccepts() != before);
        } finally {
            socket.waitingForClient(-1);
        }
        if (socket.endedAccepts() == before) {
            return 0;
        }
        return socket.isClosing()
                ? windows.schedule.pick(SimulatedWindows.WSAEINTR, WsaErrors.WSAENOTSOCK)
                : WsaErrors.WSA_OPERATION_ABORTED;
    }

    private long failed(int error) {
        socket.networkEvents().enable();
        return -error;
    }
}
