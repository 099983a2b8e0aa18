package io.github.nettywinsock;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTSOCK;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.OptionRow;
import io.github.nettywinsock.simulation.SocketOptionRules;
import io.github.nettywinsock.ws2.SocketLookup;
import io.github.nettywinsock.ws2.Winsock2;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Winsock in memory: sockets that obey the rules that Microsoft documents, and a record of every call. It can also lie
 * beneath real channels of the JDK, on any system. As on Windows the handle of a closed socket goes to the next one.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock/nf-winsock-setsockopt">setsockopt</a>
 */
final class FakeWinsock implements Winsock2, SocketLookup {
    static final int WSANOTINITIALISED = 10093;
    static final int WSAEADDRINUSE = 10048;
    static final int WSAEACCES = 10013;
    static final int WSAECONNREFUSED = 10061;
    static final int WSAEWOULDBLOCK = 10035;

    private static final long ADDRESS = 0x20000000000L;

    private final boolean jdkBindsExclusively;
    private final Map<Long, FakeSocket> sockets = new HashMap<>();
    private final Map<SelectableChannel, FakeChannelSocket> channels = new ConcurrentHashMap<>();
    private final Map<FakeSocket, Queue<InetSocketAddress>> backlogs = new HashMap<>();
    private final List<FakeCall> calls = new ArrayList<>();
    private final List<ToIntFunction<FakeCall>> refusals = new ArrayList<>();
    private int failure;

    FakeWinsock() {
        this(false);
    }

    private FakeWinsock(boolean jdkBindsExclusively) {
        this.jdkBindsExclusively = jdkBindsExclusively;
    }

    /** With channels that are bound as the JDK does on Windows: with SO_EXCLUSIVEADDRUSE on, unless SO_REUSEADDR is. */
    static FakeWinsock withExclusiveBind() {
        return new FakeWinsock(true);
    }

    WinsockBackend provider() {
        return new WinsockBackend(this, this);
    }

    /** Makes every call fail, such as with WSANOTINITIALISED or WSAENETDOWN; 0 ends that. */
    synchronized void failWith(int error) {
        failure = error;
    }

    /** Refuses calls. */
    void refuse(int error, Predicate<FakeCall> which) {
        intercept(call -> which.test(call) ? error : 0);
    }

    /** Sees calls before they are answered, and may answer an error instead. */
    synchronized void intercept(ToIntFunction<FakeCall> interceptor) {
        refusals.add(interceptor);
    }

    /** Every call so far. */
    synchronized List<FakeCall> calls() {
        return new ArrayList<>(calls);
    }

    /** Forgets the calls so far. */
    synchronized void forgetCalls() {
        calls.clear();
    }

    /** The calls that set an option, in order. */
    List<FakeCall> sets(String option) {
        return calls().stream().filter(call -> call.isSet(option)).collect(Collectors.toList());
    }

    /** The only call that set an option. */
    FakeCall set(String option) {
        List<FakeCall> sets = sets(option);
        if (sets.size() != 1) {
            throw new AssertionError(option + " was set " + sets.size() + " times: " + calls());
        }
        return sets.get(0);
    }

    /** The socket with this handle; null when there is none. */
    synchronized FakeSocket at(long handle) {
        return sockets.get(handle);
    }

    /** The socket beneath a channel. */
    FakeChannelSocket beneath(SelectableChannel channel) {
        return attach(channel);
    }

    /** The number of sockets that were created by {@link #socket} and not closed. */
    synchronized long created() {
        return sockets.values().stream()
                .filter(socket -> !(socket instanceof FakeChannelSocket))
                .count();
    }

    @Override
    public synchronized int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        byte[] bytes = new byte[optlen];
        for (int i = 0; i < optlen; i++) {
            bytes[i] = optval.get(i);
        }
        FakeCall call = called("setsockopt", s, level, optname, bytes);
        int error = error(call);
        OptionRow row = SocketOptionRules.row(level, optname);
        if (error == 0 && row.name().equals("SO_UPDATE_ACCEPT_CONTEXT")) {
            error = acceptContext(call);
        }
        if (error == 0) {
            error = call.socket.set(row, bytes);
        }
        if (error == 0 && row.name().equals("SO_UPDATE_ACCEPT_CONTEXT")) {
            call.socket.inherit(sockets.get(call.longValue()));
            call.socket.lacksContext = false;
        }
        return answer(call, -error);
    }

    @Override
    public synchronized int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        FakeCall call = called("getsockopt", s, level, optname, null);
        int error = error(call);
        return answer(
                call,
                error != 0
                        ? -error
                        : call.socket.get(SocketOptionRules.row(level, optname), optval, optlen, address(optval)));
    }

    @Override
    public synchronized int WSAIoctl(
            long s, int dwIoControlCode, ByteBuffer in, int cbInBuffer, ByteBuffer out, int cbOutBuffer) {
        FakeCall call = called("WSAIoctl", s, 0, dwIoControlCode, null);
        return answer(call, call.socket == null ? -WSAENOTSOCK : -WSAEOPNOTSUPP);
    }

    /** The listener's SOCKET is what SO_UPDATE_ACCEPT_CONTEXT takes, whatever its table says of a boolean. */
    private int acceptContext(FakeCall call) {
        if (call.bytes.length != Long.BYTES) {
            return WSAEFAULT;
        }
        FakeSocket listener = open(call.longValue());
        return listener == null ? WSAENOTSOCK : listener.state() != State.LISTENING ? WSAEINVAL : 0;
    }

    private int error(FakeCall call) {
        if (failure != 0) {
            return failure;
        }
        if (call.socket == null) {
            return WSAENOTSOCK;
        }
        for (ToIntFunction<FakeCall> refusal : refusals) {
            int error = refusal.applyAsInt(call);
            if (error != 0) {
                return error;
            }
        }
        return SocketOptionRules.unknown(call.level, call.optname);
    }

    private FakeCall called(String name, long s, int level, int optname, byte[] bytes) {
        FakeCall call = new FakeCall(name, s, level, optname, bytes, open(s));
        calls.add(call);
        return call;
    }

    private static int answer(FakeCall call, int result) {
        call.result = result;
        return result;
    }

    private FakeSocket open(long s) {
        FakeSocket socket = sockets.get(s);
        return socket == null || socket.isClosed() ? null : socket;
    }

    private FakeSocket verb(String name, long s) {
        return called(name, s, 0, 0, null).socket;
    }

    @Override
    public synchronized long socket(int af, int type, int protocol) {
        called("socket", 0, 0, 0, null);
        return failure != 0 ? -failure : add(new FakeSocket(lowestFree(), type)).handle;
    }

    @Override
    public synchronized int closesocket(long s) {
        if (verb("closesocket", s) == null) {
            return -WSAENOTSOCK;
        }
        sockets.remove(s).state = State.CLOSED;
        return 0;
    }

    synchronized int bind(long s, int port) {
        FakeSocket socket = verb("bind", s);
        if (socket == null) {
            return -WSAENOTSOCK;
        }
        if (socket.isBound()) {
            return -WSAEINVAL;
        }
        for (FakeSocket other : sockets.values()) {
            if (other.isBound() && other.local().getPort() == port && !socket.isOn("SO_REUSEADDR")) {
                return -WSAEADDRINUSE;
            }
            if (other.isBound() && other.local().getPort() == port && other.isOn("SO_EXCLUSIVEADDRUSE")) {
                return -WSAEACCES;
            }
        }
        socket.local = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket.state = State.BOUND;
        return 0;
    }

    synchronized int listen(long s) {
        FakeSocket socket = verb("listen", s);
        if (socket == null) {
            return -WSAENOTSOCK;
        }
        if (socket.state != State.BOUND) {
            return -WSAEINVAL;
        }
        socket.state = State.LISTENING;
        backlogs.put(socket, new ArrayDeque<>());
        return 0;
    }

    synchronized int connect(long s, int port) {
        FakeSocket socket = verb("connect", s);
        if (socket == null) {
            return -WSAENOTSOCK;
        }
        for (FakeSocket listener : backlogs.keySet()) {
            if (listener.state == State.LISTENING && listener.local.getPort() == port) {
                if (!socket.isBound()) {
                    socket.local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 49152 + (int) s);
                }
                socket.remote = listener.local;
                socket.state = State.CONNECTED;
                backlogs.get(listener).add(socket.local);
                return 0;
            }
        }
        return -WSAECONNREFUSED;
    }

    /** Accepts a connection; the socket has the options of the listener. */
    synchronized long accept(long s) {
        FakeSocket listener = verb("accept", s);
        long accepted = accepted(listener);
        if (accepted >= 0) {
            sockets.get(accepted).inherit(listener);
        }
        return accepted;
    }

    /** Accepts a connection; the socket lacks its context until SO_UPDATE_ACCEPT_CONTEXT. */
    synchronized long acceptEx(long s) {
        long accepted = accepted(verb("AcceptEx", s));
        if (accepted >= 0) {
            sockets.get(accepted).lacksContext = true;
        }
        return accepted;
    }

    private long accepted(FakeSocket listener) {
        if (listener == null) {
            return -WSAENOTSOCK;
        }
        if (listener.state != State.LISTENING) {
            return -WSAEINVAL;
        }
        InetSocketAddress peer = backlogs.get(listener).poll();
        if (peer == null) {
            return -WSAEWOULDBLOCK;
        }
        FakeSocket child = add(new FakeSocket(lowestFree(), listener.type));
        child.state = State.CONNECTED;
        child.local = listener.local;
        child.remote = peer;
        return child.handle;
    }

    /** 0, where Windows answers the address. */
    synchronized int getpeername(long s) {
        return connected(verb("getpeername", s));
    }

    synchronized int shutdown(long s) {
        return connected(verb("shutdown", s));
    }

    private static int connected(FakeSocket socket) {
        if (socket == null) {
            return -WSAENOTSOCK;
        }
        return socket.lacksContext || socket.state() != State.CONNECTED ? -WSAENOTCONN : 0;
    }

    private <S extends FakeSocket> S add(S socket) {
        sockets.put(socket.handle, socket);
        return socket;
    }

    private long lowestFree() {
        long handle = 0x100;
        while (sockets.containsKey(handle)) {
            handle += 4;
        }
        return handle;
    }

    /** Made up: pointers count relative to it. */
    @Override
    public long address(ByteBuffer buffer) {
        return ADDRESS;
    }

    @Override
    public Object stateLock(SelectableChannel ch) {
        return attach(ch).lock;
    }

    @Override
    public long handle(SelectableChannel ch) {
        FakeChannelSocket socket = attach(ch);
        if (!Thread.holdsLock(socket.lock)) {
            throw new AssertionError("the handle was asked for without the state lock");
        }
        return socket.handle;
    }

    private FakeChannelSocket attach(SelectableChannel ch) {
        FakeChannelSocket known = channels.get(ch);
        if (known != null) {
            return known;
        }
        releaseHandlesOfClosedChannels();
        synchronized (this) {
            return channels.computeIfAbsent(
                    ch, channel -> add(new FakeChannelSocket(lowestFree(), channel, jdkBindsExclusively)));
        }
    }

    /**
     * Another thread does it, since the lock of each is needed: this one may hold others. So a handle that a call is
     * using is not waited for long, and released later.
     */
    private void releaseHandlesOfClosedChannels() {
        List<FakeChannelSocket> closed = channels.values().stream()
                .filter(socket -> !socket.channel.isOpen() && at(socket.handle) == socket)
                .collect(Collectors.toList());
        CountDownLatch released = new CountDownLatch(closed.size());
        for (FakeChannelSocket socket : closed) {
            Thread closing = new Thread(() -> {
                socket.close();
                synchronized (this) {
                    sockets.remove(socket.handle, socket);
                }
                released.countDown();
            });
            closing.setDaemon(true);
            closing.start();
        }
        try {
            released.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
