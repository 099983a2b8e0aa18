package io.github.nettywinsock.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Measures what a thread does itself, without the native calls that it makes, and counts those by name. */
public final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALIBRATION_CALLS = 200_000;

    /** What is measured. */
    public enum Unit {
        NANOSECONDS,
        BYTES
    }

    private final Unit unit;
    private final long thread = Thread.currentThread().getId();
    private final long[] counts = new long[Call.values().length];
    private long perCall;
    private long calls;
    private long inCalls;
    private long entered;
    private long began;
    private long total;

    /** Measures the thread that makes it. */
    public Meter(Unit unit) {
        this.unit = unit;
    }

    /** Begins a measurement. */
    public void begin() {
        began = now();
    }

    /** Ends a measurement. */
    public void end() {
        total += now() - began;
    }

    /** Begins a native call. */
    void enter() {
        entered = now();
    }

    /** Ends a native call that has answered {@code result}. */
    int leave(Call call, int result) {
        leave(call);
        return result;
    }

    /** Ends a native call that has answered {@code result}. */
    long leave(Call call, long result) {
        leave(call);
        return result;
    }

    /** Ends a native call. */
    void leave(Call call) {
        counts[call.ordinal()]++;
        calls++;
        inCalls += now() - entered;
    }

    /** Forgets what was measured. */
    public void reset() {
        Arrays.fill(counts, 0);
        calls = 0;
        inCalls = 0;
        total = 0;
    }

    /** What was measured, without the calls, and without what the measuring of the calls costs. */
    public double own() {
        return total - inCalls - (double) calls * perCall / CALIBRATION_CALLS;
    }

    /** How often each function was called. */
    public Map<String, Long> calls() {
        Map<String, Long> calls = new TreeMap<>();
        for (Call call : Call.values()) {
            if (counts[call.ordinal()] > 0) {
                calls.put(call.name(), counts[call.ordinal()]);
            }
        }
        return calls;
    }

    /** Learns what the measuring of a call costs. */
    public void calibrate() {
        reset();
        begin();
        for (int i = 0; i < CALIBRATION_CALLS; i++) {
            enter();
            leave(Call.WSARecv);
        }
        end();
        perCall = total - inCalls;
        reset();
    }

    private long now() {
        return unit == Unit.BYTES ? THREADS.getThreadAllocatedBytes(thread) : System.nanoTime();
    }

    /** The functions, as C names them. */
    enum Call {
        AcceptEx,
        CancelIoEx,
        CloseHandle,
        ConnectEx,
        CreateEventW,
        CreateIoCompletionPort,
        GetAcceptExSockaddrs,
        GetQueuedCompletionStatusEx,
        PostQueuedCompletionStatus,
        ReOpenFile,
        RtlNtStatusToDosError,
        SetEvent,
        SetFileCompletionNotificationModes,
        SetHandleInformation,
        TransmitFile,
        WSAAccept,
        WSAEnumNetworkEvents,
        WSAEnumProtocolsW,
        WSAEventSelect,
        WSAIoctl,
        WSARecv,
        WSARecvMsg,
        WSASend,
        WSASendMsg,
        WSASendTo,
        WSASocketW,
        WaitForSingleObject,
        bind,
        closesocket,
        connect,
        getpeername,
        getsockname,
        getsockopt,
        listen,
        setsockopt,
        shutdown
    }
}
