package io.github.nettywinsock.ws2;

import java.nio.ByteBuffer;

/**
 * The calls of {@code ws2_32.dll} that socket options need, named as in C.
 *
 * <p>Every method returns a result of zero or more, or the WSA error code negated. Nothing is thrown for an error
 * that Winsock reports; {@link WsaErrors} names the codes.
 *
 * <p>Buffers are direct and are read and written from index 0, whatever their position and limit; positions and limits
 * stay as they are. A buffer may be {@code null} only where its length is 0. A length outside 0 to the buffer's capacity
 * is an {@link IndexOutOfBoundsException}, a heap buffer an {@link IllegalArgumentException}.
 *
 * <p>A SOCKET is passed as {@code long}. Whoever passes one sees to it that nobody closes it meanwhile, see
 * {@link SocketLookup}.
 */
public interface Winsock2 {
    int AF_INET = 2;
    int AF_INET6 = 23;
    int SOCK_STREAM = 1;
    int SOCK_DGRAM = 2;
    int IPPROTO_TCP = 6;
    int IPPROTO_UDP = 17;

    /**
     * Sets a socket option.
     *
     * @param optlen bytes of {@code optval} to pass
     * @return 0, or the WSA error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-setsockopt">setsockopt</a>
     */
    int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen);

    /**
     * Reads a socket option. Some providers write fewer bytes than the option's type has, so the caller zeroes
     * {@code optval} first and reads as many bytes as were returned.
     *
     * @param optlen bytes of {@code optval} that may be written
     * @return the length that the provider returned, or the WSA error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-getsockopt">getsockopt</a>
     */
    int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen);

    /**
     * Issues a control code and waits for its end; the call is never overlapped.
     *
     * @param cbInBuffer bytes of {@code lpvInBuffer} to pass
     * @param cbOutBuffer bytes of {@code lpvOutBuffer} that may be written
     * @return the number of bytes written to {@code lpvOutBuffer}, or the WSA error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaioctl">WSAIoctl</a>
     */
    int WSAIoctl(
            long s,
            int dwIoControlCode,
            ByteBuffer lpvInBuffer,
            int cbInBuffer,
            ByteBuffer lpvOutBuffer,
            int cbOutBuffer);

    /**
     * Creates an overlapped SOCKET that child processes do not inherit ({@code WSASocketW} with
     * {@code WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT}).
     *
     * @return the SOCKET, or the WSA error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasocketw">WSASocketW</a>
     */
    long socket(int af, int type, int protocol);

    /**
     * Closes a SOCKET that {@link #socket} created.
     *
     * @return 0, or the WSA error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-closesocket">closesocket</a>
     */
    int closesocket(long s);

    /** Returns the address of a direct buffer, which values may hold pointers into. */
    long address(ByteBuffer buffer);
}
