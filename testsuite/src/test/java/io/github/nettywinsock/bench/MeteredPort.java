package io.github.nettywinsock.bench;

import io.github.nettywinsock.bench.Meter.Call;
import io.github.nettywinsock.ws2.CompletionPort;

/**
 * A completion port, with a meter that counts its calls and is stopped while they run. Reflection would be measured with it.
 */
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
        return meter.leave(Call.CreateIoCompletionPort, port.CreateIoCompletionPort(s, CompletionKey));
    }

    @Override
    public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
        meter.enter();
        if (dwMilliseconds != 0) {
            whileWaiting.run();
        }
        return meter.leave(Call.GetQueuedCompletionStatusEx, port.GetQueuedCompletionStatusEx(0));
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
        return meter.leave(Call.RtlNtStatusToDosError, port.RtlNtStatusToDosError(Status));
    }

    @Override
    public int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped) {
        meter.enter();
        return meter.leave(
                Call.PostQueuedCompletionStatus, port.PostQueuedCompletionStatus(dwCompletionKey, lpOverlapped));
    }

    @Override
    public int CloseHandle() {
        meter.enter();
        return meter.leave(Call.CloseHandle, port.CloseHandle());
    }
}
