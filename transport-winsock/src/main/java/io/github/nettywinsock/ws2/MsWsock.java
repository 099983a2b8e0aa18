package io.github.nettywinsock.ws2;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.SymbolProvider;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The extension functions of the providers of TCP and UDP, mapped directly, for each family of its own: a pointer is right
 * for SOCKETs of the provider that was asked for it. They exist on Windows alone. {@link NativeWinsock2#load()} comes first.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls">SIO_GET_EXTENSION_FUNCTION_POINTER</a>
 */
abstract class MsWsock {

    private static final int SIO_GET_EXTENSION_FUNCTION_POINTER = 0xC8000006;

    /**
     * {@code WSAID_ACCEPTEX} and so on: Data1 to Data3, then the bytes of Data4 in their order; and the type of the sockets
     * that the function is for.
     */
    private static final Map<String, long[]> FUNCTIONS = Map.of(
            "AcceptEx", new long[] {0xb5367df1, 0xcbac, 0x11cf, 0x95ca00805f48a192L, Winsock2.SOCK_STREAM},
            "ConnectEx", new long[] {0x25a207b9, 0xddf3, 0x4660, 0x8ee976e58c74063eL, Winsock2.SOCK_STREAM},
            "GetAcceptExSockaddrs", new long[] {0xb5367df2, 0xcbac, 0x11cf, 0x95ca00805f48a192L, Winsock2.SOCK_STREAM},
            "TransmitFile", new long[] {0xb5367df0, 0xcbac, 0x11cf, 0x95ca00805f48a192L, Winsock2.SOCK_STREAM},
            "WSARecvMsg", new long[] {0xf689d7c8, 0x6f1f, 0x436b, 0x8a53e54fe351c322L, Winsock2.SOCK_DGRAM});

    private MsWsock() {}

    /** The functions of the providers of IPv4. */
    static MsWsock ofInet() {
        return new OfInet();
    }

    /**
     * The functions of the providers of IPv6.
     *
     * @throws UnsatisfiedLinkError also where Windows has no IPv6
     */
    static MsWsock ofInet6() {
        return new OfInet6();
    }

    private static void register(Class<? extends MsWsock> type, int af) {
        SymbolProvider pointers = (handle, name, parent) -> address(name, af);
        Native.register(type, NativeLibrary.getInstance("mswsock", Map.of(Library.OPTION_SYMBOL_PROVIDER, pointers)));
    }

    abstract int AcceptEx(
            long sListenSocket,
            long sAcceptSocket,
            long lpOutputBuffer,
            int dwReceiveDataLength,
            int dwLocalAddressLength,
            int dwRemoteAddressLength,
            long lpdwBytesReceived,
            long lpOverlapped);

    abstract int ConnectEx(
            long s,
            long name,
            int namelen,
            long lpSendBuffer,
            int dwSendDataLength,
            long lpdwBytesSent,
            long lpOverlapped);

    abstract int WSARecvMsg(
            long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped, long lpCompletionRoutine);

    abstract int TransmitFile(
            long hSocket,
            long hFile,
            int nNumberOfBytesToWrite,
            int nNumberOfBytesPerSend,
            long lpOverlapped,
            long lpTransmitBuffers,
            int dwReserved);

    abstract void GetAcceptExSockaddrs(
            long lpOutputBuffer,
            int dwReceiveDataLength,
            int dwLocalAddressLength,
            int dwRemoteAddressLength,
            long LocalSockaddr,
            long LocalSockaddrLength,
            long RemoteSockaddr,
            long RemoteSockaddrLength);

    /** For SOCKETs of IPv4. */
    private static final class OfInet extends MsWsock {
        OfInet() {
            register(OfInet.class, Winsock2.AF_INET);
        }

        @Override
        native int AcceptEx(
                long sListenSocket,
                long sAcceptSocket,
                long lpOutputBuffer,
                int dwReceiveDataLength,
                int dwLocalAddressLength,
                int dwRemoteAddressLength,
                long lpdwBytesReceived,
                long lpOverlapped);

        @Override
        native int ConnectEx(
                long s,
                long name,
                int namelen,
                long lpSendBuffer,
                int dwSendDataLength,
                long lpdwBytesSent,
                long lpOverlapped);

        @Override
        native int WSARecvMsg(
                long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped, long lpCompletionRoutine);

        @Override
        native int TransmitFile(
                long hSocket,
                long hFile,
                int nNumberOfBytesToWrite,
                int nNumberOfBytesPerSend,
                long lpOverlapped,
                long lpTransmitBuffers,
                int dwReserved);

        @Override
        native void GetAcceptExSockaddrs(
                long lpOutputBuffer,
                int dwReceiveDataLength,
                int dwLocalAddressLength,
                int dwRemoteAddressLength,
                long LocalSockaddr,
                long LocalSockaddrLength,
                long RemoteSockaddr,
                long RemoteSockaddrLength);
    }

    /** For SOCKETs of IPv6. */
    private static final class OfInet6 extends MsWsock {
        OfInet6() {
            register(OfInet6.class, Winsock2.AF_INET6);
        }

        @Override
        native int AcceptEx(
                long sListenSocket,
                long sAcceptSocket,
                long lpOutputBuffer,
                int dwReceiveDataLength,
                int dwLocalAddressLength,
                int dwRemoteAddressLength,
                long lpdwBytesReceived,
                long lpOverlapped);

        @Override
        native int ConnectEx(
                long s,
                long name,
                int namelen,
                long lpSendBuffer,
                int dwSendDataLength,
                long lpdwBytesSent,
                long lpOverlapped);

        @Override
        native int WSARecvMsg(
                long s, long lpMsg, long lpdwNumberOfBytesRecvd, long lpOverlapped, long lpCompletionRoutine);

        @Override
        native int TransmitFile(
                long hSocket,
                long hFile,
                int nNumberOfBytesToWrite,
                int nNumberOfBytesPerSend,
                long lpOverlapped,
                long lpTransmitBuffers,
                int dwReserved);

        @Override
        native void GetAcceptExSockaddrs(
                long lpOutputBuffer,
                int dwReceiveDataLength,
                int dwLocalAddressLength,
                int dwRemoteAddressLength,
                long LocalSockaddr,
                long LocalSockaddrLength,
                long RemoteSockaddr,
                long RemoteSockaddrLength);
    }

    private static long address(String name, int af) {
        long[] function = FUNCTIONS.get(name);
        if (function == null) {
            throw new UnsatisfiedLinkError(name + " is not an extension function");
        }
        Winsock2 ws2 = NativeWinsock2.load();
        ByteBuffer in = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
        in.putInt(0, (int) function[0]).putShort(4, (short) function[1]).putShort(6, (short) function[2]);
        in.order(ByteOrder.BIG_ENDIAN).putLong(8, function[3]);
        ByteBuffer out = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long s = ws2.socket(af, (int) function[4], 0);
        int error = (int) -s;
        if (s >= 0) {
            error = -ws2.WSAIoctl(s, SIO_GET_EXTENSION_FUNCTION_POINTER, in, in.capacity(), out, out.capacity());
            ws2.closesocket(s);
        }
        if (error > 0) {
            throw new UnsatisfiedLinkError(
                    "No " + name + ": " + WsaErrors.symbol(error) + " (" + error + "), " + WsaErrors.meaning(error));
        }
        return out.getLong(0);
    }
}
