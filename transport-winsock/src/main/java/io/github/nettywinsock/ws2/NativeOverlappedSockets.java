package io.github.nettywinsock.ws2;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@link OverlappedSockets} on {@code ws2_32.dll}, {@code mswsock.dll} and {@code kernel32.dll}. This class loads on every
 * system; {@link #load()} works on 64-bit Windows.
 */
public final class NativeOverlappedSockets implements OverlappedSockets {

    private static final byte FILE_SKIP_COMPLETION_PORT_ON_SUCCESS = 0x1;
    private static final byte FILE_SKIP_SET_EVENT_ON_HANDLE = 0x2;

    private static final int HANDLE_FLAG_INHERIT = 0x1;

    private static NativeOverlappedSockets loaded;

    private NativeOverlappedSockets() {}

    /**
     * Loads the functions, once a JVM.
     *
     * @throws UnsupportedOperationException if this JVM is not a 64-bit one on Windows
     * @throws UnsatisfiedLinkError if JNA cannot load its native library, or a function is missing
     */
    public static synchronized OverlappedSockets load() {
        if (loaded == null) {
            NativeWinsock2.load();
            NativeCompletionPort.create(1).CloseHandle();
            MsWsock.load();
            loaded = new NativeOverlappedSockets();
        }
        return loaded;
    }

    @Override
    public int bind(long s, ByteBuffer name, int namelen) {
        return resultOf(Ws2_32.bind(s, name, namelen));
    }

    @Override
    public int connect(long s, ByteBuffer name, int namelen) {
        return resultOf(Ws2_32.connect(s, name, namelen));
    }

    @Override
    public int listen(long s, int backlog) {
        return resultOf(Ws2_32.listen(s, backlog));
    }

    @Override
    public int shutdown(long s, int how) {
        return resultOf(Ws2_32.shutdown(s, how));
    }

    @Override
    public int getsockname(long s, ByteBuffer name) {
        return resultOf(Ws2_32.getsockname(s, name, lengthOf(name)));
    }

    @Override
    public int getpeername(long s, ByteBuffer name) {
        return resultOf(Ws2_32.getpeername(s, name, lengthOf(name)));
    }

    @Override
    public int WSARecv(
            long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesRecvd, long lpFlags, long lpOverlapped) {
        return resultOf(Ws2_32.WSARecv(s, lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags, lpOverlapped, 0));
    }

    @Override
    public int WSASend(long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesSent, long lpOverlapped) {
        return resultOf(Ws2_32.WSASend(s, lpBuffers, dwBufferCount, lpNumberOfBytesSent, 0, lpOverlapped, 0));
    }

    @Override
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

    @Override
    public int WSARecvMsg(long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped) {
        return resultOf(MsWsock.WSARecvMsg(s, lpMsg, lpdwNumberOfBytesRecvd, lpOverlapped, 0));
    }

    @Override
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

    @Override
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

    @Override
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

    @Override
    public int TransmitFile(long hSocket, long hFile, int nNumberOfBytesToWrite, long lpOverlapped) {
        return resultOfBool(MsWsock.TransmitFile(hSocket, hFile, nNumberOfBytesToWrite, 0, lpOverlapped, 0, 0));
    }

    @Override
    public int CancelIoEx(long s, long lpOverlapped) {
        return resultOfBool(Kernel32.CancelIoEx(s, lpOverlapped));
    }

    @Override
    public int SetFileCompletionNotificationModes(long s) {
        byte flags = FILE_SKIP_COMPLETION_PORT_ON_SUCCESS | FILE_SKIP_SET_EVENT_ON_HANDLE;
        return resultOfBool(Kernel32.SetFileCompletionNotificationModes(s, flags));
    }

    @Override
    public int WSAEventSelect(long s, WaitableEvent hEventObject) {
        return resultOf(
                hEventObject != null
                        ? Ws2_32.WSAEventSelect(s, hEventObject.handle(), FD_ACCEPT)
                        : Ws2_32.WSAEventSelect(s, 0, 0));
    }

    @Override
    public int WSAEnumNetworkEvents(long s, ByteBuffer lpNetworkEvents) {
        return resultOf(Ws2_32.WSAEnumNetworkEvents(s, 0, lpNetworkEvents));
    }

    @Override
    public long WSAAccept(long s, ConditionalAccept lpfnCondition) {
        return lpfnCondition.WSAAccept(s);
    }

    @Override
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
