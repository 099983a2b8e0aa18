package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_LINGER;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.function.Supplier;

/** A SOCKET of TCP or UDP: its state, its addresses, and the calls that are made while it is not closed. */
final class IocpSocket implements ChannelSocket {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpSocket.class);

    /** What a SOCKET is for. */
    enum Kind {
        LISTENER(Winsock2.SOCK_STREAM, Winsock2.IPPROTO_TCP),
        CONNECTION(Winsock2.SOCK_STREAM, Winsock2.IPPROTO_TCP),
        DATAGRAM(Winsock2.SOCK_DGRAM, Winsock2.IPPROTO_UDP);

        private final int type;
        private final int protocol;

        Kind(int type, int protocol) {
            this.type = type;
            this.protocol = protocol;
        }
    }

    /** A port that Windows chooses, of every address. */
    static final InetSocketAddress ANYWHERE = new InetSocketAddress(0);

    private static final int FIONBIO = 0x8004667E;
    private static final int SHUTDOWN_RECEIVE = 0;
    private static final int SHUTDOWN_SEND = 1;
    private static final int VALUE_LENGTH = 1024;

    private static final FastThreadLocal<ByteBuffer> VALUE = new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
            return ByteBuffer.allocateDirect(VALUE_LENGTH).order(ByteOrder.nativeOrder());
        }
    };

    private final WinsockBackend backend;
    private final Winsock2 ws2;
    private final OverlappedSockets sockets;
    private final long s;
    private final SocketFamily family;
    private final Kind kind;
    private final IocpSocket listener;
    private final OverlappedCalls overlapped = new OverlappedCalls(this);
    private final SetOptions setOptions;
    private volatile State state = State.UNBOUND;

    private IocpSocket(
            WinsockBackend backend,
            OverlappedSockets sockets,
            long s,
            SocketFamily family,
            Kind kind,
            IocpSocket listener) {
        this.backend = backend;
        ws2 = backend.ws2();
        this.sockets = sockets.ofFamily(family.number());
        this.s = s;
        this.family = family;
        this.kind = kind;
        this.listener = listener;
        setOptions = new SetOptions(listener == null ? null : listener.setOptions);
    }

    /** Opens a SOCKET that can be accepted with. */
    IocpSocket openChild() throws IOException {
        return open(backend, sockets, family, Kind.CONNECTION, this);
    }

    /** The child whose SOCKET is {@code s}. */
    IocpSocket child(long s) {
        return new IocpSocket(backend, sockets, s, family, Kind.CONNECTION, this);
    }

    /** Opens a SOCKET, of a child when there is a listener. */
    static IocpSocket open(
            WinsockBackend backend, OverlappedSockets sockets, SocketFamily family, Kind kind, IocpSocket listener)
            throws IOException {
        long s = backend.ws2().socket(family.number(), kind.type, kind.protocol);
        if (s < 0) {
            throw SocketFailure.of("WSASocketW", (int) -s);
        }
        return new IocpSocket(backend, sockets, s, family, kind, listener);
    }

    /** Whether it is of both families, not of IPv4 alone. */
    boolean isInet6() {
        return family == SocketFamily.INET6;
    }

    boolean isDatagram() {
        return kind == Kind.DATAGRAM;
    }

    /** What its options are applied through. */
    WinsockBackend backend() {
        return backend;
    }

    Winsock2 ws2() {
        return ws2;
    }

    OverlappedSockets sockets() {
        return sockets;
    }

    /** Its address family. */
    SocketFamily family() {
        return family;
    }

    /** Its overlapped calls. */
    OverlappedCalls overlapped() {
        return overlapped;
    }

    @Override
    public Object lock() {
        return this;
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public long handle() {
        return s;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public boolean isListener() {
        return kind == Kind.LISTENER;
    }

    @Override
    public IocpSocket listener() {
        return listener;
    }

    @Override
    public boolean callsPhases() {
        return true;
    }

    @Override
    public void wasSet(WinsockOption<?> option) {
        setOptions.add(option);
    }

    /** What was set on it. */
    SetOptions setOptions() {
        return setOptions;
    }

    void bind(InetSocketAddress address) throws IOException {
        ByteBuffer name = VALUE.get();
        int length = family.write(address, name);
        call("bind", State.BOUND, () -> sockets.bind(s, name, length));
    }

    void listen(int backlog) throws IOException {
        call("listen", State.LISTENING, () -> sockets.listen(s, backlog));
    }

    /** Gives a datagram SOCKET its peer. */
    void connect(InetSocketAddress address) throws IOException {
        ByteBuffer name = VALUE.get();
        int length = family.write(address, name);
        call("connect", State.CONNECTED, () -> sockets.connect(s, name, length));
    }

    /** Takes the peer of a datagram SOCKET away. */
    void disconnect() throws IOException {
        ByteBuffer zeros = VALUE.get();
        int length = SocketFamily.zero(zeros);
        call("connect", State.BOUND, () -> sockets.connect(s, zeros, length));
    }

    /** Says that {@code ConnectEx} follows. */
    void connecting() throws IOException {
        call("ConnectEx", State.CONNECTING, () -> 0);
    }

    void shutdownReceive() throws IOException {
        call("shutdown", () -> sockets.shutdown(s, SHUTDOWN_RECEIVE));
    }

    void shutdownSend() throws IOException {
        call("shutdown", () -> sockets.shutdown(s, SHUTDOWN_SEND));
    }

    InetSocketAddress localAddress() throws IOException {
        ByteBuffer name = addressBuffer();
        call("getsockname", () -> sockets.getsockname(s, name));
        return SocketAddresses.read(name, 0);
    }

    InetSocketAddress remoteAddress() throws IOException {
        ByteBuffer name = addressBuffer();
        call("getpeername", () -> sockets.getpeername(s, name));
        return SocketAddresses.read(name, 0);
    }

    /** Sets an option that a channel can do without; returns whether the provider takes it. */
    <T> boolean trySet(WinsockOption<T> option, T value) {
        try {
            set(option, value);
            return true;
        } catch (SocketException e) {
            logger.debug("{} stays as it is", option, e);
            return false;
        }
    }

    /** Sets an option. */
    <T> void set(WinsockOption<T> option, T value) throws SocketException {
        try {
            backend.calls().set(this, option, option.codec().checked(option.name(), value));
        } catch (IOException e) {
            throw asSocketException(e);
        }
    }

    /** Reads an option. */
    <T> T get(WinsockOption<T> option) throws SocketException {
        try {
            return backend.calls().get(this, option);
        } catch (IOException e) {
            throw asSocketException(e);
        }
    }

    static SocketException asSocketException(IOException e) {
        return e instanceof SocketException ? (SocketException) e : closed();
    }

    void requireOpen() throws SocketException {
        if (!isOpen()) {
            throw closed();
        }
    }

    private static SocketException closed() {
        return new SocketException("the channel is closed");
    }

    /** What tells its service provider from others. */
    int provider() {
        return family.number() << 16 | kind.type;
    }

    int protocol() {
        return kind.protocol;
    }

    /** Closes the SOCKET; does nothing when it is closed. */
    void close() throws IOException {
        if (giveUp()) {
            closeHandle();
        }
    }

    /** Has the close of a SOCKET that nobody has got not wait for its peer. */
    void giveUpLinger() {
        try {
            if (setOptions.include(SO_LINGER) && get(SO_LINGER).seconds() > 0) {
                set(SO_LINGER, Linger.off());
            }
        } catch (Throwable e) {
            logger.debug("{} may wait for its peer", this, e);
        }
    }

    /** Closes the SOCKET that nobody gets, because of a failure. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes a part of the channel; the SOCKET is closed if that throws, for nobody gets the channel then. */
    <T> T orClose(Supplier<T> part) {
        try {
            return part.get();
        } catch (Throwable e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Has no more calls made, and leaves it to the caller to close the handle; returns whether it was open. */
    boolean giveUp() {
        synchronized (lock()) {
            boolean wasOpen = isOpen();
            state = State.CLOSED;
            return wasOpen;
        }
    }

    /** Closes the handle. Not with the lock held: with SO_LINGER it may take long. */
    void closeHandle() throws IOException {
        int result = ws2.closesocket(s);
        if (result == -WsaErrors.WSAEWOULDBLOCK) {
            // It lingers and is non-blocking, which nobody but the application has made it: it is still open then.
            block();
            result = ws2.closesocket(s);
        }
        if (result < 0) {
            throw SocketFailure.of("closesocket", -result);
        }
    }

    /** Has its calls block, as those of a new SOCKET do; returns what Windows does. */
    int block() {
        return ws2.WSAIoctl(s, FIONBIO, VALUE.get().putInt(0, 0), Integer.BYTES, null, 0);
    }

    /** What calls read from and write to that are not overlapped; of this thread. */
    static ByteBuffer value() {
        return VALUE.get();
    }

    private static ByteBuffer addressBuffer() {
        return VALUE.get().duplicate().limit(SocketAddresses.MAX_LENGTH).slice().order(ByteOrder.nativeOrder());
    }

    /** Returns what Windows does, or the negative error code. */
    interface Call {
        int make();
    }

    /** Makes a call.
     *
     * @throws IOException when the call fails, or the SOCKET is closed
     */
    void call(String name, Call call) throws IOException {
        int result = make(call);
        if (result < 0) {
            throw SocketFailure.of(name, -result);
        }
    }

    /** Makes a call that leads to a state. None is made on a closed SOCKET, so that what is closed stays closed. */
    void call(String name, State next, Call call) throws IOException {
        synchronized (lock()) {
            call(name, call);
            state = next;
        }
    }

    /** Makes a call, unless the SOCKET is closed; returns what it does. */
    int make(Call call) throws ClosedChannelException {
        synchronized (lock()) {
            if (!isOpen()) {
                throw new ClosedChannelException();
            }
            return call.make();
        }
    }
}
