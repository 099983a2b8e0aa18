package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.CompletionPort;

/** A real completion port, the NTSTATUS of some of whose packets a test decides. */
final class InterceptedPort implements CompletionPort {
    private final CompletionPort port;
    private final Statuses statuses;

    InterceptedPort(Statuses statuses) {
        port = TransportUnderTest.newPort();
        this.statuses = statuses;
    }

    /** Decides on a packet. */
    interface Statuses {
        /** The NTSTATUS that the packet of the call with this OVERLAPPED has, instead of {@code status}. */
        int statusOf(long lpOverlapped, int status);
    }

    @Override
    public int status(int index) {
        return statuses.statusOf(overlapped(index), port.status(index));
    }

    @Override
    public int CreateIoCompletionPort(long s, long CompletionKey) {
        return port.CreateIoCompletionPort(s, CompletionKey);
    }

    @Override
    public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
        return port.GetQueuedCompletionStatusEx(dwMilliseconds);
    }

    @Override
    public long key(int index) {
        return port.key(index);
    }

    @Override
    public long overlapped(int index) {
        return port.overlapped(index);
    }

    @Override
    public int bytes(int index) {
        return port.bytes(index);
    }

    @Override
    public int RtlNtStatusToDosError(int Status) {
        return port.RtlNtStatusToDosError(Status);
    }

    @Override
    public int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped) {
        return port.PostQueuedCompletionStatus(dwCompletionKey, lpOverlapped);
    }

    @Override
    public int CloseHandle() {
        return port.CloseHandle();
    }
}
