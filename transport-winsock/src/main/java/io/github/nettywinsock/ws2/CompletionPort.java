package io.github.nettywinsock.ws2;

/**
 * An I/O completion port of one thread, and the packets that it dequeued last. {@link #PostQueuedCompletionStatus} may be
 * called by any thread, everything else by that thread only.
 *
 * <p>Methods return a result of zero or more, or the error code negated.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/i-o-completion-ports">I/O Completion Ports</a>
 */
public interface CompletionPort {

    /** The timeout that never ends. */
    int INFINITE = -1;

    /**
     * Associates a SOCKET with this port, for as long as the SOCKET lives.
     *
     * @return 0, or the error code negated: {@code ERROR_INVALID_PARAMETER} when it has a port already
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/createiocompletionport">CreateIoCompletionPort</a>
     */
    int CreateIoCompletionPort(long s, long CompletionKey);

    /**
     * Dequeues packets, which {@link #key}, {@link #overlapped}, {@link #status} and {@link #bytes} tell of until the next
     * call.
     *
     * @param dwMilliseconds the time to wait for the first packet, or {@link #INFINITE}
     * @return the number of packets, 0 when the time is over, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/getqueuedcompletionstatusex-func">
     *     GetQueuedCompletionStatusEx</a>
     */
    int GetQueuedCompletionStatusEx(int dwMilliseconds);

    /** The key of the SOCKET, or that was posted. */
    long key(int index);

    /** The address of the OVERLAPPED. */
    long overlapped(int index);

    /** The NTSTATUS of the call, see {@link NtStatus#wsaError}. */
    int status(int index);

    /** The number of bytes that were transferred. */
    int bytes(int index);

    /**
     * The code that the system has for an NTSTATUS.
     *
     * @return a code, {@code ERROR_MR_MID_NOT_FOUND} for a status that the system does not know
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-rtlntstatustodoserror">
     *     RtlNtStatusToDosError</a>
     */
    int RtlNtStatusToDosError(int Status);

    /**
     * Posts a packet without status and bytes, behind those that were posted before it.
     *
     * @return 0, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/postqueuedcompletionstatus">
     *     PostQueuedCompletionStatus</a>
     */
    int PostQueuedCompletionStatus(long dwCompletionKey, long lpOverlapped);

    /**
     * Closes the port, once; nobody may use it afterwards.
     *
     * @return 0, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/handleapi/nf-handleapi-closehandle">CloseHandle</a>
     */
    int CloseHandle();
}
