package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;

/** One end of a connection, which exists before a socket accepts it and after that is closed. */
final class Endpoint {
    private static final int SD_RECEIVE = 0;
    private static final int SD_SEND = 1;
    private static final int SD_BOTH = 2;

    final InetSocketAddress local;
    final InetSocketAddress remote;

    private final SimulatedWindows windows;
    private final ArrayDeque<Call> receives = new ArrayDeque<>();
    private Endpoint peer;
    private StreamPipe in;
    private StreamPipe out;
    private StreamSocket socket;
    private long number;

    /** What every later call fails with, or 0. */
    private int failure;

    /** Whether the pending receives were cancelled, which may lose. */
    private boolean receivesCancelled;

    /** Whether a receive has ended because it was cancelled. */
    private boolean receiveWasCancelled;

    private boolean receiveShut;
    private boolean closed;

    private Endpoint(SimulatedWindows windows, InetSocketAddress local, InetSocketAddress remote) {
        this.windows = windows;
        this.local = local;
        this.remote = remote;
    }

    /** Makes a connection, and answers the end at {@code local}. */
    static Endpoint connect(SimulatedWindows windows, InetSocketAddress local, InetSocketAddress remote) {
        Endpoint here = new Endpoint(windows, local, remote);
        Endpoint there = new Endpoint(windows, remote, local);
        here.number = windows.calls.nextNumber();
        there.number = here.number;
        here.peer = there;
        there.peer = here;
        here.out = new StreamPipe(windows, here, there);
        there.out = new StreamPipe(windows, there, here);
        here.in = there.out;
        there.in = here.out;
        return here;
    }

    Endpoint peer() {
        return peer;
    }

    /** Says whose it is. */
    void belongTo(StreamSocket socket) {
        this.socket = socket;
    }

    /** What the two ends share. */
    long number() {
        return number;
    }

    long sent() {
        return out.taken();
    }

    boolean canSend() {
        return failure == 0 && !out.isFinished();
    }

    int failure() {
        return failure;
    }

    int sendBuffer() {
        int size = windows.schedule.sendBuffer() + out.growth();
        return socket == null || sendsWithoutBuffer() ? size : socket.bufferSize("SO_SNDBUF", size);
    }

    /** Whether a send is pending until the peer has what it sends; taken here for what is on its way. */
    @Rules("R092")
    boolean sendsWithoutBuffer() {
        return socket != null && socket.bufferSize("SO_SNDBUF", 1) == 0;
    }

    int receiveBuffer() {
        int size = windows.schedule.receiveBuffer() + in.growth();
        return socket == null ? size : Math.max(1, socket.bufferSize("SO_RCVBUF", size));
    }

    // --- receive

    @Rules({"R215", "R216", "R222", "R227", "R234", "R257"})
    int receive(Call call) {
        if (failure != 0) {
            return -failure;
        }
        if (receiveShut) {
            return -WsaErrors.WSAESHUTDOWN;
        }
        if (receiveWasCancelled && windows.timeline.isVirtual() && windows.schedule.cancelEndsReceiving()) {
            return -WsaErrors.WSAECONNABORTED;
        }
        if (receives.isEmpty() && in.hasInput() && !windows.schedule.pends()) {
            windows.calls.completeInline(call, in.receive(call));
            return 0;
        }
        receives.add(call);
        receivesCancelled = false;
        if (in.hasInput()) {
            windows.timeline.after(windows.schedule.delayNanos(), this::serve);
        }
        return -WsaErrors.WSA_IO_PENDING;
    }

    /** Whether what arrives is kept; a closed or shut end answers it by a reset. */
    @Rules({"R236", "R276"})
    boolean takesData() {
        if (failure != 0) {
            return false;
        }
        if (!closed && !receiveShut) {
            return true;
        }
        // What a closed end has not sent yet is lost with it.
        abort(WsaErrors.WSAECONNABORTED, Status.CONNECTION_ABORTED);
        return false;
    }

    void inputArrived() {
        serve();
    }

    private void serve() {
        while (failure == 0 && !receives.isEmpty() && in.hasInput()) {
            Call call = receives.poll();
            windows.calls.complete(call, Status.SUCCESS, in.receive(call));
        }
    }

    // --- send

    @Rules({"R227", "R235", "R246"})
    int send(Call call) {
        int error = sendError();
        return error != 0 ? -error : out.send(call);
    }

    int sendError() {
        return failure != 0 ? failure : out.isFinished() ? WsaErrors.WSAESHUTDOWN : 0;
    }

    void goOnSending() {
        out.goOn();
    }

    void send(byte[] bytes) {
        out.send(bytes);
    }

    // --- the end

    @Rules({"R270", "R274", "R275", "R276", "R277", "R279", "R280", "R281"})
    int shutdown(int how) {
        if (how < SD_RECEIVE || how > SD_BOTH) {
            return -WsaErrors.WSAEINVAL;
        }
        if (failure != 0) {
            return -windows.schedule.pick(WsaErrors.WSAENOTCONN, failure);
        }
        if (how != SD_RECEIVE) {
            out.finish();
        }
        if (how != SD_SEND) {
            shutdownReceive();
        }
        return 0;
    }

    private void shutdownReceive() {
        receiveShut = true;
        if (in.available() > 0) {
            abort(WsaErrors.WSAECONNABORTED, Status.CONNECTION_ABORTED);
        } else if (windows.schedule.pick(2) == 0) {
            failReceives(Status.PIPE_DISCONNECTED);
        }
    }

    /** Cancels all receives when one of them is cancelled, and perhaps the sends. */
    @Rules({"R252", "R253", "R254", "R255"})
    boolean cancel(long overlapped) {
        boolean found = out.cancel(overlapped);
        boolean receives = this.receives.stream().anyMatch(call -> overlapped == 0 || call.overlapped == overlapped);
        if (receives) {
            found = true;
            if (overlapped != 0 && windows.schedule.cancelsSendsToo()) {
                out.cancel(0);
            }
            receivesCancelled = true;
            if (!(in.hasInput() && windows.schedule.cancelLoses())) {
                receiveWasCancelled = true;
                failReceives(Status.CANCELLED);
            }
        }
        return found;
    }

    /** Closes gracefully, or resets the connection when that would lose what the peer has sent. */
    @Rules({"R259", "R260", "R262", "R263", "R264", "R265", "R266"})
    void close() {
        boolean receiving = !receives.isEmpty();
        if (receiving && !receivesCancelled && failure == 0 && !windows.faults.isSuspended()) {
            windows.closedWhileReceiving(socket);
        }
        failReceives(windows.schedule.pick(Status.CONNECTION_ABORTED, Status.CANCELLED, Status.LOCAL_DISCONNECT));
        boolean resets = receiveWasCancelled && windows.timeline.isVirtual() && windows.schedule.resetsAfterCancel();
        if (receiving || in.available() > 0 || resets) {
            abort(WsaErrors.WSAECONNABORTED, Status.CANCELLED);
        } else {
            out.finish();
        }
        closed = true;
    }

    /** Whether the peer has all that was sent. */
    boolean isDelivered() {
        return failure != 0 || out.isDelivered();
    }

    /** Resets the connection from this end. */
    @Rules({"R226", "R267"})
    void abort(int error, int statusOfCalls) {
        if (failure != 0) {
            return;
        }
        fail(error, statusOfCalls);
        resetPeer();
    }

    private void resetPeer() {
        windows.timeline.after(windows.schedule.delayNanos(), peer::reset);
    }

    /** Handles that the peer has reset the connection: what was not read is lost. */
    @Rules({"R225", "R226", "R228"})
    private void reset() {
        if (failure == 0) {
            log("its peer has reset the connection");
            fail(
                    WsaErrors.WSAECONNRESET,
                    windows.schedule.pick(
                            Status.CONNECTION_RESET, Status.REMOTE_DISCONNECT, Status.CONNECTION_DISCONNECTED));
        }
    }

    private void fail(int error, int status) {
        failure = error;
        out.fail(status);
        in.discard();
        failReceives(status);
    }

    private void failReceives(int status) {
        while (!receives.isEmpty()) {
            windows.calls.complete(receives.poll(), status, 0);
        }
    }

    private void log(String what) {
        if (socket != null) {
            windows.log(socket, what);
        }
    }
}
