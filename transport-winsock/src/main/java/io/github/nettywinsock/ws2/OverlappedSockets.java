package io.github.nettywinsock.ws2;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The calls that a transport on completion ports needs besides {@link Winsock2}, named as in C.
 *
 * <p>Every method returns a result of zero or more, or the error code negated. An overlapped call that is pending returns
 * {@code -}{@link WsaErrors#WSA_IO_PENDING}; all that it was given an address of stays until its packet was dequeued.
 * Whoever passes a SOCKET sees to it that nobody closes it meanwhile.
 */
public interface OverlappedSockets {

    /** The network event of a pending connection. */
    int FD_ACCEPT = 1 << 3;

    /** The calls on SOCKETs of the family {@code af}, with the extension functions of its providers. */
    OverlappedSockets ofFamily(int af);

    /**
     * Writes the {@code WSAPROTOCOL_INFOW}s of all protocols to a direct buffer.
     *
     * @return how many there are, or the error code negated: {@code WSAENOBUFS} when the buffer has no room for them
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaenumprotocolsw">
     *     WSAEnumProtocolsW</a>
     */
    int WSAEnumProtocolsW(ByteBuffer lpProtocolBuffer);

    /**
     * Binds a SOCKET to the {@code sockaddr} at index 0 of a direct buffer.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-bind">bind</a>
     */
    int bind(long s, ByteBuffer name, int namelen);

    /**
     * Gives a datagram SOCKET the peer whose {@code sockaddr} is at index 0 of a direct buffer; zeros take it away.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-connect">connect</a>
     */
    int connect(long s, ByteBuffer name, int namelen);

    /**
     * Lets a bound SOCKET listen.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-listen">listen</a>
     */
    int listen(long s, int backlog);

    /**
     * Ends receiving (0), sending (1) or both (2).
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-shutdown">shutdown</a>
     */
    int shutdown(long s, int how);

    /**
     * Writes the local {@code sockaddr} to a direct buffer.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-getsockname">getsockname</a>
     */
    int getsockname(long s, ByteBuffer name);

    /**
     * Writes the {@code sockaddr} of the peer to a direct buffer.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-getpeername">getpeername</a>
     */
    int getpeername(long s, ByteBuffer name);

    /**
     * Receives.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsarecv">WSARecv</a>
     */
    int WSARecv(long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesRecvd, long lpFlags, long lpOverlapped);

    /**
     * Sends.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasend">WSASend</a>
     */
    int WSASend(long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesSent, long lpOverlapped);

    /**
     * Sends a datagram to a {@code sockaddr}, or to the peer of the SOCKET when {@code lpTo} is 0.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasendto">WSASendTo</a>
     */
    int WSASendTo(
            long s,
            long lpBuffers,
            int dwBufferCount,
            long lpNumberOfBytesSent,
            long lpTo,
            int iToLen,
            long lpOverlapped);

    /**
     * Sends a datagram with control messages.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasendmsg">WSASendMsg</a>
     */
    int WSASendMsg(long s, long lpMsg, long lpNumberOfBytesSent, long lpOverlapped);

    /**
     * Receives a datagram with its control messages.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsarecvmsg">WSARecvMsg</a>
     */
    int WSARecvMsg(long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped);

    /**
     * Accepts a connection with {@code sAcceptSocket}, and waits for no data.
     *
     * @param dwAddressLength bytes of {@code lpOutputBuffer} for each of the two addresses
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex">AcceptEx</a>
     */
    int AcceptEx(
            long sListenSocket,
            long sAcceptSocket,
            long lpOutputBuffer,
            int dwAddressLength,
            long lpdwBytesReceived,
            long lpOverlapped);

    /**
     * Finds the two addresses in what {@link #AcceptEx} has written.
     *
     * @param LocalSockaddr  where to write the address of the local {@code sockaddr}
     * @param RemoteSockaddr where to write the address of the remote {@code sockaddr}
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-getacceptexsockaddrs">
     *     GetAcceptExSockaddrs</a>
     */
    void GetAcceptExSockaddrs(
            long lpOutputBuffer,
            int dwAddressLength,
            long LocalSockaddr,
            long LocalSockaddrLength,
            long RemoteSockaddr,
            long RemoteSockaddrLength);

    /**
     * Connects a bound SOCKET to a {@code sockaddr}, and sends data when it is connected.
     *
     * @param lpSendBuffer address of the data, or 0
     * @param lpdwBytesSent where the number of bytes sent is written when the call completes inline
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_connectex">ConnectEx</a>
     */
    int ConnectEx(
            long s,
            long name,
            int namelen,
            long lpSendBuffer,
            int dwSendDataLength,
            long lpdwBytesSent,
            long lpOverlapped);

    /**
     * Sends a part of a file, from the position in the OVERLAPPED.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-transmitfile">TransmitFile</a>
     */
    int TransmitFile(long hSocket, long hFile, int nNumberOfBytesToWrite, long lpOverlapped);

    /**
     * The HANDLE of an open file, for {@link #TransmitFile}.
     *
     * @return the HANDLE, or a negative number when it cannot be found
     */
    long fileHandle(FileChannel file);

    /**
     * Opens a file once more to read it, with a position of its own.
     *
     * @return a HANDLE for {@link #CloseHandle}, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-reopenfile">ReOpenFile</a>
     */
    long ReOpenFile(long hOriginalFile);

    /**
     * Cancels a call, or all of the SOCKET when {@code lpOverlapped} is 0; their packets still come.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/cancelioex-func">CancelIoEx</a>
     */
    int CancelIoEx(long s, long lpOverlapped);

    /**
     * Has a call that completes inline with success post no packet. Only for SOCKETs whose provider has {@code XP1_IFS_HANDLES}.
     *
     * @see <a
     *     href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setfilecompletionnotificationmodes">
     *     SetFileCompletionNotificationModes</a>
     */
    int SetFileCompletionNotificationModes(long s);

    /**
     * Has {@link #FD_ACCEPT} recorded and an event signalled when a connection is pending, and makes the SOCKET a
     * non-blocking one; with no event it ends that, and the SOCKET stays non-blocking.
     *
     * @param hEventObject the HANDLE of the event, or 0
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaeventselect">WSAEventSelect</a>
     */
    int WSAEventSelect(long s, long hEventObject);

    /**
     * Reads the record of network events, and clears it.
     *
     * @param lpNetworkEvents a direct buffer for the 44 bytes of a {@code WSANETWORKEVENTS}; the first 4 are the events
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaenumnetworkevents">
     *     WSAEnumNetworkEvents</a>
     */
    int WSAEnumNetworkEvents(long s, ByteBuffer lpNetworkEvents);

    /**
     * Asks a condition function about the next pending connection.
     *
     * @param addr a direct buffer of at least 128 bytes for the {@code sockaddr} of the client
     * @return the SOCKET of the connection, or the error code negated: {@code WSAECONNREFUSED} when the condition rejected
     *     it, {@code WSATRY_AGAIN} when it deferred it, {@code WSAEWOULDBLOCK} when there is none
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaaccept">WSAAccept</a>
     */
    long WSAAccept(long s, ByteBuffer addr, ConditionProc lpfnCondition);

    /**
     * Lets child processes not inherit a SOCKET.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/handleapi/nf-handleapi-sethandleinformation">
     *     SetHandleInformation</a>
     */
    int SetHandleInformation(long s);

    /**
     * Creates an event that is not signalled and that the end of a wait resets.
     *
     * @return its HANDLE, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/synchapi/nf-synchapi-createeventw">CreateEventW</a>
     */
    long CreateEventW();

    /**
     * Signals an event.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/synchapi/nf-synchapi-setevent">SetEvent</a>
     */
    int SetEvent(long hEvent);

    /**
     * Waits until an event is signalled.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/synchapi/nf-synchapi-waitforsingleobject">
     *     WaitForSingleObject</a>
     */
    int WaitForSingleObject(long hHandle);

    /**
     * Closes an event, which no thread may be waiting for, or a file.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/handleapi/nf-handleapi-closehandle">CloseHandle</a>
     */
    int CloseHandle(long hObject);
}
