package io.github.nettywinsock.ws2;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/**
 * {@code ws2_32.dll}, mapped directly; initialising this class loads the DLL, so it must not be touched on other systems.
 *
 * <p>SOCKET and pointers that are always NULL here are {@code long}, which is right on 64-bit Windows only. JNA passes a
 * direct {@link ByteBuffer} as the address of its position, and {@code null} as NULL.
 */
final class Ws2_32 {

    static {
        Native.register(Ws2_32.class, NativeLibrary.getInstance("ws2_32"));
    }

    private Ws2_32() {}

    static native int WSAStartup(short wVersionRequested, ByteBuffer lpWSAData);

    static native int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen);

    static native int getsockopt(long s, int level, int optname, ByteBuffer optval, ByteBuffer optlen);

    static native int WSAIoctl(
            long s,
            int dwIoControlCode,
            ByteBuffer lpvInBuffer,
            int cbInBuffer,
            ByteBuffer lpvOutBuffer,
            int cbOutBuffer,
            ByteBuffer lpcbBytesReturned,
            long lpOverlapped,
            long lpCompletionRoutine);

    static native long WSASocketW(int af, int type, int protocol, long lpProtocolInfo, int g, int dwFlags);

    static native int closesocket(long s);

    static native int bind(long s, ByteBuffer name, int namelen);

    static native int connect(long s, ByteBuffer name, int namelen);

    static native int listen(long s, int backlog);

    static native int shutdown(long s, int how);

    static native int getsockname(long s, ByteBuffer name, ByteBuffer namelen);

    static native int getpeername(long s, ByteBuffer name, ByteBuffer namelen);

    static native int WSARecv(
            long s,
            long lpBuffers,
            int dwBufferCount,
            long lpNumberOfBytesRecvd,
            long lpFlags,
            long lpOverlapped,
            long lpCompletionRoutine);

    static native int WSASend(
            long s,
            long lpBuffers,
            int dwBufferCount,
            long lpNumberOfBytesSent,
            int dwFlags,
            long lpOverlapped,
            long lpCompletionRoutine);

    static native int WSASendTo(
            long s,
            long lpBuffers,
            int dwBufferCount,
            long lpNumberOfBytesSent,
            int dwFlags,
            long lpTo,
            int iToLen,
            long lpOverlapped,
            long lpCompletionRoutine);

    static native int WSASendMsg(
            long s, long lpMsg, int dwFlags, long lpNumberOfBytesSent, long lpOverlapped, long lpCompletionRoutine);

    static native int WSAEnumProtocolsW(long lpiProtocols, ByteBuffer lpProtocolBuffer, ByteBuffer lpdwBufferLength);

    static native int WSAEventSelect(long s, long hEventObject, int lNetworkEvents);

    static native int WSAEnumNetworkEvents(long s, long hEventObject, ByteBuffer lpNetworkEvents);

    static native long WSAAccept(
            long s, ByteBuffer addr, ByteBuffer addrlen, LPCONDITIONPROC lpfnCondition, long dwCallbackData);

    /** JNA calls it from native code. */
    interface LPCONDITIONPROC extends Callback {
        int callback(
                long lpCallerId,
                long lpCallerData,
                long lpSQOS,
                long lpGQOS,
                long lpCalleeId,
                long lpCalleeData,
                long g,
                long dwCallbackData);
    }
}
