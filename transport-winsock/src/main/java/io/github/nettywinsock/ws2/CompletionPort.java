package io.github.nettywinsock.ws2;

import com.sun.jna.Native;

/**
 * An I/O completion port of one thread, and the packets that it dequeued last. {@link #PostQueuedCompletionStatus} may be
 * called by any thread, everything else by that thread only.
 *
 * <p>Methods answer a result of zero or more, or the error code negated.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/i-o-completion-ports">I/O Completion Ports</a>
 */
public final class CompletionPort {

    /** The timeout that never ends. */
    public static final int INFINITE = -1;

    private static final long INVALID_HANDLE_VALUE = -1;
    private static final int WAIT_TIMEOUT = 258;
    private static final int SIZEOF_OVERLAPPED_ENTRY = 32;

    private final long port;
    private final int capacity;
    private final NativeMemory memory;
    private final int removed;

    private CompletionPort(long port, int capacity) {
        this.port = port;
        this.capacity = capacity;
        removed = capacity * SIZEOF_OVERLAPPED_ENTRY;
        memory = NativeMemory.allocate(removed + Long.BYTES);
    }

    /**
     * Creates a port that dequeues up to {@code capacity} packets at once.
     *
     * @throws IllegalStateException if Windows creates none
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/createiocompletionport">CreateIoCompletionPort</a>
     */
    public static CompletionPort create(int capacity) {
        long port = Kernel32.CreateIoCompletionPort(INVALID_HANDLE_VALUE, 0, 0, 1);
        if (port == 0) {
            throw new IllegalStateException("CreateIoCompletionPort failed: error " + Native.getLastError());
        }
        return new CompletionPort(port, capacity);
    }

    /**
     * Associates a SOCKET with this port, for as long as the SOCKET lives.
     *
     * @return 0, or the error code negated: {@code ERROR_INVALID_PARAMETER} when it has a port already
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/createiocompletionport">CreateIoCompletionPort</a>
     */
    public int CreateIoCompletionPort(long s, long CompletionKey) {
        return Kernel32.CreateIoCompletionPort(s, port, CompletionKey, 0) == port
                ? 0
                : NativeWinsock2.negatedLastError();
    }

    /**
     * Dequeues packets, which {@link #key}, {@link #overlapped}, {@link #status} and {@link #bytes} tell of until the next
     * call.
     *
     * @param dwMilliseconds the time to wait for the first packet, or {@link #INFINITE}
     * @return the number of packets, 0 when the time is over, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/getqueuedcompletionstatusex-func">
     *     GetQueuedCompletionStatusEx</a>
     */
    public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
        int result = Kernel32.GetQueuedCompletionStatusEx(
                port, memory.address(), capacity, memory.address() + removed, dwMilliseconds, 0);
        if (result != 0) {
            return memory.buffer().getInt(removed);
        }
        int error = NativeWinsock2.negatedLastError();
        return error == -WAIT_TIMEOUT ? 0 : error;
    }

    /** The key of the SOCKET, or that was posted. */
    public long key(int index) {
        return memory.buffer().getLong(index * SIZEOF_OVERLAPPED_ENTRY);
    }

    /** The address of the OVERLAPPED. */
    public long overlapped(int index) {
        return memory.buffer().getLong(index * SIZEOF_OVERLAPPED_ENTRY + 8);
    }

    /** The NTSTATUS of the call, see {@link NtStatus}. */
    public int status(int index) {
        return memory.buffer().getInt(index * SIZEOF_OVERLAPPED_ENTRY + 16);
    }

    /** The number of bytes that were transferred. */
    public int bytes(int index) {
        return memory.buffer().getInt(index * SIZEOF_OVERLAPPED_ENTRY + 24);
    }

    /**
     * Posts a packet without status and bytes, behind those that were posted before it.
     *
     * @return 0, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/postqueuedcompletionstatus">
     *     PostQueuedCompletionStatus</a>
     */
    public int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped) {
        return Kernel32.PostQueuedCompletionStatus(port, 0, dwCompletionKey, lpOverlapped) != 0
                ? 0
                : NativeWinsock2.negatedLastError();
    }

    /**
     * Closes the port, once; nobody may use it afterwards.
     *
     * @return 0, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/handleapi/nf-handleapi-closehandle">CloseHandle</a>
     */
    public int CloseHandle() {
        int result = Kernel32.CloseHandle(port) != 0 ? 0 : NativeWinsock2.negatedLastError();
        memory.free();
        return result;
    }
}
