package io.github.nettywinsock.ws2;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * {@link OverlappedSockets} on {@code ws2_32.dll}, {@code mswsock.dll} and {@code kernel32.dll}. This class loads on every
 * system; {@link #load()} works on 64-bit Windows.
 */
public final class NativeOverlappedSockets implements OverlappedSockets {

    private static final byte FILE_SKIP_COMPLETION_PORT_ON_SUCCESS = 0x1;
    private static final byte FILE_SKIP_SET_EVENT_ON_HANDLE = 0x2;

    private static final int HANDLE_FLAG_INHERIT = 0x1;
    private static final long INVALID_SOCKET = -1;

    private static final int INFINITE = -1;

    private static final int GENERIC_READ = 0x80000000;
    private static final int FILE_SHARE_READ_WRITE_DELETE = 0x7;
    private static final int FILE_FLAG_SEQUENTIAL_SCAN = 0x08000000;
    private static final long INVALID_HANDLE_VALUE = -1;

    /** The length of what a call of the thread is given; for WSAAccept another one, inside which the thread makes calls. */
    private static final ThreadLocal<ByteBuffer> LENGTH = ThreadLocal.withInitial(NativeOverlappedSockets::newLength);

    private static final ThreadLocal<ByteBuffer> ACCEPT_LENGTH =
            ThreadLocal.withInitial(NativeOverlappedSockets::newLength);

    private static NativeOverlappedSockets loaded;

    /** What the {@code WSAAccept} of a thread asks, which calls on that thread (R145). */
    private final ThreadLocal<ConditionProc> asked = new ThreadLocal<>();

    /** One for all calls: its native code lives as long as it is reachable. */
    private final Ws2_32.LPCONDITIONPROC condition =
            (caller, callerData, sqos, gqos, callee, calleeData, group, callbackData) ->
                    asked.get().condition(bytes(caller), bytes(callee));

    private final MsWsock functions;
    private final NativeOverlappedSockets inet6;

    private NativeOverlappedSockets(MsWsock functions, NativeOverlappedSockets inet6) {
        this.functions = functions;
        this.inet6 = inet6;
    }

    /** Those of IPv6, or null where Windows has none. */
    private static NativeOverlappedSockets inet6() {
        try {
            return new NativeOverlappedSockets(MsWsock.ofInet6(), null);
        } catch (UnsatisfiedLinkError e) {
            // Nor are there SOCKETs of IPv6 then.
            return null;
        }
    }

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
            loaded = new NativeOverlappedSockets(MsWsock.ofInet(), inet6());
        }
        return loaded;
    }

    @Override
    public OverlappedSockets ofFamily(int af) {
        return af == Winsock2.AF_INET6 && inet6 != null ? inet6 : this;
    }

    @Override
    public int WSAEnumProtocolsW(ByteBuffer lpProtocolBuffer) {
        int count = Ws2_32.WSAEnumProtocolsW(0, lpProtocolBuffer, lengthOf(lpProtocolBuffer));
        return count >= 0 ? count : NativeWinsock2.negatedLastError();
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
    public int WSASendMsg(long s, long lpMsg, long lpNumberOfBytesSent, long lpOverlapped) {
        return resultOf(Ws2_32.WSASendMsg(s, lpMsg, 0, lpNumberOfBytesSent, lpOverlapped, 0));
    }

    @Override
    public int WSARecvMsg(long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped) {
        return resultOf(functions.WSARecvMsg(s, lpMsg, lpdwNumberOfBytesRecvd, lpOverlapped, 0));
    }

    @Override
    public int AcceptEx(
            long sListenSocket,
            long sAcceptSocket,
            long lpOutputBuffer,
            int dwAddressLength,
            long lpdwBytesReceived,
            long lpOverlapped) {
        return resultOfBool(functions.AcceptEx(
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
        functions.GetAcceptExSockaddrs(
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
                functions.ConnectEx(s, name, namelen, lpSendBuffer, dwSendDataLength, lpdwBytesSent, lpOverlapped));
    }

    @Override
    public int TransmitFile(long hSocket, long hFile, int nNumberOfBytesToWrite, long lpOverlapped) {
        return resultOfBool(functions.TransmitFile(hSocket, hFile, nNumberOfBytesToWrite, 0, lpOverlapped, 0, 0));
    }

    @Override
    public long fileHandle(FileChannel file) {
        return NativeFileHandles.of(file);
    }

    @Override
    public long ReOpenFile(long hOriginalFile) {
        long file = Kernel32.ReOpenFile(
                hOriginalFile, GENERIC_READ, FILE_SHARE_READ_WRITE_DELETE, FILE_FLAG_SEQUENTIAL_SCAN);
        return file != INVALID_HANDLE_VALUE ? file : NativeWinsock2.negatedLastError();
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
    public int WSAEventSelect(long s, long hEventObject) {
        return resultOf(Ws2_32.WSAEventSelect(s, hEventObject, hEventObject != 0 ? FD_ACCEPT : 0));
    }

    @Override
    public int WSAEnumNetworkEvents(long s, ByteBuffer lpNetworkEvents) {
        return resultOf(Ws2_32.WSAEnumNetworkEvents(s, 0, lpNetworkEvents));
    }

    @Override
    public long WSAAccept(long s, ByteBuffer addr, ConditionProc lpfnCondition) {
        asked.set(lpfnCondition);
        try {
            ByteBuffer length = ACCEPT_LENGTH.get().putInt(0, addr.capacity());
            long accepted = Ws2_32.WSAAccept(s, addr, length, condition, 0);
            return accepted != INVALID_SOCKET ? accepted : NativeWinsock2.negatedLastError();
        } finally {
            asked.remove();
        }
    }

    @Override
    public int SetHandleInformation(long s) {
        return resultOfBool(Kernel32.SetHandleInformation(s, HANDLE_FLAG_INHERIT, 0));
    }

    @Override
    public long CreateEventW() {
        long event = Kernel32.CreateEventW(0, 0, 0, 0);
        return event != 0 ? event : NativeWinsock2.negatedLastError();
    }

    @Override
    public int SetEvent(long hEvent) {
        return resultOfBool(Kernel32.SetEvent(hEvent));
    }

    @Override
    public int WaitForSingleObject(long hHandle) {
        return resultOf(Kernel32.WaitForSingleObject(hHandle, INFINITE));
    }

    @Override
    public int CloseHandle(long hObject) {
        return resultOfBool(Kernel32.CloseHandle(hObject));
    }

    /** The bytes of a WSABUF. */
    private static ByteBuffer bytes(long wsabuf) {
        if (wsabuf != 0) {
            Pointer pointer = new Pointer(wsabuf);
            Pointer data = pointer.getPointer(Long.BYTES);
            if (data != null) {
                return data.getByteBuffer(0, pointer.getInt(0)).order(ByteOrder.nativeOrder());
            }
        }
        return ByteBuffer.allocate(0);
    }

    private static int resultOf(int result) {
        return result == 0 ? 0 : NativeWinsock2.negatedLastError();
    }

    /** The result of a function that returns a BOOL. */
    private static int resultOfBool(int success) {
        return success != 0 ? 0 : NativeWinsock2.negatedLastError();
    }

    private static ByteBuffer newLength() {
        return ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer lengthOf(ByteBuffer name) {
        return LENGTH.get().putInt(0, name.capacity());
    }
}
