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
    public OverlappedSockets ofFamily(int af) {
        return new MeteredCalls(ws2, sockets.ofFamily(af), meter, afterSending);
    }

    @Override
    public int WSAEnumProtocolsW(ByteBuffer lpProtocolBuffer) {
        meter.enter();
        return meter.leave(Call.WSAEnumProtocolsW, sockets.WSAEnumProtocolsW(lpProtocolBuffer));
    }

    @Override
    public int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        meter.enter();
        return meter.leave(Call.setsockopt, ws2.setsockopt(s, level, optname, optval, optlen));
    }

    @Override
    public int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        meter.enter();
        return meter.leave(Call.getsockopt, ws2.getsockopt(s, level, optname, optval, optlen));
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
        return meter.leave(
                Call.WSAIoctl, ws2.WSAIoctl(s, dwIoControlCode, lpvInBuffer, cbInBuffer, lpvOutBuffer, cbOutBuffer));
    }

    @Override
    public long socket(int af, int type, int protocol) {
        meter.enter();
        return meter.leave(Call.WSASocketW, ws2.socket(af, type, protocol));
    }

    @Override
    public int closesocket(long s) {
        meter.enter();
        return meter.leave(Call.closesocket, ws2.closesocket(s));
    }

    @Override
    public long address(ByteBuffer buffer) {
        return ws2.address(buffer);
    }

    @Override
    public int bind(long s, ByteBuffer name, int namelen) {
        meter.enter();
        return meter.leave(Call.bind, sockets.bind(s, name, namelen));
    }

    @Override
    public int connect(long s, ByteBuffer name, int namelen) {
        meter.enter();
        return meter.leave(Call.connect, sockets.connect(s, name, namelen));
    }

    @Override
    public int listen(long s, int backlog) {
        meter.enter();
        return meter.leave(Call.listen, sockets.listen(s, backlog));
    }

    @Override
    public int shutdown(long s, int how) {
        meter.enter();
        return meter.leave(Call.shutdown, sockets.shutdown(s, how));
    }

    @Override
    public int getsockname(long s, ByteBuffer name) {
        meter.enter();
        return meter.leave(Call.getsockname, sockets.getsockname(s, name));
    }

    @Override
    public int getpeername(long s, ByteBuffer name) {
        meter.enter();
        return meter.leave(Call.getpeername, sockets.getpeername(s, name));
    }

    @Override
    public int WSARecv(
            long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesRecvd, long lpFlags, long lpOverlapped) {
        meter.enter();
        return meter.leave(
                Call.WSARecv,
                sockets.WSARecv(s, lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags, lpOverlapped));
    }

    @Override
    public int WSASend(long s, long lpBuffers, int dwBufferCount, long lpNumberOfBytesSent, long lpOverlapped) {
        meter.enter();
        int result = sockets.WSASend(s, lpBuffers, dwBufferCount, lpNumberOfBytesSent, lpOverlapped);
        afterSending.run();
        return meter.leave(Call.WSASend, result);
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
        return meter.leave(Call.WSASendTo, result);
    }

    @Override
    public int WSASendMsg(long s, long lpMsg, long lpNumberOfBytesSent, long lpOverlapped) {
        meter.enter();
        int result = sockets.WSASendMsg(s, lpMsg, lpNumberOfBytesSent, lpOverlapped);
        afterSending.run();
        return meter.leave(Call.WSASendMsg, result);
    }

    @Override
    public int WSARecvMsg(long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped) {
        meter.enter();
        return meter.leave(Call.WSARecvMsg, sockets.WSARecvMsg(s, lpMsg, lpdwNumberOfBytesRecvd, lpOverlapped));
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
        return meter.leave(
                Call.AcceptEx,
                sockets.AcceptEx(
                        sListenSocket,
                        sAcceptSocket,
                        lpOutputBuffer,
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
        return meter.leave(
                Call.ConnectEx,
                sockets.ConnectEx(s, name, namelen, lpSendBuffer, dwSendDataLength, lpdwBytesSent, lpOverlapped));
    }

    @Override
    public int TransmitFile(long hSocket, long hFile, int nNumberOfBytesToWrite, long lpOverlapped) {
        meter.enter();
        return meter.leave(
                Call.TransmitFile, sockets.TransmitFile(hSocket, hFile, nNumberOfBytesToWrite, lpOverlapped));
    }

    @Override
    public long fileHandle(FileChannel file) {
        return sockets.fileHandle(file);
    }

    @Override
    public long ReOpenFile(long hOriginalFile) {
        meter.enter();
        return meter.leave(Call.ReOpenFile, sockets.ReOpenFile(hOriginalFile));
    }

    @Override
    public int CancelIoEx(long s, long lpOverlapped) {
        meter.enter();
        return meter.leave(Call.CancelIoEx, sockets.CancelIoEx(s, lpOverlapped));
    }

    @Override
    public int SetFileCompletionNotificationModes(long s) {
        meter.enter();
        return meter.leave(Call.SetFileCompletionNotificationModes, sockets.SetFileCompletionNotificationModes(s));
    }

    @Override
    public int WSAEventSelect(long s, long hEventObject) {
        meter.enter();
        return meter.leave(Call.WSAEventSelect, sockets.WSAEventSelect(s, hEventObject));
    }

    @Override
    public int WSAEnumNetworkEvents(long s, ByteBuffer lpNetworkEvents) {
        meter.enter();
        return meter.leave(Call.WSAEnumNetworkEvents, sockets.WSAEnumNetworkEvents(s, lpNetworkEvents));
    }

    @Override
    public long WSAAccept(long s, ByteBuffer addr, ConditionProc lpfnCondition) {
        meter.enter();
        return meter.leave(Call.WSAAccept, sockets.WSAAccept(s, addr, lpfnCondition));
    }

    @Override
    public int SetHandleInformation(long s) {
        meter.enter();
        return meter.leave(Call.SetHandleInformation, sockets.SetHandleInformation(s));
    }

    @Override
    public long CreateEventW() {
        meter.enter();
        return meter.leave(Call.CreateEventW, sockets.CreateEventW());
    }

    @Override
    public int SetEvent(long hEvent) {
        meter.enter();
        return meter.leave(Call.SetEvent, sockets.SetEvent(hEvent));
    }

    @Override
    public int WaitForSingleObject(long hHandle) {
        meter.enter();
        return meter.leave(Call.WaitForSingleObject, sockets.WaitForSingleObject(hHandle));
    }

    @Override
    public int CloseHandle(long hObject) {
        meter.enter();
        return meter.leave(Call.CloseHandle, sockets.CloseHandle(hObject));
    }
}
