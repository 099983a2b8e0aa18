package io.github.nettywinsock.ws2;

import static java.util.Map.entry;

import com.sun.jna.platform.win32.NtDll;
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
            entry(0x80000005, WsaErrors.WSAEMSGSIZE), // STATUS_BUFFER_OVERFLOW
            entry(0x8000000A, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_HANDLES_CLOSED
            entry(0xC0000005, WsaErrors.WSAEFAULT), // STATUS_ACCESS_VIOLATION
            entry(0xC0000008, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_INVALID_HANDLE: closed meanwhile
            entry(0xC0000017, WsaErrors.WSAENOBUFS), // STATUS_NO_MEMORY
            entry(0xC0000022, WsaErrors.WSAEACCES), // STATUS_ACCESS_DENIED
            entry(0xC0000023, WsaErrors.WSAEFAULT), // STATUS_BUFFER_TOO_SMALL
            entry(0xC0000024, WsaErrors.WSAENOTSOCK), // STATUS_OBJECT_TYPE_MISMATCH
            entry(0xC0000043, WsaErrors.WSAEADDRINUSE), // STATUS_SHARING_VIOLATION
            entry(0xC0000044, WsaErrors.WSAENOBUFS), // STATUS_QUOTA_EXCEEDED
            entry(0xC000009A, WsaErrors.WSAENOBUFS), // STATUS_INSUFFICIENT_RESOURCES
            entry(0xC00000B5, WsaErrors.WSAETIMEDOUT), // STATUS_IO_TIMEOUT
            entry(0xC00000BB, WsaErrors.WSAEOPNOTSUPP), // STATUS_NOT_SUPPORTED
            entry(0xC00000BC, WsaErrors.WSAECONNREFUSED), // STATUS_REMOTE_NOT_LISTENING
            entry(0xC00000BE, WsaErrors.WSAENETUNREACH), // STATUS_BAD_NETWORK_PATH
            entry(0xC00000C4, WsaErrors.WSAENETDOWN), // STATUS_UNEXPECTED_NETWORK_ERROR
            entry(0xC00000C9, WsaErrors.WSAECONNRESET), // STATUS_NETWORK_NAME_DELETED
            entry(0xC0000120, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_CANCELLED
            entry(0xC000013B, WsaErrors.WSAECONNABORTED), // STATUS_LOCAL_DISCONNECT
            entry(0xC000013C, WsaErrors.WSAECONNRESET), // STATUS_REMOTE_DISCONNECT
            entry(0xC000013D, WsaErrors.WSAENOBUFS), // STATUS_REMOTE_RESOURCES
            entry(0xC000013E, WsaErrors.WSAECONNRESET), // STATUS_LINK_FAILED
            entry(0xC000013F, WsaErrors.WSAETIMEDOUT), // STATUS_LINK_TIMEOUT
            entry(0xC0000140, WsaErrors.WSAENOTCONN), // STATUS_INVALID_CONNECTION
            entry(0xC0000206, WsaErrors.WSAEMSGSIZE), // STATUS_INVALID_BUFFER_SIZE
            entry(0xC0000209, WsaErrors.WSAEADDRINUSE), // STATUS_TOO_MANY_ADDRESSES
            entry(0xC000020A, WsaErrors.WSAEADDRINUSE), // STATUS_ADDRESS_ALREADY_EXISTS
            entry(0xC000020C, WsaErrors.WSAECONNRESET), // STATUS_CONNECTION_DISCONNECTED
            entry(0xC000020D, WsaErrors.WSAECONNRESET), // STATUS_CONNECTION_RESET
            entry(0xC0000236, WsaErrors.WSAECONNREFUSED), // STATUS_CONNECTION_REFUSED
            entry(0xC0000237, WsaErrors.WSAEDISCON), // STATUS_GRACEFUL_DISCONNECT
            entry(0xC000023A, WsaErrors.WSAENOTCONN), // STATUS_CONNECTION_INVALID
            entry(0xC000023C, WsaErrors.WSAENETUNREACH), // STATUS_NETWORK_UNREACHABLE
            entry(0xC000023D, WsaErrors.WSAEHOSTUNREACH), // STATUS_HOST_UNREACHABLE
            entry(0xC000023E, WsaErrors.WSAENETUNREACH), // STATUS_PROTOCOL_UNREACHABLE
            entry(0xC000023F, WsaErrors.WSAECONNRESET), // STATUS_PORT_UNREACHABLE
            entry(0xC0000240, WsaErrors.WSA_OPERATION_ABORTED), // STATUS_REQUEST_ABORTED
            entry(0xC0000241, WsaErrors.WSAECONNABORTED), // STATUS_CONNECTION_ABORTED
            entry(0xC000A012, WsaErrors.WSAENETRESET)); // STATUS_HOPLIMIT_EXCEEDED

    private NtStatus() {}

    /**
     * The WSA error code of {@code status}, or 0 when it is a success. A failure that Winsock has no code for, such as that
     * of a disk, has the one that the system gives it.
     */
    public static int wsaError(int status) {
        if (status >= 0) {
            return 0;
        }
        Integer code = CODES.get(status);
        return code != null ? code : systemError(status);
    }

    private static int systemError(int status) {
        try {
            return NtDll.INSTANCE.RtlNtStatusToDosError(status);
        } catch (LinkageError e) {
            return WsaErrors.WSASYSCALLFAILURE;
        }
    }
}
