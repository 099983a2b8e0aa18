package io.github.nettywinsock.simulation;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** A completion port: packets in the order in which the calls completed. */
@Rules({"R183", "R189", "R190", "R194"})
final class SimulatedPort implements SimulatedWindows.Port {
    private final SimulatedWindows windows;
    private final int capacity;
    private final String name;
    private final ArrayDeque<Packet> queue = new ArrayDeque<>();
    private final Packet[] dequeued;
    private boolean closed;
    private Thread sleeper;

    SimulatedPort(SimulatedWindows windows, int capacity, int number) {
        this.windows = windows;
        this.capacity = capacity;
        name = "port " + number;
        dequeued = new Packet[capacity];
    }

    @Override
    @Rules({"R184", "R186", "R187"})
    public int CreateIoCompletionPort(long s, long CompletionKey) {
        return windows.onSocket("CreateIoCompletionPort", s, socket -> {
            if (closed) {
                return -SimulatedWindows.ERROR_INVALID_HANDLE;
            }
            return socket.associate(this, CompletionKey) ? 0 : -SimulatedWindows.ERROR_INVALID_PARAMETER;
        });
    }

    @Override
    @Rules({"R192", "R193", "R195", "R196"})
    public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
        long timeout;
        synchronized (windows.timeline) {
            windows.timeline.runDue();
            if (closed) {
                windows.trap(null, "GetQueuedCompletionStatusEx on a closed port");
                return -SimulatedWindows.ERROR_INVALID_HANDLE;
            }
            int fault = windows.faults.inline("GetQueuedCompletionStatusEx", null);
            if (fault != 0) {
                return -fault;
            }
            sleeper = Thread.currentThread();
            timeout = timeoutNanos(dwMilliseconds);
        }
        windows.timeline.sleep(() -> closed || !queue.isEmpty(), timeout);
        synchronized (windows.timeline) {
            sleeper = null;
            return closed ? -SimulatedWindows.ERROR_ABANDONED_WAIT_0 : dequeue();
        }
    }

    private long timeoutNanos(int millis) {
        if (millis == INFINITE) {
            return Timeline.FOREVER;
        }
        return millis == 0
                ? 0
                : Math.max(0, TimeUnit.MILLISECONDS.toNanos(millis) + windows.schedule.timeoutDeviationNanos());
    }

    private int dequeue() {
        int count = Math.min(capacity, windows.schedule.batch(queue.size()));
        for (int i = 0; i < count; i++) {
            dequeued[i] = queue.poll();
            if (dequeued[i].call != null) {
                windows.calls.dequeued(dequeued[i].call);
                windows.log(dequeued[i].call.socket, "packet of %s is dequeued", dequeued[i].call);
            }
        }
        return count;
    }

    @Override
    public boolean hasPackets() {
        synchronized (windows.timeline) {
            windows.timeline.runDue();
            return !queue.isEmpty();
        }
    }

    @Override
    public long key(int index) {
        return dequeued[index].key;
    }

    @Override
    public long overlapped(int index) {
        return dequeued[index].overlapped;
    }

    @Override
    public int status(int index) {
        return dequeued[index].status;
    }

    @Override
    public int bytes(int index) {
        return dequeued[index].bytes;
    }

    @Override
    public int RtlNtStatusToDosError(int status) {
        return Status.systemError(status);
    }

    @Override
    @Rules({"R198", "R199"})
    public int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped) {
        synchronized (windows.timeline) {
            windows.timeline.runDue();
            if (closed) {
                windows.trap(null, "PostQueuedCompletionStatus to a closed port");
                return -SimulatedWindows.ERROR_INVALID_HANDLE;
            }
            int fault = windows.faults.inline("PostQueuedCompletionStatus", null);
            if (fault != 0) {
                return -fault;
            }
            Packet packet = new Packet(lpOverlapped, Status.SUCCESS, 0, null);
            packet.key = dwCompletionKey;
            add(packet);
            return 0;
        }
    }

    @Override
    @Rules("R200")
    public int CloseHandle() {
        synchronized (windows.timeline) {
            windows.timeline.runDue();
            if (closed) {
                windows.trap(null, name + " is closed twice");
                return -SimulatedWindows.ERROR_INVALID_HANDLE;
            }
            closed = true;
            queue.clear();
            windows.portClosed(this);
            windows.timeline.wake(sleeper);
            return 0;
        }
    }

    void add(Packet packet) {
        if (!closed) {
            queue.add(packet);
            windows.timeline.wake(sleeper);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What was queued to a port. */
    static final class Packet {
        private final long overlapped;
        private final int status;
        private final int bytes;
        private final Call call;
        private long key;

        Packet(long overlapped, int status, int bytes, Call call) {
            this.overlapped = overlapped;
            this.status = status;
            this.bytes = bytes;
            this.call = call;
        }

        Packet withKey(long key) {
            this.key = key;
            return this;
        }
    }
}
