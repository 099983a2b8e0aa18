package io.github.nettywinsock;

import io.github.nettywinsock.ws2.ForwardingWinsock;
import io.github.nettywinsock.ws2.Winsock2;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real Winsock, with a record of every {@code setsockopt} and {@code WSAIoctl} and what it answered. */
final class RecordingWinsock extends ForwardingWinsock {
    /** The level of the calls of {@code WSAIoctl}. */
    static final int CONTROL_CODE = -1;

    static final class Call {
        final long socket;
        final int level;
        final int optname;
        final byte[] value;
        final int result;

        Call(long socket, int level, int optname, byte[] value, int result) {
            this.socket = socket;
            this.level = level;
            this.optname = optname;
            this.value = value;
            this.result = result;
        }

        @Override
        public String toString() {
            return String.format(
                    "setsockopt(%d, 0x%04X, 0x%04X, %s) = %d", socket, level, optname, Arrays.toString(value), result);
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Runnable beforeSet;

    RecordingWinsock(Winsock2 winsock) {
        this(winsock, () -> {});
    }

    /** {@code beforeSet} runs between the look-up of a SOCKET and its use. */
    RecordingWinsock(Winsock2 winsock, Runnable beforeSet) {
        super(winsock);
        this.beforeSet = beforeSet;
    }

    @Override
    public int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        byte[] value = bytes(optval, optlen);
        beforeSet.run();
        int result = super.setsockopt(s, level, optname, optval, optlen);
        calls.add(new Call(s, level, optname, value, result));
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
        byte[] value = bytes(lpvInBuffer, cbInBuffer);
        int result = super.WSAIoctl(s, dwIoControlCode, lpvInBuffer, cbInBuffer, lpvOutBuffer, cbOutBuffer);
        calls.add(new Call(s, CONTROL_CODE, dwIoControlCode, value, result));
        return result;
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = buffer.get(i);
        }
        return value;
    }
}
