package io.github.nettywinsock.ws2;

import static java.util.Map.entry;

import java.util.Map;

/**
 * The NTSTATUS of a packet as a WSA error code: Winsock's own mapping.
 *
 * @see <a
 *     href="https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55">NTSTATUS
 *     Values</a>
 */
public final class NtStatus {

    private static final Map<Integer, Integer> CODES = Map.ofEntries(
            entry(0x00000102, WsaErrors.WSAETIMEDOUT), // STATUS_TIMEOUT
            entry(0x80000005, WsaErrors.WSAEMSGSIZE), // STATUS_BUFFER_OVERFLOW
            entry(0x8000000A, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_HANDLES_CLOSED
            entry(0xC0000002, WsaErrors.WSAEOPNOTSUPP), // STATUS_NOT_IMPLEMENTED
            entry(0xC0000005, WsaErrors.WSAEFAULT), // STATUS_ACCESS_VIOLATION
            entry(0xC0000007, WsaErrors.WSAENOBUFS), // STATUS_PAGEFILE_QUOTA
            entry(0xC0000008, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_INVALID_HANDLE: closed meanwhile
            entry(0xC000000D, WsaErrors.WSAEINVAL), // STATUS_INVALID_PARAMETER
            entry(0xC000000E, WsaErrors.WSAENETDOWN), // STATUS_NO_SUCH_DEVICE
            entry(0xC000000F, WsaErrors.WSAENETDOWN), // STATUS_NO_SUCH_FILE
            entry(0xC0000017, WsaErrors.WSAENOBUFS), // STATUS_NO_MEMORY
            entry(0xC0000018, WsaErrors.WSAEADDRNOTAVAIL), // STATUS_CONFLICTING_ADDRESSES
            entry(0xC0000022, WsaErrors.WSAEACCES), // STATUS_ACCESS_DENIED
            entry(0xC0000023, WsaErrors.WSAEFAULT), // STATUS_BUFFER_TOO_SMALL
            entry(0xC0000024, WsaErrors.WSAENOTSOCK), // STATUS_OBJECT_TYPE_MISMATCH
            entry(0xC0000034, WsaErrors.WSAENETDOWN), // STATUS_OBJECT_NAME_NOT_FOUND
            entry(0xC000003A, WsaErrors.WSAENETDOWN), // STATUS_OBJECT_PATH_NOT_FOUND
            entry(0xC0000043, WsaErrors.WSAEADDRINUSE), // STATUS_SHARING_VIOLATION
            entry(0xC0000044, WsaErrors.WSAENOBUFS), // STATUS_QUOTA_EXCEEDED
            entry(0xC0000097, WsaErrors.WSAENOBUFS), // STATUS_TOO_MANY_PAGING_FILES
            entry(0xC000009A, WsaErrors.WSAENOBUFS), // STATUS_INSUFFICIENT_RESOURCES
            entry(0xC00000A1, WsaErrors.WSAENOBUFS), // STATUS_WORKING_SET_QUOTA
            entry(0xC00000A3, WsaErrors.WSAEWOULDBLOCK), // STATUS_DEVICE_NOT_READY
            entry(0xC00000B0, WsaErrors.WSAESHUTDOWN), // STATUS_PIPE_DISCONNECTED
            entry(0xC00000B5, WsaErrors.WSAETIMEDOUT), // STATUS_IO_TIMEOUT
            entry(0xC00000BB, WsaErrors.WSAEOPNOTSUPP), // STATUS_NOT_SUPPORTED
            entry(0xC00000BC, WsaErrors.WSAECONNREFUSED), // STATUS_REMOTE_NOT_LISTENING
            entry(0xC00000BE, WsaErrors.WSAENETUNREACH), // STATUS_BAD_NETWORK_PATH
            entry(0xC00000BF, WsaErrors.WSAENETDOWN), // STATUS_NETWORK_BUSY
            entry(0xC00000C3, WsaErrors.WSAENETDOWN), // STATUS_INVALID_NETWORK_RESPONSE
            entry(0xC00000C4, WsaErrors.WSAENETDOWN), // STATUS_UNEXPECTED_NETWORK_ERROR
            entry(0xC00000C9, WsaErrors.WSAECONNRESET), // STATUS_NETWORK_NAME_DELETED
            entry(0xC00000D0, WsaErrors.WSAEWOULDBLOCK), // STATUS_REQUEST_NOT_ACCEPTED
            entry(0xC0000120, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_CANCELLED
            entry(0xC000012D, WsaErrors.WSAENOBUFS), // STATUS_COMMITMENT_LIMIT
            entry(0xC000013B, WsaErrors.WSAECONNABORTED), // STATUS_LOCAL_DISCONNECT
            entry(0xC000013C, WsaErrors.WSAECONNRESET), // STATUS_REMOTE_DISCONNECT
            entry(0xC000013D, WsaErrors.WSAENOBUFS), // STATUS_REMOTE_RESOURCES
            entry(0xC000013E, WsaErrors.WSAECONNRESET), // STATUS_LINK_FAILED
            entry(0xC000013F, WsaErrors.WSAETIMEDOUT), // STATUS_LINK_TIMEOUT
            entry(0xC0000140, WsaErrors.WSAENOTCONN), // STATUS_INVALID_CONNECTION
            entry(0xC0000141, WsaErrors.WSAEADDRNOTAVAIL), // STATUS_INVALID_ADDRESS
            entry(0xC0000206, WsaErrors.WSAEMSGSIZE), // STATUS_INVALID_BUFFER_SIZE
            entry(0xC0000207, WsaErrors.WSAEADDRNOTAVAIL), // STATUS_INVALID_ADDRESS_COMPONENT
            entry(0xC0000209, WsaErrors.WSAEADDRINUSE), // STATUS_TOO_MANY_ADDRESSES
            entry(0xC000020A, WsaErrors.WSAEADDRINUSE), // STATUS_ADDRESS_ALREADY_EXISTS
            entry(0xC000020B, WsaErrors.WSAEINVAL), // STATUS_ADDRESS_CLOSED
            entry(0xC000020C, WsaErrors.WSAECONNRESET), // STATUS_CONNECTION_DISCONNECTED
            entry(0xC000020D, WsaErrors.WSAECONNRESET), // STATUS_CONNECTION_RESET
            entry(0xC000020F, WsaErrors.WSAECONNABORTED), // STATUS_TRANSACTION_ABORTED
            entry(0xC0000236, WsaErrors.WSAECONNREFUSED), // STATUS_CONNECTION_REFUSED
            entry(0xC0000237, WsaErrors.WSAEDISCON), // STATUS_GRACEFUL_DISCONNECT
            entry(0xC0000238, WsaErrors.WSAEINVAL), // STATUS_ADDRESS_ALREADY_ASSOCIATED
            entry(0xC0000239, WsaErrors.WSAEINVAL), // STATUS_ADDRESS_NOT_ASSOCIATED
            entry(0xC000023A, WsaErrors.WSAENOTCONN), // STATUS_CONNECTION_INVALID
            entry(0xC000023B, WsaErrors.WSAEINVAL), // STATUS_CONNECTION_ACTIVE
            entry(0xC000023C, WsaErrors.WSAENETUNREACH), // STATUS_NETWORK_UNREACHABLE
            entry(0xC000023D, WsaErrors.WSAEHOSTUNREACH), // STATUS_HOST_UNREACHABLE
            entry(0xC000023E, WsaErrors.WSAENETUNREACH), // STATUS_PROTOCOL_UNREACHABLE
            entry(0xC000023F, WsaErrors.WSAECONNRESET), // STATUS_PORT_UNREACHABLE
            entry(0xC0000240, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_REQUEST_ABORTED
            entry(0xC0000241, WsaErrors.WSAECONNABORTED), // STATUS_CONNECTION_ABORTED
            entry(0xC0000246, WsaErrors.WSAEINVAL), // STATUS_CONNECTION_COUNT_LIMIT
            entry(0xC000A012, WsaErrors.WSAENETRESET)); // STATUS_HOPLIMIT_EXCEEDED

    /** The facility of a status that carries a Win32 code in its low 16 bits. */
    private static final int FACILITY_NTWIN32 = 0xC0070000;

    /** What {@code RtlNtStatusToDosError} returns for what it does not know. */
    private static final int ERROR_MR_MID_NOT_FOUND = 317;

    private NtStatus() {}

    /**
     * The WSA error code of {@code status}, or 0 when it is a success. A failure that Winsock has no code for, such as that
     * of a disk, has the one that the system gives it.
     *
     * @param port the port that its packet came from
     */
    public static int wsaError(int status, CompletionPort port) {
        Integer code = CODES.get(status);
        if (code != null || status >= 0) {
            return code != null ? code : 0;
        }
        return WsaErrors.ofSystemError(
                (status & 0xFFFF0000) == FACILITY_NTWIN32 ? status & 0xFFFF : systemError(status, port));
    }

    private static int systemError(int status, CompletionPort port) {
        int error = port.RtlNtStatusToDosError(status);
        return error == ERROR_MR_MID_NOT_FOUND ? WsaErrors.WSASYSCALLFAILURE : error;
    }
}
