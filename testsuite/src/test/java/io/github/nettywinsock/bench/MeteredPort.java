package io.github.nettywinsock.bench;

import io.github.nettywinsock.bench.Meter.Call;
import io.github.nettywinsock.ws2.CompletionPort;

/** A completion port, with a meter that counts its calls and is stopped while they run. */
public final class MeteredPort implements CompletionPort {
    private final CompletionPort port;
    private final Meter meter;
    private final Runnable whileWaiting;

    /** Measures the calls of a port, whose peers do something instead of its thread waiting. */
    public MeteredPort(CompletionPort port, Meter meter, Runnable whileWaiting) {
        this.port = port;
        this.meter = meter;
        this.whileWaiting = whileWaiting;
    }

    @Override
    public int CreateIoCompletionPort(long s, long CompletionKey) {
        meter.enter();
        int result = port.CreateIoCompletionPort(s, CompletionKey);
        meter.leave(Call.CreateIoCompletionPort);
        return result;
    }

    @Override
    public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
        meter.enter();
        if (dwMilliseconds != 0) {
            whileWaiting.run();
        }
        int result = port.GetQueuedCompletionStatusEx(0);
        meter.leave(Call.GetQueuedCompletionStatusEx);
        return result;
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
        meter.enter();
        int result = port.RtlNtStatusToDosError(Status);
        meter.leave(Call.RtlNtStatusToDosError);
        return result;
    }

    @Override
    public int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped) {
        meter.enter();
        int result = port.PostQueuedCompletionStatus(dwCompletionKey, lpOverlapped);
        meter.leave(Call.PostQueuedCompletionStatus);
        return result;
    }

    @Override
    public int CloseHandle() {
        meter.enter();
        int result = port.CloseHandle();
        meter.leave(Call.CloseHandle);
        return result;
    }
}
