package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** The overlapped calls of a machine whose memory is the system's. */
final class Calls {
    private final SimulatedWindows windows;
    private final Map<Long, Call> outstanding = new HashMap<>();

    /** The receives that have failed inline, for the caller, and whose packets come all the same. */
    private final Map<Long, Call> overflowed = new HashMap<>();

    private long received;
    private int number;

    Calls(SimulatedWindows windows) {
        this.windows = windows;
    }

    int nextNumber() {
        return ++number;
    }

    /** The number of calls whose packets were not dequeued. */
    int outstanding() {
        return outstanding.size();
    }

    /** The number of those that a port waits for. */
    long outstanding(SimulatedPort port) {
        return outstanding.values().stream()
                .filter(call -> call.socket.port() == port)
                .count();
    }

    /**
     * Makes a call, which answers 0 when it has completed inline, -997 when it goes on, or another error negated when nothing
     * was started.
     *
     * @param lpNumberOfBytes where the number of bytes is written when the call completes inline, or 0
     */
    @Rules({"R207", "R208", "R215", "R218"})
    int make(Call call, long lpNumberOfBytes, IntSupplier start) {
        if (call.overlapped == 0) {
            // AcceptEx and ConnectEx say so (R123, R165); the others would not be overlapped.
            return -SimulatedWindows.ERROR_INVALID_PARAMETER;
        }
        Call earlier = outstanding.get(call.overlapped);
        if (earlier != null) {
            windows.trap(call.socket, call + " uses the OVERLAPPED of " + earlier + ", whose packet was not dequeued");
        }
        if (overflowed.containsKey(call.overlapped)) {
            windows.trap(
                    call.socket,
                    call + " uses the OVERLAPPED of " + overflowed.get(call.overlapped)
                            + ", whose packet may still come although the call has failed");
        }
        call.begin();
        outstanding.put(call.overlapped, call);
        int result = start.getAsInt();
        if (result == 0) {
            inline(call, lpNumberOfBytes);
        } else if (result == -WsaErrors.WSAEMSGSIZE && call.isCompleted()) {
            overflowed(call);
        } else if (result != -WsaErrors.WSA_IO_PENDING) {
            outstanding.remove(call.overlapped, call);
        }
        if (result == 0) {
            windows.log(call.socket, "%s of %d bytes = 0, %d bytes", call, call.length(), call.transferred());
        } else {
            windows.log(call.socket, "%s of %d bytes = %d", call, call.length(), result);
        }
        return result;
    }

    private void inline(Call call, long lpNumberOfBytes) {
        if (lpNumberOfBytes != 0) {
            Memory.putInt(lpNumberOfBytes, call.transferred());
        }
        if (call.socket.skipsPackets()) {
            dequeued(call);
        } else {
            post(call, Status.SUCCESS);
        }
    }

    /**
     * A datagram did not fit: an error for Winsock, so that nothing has begun for the caller; a warning for the system, which
     * may post a packet or not, and late.
     */
    @Rules({"R212", "R213", "R310"})
    private void overflowed(Call call) {
        outstanding.remove(call.overlapped, call);
        SimulatedPort.Packet packet =
                new SimulatedPort.Packet(call.overlapped, Status.BUFFER_OVERFLOW, call.transferred(), call);
        switch (windows.schedule.packetAfterOverflow()) {
            case AT_ONCE:
                overflowed.put(call.overlapped, call);
                call.socket.post(packet);
                break;
            case LATE:
                overflowed.put(call.overlapped, call);
                windows.timeline.after(windows.schedule.lateNanos(), () -> call.socket.post(packet));
                break;
            default:
        }
    }

    /** How many bytes were received. */
    long received() {
        return received;
    }

    /** Writes what was received. */
    void fill(Call call, byte[] bytes) {
        received += bytes.length;
        check(call);
        call.fill(bytes);
        if (call.socket instanceof DatagramSocket) {
            shareBuffers(call);
        }
    }

    /** What nobody reads of a datagram may be written by several calls. */
    private void shareBuffers(Call call) {
        for (Call other : outstanding.values()) {
            if (other != call && other.buffers.overlap(call.buffers)) {
                other.sharesBuffers();
            }
        }
    }

    /** Finishes a call within the function, which then answers 0. */
    @Rules("R205")
    void completeInline(Call call, int transferred) {
        check(call);
        if (call.kind == Call.Kind.TransmitFile && windows.schedule.leavesCount()) {
            call.completeWithoutCount(transferred);
        } else if (windows.schedule.leavesStatusBlock()) {
            call.completeWithoutStatus(transferred);
        } else {
            call.complete(Status.SUCCESS, transferred);
        }
    }

    /** Finishes a call within the function, which then answers an error and has written the status block. */
    void failInline(Call call, int status, int transferred) {
        check(call);
        call.complete(status, transferred);
    }

    /** Finishes a call that goes on, and has its packet come. */
    @Rules({"R214", "R247"})
    void complete(Call call, int status, int transferred) {
        if (call.isCompleted()) {
            throw new IllegalStateException(call + " is completed twice");
        }
        if (call.socket.port() != null && call.socket.port().isClosed()) {
            return;
        }
        check(call);
        call.complete(status, transferred);
        windows.log(call.socket, "%s completes: 0x%08X, %d bytes", call, status, transferred);
        post(call, status);
    }

    @Rules("R202")
    private void post(Call call, int status) {
        if (call.isSilent()) {
            outstanding.remove(call.overlapped, call);
            return;
        }
        SimulatedPort.Packet packet = new SimulatedPort.Packet(call.overlapped, status, call.transferred(), call);
        call.socket.lane(call.kind).after(windows.schedule.delayNanos(), () -> call.socket.post(packet));
    }

    private void check(Call call) {
        String damage = call.damage();
        if (damage != null) {
            windows.trap(call.socket, call + ": " + damage + " before its packet was dequeued");
        }
    }

    /** Gives the memory of a call back to the caller. */
    void dequeued(Call call) {
        call.tellThisThread();
        overflowed.remove(call.overlapped, call);
        outstanding.remove(call.overlapped, call);
    }

    /** Notes that memory is freed, which no call may be using. */
    void freed(long address, long size) {
        for (Call call : outstanding.values()) {
            // The memory of a call that was cancelled is given back with its packet (R203).
            boolean inUse = !call.isCompleted() || call.socket instanceof DatagramSocket;
            if (inUse && call.buffers.overlaps(address, size)) {
                windows.trap(call.socket, "the buffer of " + call + " is freed before its packet was dequeued");
            }
        }
    }
}
