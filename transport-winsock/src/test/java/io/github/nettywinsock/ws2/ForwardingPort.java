package io.github.nettywinsock.ws2;

/** A completion port that forwards all calls to another, for tests to override some. */
public abstract class ForwardingPort implements CompletionPort {
    private final CompletionPort port;

    protected ForwardingPort(CompletionPort port) {
        this.port = port;
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
    public int status(int index) {
        return port.status(index);
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
