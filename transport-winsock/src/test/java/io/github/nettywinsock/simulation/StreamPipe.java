package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.util.ArrayDeque;

/** One direction of a connection: sends, the bytes that were taken over from them, and those that have arrived. */
@Rules({"R219", "R220", "R241", "R242", "R243", "R244", "R294"})
final class StreamPipe {
    private final SimulatedWindows windows;
    private final Endpoint from;
    private final Endpoint to;
    private final Timeline.Lane lane;

    /** Sends that were not taken over completely; the first as far as {@link #sentOfFirst}. */
    private final ArrayDeque<Call> sends = new ArrayDeque<>();

    private final ByteQueue buffered = new ByteQueue();
    private final ByteQueue arrived = new ByteQueue();
    private int sentOfFirst;
    private long transmitted;
    private long taken;
    private boolean stepping;
    private boolean finSent;
    private boolean finArrived;
    private boolean broken;

    StreamPipe(SimulatedWindows windows, Endpoint from, Endpoint to) {
        this.windows = windows;
        this.from = from;
        this.to = to;
        lane = windows.timeline.new Lane();
    }

    int send(Call call) {
        int length = call.length();
        int room = from.sendBuffer() - buffered.size();
        boolean accepts =
                sends.isEmpty() && room >= call.roomForInline() && call.isReady() && !from.sendsWithoutBuffer();
        if ((accepts || length == 0 && sends.isEmpty()) && !windows.schedule.pends()) {
            taken += length;
            buffered.add(call.read(0, length));
            windows.calls.completeInline(call, length);
            go();
            return 0;
        }
        sends.add(call);
        go();
        return -WsaErrors.WSA_IO_PENDING;
    }

    /** Sends what ConnectEx was given. */
    void send(byte[] bytes) {
        taken += bytes.length;
        buffered.add(bytes);
        go();
    }

    /** Sends a FIN behind everything. */
    @Rules("R275")
    void finish() {
        finSent = true;
        go();
    }

    /** How many bytes were taken over. */
    long taken() {
        return taken;
    }

    boolean isFinished() {
        return finSent;
    }

    /** Whether all of it has arrived. */
    boolean isDelivered() {
        return broken || sends.isEmpty() && buffered.size() == 0 && finSent == finArrived;
    }

    boolean isSending() {
        return !sends.isEmpty();
    }

    /** Loses what has arrived and was not read. */
    void discard() {
        arrived.clear();
    }

    /** Loses what has not arrived, and fails the sends. */
    void fail(int status) {
        broken = true;
        buffered.clear();
        while (!sends.isEmpty()) {
            Call call = sends.poll();
            windows.calls.complete(call, status, sentOfFirst);
            sentOfFirst = 0;
        }
    }

    /**
     * Cancels the sends, or one of them.
     *
     * @param overlapped 0 for all
     * @return whether there was one
     */
    @Rules({"R252", "R256", "R296"})
    boolean cancel(long overlapped) {
        boolean found = false;
        for (Call call : sends.toArray(new Call[0])) {
            if (overlapped != 0 && call.overlapped != overlapped) {
                continue;
            }
            found = true;
            if (completesAtOnce(call) && windows.schedule.cancelLoses()) {
                continue;
            }
            if (call.kind == Call.Kind.TransmitFile && call.isReady() && windows.schedule.cancelAborts()) {
                from.abort(WsaErrors.WSAECONNABORTED, Status.CONNECTION_ABORTED);
                return true;
            }
            int sent = call == sends.peek() ? sentOfFirst : 0;
            if (call == sends.peek()) {
                sentOfFirst = 0;
            }
            sends.remove(call);
            cancelled(call, windows.schedule.tellsCancelledCount() ? sent : 0);
        }
        return found;
    }

    /** Whether the buffer has room for what is left of a send, so that no peer has to read before it completes. */
    private boolean completesAtOnce(Call call) {
        return call == sends.peek()
                && call.isReady()
                && call.length() - sentOfFirst <= from.sendBuffer() - buffered.size();
    }

    /** Has a cancelled call end, soon or not: nothing says when. */
    private void cancelled(Call call, int sent) {
        if (windows.schedule.cancelsSlowly()) {
            windows.timeline.after(
                    windows.schedule.slowCancelNanos(), () -> windows.calls.complete(call, Status.CANCELLED, sent));
        } else {
            windows.calls.complete(call, Status.CANCELLED, sent);
        }
    }

    /** Whether there is something to receive, a FIN included. */
    boolean hasInput() {
        return arrived.size() > 0 || finArrived;
    }

    int available() {
        return arrived.size();
    }

    /** Receives into the buffers of a call. */
    @Rules({"R221", "R223", "R224", "R271"})
    int receive(Call call) {
        int count = windows.schedule.prefix(Math.min(arrived.size(), call.buffers.length()));
        windows.calls.fill(call, arrived.poll(count));
        go();
        return count;
    }

    /** By how much the buffers at both ends have grown, as those of Windows do unless the caller sets their size. */
    int growth() {
        return (int) Math.min(1 << 20, transmitted / 256);
    }

    /** Goes on when something else has changed than what it holds. */
    void goOn() {
        go();
    }

    private void go() {
        if (!stepping && canGoOn()) {
            stepping = true;
            lane.after(windows.schedule.delayNanos(), this::step);
        }
    }

    private boolean canGoOn() {
        return !broken
                && (!sends.isEmpty() && takesOver()
                        || buffered.size() > 0 && room() > 0
                        || finSent && !finArrived && sends.isEmpty() && buffered.size() == 0);
    }

    private boolean takesOver() {
        return sends.peek().isReady()
                && (buffered.size() < from.sendBuffer() || sends.peek().length() == 0);
    }

    private int room() {
        return to.receiveBuffer() - arrived.size();
    }

    private void step() {
        stepping = false;
        if (broken) {
            return;
        }
        takeOver();
        transmit();
        if (!broken) {
            takeOver();
            go();
        }
    }

    private void takeOver() {
        while (!sends.isEmpty() && takesOver()) {
            Call call = sends.peek();
            int length = call.length();
            int count = Math.min(length - sentOfFirst, Math.max(0, from.sendBuffer() - buffered.size()));
            byte[] bytes = call.read(sentOfFirst, count);
            buffered.add(bytes);
            sentOfFirst += bytes.length;
            taken += bytes.length;
            boolean ended = bytes.length < count;
            if (ended || sentOfFirst == length) {
                int sent = sentOfFirst;
                sends.poll();
                sentOfFirst = 0;
                int status = ended ? windows.schedule.pick(Status.END_OF_FILE, Status.SUCCESS) : Status.SUCCESS;
                windows.calls.complete(call, status, sent);
            }
        }
    }

    private void transmit() {
        int count = windows.schedule.prefix(Math.min(buffered.size(), room()));
        if (count > 0) {
            byte[] bytes = buffered.poll(count);
            transmitted += count;
            if (to.takesData()) {
                arrived.add(bytes);
                to.inputArrived();
            }
        } else if (finSent && !finArrived && sends.isEmpty() && buffered.size() == 0) {
            finArrived = true;
            to.inputArrived();
        }
    }
}
