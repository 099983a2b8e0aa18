package io.github.nettywinsock.ws2;

import com.sun.jna.Native;

/** {@link CompletionPort} on {@code kernel32.dll}. */
public final class NativeCompletionPort implements CompletionPort {

    private static final long INVALID_HANDLE_VALUE = -1;
    private static final int WAIT_TIMEOUT = 258;
    private static final int SIZEOF_OVERLAPPED_ENTRY = 32;

    private final long port;
    private final int capacity;
    private final NativeMemory memory;
    private final int removed;

    private NativeCompletionPort(long port, int capacity) {
        this.port = port;
        this.capacity = capacity;
        removed = capacity * SIZEOF_OVERLAPPED_ENTRY;
        memory = NativeMemory.allocate(removed + Long.BYTES);
    }

    /**
     * Creates a port that dequeues up to {@code capacity} packets at a time.
     *
     * @throws IllegalStateException if Windows creates none
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/createiocompletionport">CreateIoCompletionPort</a>
     */
    public static CompletionPort create(int capacity) {
        long port = Kernel32.CreateIoCompletionPort(INVALID_HANDLE_VALUE, 0, 0, 1);
        if (port == 0) {
            throw new IllegalStateException("CreateIoCompletionPort failed: error " + Native.getLastError());
        }
        return new NativeCompletionPort(port, capacity);
    }

    @Override
    public int CreateIoCompletionPort(long s, long CompletionKey) {
        return Kernel32.CreateIoCompletionPort(s, port, CompletionKey, 0) == port
                ? 0
                : NativeWinsock2.negatedLastError();
    }

    @Override
    public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
        int result = Kernel32.GetQueuedCompletionStatusEx(
                port, memory.address(), capacity, memory.address() + removed, dwMilliseconds, 0);
        if (result != 0) {
            return memory.buffer().getInt(removed);
        }
        int error = NativeWinsock2.negatedLastError();
        return error == -WAIT_TIMEOUT ? 0 : error;
    }

    @Override
    public long key(int index) {
        return memory.buffer().getLong(index * SIZEOF_OVERLAPPED_ENTRY);
    }

    @Override
    public long overlapped(int index) {
        return memory.buffer().getLong(index * SIZEOF_OVERLAPPED_ENTRY + 8);
    }

    @Override
    public int status(int index) {
        return memory.buffer().getInt(index * SIZEOF_OVERLAPPED_ENTRY + 16);
    }

    @Override
    public int bytes(int index) {
        return memory.buffer().getInt(index * SIZEOF_OVERLAPPED_ENTRY + 24);
    }

    @Override
    public int RtlNtStatusToDosError(int Status) {
        return NtDll.RtlNtStatusToDosError(Status);
    }

    @Override
    public int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped) {
        return Kernel32.PostQueuedCompletionStatus(port, 0, dwCompletionKey, lpOverlapped) != 0
                ? 0
                : NativeWinsock2.negatedLastError();
    }

    @Override
    public int CloseHandle() {
        int result = Kernel32.CloseHandle(port) != 0 ? 0 : NativeWinsock2.negatedLastError();
        memory.free();
        return result;
    }
}
