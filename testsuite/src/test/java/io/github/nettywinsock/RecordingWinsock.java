package io.github.nettywinsock;

import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.NativeWinsock2;
import io.github.nettywinsock.ws2.Winsock2;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real Winsock, with a record of every {@code setsockopt} and {@code WSAIoctl} and what it returned. */
final class RecordingWinsock {
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
    final Winsock2 ws2;

    RecordingWinsock() {
        this(() -> {});
    }

    /** {@code beforeSet} runs between the look-up of a SOCKET and its use. */
    RecordingWinsock(Runnable beforeSet) {
        Winsock2 real = NativeWinsock2.load();
        ws2 = Interceptor.winsock(real, (call, arguments) -> {
            switch (call) {
                case "setsockopt":
                    return setsockopt(real, beforeSet, arguments);
                case "WSAIoctl":
                    return control(real, arguments);
                default:
                    return null;
            }
        });
    }

    private int setsockopt(Winsock2 real, Runnable beforeSet, Object... arguments) {
        long s = (Long) arguments[0];
        int level = (Integer) arguments[1];
        int optname = (Integer) arguments[2];
        ByteBuffer optval = (ByteBuffer) arguments[3];
        int optlen = (Integer) arguments[4];
        byte[] value = bytes(optval, optlen);
        beforeSet.run();
        int result = real.setsockopt(s, level, optname, optval, optlen);
        calls.add(new Call(s, level, optname, value, result));
        return result;
    }

    private int control(Winsock2 real, Object... arguments) {
        long s = (Long) arguments[0];
        int code = (Integer) arguments[1];
        ByteBuffer in = (ByteBuffer) arguments[2];
        int cbIn = (Integer) arguments[3];
        byte[] value = bytes(in, cbIn);
        int result = real.WSAIoctl(s, code, in, cbIn, (ByteBuffer) arguments[4], (Integer) arguments[5]);
        calls.add(new Call(s, CONTROL_CODE, code, value, result));
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
