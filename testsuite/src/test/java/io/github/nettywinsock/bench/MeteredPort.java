package io.github.nettywinsock.bench;

import io.github.nettywinsock.bench.Meter.Call;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.ForwardingPort;

/** A completion port, with a meter that counts its calls and is stopped while they run. */
public final class MeteredPort extends ForwardingPort {
    private final Meter meter;
    private final Runnable whileWaiting;

    /** Measures the calls of a port, whose peers do something instead of its thread waiting. */
    public MeteredPort(CompletionPort port, Meter meter, Runnable whileWaiting) {
        super(port);
        this.meter = meter;
        this.whileWaiting = whileWaiting;
    }

    @Override
    public int CreateIoCompletionPort(long s, long CompletionKey) {
        meter.enter();
        return meter.leave(Call.CreateIoCompletionPort, super.CreateIoCompletionPort(s, CompletionKey));
    }

    @Override
    public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
        meter.enter();
        if (dwMilliseconds != 0) {
            whileWaiting.run();
        }
        return meter.leave(Call.GetQueuedCompletionStatusEx, super.GetQueuedCompletionStatusEx(0));
    }

    @Override
    public int RtlNtStatusToDosError(int Status) {
        meter.enter();
        return meter.leave(Call.RtlNtStatusToDosError, super.RtlNtStatusToDosError(Status));
    }

    @Override
    public int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped) {
        meter.enter();
        return meter.leave(
                Call.PostQueuedCompletionStatus, super.PostQueuedCompletionStatus(dwCompletionKey, lpOverlapped));
    }

    @Override
    public int CloseHandle() {
        meter.enter();
        return meter.leave(Call.CloseHandle, super.CloseHandle());
    }
}
