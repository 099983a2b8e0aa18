package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.simulation.SocketOptionRules;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One call that reached a {@link FakeWinsock}. */
final class FakeCall {
    final String call;
    final long handle;
    final int level;
    final int optname;
    /** What was passed to {@code setsockopt}; null for other calls. */
    final byte[] bytes;
    /** The socket that held the handle at the time, or null. */
    final FakeSocket socket;
    /** How far that socket had come. */
    final State state;
    /** The answer; set when the call returns. */
    int result;

    FakeCall(String call, long handle, int level, int optname, byte[] bytes, FakeSocket socket) {
        this.call = call;
        this.handle = handle;
        this.level = level;
        this.optname = optname;
        this.bytes = bytes;
        this.socket = socket;
        state = socket == null ? State.CLOSED : socket.state();
    }

    boolean isSet(String option) {
        return call.equals("setsockopt")
                && SocketOptionRules.row(level, optname).name().equals(option);
    }

    /** The value, where it has four bytes. */
    int intValue() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** The value, where it has eight bytes. */
    long longValue() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @Override
    public String toString() {
        return String.format(
                "%s(0x%x, 0x%04X, 0x%X, %s) on %s = %d",
                call, handle, level, optname, Arrays.toString(bytes), state, result);
    }
}
