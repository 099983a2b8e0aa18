package io.github.nettywinsock.ws2;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** {@link Winsock2} on {@code ws2_32.dll}. This class loads on every system; {@link #load()} works on 64-bit Windows. */
public final class NativeWinsock2 implements Winsock2 {

    private static final short VERSION_2_2 = 0x0202;
    private static final int SIZEOF_WSADATA = 408;
    private static final int WSA_FLAG_OVERLAPPED = 0x01;
    private static final int WSA_FLAG_NO_HANDLE_INHERIT = 0x80;
    private static final long INVALID_SOCKET = -1;

    /** The {@code int} that Winsock reads or writes through a pointer. A native call cannot be interleaved with another. */
    private static final ThreadLocal<ByteBuffer> INT_POINTER = ThreadLocal.withInitial(
            () -> ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder()));

    private static NativeWinsock2 loaded;

    private NativeWinsock2() {}

    /**
     * Loads {@code ws2_32.dll} and starts Winsock 2.2, once a JVM.
     *
     * @throws UnsupportedOperationException if this JVM is not a 64-bit one on Windows
     * @throws UnsatisfiedLinkError if JNA cannot load its native library or the DLL, or Winsock does not start
     */
    public static synchronized Winsock2 load() {
        if (loaded == null) {
            requireWindows();
            Jna.require();
            // Winsock counts start-ups; the DLL stays loaded with the process, so no WSACleanup follows.
            int error = Ws2_32.WSAStartup(VERSION_2_2, ByteBuffer.allocateDirect(SIZEOF_WSADATA));
            if (error != 0) {
                throw new UnsatisfiedLinkError("WSAStartup(2.2) failed: " + WsaErrors.symbol(error) + " (" + error
                        + "), " + WsaErrors.meaning(error));
            }
            loaded = new NativeWinsock2();
        }
        return loaded;
    }

    /** Whether this JVM runs on Windows. */
    public static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static void requireWindows() {
        if (!isWindows()) {
            throw new UnsupportedOperationException(
                    "Winsock exists on Windows only; this JVM runs on " + System.getProperty("os.name"));
        }
    }

    @Override
    public int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        int result = Ws2_32.setsockopt(s, level, optname, fromIndexZero(optval, optlen), optlen);
        return result == 0 ? 0 : negatedLastError();
    }

    @Override
    public int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        ByteBuffer length = INT_POINTER.get().putInt(0, optlen);
        int result = Ws2_32.getsockopt(s, level, optname, fromIndexZero(optval, optlen), length);
        return result == 0 ? length(length.getInt(0)) : negatedLastError();
    }

    @Override
    public int WSAIoctl(
            long s,
            int dwIoControlCode,
            ByteBuffer lpvInBuffer,
            int cbInBuffer,
            ByteBuffer lpvOutBuffer,
            int cbOutBuffer) {
        ByteBuffer in = fromIndexZero(lpvInBuffer, cbInBuffer);
        ByteBuffer out = fromIndexZero(lpvOutBuffer, cbOutBuffer);
        ByteBuffer returned = INT_POINTER.get().putInt(0, 0);
        int result = Ws2_32.WSAIoctl(s, dwIoControlCode, in, cbInBuffer, out, cbOutBuffer, returned, 0, 0);
        return result == 0 ? length(returned.getInt(0)) : negatedLastError();
    }

    @Override
    public long socket(int af, int type, int protocol) {
        long s = Ws2_32.WSASocketW(af, type, protocol, 0, 0, WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
        return s != INVALID_SOCKET ? s : negatedLastError();
    }

    @Override
    public int closesocket(long s) {
        return Ws2_32.closesocket(s) == 0 ? 0 : negatedLastError();
    }

    @Override
    public long address(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    /** The length that a provider has returned; one of 2 GiB or more must not look like an error code. */
    static int length(int dword) {
        return dword >= 0 ? dword : Integer.MAX_VALUE;
    }

    /** Checks {@code length}, and returns {@code buffer} as JNA must get it, which passes the address of the position. */
    private static ByteBuffer fromIndexZero(ByteBuffer buffer, int length) {
        Objects.checkFromIndexSize(0, length, buffer != null ? buffer.capacity() : 0);
        if (buffer == null) {
            return null;
        }
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("not a direct buffer: " + buffer);
        }
        return buffer.position() == 0 ? buffer : buffer.duplicate().clear();
    }

    /**
     * JNA kept the code inside the failed call; asking {@code WSAGetLastError} through JNA would be a second call, and
     * returns something wrong. A provider that fails without a code must not look successful.
     */
    static int negatedLastError() {
        int error = Native.getLastError();
        return error > 0 ? -WsaErrors.ofSystemError(error) : -WsaErrors.WSASYSCALLFAILURE;
    }
}
