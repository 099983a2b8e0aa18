package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.ControlCodes.SIO_TCP_INITIAL_RTO;
import static io.github.nettywinsock.option.Ipv6Level.IPV6_V6ONLY;
import static io.github.nettywinsock.option.SocketLevel.SO_LINGER;
import static io.github.nettywinsock.option.SocketLevel.SO_UPDATE_ACCEPT_CONTEXT;
import static io.github.nettywinsock.option.SocketLevel.SO_UPDATE_CONNECT_CONTEXT;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A SOCKET of TCP or UDP, of IPv4 or of both families. */
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

    private static final int SIZEOF_SOCKADDR_IN = 16;
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
    private final int family;
    private final Kind kind;
    private final IocpSocket listener;
    private volatile State state = State.UNBOUND;
    private IocpIoHandler handler;
    private boolean skipsPackets;

    private final AtomicInteger sets = new AtomicInteger();

    /** Whether closing may wait for unsent data: the provider is asked only then. */
    private volatile boolean mayLinger;

    private volatile boolean initialRtoSet;

    private IocpSocket(
            WinsockBackend backend, OverlappedSockets sockets, long s, int family, Kind kind, IocpSocket listener) {
        this.backend = backend;
        ws2 = backend.ws2();
        this.sockets = sockets.ofFamily(family);
        this.s = s;
        this.family = family;
        this.kind = kind;
        this.listener = listener;
        mayLinger = listener != null && listener.mayLinger;
    }

    /**
     * Opens a SOCKET of IPv4, or of both families.
     *
     * @param family the family, or null for both where the system has IPv6
     * @throws ChannelException when Windows opens none
     */
    static IocpSocket open(Winsock2 ws2, OverlappedSockets sockets, SocketProtocolFamily family, Kind kind) {
        try {
            return tryOpen(WinsockBackend.of(ws2), sockets, family, kind);
        } catch (IOException e) {
            throw new ChannelException("no SOCKET could be opened", e);
        }
    }

    private static IocpSocket tryOpen(
            WinsockBackend backend, OverlappedSockets sockets, SocketProtocolFamily family, Kind kind)
            throws IOException {
        if (family == SocketProtocolFamily.INET || family == null && NetUtil.isIpV4StackPreferred()) {
            return open(backend, sockets, Winsock2.AF_INET, kind, null);
        }
        try {
            return openBothFamilies(backend, sockets, kind);
        } catch (SocketException e) {
            if (family == null) {
                return open(backend, sockets, Winsock2.AF_INET, kind, null);
            }
            throw e;
        }
    }

    private static IocpSocket openBothFamilies(WinsockBackend backend, OverlappedSockets sockets, Kind kind)
            throws IOException {
        IocpSocket socket = open(backend, sockets, Winsock2.AF_INET6, kind, null);
        try {
            socket.set(IPV6_V6ONLY, false);
            return socket;
        } catch (Throwable e) {
            socket.closeAfter(e);
            throw e;
        }
    }

    /** Opens a SOCKET that can be accepted with. */
    IocpSocket openChild() throws IOException {
        return open(backend, sockets, family, Kind.CONNECTION, this);
    }

    /** The child whose SOCKET is {@code s}. */
    IocpSocket child(long s) {
        return new IocpSocket(backend, sockets, s, family, Kind.CONNECTION, this);
    }

    private static IocpSocket open(
            WinsockBackend backend, OverlappedSockets sockets, int family, Kind kind, IocpSocket listener)
            throws IOException {
        long s = backend.ws2().socket(family, kind.type, kind.protocol);
        if (s < 0) {
            throw SocketFailure.of("WSASocketW", (int) -s);
        }
        return new IocpSocket(backend, sockets, s, family, kind, listener);
    }

    /** The length of its {@code sockaddr}. */
    int addressLength() {
        return family == Winsock2.AF_INET6 ? SocketAddresses.MAX_LENGTH : SIZEOF_SOCKADDR_IN;
    }

    /** Whether it is of both families, not of IPv4 alone. */
    boolean isInet6() {
        return family == Winsock2.AF_INET6;
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
    public ChannelSocket listener() {
        return listener;
    }

    @Override
    public boolean callsPhases() {
        return true;
    }

    @Override
    public void wasSet(WinsockOption<?> option) {
        sets.incrementAndGet();
        if (option.isSameAs(SO_LINGER)) {
            mayLinger = true;
        } else if (option.isSameAs(SIO_TCP_INITIAL_RTO)) {
            initialRtoSet = true;
        }
    }

    /** How often options were set. */
    int sets() {
        return sets.get();
    }

    /** Whether {@code SO_LINGER} was set, on this SOCKET or on its listener before. */
    boolean mayLinger() {
        return mayLinger;
    }

    /** Whether {@code SIO_TCP_INITIAL_RTO} was set. */
    boolean isInitialRtoSet() {
        return initialRtoSet;
    }

    void bind(InetSocketAddress address) throws IOException {
        ByteBuffer name = VALUE.get();
        int length = write(address, name);
        call("bind", State.BOUND, () -> sockets.bind(s, name, length));
    }

    void listen(int backlog) throws IOException {
        call("listen", State.LISTENING, () -> sockets.listen(s, backlog));
    }

    /** Gives a datagram SOCKET its peer. */
    void connect(InetSocketAddress address) throws IOException {
        ByteBuffer name = VALUE.get();
        int length = write(address, name);
        call("connect", State.CONNECTED, () -> sockets.connect(s, name, length));
    }

    /** Takes the peer of a datagram SOCKET away. */
    void disconnect() throws IOException {
        ByteBuffer zeros = addressBuffer();
        zero(zeros, SocketAddresses.MAX_LENGTH);
        call("connect", State.BOUND, () -> sockets.connect(s, zeros, SocketAddresses.MAX_LENGTH));
    }

    /** Says that {@code ConnectEx} follows. */
    void connecting() throws IOException {
        call("ConnectEx", State.CONNECTING, () -> 0);
    }

    /**
     * Makes of a SOCKET that {@code ConnectEx} has connected one that other calls take for connected. That the peer has
     * reset the connection meanwhile is for the first receive to tell; returns whether it has not.
     */
    boolean connected() throws IOException {
        synchronized (lock()) {
            int result = make(() -> setsockopt(SO_UPDATE_CONNECT_CONTEXT, null, 0));
            if (result < 0 && !isReset(-result)) {
                throw SocketFailure.of("setsockopt", -result);
            }
            state = State.CONNECTED;
            return result >= 0;
        }
    }

    private static boolean isReset(int error) {
        return error == WsaErrors.WSAENOTCONN
                || error == WsaErrors.WSAECONNRESET
                || error == WsaErrors.WSAECONNABORTED
                || error == WsaErrors.WSAENETRESET;
    }

    /** Makes of a SOCKET that {@code AcceptEx} has connected one that other calls take for connected. */
    void accepted() throws IOException {
        synchronized (listener.lock()) {
            if (!listener.isOpen()) {
                throw new ClosedChannelException();
            }
            ByteBuffer value = VALUE.get().putLong(0, listener.s);
            call("setsockopt", State.CONNECTED, () -> setsockopt(SO_UPDATE_ACCEPT_CONTEXT, value, Long.BYTES));
        }
    }

    private int setsockopt(WinsockOption<?> option, ByteBuffer value, int length) {
        return ws2.setsockopt(s, option.level(), option.optname(), value, length);
    }

    /** Has an event signalled when a connection is pending; accepting does not block any more. */
    void selectAccept(long event) throws IOException {
        call("WSAEventSelect", () -> sockets.WSAEventSelect(s, event));
    }

    /** Whether it was recorded since the last call that a connection is pending. */
    boolean isAcceptRecorded() throws IOException {
        ByteBuffer events = VALUE.get();
        call("WSAEnumNetworkEvents", () -> sockets.WSAEnumNetworkEvents(s, events));
        return (events.getInt(0) & OverlappedSockets.FD_ACCEPT) != 0;
    }

    /** Makes of a SOCKET that {@code WSAAccept} has made like its listener one as others are. */
    void acceptedByEvent() throws IOException {
        // First: until then child processes inherit it.
        call("SetHandleInformation", State.CONNECTED, () -> sockets.SetHandleInformation(s));
        call("WSAEventSelect", () -> sockets.WSAEventSelect(s, 0));
        ByteBuffer off = VALUE.get().putInt(0, 0);
        call("WSAIoctl(FIONBIO)", () -> ws2.WSAIoctl(s, FIONBIO, off, Integer.BYTES, null, 0));
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

    /** Writes a {@code sockaddr} of the family of this SOCKET at index 0 and returns its length. */
    int write(InetSocketAddress address, ByteBuffer out) throws IOException {
        zero(out, SocketAddresses.MAX_LENGTH);
        if (family == Winsock2.AF_INET6) {
            return SocketAddresses.writeInet6(LinkLocalAddresses.system().scoped(address), out);
        }
        if (address.getAddress() instanceof Inet4Address) {
            return SocketAddresses.write(address, out);
        }
        if (address.getAddress().isAnyLocalAddress()) {
            InetAddress wildcard = InetAddress.getByAddress(new byte[4]);
            return SocketAddresses.write(new InetSocketAddress(wildcard, address.getPort()), out);
        }
        throw SocketFailure.of(address + " on a socket of IPv4", WsaErrors.WSAEAFNOSUPPORT);
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

    /**
     * Associates the SOCKET with the port of an event loop.
     *
     * @throws IllegalStateException when it belongs to another one
     */
    void associate(IocpIoHandler handler, CompletionPort port, long key) throws IOException {
        if (this.handler == handler) {
            return;
        }
        if (this.handler != null) {
            throw new IllegalStateException("a SOCKET belongs to the completion port of its first event loop for life:"
                    + " register the channel on that loop again, or open another channel");
        }
        call("CreateIoCompletionPort", () -> port.CreateIoCompletionPort(s, key));
        this.handler = handler;
        // A provider that has no real file handles posts a packet all the same.
        skipsPackets = handler.providers().giveFileHandle(this)
                && make(() -> sockets.SetFileCompletionNotificationModes(s)) == 0;
    }

    /** What tells its service provider from others. */
    int provider() {
        return family << 16 | kind.type;
    }

    int protocol() {
        return kind.protocol;
    }

    /** Whether it belongs to an event loop. */
    boolean isAssociated() {
        return handler != null;
    }

    /** Whether a call that completes inline with success posts no packet. */
    boolean skipsPackets() {
        return skipsPackets;
    }

    /** Makes an overlapped call. */
    int start(IocpOperation operation) {
        synchronized (lock()) {
            return isOpen() ? operation.start(sockets, s, handler) : -WsaErrors.WSAENOTSOCK;
        }
    }

    /** Cancels an overlapped call; its packet still comes. */
    void cancel(IocpOperation operation) {
        cancel(operation.slot().address);
    }

    /** Cancels all overlapped calls; their packets still come. */
    void cancelAll() {
        cancel(0);
    }

    private void cancel(long overlapped) {
        try {
            synchronized (lock()) {
                if (isOpen()) {
                    sockets.CancelIoEx(s, overlapped);
                }
            }
        } catch (Throwable e) {
            // The calls end later, with the SOCKET at the latest, which whoever cancels them may be closing.
            logger.warn("Unexpected exception from CancelIoEx", e);
        }
    }

    /** Closes the SOCKET; does nothing when it is closed. */
    void close() throws IOException {
        if (giveUp()) {
            closeHandle();
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
            ws2.WSAIoctl(s, FIONBIO, VALUE.get().putInt(0, 0), Integer.BYTES, null, 0);
            result = ws2.closesocket(s);
        }
        if (result < 0) {
            throw SocketFailure.of("closesocket", -result);
        }
    }

    private static void zero(ByteBuffer buffer, int length) {
        for (int i = 0; i < length; i++) {
            buffer.put(i, (byte) 0);
        }
    }

    private static ByteBuffer addressBuffer() {
        return VALUE.get().duplicate().limit(SocketAddresses.MAX_LENGTH).slice().order(ByteOrder.nativeOrder());
    }

    private interface Call {
        int make();
    }

    private void call(String name, Call call) throws IOException {
        int result = make(call);
        if (result < 0) {
            throw SocketFailure.of(name, -result);
        }
    }

    /** Makes a call that leads to a state. None is made on a closed SOCKET, so that what is closed stays closed. */
    private void call(String name, State next, Call call) throws IOException {
        synchronized (lock()) {
            call(name, call);
            state = next;
        }
    }

    private int make(Call call) throws ClosedChannelException {
        synchronized (lock()) {
            if (!isOpen()) {
                throw new ClosedChannelException();
            }
            return call.make();
        }
    }
}
