package io.github.nettywinsock.bench;

import io.github.nettywinsock.bench.Meter.Call;
import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The calls on SOCKETs, with a meter that counts them and is stopped while they run. */
public final class MeteredCalls implements Winsock2, OverlappedSockets {
    private final Winsock2 ws2;
    private final OverlappedSockets sockets;
    private final Meter meter;
    private final Runnable afterSending;

    /** Measures the calls of a Windows, whose peers do something when they are sent something. */
    public MeteredCalls(Winsock2 ws2, OverlappedSockets sockets, Meter meter, Runnable afterSending) {
        this.ws2 = ws2;
        this.sockets = sockets;
        this.meter = meter;
        this.afterSending = afterSending;
    }

    @Override
    public int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        meter.enter();
        int result = ws2.setsockopt(s, level, optname, optval, optlen);
        meter.leave(Call.setsockopt);
        return result;
    }

    @Override
    public int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        meter.enter();
        int result = ws2.getsockopt(s, level, optname, optval, optlen);
        meter.leave(Call.getsockopt);
        return result;
    }

    @Override
    public int WSAIoctl(
            long s,
            int dwIoControlCode,
            ByteBuffer lpvInBuffer,
            int cbInBuffer,
            ByteBuffer lpvOutBuffer,
            int cbOutBuffer) {
        meter.enter();
        int result = ws2.WSAIoctl(s, dwIoControlCode, lpvInBuffer, cbInBuffer, lpvOutBuffer, cbOutBuffer);
        meter.leave(Call.WSAIoctl);
        return result;
    }

    @Override
    public long socket(int af, int type, int protocol) {
        meter.enter();
        long result = ws2.socket(af, type, protocol);
        meter.leave(Call.WSASocketW);
        return result;
    }

    @Override
    public int closesocket(long s) {
        meter.enter();
        int result = ws2.closesocket(s);
        meter.leave(Call.closesocket);
        return result;
    }

    @Override
    public long address(ByteBuffer buffer) {
        return ws2.address(buffer);
    }

    @Override
    public int bind(long s, ByteBuffer name, int namelen) {
        meter.enter();
        int result = sockets.bind(s, name, namelen);
        meter.leave(Call.bind);
        return result;
    }

    @Override
    public int connect(long s, ByteBuffer name, int namelen) {
        meter.enter();
        int result = sockets.connect(s, name, namelen);
        meter.leave(Call.connect);
        return result;
    }

    @Override
    public int listen(long s, int backlog) {
        meter.enter();
        int result = sockets.listen(s, backlog);
        meter.leave(Call.listen);
        return result;
    }

    @Override
    public int shutdown(long s, int how) {
        meter.enter();
        int result = sockets.shutdown(s, how);
        meter.leave(Call.shutdown);
        return result;
    }

    @Override
    public int getsockname(long s, ByteBuffer name) {
        meter.enter();
        int result = sockets.getsockname(s, name);
        meter.leave(Call.getsockname);
        return result;
    }

    @Override
    public int getpeername(long s, ByteBuffer name) {
        meter.enter();
        int result = sockets.getpeername(s, name);
        meter.leave(Call.getpeername);
        return result;
    }

    @Override
    public int WSARecv(
            long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesRecvd, long lpFlags, long lpOverlapped) {
        meter.enter();
        int result = sockets.WSARecv(s, lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags, lpOverlapped);
        meter.leave(Call.WSARecv);
        return result;
    }

    @Override
    public int WSASend(long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesSent, long lpOverlapped) {
        meter.enter();
        int result = sockets.WSASend(s, lpBuffers, dwBufferCount, lpNumberOfBytesSent, lpOverlapped);
        afterSending.run();
        meter.leave(Call.WSASend);
        return result;
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
        meter.enter();
        int result = sockets.WSASendTo(s, lpBuffers, dwBufferCount, lpNumberOfBytesSent, lpTo, iToLen, lpOverlapped);
        afterSending.run();
        meter.leave(Call.WSASendTo);
        return result;
    }

    @Override
    public int WSARecvMsg(long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped) {
        meter.enter();
        int result = sockets.WSARecvMsg(s, lpMsg, lpdwNumberOfBytesRecvd, lpOverlapped);
        meter.leave(Call.WSARecvMsg);
        return result;
    }

    @Override
    public int AcceptEx(
            long sListenSocket,
            long sAcceptSocket,
            long lpOutputBuffer,
            int dwAddressLength,
            long lpdwBytesReceived,
            long lpOverlapped) {
        meter.enter();
        int result = sockets.AcceptEx(
                sListenSocket, sAcceptSocket, lpOutputBuffer, dwAddressLength, lpdwBytesReceived, lpOverlapped);
        meter.leave(Call.AcceptEx);
        return result;
    }

    @Override
    public void GetAcceptExSockaddrs(
            long lpOutputBuffer,
            int dwAddressLength,
            long LocalSockaddr,
            long LocalSockaddrLength,
            long RemoteSockaddr,
            long RemoteSockaddrLength) {
        meter.enter();
        sockets.GetAcceptExSockaddrs(
                lpOutputBuffer,
                dwAddressLength,
                LocalSockaddr,
                LocalSockaddrLength,
                RemoteSockaddr,
                RemoteSockaddrLength);
        meter.leave(Call.GetAcceptExSockaddrs);
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
        meter.enter();
        int result = sockets.ConnectEx(s, name, namelen, lpSendBuffer, dwSendDataLength, lpdwBytesSent, lpOverlapped);
        meter.leave(Call.ConnectEx);
        return result;
    }

    @Override
    public int TransmitFile(long hSocket, long hFile, int nNumberOfBytesToWrite, long lpOverlapped) {
        meter.enter();
        int result = sockets.TransmitFile(hSocket, hFile, nNumberOfBytesToWrite, lpOverlapped);
        meter.leave(Call.TransmitFile);
        return result;
    }

    @Override
    public long fileHandle(FileChannel file) {
        meter.enter();
        long result = sockets.fileHandle(file);
        meter.leave(Call.fileHandle);
        return result;
    }

    @Override
    public int CancelIoEx(long s, long lpOverlapped) {
        meter.enter();
        int result = sockets.CancelIoEx(s, lpOverlapped);
        meter.leave(Call.CancelIoEx);
        return result;
    }

    @Override
    public int SetFileCompletionNotificationModes(long s) {
        meter.enter();
        int result = sockets.SetFileCompletionNotificationModes(s);
        meter.leave(Call.SetFileCompletionNotificationModes);
        return result;
    }

    @Override
    public int WSAEventSelect(long s, long hEventObject) {
        meter.enter();
        int result = sockets.WSAEventSelect(s, hEventObject);
        meter.leave(Call.WSAEventSelect);
        return result;
    }

    @Override
    public int WSAEnumNetworkEvents(long s, ByteBuffer lpNetworkEvents) {
        meter.enter();
        int result = sockets.WSAEnumNetworkEvents(s, lpNetworkEvents);
        meter.leave(Call.WSAEnumNetworkEvents);
        return result;
    }

    @Override
    public long WSAAccept(long s, ByteBuffer addr, ConditionProc lpfnCondition) {
        meter.enter();
        long result = sockets.WSAAccept(s, addr, lpfnCondition);
        meter.leave(Call.WSAAccept);
        return result;
    }

    @Override
    public int SetHandleInformation(long s) {
        meter.enter();
        int result = sockets.SetHandleInformation(s);
        meter.leave(Call.SetHandleInformation);
        return result;
    }

    @Override
    public long CreateEventW() {
        meter.enter();
        long result = sockets.CreateEventW();
        meter.leave(Call.CreateEventW);
        return result;
    }

    @Override
    public int SetEvent(long hEvent) {
        meter.enter();
        int result = sockets.SetEvent(hEvent);
        meter.leave(Call.SetEvent);
        return result;
    }

    @Override
    public int WaitForSingleObject(long hHandle) {
        meter.enter();
        int result = sockets.WaitForSingleObject(hHandle);
        meter.leave(Call.WaitForSingleObject);
        return result;
    }

    @Override
    public int CloseHandle(long hObject) {
        meter.enter();
        int result = sockets.CloseHandle(hObject);
        meter.leave(Call.CloseHandle);
        return result;
    }
}
