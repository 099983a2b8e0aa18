package io.github.nettywinsock.ws2;

import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code WSAAccept} with a condition function.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaaccept">WSAAccept</a>
 */
public final class ConditionalAccept {
    /** The answers of a condition. */
    public static final int CF_ACCEPT = 0x0000;

    public static final int CF_REJECT = 0x0001;
    public static final int CF_DEFER = 0x0002;

    private static final int SIZEOF_SOCKADDR_STORAGE = 128;

    /** Its native code lives as long as it is reachable. */
    private final Ws2_32.ConditionProc function;

    private final ByteBuffer addr = direct(SIZEOF_SOCKADDR_STORAGE);
    private final ByteBuffer addrlen = direct(Integer.BYTES);

    /** Creates one that asks {@code condition}. */
    public ConditionalAccept(Condition condition) {
        function = (caller, callerData, sqos, gqos, callee, calleeData, group, callbackData) ->
                condition.decide(bytes(caller), bytes(callee));
    }

    /**
     * Asks the condition about the next pending connection. Not for two threads at once.
     *
     * @return the SOCKET of the connection, or the error code negated: {@code WSAECONNREFUSED} when the condition rejected
     *     it, {@code WSATRY_AGAIN} when it deferred it, {@code WSAEWOULDBLOCK} when there is none
     */
    public long WSAAccept(long s) {
        addrlen.putInt(0, SIZEOF_SOCKADDR_STORAGE);
        long result = Ws2_32.WSAAccept(s, addr, addrlen, function, 0);
        long answer = result >= 0 ? result : NativeWinsock2.negatedLastError();
        Reference.reachabilityFence(this);
        return answer;
    }

    /** The {@code sockaddr} of the client that was accepted last. */
    public ByteBuffer addr() {
        return addr;
    }

    private static ByteBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
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

    /** Decides on a connection, within {@link #WSAAccept} and on its thread. */
    @FunctionalInterface
    public interface Condition {
        /**
         * Decides.
         *
         * @param lpCallerId the {@code sockaddr} of the client
         * @param lpCalleeId the {@code sockaddr} that it connects to, as far as the provider gives it
         * @return {@link #CF_ACCEPT}, {@link #CF_REJECT} or {@link #CF_DEFER}; it must not throw, because native code calls
         */
        int decide(ByteBuffer lpCallerId, ByteBuffer lpCalleeId);
    }
}
