package io.github.nettywinsock.ws2;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The calls that a transport on completion ports needs besides {@link Winsock2}, named as in C.
 *
 * <p>Every method answers a result of zero or more, or the error code negated. An overlapped call that goes on answers
 * {@code -}{@link WsaErrors#WSA_IO_PENDING}; all that it was given an address of stays until its packet was dequeued.
 * Whoever passes a SOCKET sees to it that nobody closes it meanwhile.
 *
 * <p>This class loads on every system; {@link #load()} works on 64-bit Windows.
 */
public final class OverlappedSockets {

    /** The network event of a pending connection. */
    public static final int FD_ACCEPT = 1 << 3;

    private static final byte FILE_SKIP_COMPLETION_PORT_ON_SUCCESS = 0x1;
    private static final byte FILE_SKIP_SET_EVENT_ON_HANDLE = 0x2;

    private static final int HANDLE_FLAG_INHERIT = 0x1;

    private static OverlappedSockets loaded;

    private OverlappedSockets() {}

    /**
     * Loads the functions, once a JVM.
     *
     * @throws UnsupportedOperationException if this JVM is not a 64-bit one on Windows
     * @throws UnsatisfiedLinkError if JNA cannot load its native library, or a function is missing
     */
    public static synchronized OverlappedSockets load() {
        if (loaded == null) {
            NativeWinsock2.load();
            CompletionPort.create(1).CloseHandle();
            MsWsock.load();
            loaded = new OverlappedSockets();
        }
        return loaded;
    }

    /**
     * Binds a SOCKET to the {@code sockaddr} at index 0 of a direct buffer.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-bind">bind</a>
     */
    public int bind(long s, ByteBuffer name, int namelen) {
        return resultOf(Ws2_32.bind(s, name, namelen));
    }

    /**
     * Gives a datagram SOCKET the peer whose {@code sockaddr} is at index 0 of a direct buffer; zeros take it away.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-connect">connect</a>
     */
    public int connect(long s, ByteBuffer name, int namelen) {
        return resultOf(Ws2_32.connect(s, name, namelen));
    }

    /**
     * Lets a bound SOCKET listen.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-listen">listen</a>
     */
    public int listen(long s, int backlog) {
        return resultOf(Ws2_32.listen(s, backlog));
    }

    /**
     * Ends receiving (0), sending (1) or both (2).
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-shutdown">shutdown</a>
     */
    public int shutdown(long s, int how) {
        return resultOf(Ws2_32.shutdown(s, how));
    }

    /**
     * Writes the local {@code sockaddr} to a direct buffer.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-getsockname">getsockname</a>
     */
    public int getsockname(long s, ByteBuffer name) {
        return resultOf(Ws2_32.getsockname(s, name, lengthOf(name)));
    }

    /**
     * Writes the {@code sockaddr} of the peer to a direct buffer.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-getpeername">getpeername</a>
     */
    public int getpeername(long s, ByteBuffer name) {
        return resultOf(Ws2_32.getpeername(s, name, lengthOf(name)));
    }

    /**
     * Receives.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsarecv">WSARecv</a>
     */
    public int WSARecv(
            long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesRecvd, long lpFlags, long lpOverlapped) {
        return resultOf(Ws2_32.WSARecv(s, lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags, lpOverlapped, 0));
    }

    /**
     * Sends.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasend">WSASend</a>
     */
    public int WSASend(long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesSent, long lpOverlapped) {
        return resultOf(Ws2_32.WSASend(s, lpBuffers, dwBufferCount, lpNumberOfBytesSent, 0, lpOverlapped, 0));
    }

    /**
     * Sends a datagram to a {@code sockaddr}, or to the peer of the SOCKET when {@code lpTo} is 0.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasendto">WSASendTo</a>
     */
    public int WSASendTo(
            long s,
            long lpBuffers,
            int dwBufferCount,
            long lpNumberOfBytesSent,
            long lpTo,
            int iToLen,
            long lpOverlapped) {
        return resultOf(
                Ws2_32.WSASendTo(s, lpBuffers, dwBufferCount, lpNumberOfBytesSent, 0, lpTo, iToLen, lpOverlapped, 0));
    }

    /**
     * Receives a datagram with its control messages.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsarecvmsg">WSARecvMsg</a>
     */
    public int WSARecvMsg(long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped) {
        return resultOf(MsWsock.WSARecvMsg(s, lpMsg, lpdwNumberOfBytesRecvd, lpOverlapped, 0));
    }

    /**
     * Accepts a connection with {@code sAcceptSocket}, and waits for no data.
     *
     * @param dwAddressLength bytes of {@code lpOutputBuffer} for each of the two addresses
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex">AcceptEx</a>
     */
    public int AcceptEx(
            long sListenSocket,
            long sAcceptSocket,
            long lpOutputBuffer,
            int dwAddressLength,
            long lpdwBytesReceived,
            long lpOverlapped) {
        return resultOfBool(MsWsock.AcceptEx(
                sListenSocket,
                sAcceptSocket,
                lpOutputBuffer,
                0,
                dwAddressLength,
                dwAddressLength,
                lpdwBytesReceived,
                lpOverlapped));
    }

    /**
     * Finds the two addresses in what {@link #AcceptEx} has written.
     *
     * @param LocalSockaddr  where to write the address of the local {@code sockaddr}
     * @param RemoteSockaddr where to write the address of the remote {@code sockaddr}
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-getacceptexsockaddrs">
     *     GetAcceptExSockaddrs</a>
     */
    public void GetAcceptExSockaddrs(
            long lpOutputBuffer,
            int dwAddressLength,
            long LocalSockaddr,
            long LocalSockaddrLength,
            long RemoteSockaddr,
            long RemoteSockaddrLength) {
        MsWsock.GetAcceptExSockaddrs(
                lpOutputBuffer,
                0,
                dwAddressLength,
                dwAddressLength,
                LocalSockaddr,
                LocalSockaddrLength,
                RemoteSockaddr,
                RemoteSockaddrLength);
    }

    /**
     * Connects a bound SOCKET to a {@code sockaddr}, and sends data when it is connected.
     *
     * @param lpSendBuffer address of the data, or 0
     * @param lpdwBytesSent where the number of bytes sent is written when the call ends at once
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_connectex">ConnectEx</a>
     */
    public int ConnectEx(
            long s,
            long name,
            int namelen,
            long lpSendBuffer,
            int dwSendDataLength,
            long lpdwBytesSent,
            long lpOverlapped) {
        return resultOfBool(
                MsWsock.ConnectEx(s, name, namelen, lpSendBuffer, dwSendDataLength, lpdwBytesSent, lpOverlapped));
    }

    /**
     * Sends a part of a file, from the position in the OVERLAPPED.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-transmitfile">TransmitFile</a>
     */
    public int TransmitFile(long hSocket, long hFile, int nNumberOfBytesToWrite, long lpOverlapped) {
        return resultOfBool(MsWsock.TransmitFile(hSocket, hFile, nNumberOfBytesToWrite, 0, lpOverlapped, 0, 0));
    }

    /**
     * Cancels a call, or all of the SOCKET when {@code lpOverlapped} is 0; their packets still come.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/cancelioex-func">CancelIoEx</a>
     */
    public int CancelIoEx(long s, long lpOverlapped) {
        return resultOfBool(Kernel32.CancelIoEx(s, lpOverlapped));
    }

    /**
     * Has a call that succeeds at once post no packet. Only for SOCKETs whose provider has {@code XP1_IFS_HANDLES}.
     *
     * @see <a
     *     href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setfilecompletionnotificationmodes">
     *     SetFileCompletionNotificationModes</a>
     */
    public int SetFileCompletionNotificationModes(long s) {
        byte flags = FILE_SKIP_COMPLETION_PORT_ON_SUCCESS | FILE_SKIP_SET_EVENT_ON_HANDLE;
        return resultOfBool(Kernel32.SetFileCompletionNotificationModes(s, flags));
    }

    /**
     * Has {@link #FD_ACCEPT} recorded and an event signalled when a connection is pending, and makes the SOCKET a
     * non-blocking one; with no event it ends that, and the SOCKET stays non-blocking.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaeventselect">WSAEventSelect</a>
     */
    public int WSAEventSelect(long s, WaitableEvent hEventObject) {
        return resultOf(
                hEventObject != null
                        ? Ws2_32.WSAEventSelect(s, hEventObject.handle(), FD_ACCEPT)
                        : Ws2_32.WSAEventSelect(s, 0, 0));
    }

    /**
     * Reads the record of network events, and clears it.
     *
     * @param lpNetworkEvents a direct buffer for the 44 bytes of a {@code WSANETWORKEVENTS}; the first 4 are the events
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaenumnetworkevents">
     *     WSAEnumNetworkEvents</a>
     */
    public int WSAEnumNetworkEvents(long s, ByteBuffer lpNetworkEvents) {
        return resultOf(Ws2_32.WSAEnumNetworkEvents(s, 0, lpNetworkEvents));
    }

    /**
     * Lets child processes not inherit a SOCKET.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/handleapi/nf-handleapi-sethandleinformation">
     *     SetHandleInformation</a>
     */
    public int SetHandleInformation(long s) {
        return resultOfBool(Kernel32.SetHandleInformation(s, HANDLE_FLAG_INHERIT, 0));
    }

    private static int resultOf(int result) {
        return result == 0 ? 0 : NativeWinsock2.negatedLastError();
    }

    /** The result of a function that answers a BOOL. */
    private static int resultOfBool(int success) {
        return success != 0 ? 0 : NativeWinsock2.negatedLastError();
    }

    private static ByteBuffer lengthOf(ByteBuffer name) {
        return ByteBuffer.allocateDirect(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(0, name.capacity());
    }
}
