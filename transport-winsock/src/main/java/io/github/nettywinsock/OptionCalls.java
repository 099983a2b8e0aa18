package io.github.nettywinsock;

import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;

/** Reads and sets single options of a SOCKET that cannot be closed meanwhile. */
final class OptionCalls {
    private static final long INVALID_SOCKET = -1;
    private static final FastThreadLocal<ByteBuffer> VALUE = new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
            return allocate(1024);
        }
    };

    private final Winsock2 ws2;

    OptionCalls(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    /**
     * Sets an option.
     *
     * @throws WinsockException       when the provider refuses it
     * @throws ClosedChannelException when the channel, or the listener that the option refers to, is closed
     */
    <T> void set(ChannelSocket socket, WinsockOption<T> option, T value) throws IOException {
        ChannelSocket listener = socket.listener();
        if (option.codec().needsListener() && listener != null) {
            synchronized (listener.lock()) {
                set(socket, option, value, openHandle(listener));
            }
        } else {
            set(socket, option, value, INVALID_SOCKET);
        }
    }

    /**
     * Reads an option.
     *
     * @throws WinsockException       when the provider refuses it
     * @throws ClosedChannelException when the channel is closed
     */
    <T> T get(ChannelSocket socket, WinsockOption<T> option) throws IOException {
        ByteBuffer in = zeroed(option.codec().length());
        int length = getsockopt(socket, option, in);
        if (length < 0) {
            throw WinsockException.failed("getsockopt", option, "", -length);
        }
        return option.codec().decode(in, length, ws2.address(in));
    }

    /** Reads an option; null when the provider refuses it. */
    <T> T getIfSupported(ChannelSocket socket, WinsockOption<T> option) throws IOException {
        ByteBuffer in = zeroed(option.codec().length());
        int length = getsockopt(socket, option, in);
        return length < 0 ? null : option.codec().decode(in, length, ws2.address(in));
    }

    private <T> void set(ChannelSocket socket, WinsockOption<T> option, T value, long listener) throws IOException {
        ByteBuffer out = zeroed(option.codec().length());
        int length = option.codec().encode(value, out, listener);
        int result;
        synchronized (socket.lock()) {
            result = ws2.setsockopt(
                    openHandle(socket), option.level(), option.optname(), length == 0 ? null : out, length);
        }
        Reference.reachabilityFence(socket);
        if (result < 0) {
            throw WinsockException.failed("setsockopt", option, option.codec().text(value), -result);
        }
    }

    private int getsockopt(ChannelSocket socket, WinsockOption<?> option, ByteBuffer in) throws IOException {
        int result;
        synchronized (socket.lock()) {
            result = ws2.getsockopt(
                    openHandle(socket),
                    option.level(),
                    option.optname(),
                    in,
                    option.codec().length());
        }
        Reference.reachabilityFence(socket);
        return result;
    }

    /** The SOCKET of a channel that is open. To be called with its lock held. */
    static long openHandle(ChannelSocket socket) throws ClosedChannelException {
        if (!socket.isOpen()) {
            throw new ClosedChannelException();
        }
        return socket.handle();
    }

    private static ByteBuffer zeroed(int length) {
        ByteBuffer buffer = VALUE.get();
        if (buffer.capacity() < length) {
            buffer = allocate(length);
            VALUE.set(buffer);
        }
        for (int i = 0; i < length; i += Long.BYTES) {
            buffer.putLong(i, 0);
        }
        return buffer;
    }

    private static ByteBuffer allocate(int length) {
        int rounded = length + Long.BYTES - 1 & -Long.BYTES;
        return ByteBuffer.allocateDirect(rounded).order(ByteOrder.LITTLE_ENDIAN);
    }
}
