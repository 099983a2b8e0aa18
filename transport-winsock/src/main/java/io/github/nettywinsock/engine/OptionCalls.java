package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.Composition;
import io.github.nettywinsock.option.ControlQuery;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and sets single options of a SOCKET that cannot be closed meanwhile.
 */
public final class OptionCalls {
    private static final long INVALID_SOCKET = -1;
    private static final int MIN_BUFFER = 1024;
    private static final FastThreadLocal<ByteBuffer> VALUE = new FastThreadLocal<>();
    private static final FastThreadLocal<ByteBuffer> REQUEST = new FastThreadLocal<>();

    private final Winsock2 ws2;

    /** The options of SOCKETs, by the calls of {@code ws2}. */
    public OptionCalls(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    /**
     * Sets an option, or those that it stands for.
     *
     * @throws WinsockException       when the provider refuses it
     * @throws ClosedChannelException when the channel, or the listener that the option refers to, is closed
     */
    public <T> void set(ChannelSocket socket, WinsockOption<T> option, T value) throws IOException {
        if (option.composition() != null) {
            try {
                setComposed(socket, option.composition(), value);
            } catch (WinsockException e) {
                throw OptionFailure.composed(option, option.codec().text(value), e);
            }
            return;
        }
        ByteBuffer out = zeroed(VALUE, option.codec().maxEncodedLength());
        int length = option.codec().encode(value, out);
        int result;
        if (option.codec().needsListener()) {
            result = setWithListener(socket, option, out, length);
        } else {
            result = set(socket, option, out, length);
        }
        if (result < 0) {
            throw OptionFailure.of(
                    option.isControlCode() ? "WSAIoctl" : "setsockopt",
                    option,
                    option.codec().text(value),
                    -result);
        }
        socket.wasSet(option);
    }

    /**
     * Reads an option, or those that it stands for.
     *
     * @throws WinsockException       when the provider refuses it
     * @throws ClosedChannelException when the channel is closed
     */
    public <T> T get(ChannelSocket socket, WinsockOption<T> option) throws IOException {
        if (option.composition() != null) {
            try {
                return getComposed(socket, option.composition());
            } catch (WinsockException e) {
                throw OptionFailure.composed(option, "", e);
            }
        }
        ByteBuffer in = zeroed(VALUE, option.codec().length());
        int length = read(socket, option, in);
        if (length < 0) {
            throw OptionFailure.of(getCall(option), option, "", -length);
        }
        return decoded(option, in, length);
    }

    /** Reads an option of Windows itself; null when the provider refuses it or returns no value of it. */
    <T> T getIfSupported(ChannelSocket socket, WinsockOption<T> option) throws IOException {
        ByteBuffer in = zeroed(VALUE, option.codec().length());
        int length = read(socket, option, in);
        try {
            return length < 0 ? null : decoded(option, in, length);
        } catch (WinsockException e) {
            return null;
        }
    }

    /**
     * Asks a question that takes an argument.
     *
     * @throws WinsockException       when the provider refuses it
     * @throws ClosedChannelException when the channel is closed
     */
    public <A, R> R query(ChannelSocket socket, ControlQuery<A, R> query, A argument) throws IOException {
        ByteBuffer request = zeroed(REQUEST, ControlQuery.MAX_REQUEST);
        ByteBuffer in = zeroed(VALUE, query.option().codec().length());
        int requestLength = query.encode(argument, request);
        int offered = query.option().codec().length();
        int length =
                onSocket(socket, s -> ws2.WSAIoctl(s, query.option().optname(), request, requestLength, in, offered));
        if (length < 0) {
            throw OptionFailure.of("WSAIoctl", query.option(), String.valueOf(argument), -length);
        }
        return decoded(query.option(), in, length);
    }

    private <T> T getComposed(ChannelSocket socket, Composition<T> composition) throws IOException {
        List<Object> values = new ArrayList<>();
        for (WinsockOption<?> part : composition.toRead()) {
            values.add(get(socket, part));
        }
        return composition.fromRead(values);
    }

    private <T> void setComposed(ChannelSocket socket, Composition<T> composition, T value) throws IOException {
        List<List<WinsockOption<?>>> ways = composition.ways();
        List<List<Object>> values = composition.toSet(value);
        for (int way = 0; way < ways.size(); way++) {
            try {
                for (int i = 0; i < ways.get(way).size(); i++) {
                    setUntyped(socket, ways.get(way).get(i), values.get(way).get(i));
                }
                return;
            } catch (WinsockException e) {
                if (e.errorCode() != WsaErrors.WSAENOPROTOOPT || way == ways.size() - 1) {
                    throw e;
                }
            }
        }
    }

    private <T> void setUntyped(ChannelSocket socket, WinsockOption<T> option, Object value) throws IOException {
        set(socket, option, option.codec().type().cast(value));
    }

    /** Sets the option that is the SOCKET of the listener, which is not closed meanwhile. */
    private int setWithListener(ChannelSocket socket, WinsockOption<?> option, ByteBuffer out, int length)
            throws ClosedChannelException {
        ChannelSocket listener = socket.listener();
        if (listener == null) {
            out.putLong(0, INVALID_SOCKET);
            return set(socket, option, out, length);
        }
        synchronized (listener.lock()) {
            out.putLong(0, openHandle(listener));
            return set(socket, option, out, length);
        }
    }

    private int set(ChannelSocket socket, WinsockOption<?> option, ByteBuffer out, int length)
            throws ClosedChannelException {
        ByteBuffer data = length == 0 ? null : out;
        // Without a Call: children are configured here, one after another.
        try {
            synchronized (socket.lock()) {
                long s = openHandle(socket);
                return option.isControlCode()
                        ? ws2.WSAIoctl(s, option.optname(), data, length, null, 0)
                        : ws2.setsockopt(s, option.level(), option.optname(), data, length);
            }
        } finally {
            Reference.reachabilityFence(socket);
        }
    }

    private int read(ChannelSocket socket, WinsockOption<?> option, ByteBuffer in) throws IOException {
        if (!option.isControlCode()) {
            int length = option.codec().length();
            return onSocket(socket, s -> ws2.getsockopt(s, option.level(), option.optname(), in, length));
        }
        return onSocket(socket, s -> askInTurn(s, option, in));
    }

    /** Makes the requests that the option can be read with, until one succeeds. */
    private int askInTurn(long s, WinsockOption<?> option, ByteBuffer in) {
        int result = 0;
        for (byte[] request : option.requests()) {
            result = ask(s, option, request, in);
            if (result >= 0) {
                break;
            }
        }
        return result;
    }

    private int ask(long s, WinsockOption<?> option, byte[] request, ByteBuffer in) {
        ByteBuffer out = null;
        if (request.length > 0) {
            out = zeroed(REQUEST, request.length);
            for (int i = 0; i < request.length; i++) {
                out.put(i, request[i]);
            }
        }
        return ws2.WSAIoctl(
                s, option.optname(), out, request.length, in, option.codec().length());
    }

    private <T> T decoded(WinsockOption<T> option, ByteBuffer in, int length) throws WinsockException {
        try {
            return option.codec().decode(in, length, ws2.address(in));
        } catch (IllegalArgumentException e) {
            throw OptionFailure.unreadable(getCall(option), option, e);
        }
    }

    private static String getCall(WinsockOption<?> option) {
        return option.isControlCode() ? "WSAIoctl" : "getsockopt";
    }

    private interface Call {
        int on(long s);
    }

    /** Makes a call with a SOCKET that is not closed meanwhile. */
    private static int onSocket(ChannelSocket socket, Call call) throws ClosedChannelException {
        try {
            synchronized (socket.lock()) {
                return call.on(openHandle(socket));
            }
        } finally {
            Reference.reachabilityFence(socket);
        }
    }

    /** The SOCKET of a channel that is open. To be called with its lock held. */
    public static long openHandle(ChannelSocket socket) throws ClosedChannelException {
        if (!socket.isOpen()) {
            throw new ClosedChannelException();
        }
        return socket.handle();
    }

    private static ByteBuffer zeroed(FastThreadLocal<ByteBuffer> local, int length) {
        ByteBuffer buffer = local.get();
        if (buffer == null || buffer.capacity() < length) {
            int rounded = Math.max(MIN_BUFFER, length + Long.BYTES - 1 & -Long.BYTES);
            buffer = ByteBuffer.allocateDirect(rounded).order(ByteOrder.LITTLE_ENDIAN);
            local.set(buffer);
        }
        for (int i = 0; i < length; i += Long.BYTES) {
            buffer.putLong(i, 0);
        }
        return buffer;
    }
}
