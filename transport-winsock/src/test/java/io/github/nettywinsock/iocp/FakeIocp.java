package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.internal.PlatformDependent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Overlapped sockets and completion ports in memory: an overlapped call pends until the test, a cancel or the close of its
 * SOCKET ends it, and a closed handle goes to the next SOCKET.
 */
final class FakeIocp {
    static final int SUCCESS = 0;
    static final int CANCELLED = 0xC0000120;
    static final int CONNECTION_RESET = 0xC000020D;
    static final int TIMEOUT_MILLIS = 30_000;

    private static final int XP1_IFS_HANDLES = 0x20000;
    private static final int ERROR_MR_MID_NOT_FOUND = 317;
    private static final int ERROR_NOT_FOUND = 1168;

    final Interceptor.Sockets calls = Interceptor.sockets(null, null, this::invoke);

    /** The names of all calls. */
    final List<String> made = new CopyOnWriteArrayList<>();

    /** Calls with a SOCKET that is not open. */
    final List<String> misuses = new CopyOnWriteArrayList<>();

    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<String, byte[]> options = new HashMap<>();
    private final Map<Long, Port> ports = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private int serviceFlags = XP1_IFS_HANDLES;
    private volatile boolean cancels = true;
    private volatile Interceptor before = (call, arguments) -> null;
    private volatile Interceptor after = (call, arguments) -> null;

    IoHandlerFactory factory() {
        return IocpIoHandler.newFactory(Port::new);
    }

    void before(Interceptor hook) {
        before = hook;
    }

    void after(Interceptor hook) {
        after = hook;
    }

    /** SOCKETs are no file handles: a call that succeeds inline posts a packet all the same. */
    void withoutFileHandles() {
        serviceFlags = 0;
    }

    /** Whether CancelIoEx ends a call. */
    void cancels(boolean on) {
        cancels = on;
    }

    synchronized int openSockets() {
        return open.size();
    }

    synchronized long pending(String call) {
        return pending.stream().filter(p -> p.call.equals(call)).count();
    }

    void await(String call) throws Exception {
        eventually(() ->
                assertThat(pending(call)).as("pending %s of %s", call, made).isPositive());
    }

    /** Ends the first pending call of a name. */
    void end(String call, int status, int bytes) throws Exception {
        await(call);
        synchronized (this) {
            first(call).end(status, bytes);
        }
    }

    /** Ends the first pending call of a name, if there is one, which a close on another thread may end as well. */
    synchronized void endIfPending(String call, int status, int bytes) {
        if (pending(call) > 0) {
            first(call).end(status, bytes);
        }
    }

    /** Ends the last pending call of a name. */
    void endLast(String call, int status, int bytes) throws Exception {
        await(call);
        synchronized (this) {
            Pending last = first(call);
            for (Pending other : pending) {
                last = other.call.equals(call) ? other : last;
            }
            last.end(status, bytes);
        }
    }

    /** Whether packets wait to be dequeued. */
    synchronized boolean hasPackets() {
        return ports.values().stream().anyMatch(associated -> !associated.packets.isEmpty());
    }

    /** Posts a packet of a call that nobody has made to the port of the first SOCKET. */
    synchronized void postForeignPacket() {
        Port port = ports.values().iterator().next();
        port.packets.add(new Packet(0, 0x1234, SUCCESS, 0));
    }

    /** Ends the first pending WSARecv with data. */
    void receive(byte... data) throws Exception {
        await("WSARecv");
        synchronized (this) {
            Pending receive = first("WSARecv");
            long buffer = PlatformDependent.getLong((Long) receive.arguments[1] + Long.BYTES);
            for (int i = 0; i < data.length; i++) {
                PlatformDependent.putByte(buffer + i, data[i]);
            }
            receive.end(SUCCESS, data.length);
        }
    }

    private Pending first(String call) {
        return pending.stream().filter(p -> p.call.equals(call)).findFirst().orElseThrow();
    }

    private Object invoke(String call, Object... arguments) throws Throwable {
        made.add(call);
        Object returned = before.returns(call, arguments);
        if (returned == null) {
            returned = answer(call, arguments);
        }
        Object replaced = after.returns(call, arguments);
        return replaced != null ? replaced : returned;
    }

    private synchronized Number answer(String call, Object... arguments) {
        if (call.equals("address")) {
            return PlatformDependent.directBufferAddress((ByteBuffer) arguments[0]);
        }
        if (call.equals("socket")) {
            long s = 0x100;
            while (!open.add(s)) {
                s += 4;
            }
            return s;
        }
        if (call.equals("fileHandle")) {
            return -1;
        }
        if (call.equals("WSAEnumProtocolsW")) {
            return 0;
        }
        if (call.equals("CreateEventW")) {
            throw new UnsupportedOperationException("not faked: events");
        }
        if (call.equals("GetAcceptExSockaddrs")) {
            writeAddresses((Long) arguments[0], (Long) arguments[2], (Long) arguments[4]);
            return 0;
        }
        long s = (Long) arguments[0];
        if (!open.contains(s)) {
            misuses.add(call);
            return -WsaErrors.WSAENOTSOCK;
        }
        switch (call) {
            case "closesocket":
                open.remove(s);
                endAll(s, 0);
                ports.remove(s);
                return 0;
            case "getsockname":
            case "getpeername":
                return SocketAddresses.write(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) s), (ByteBuffer) arguments[1]);
            case "setsockopt":
                byte[] value = new byte[(Integer) arguments[4]];
                for (int i = 0; i < value.length; i++) {
                    value[i] = ((ByteBuffer) arguments[3]).get(i);
                }
                options.put(s + " " + arguments[1] + " " + arguments[2], value);
                return 0;
            case "getsockopt":
                return getsockopt(arguments);
            case "CancelIoEx":
                return cancels && endAll(s, (Long) arguments[1]) ? 0 : -ERROR_NOT_FOUND;
            case "WSARecv":
            case "WSARecvMsg":
            case "WSASend":
            case "WSASendTo":
            case "WSASendMsg":
            case "AcceptEx":
            case "ConnectEx":
            case "TransmitFile":
                pending.add(new Pending(call, s, arguments));
                return -WsaErrors.WSA_IO_PENDING;
            default:
                return 0;
        }
    }

    private static void writeAddresses(long to, long local, long remote) {
        ByteBuffer name = ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
        SocketAddresses.write(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), name);
        for (int i = 0; i < name.capacity(); i++) {
            PlatformDependent.putByte(to + i, name.get(i));
        }
        PlatformDependent.putLong(local, to);
        PlatformDependent.putLong(remote, to);
    }

    private int getsockopt(Object... arguments) {
        ByteBuffer out = (ByteBuffer) arguments[3];
        if (arguments[2].equals(Catalogue.byName("SO_PROTOCOL_INFOW").optname())) {
            out.putInt(0, serviceFlags);
            return (Integer) arguments[4];
        }
        byte[] value = options.getOrDefault(arguments[0] + " " + arguments[1] + " " + arguments[2], new byte[4]);
        for (int i = 0; i < value.length; i++) {
            out.put(i, value[i]);
        }
        return value.length;
    }

    private boolean endAll(long s, long overlapped) {
        boolean found = false;
        for (Pending call : List.copyOf(pending)) {
            if (call.s == s && (overlapped == 0 || call.overlapped == overlapped)) {
                call.end(CANCELLED, 0);
                found = true;
            }
        }
        return found;
    }

    /** A call that has not ended. */
    private final class Pending {
        final String call;
        final long s;
        final Object[] arguments;
        final long overlapped;

        Pending(String call, long s, Object... arguments) {
            this.call = call;
            this.s = s;
            this.arguments = arguments;
            overlapped = (Long) arguments[arguments.length - 1];
        }

        void end(int status, int bytes) {
            pending.remove(this);
            ports.get(s).packets.add(new Packet(ports.get(s).key, overlapped, status, bytes));
        }
    }

    private static final class Packet {
        final long key;
        final long overlapped;
        final int status;
        final int bytes;

        Packet(long key, long overlapped, int status, int bytes) {
            this.key = key;
            this.overlapped = overlapped;
            this.status = status;
            this.bytes = bytes;
        }
    }

    /** A completion port. */
    final class Port implements CompletionPort {
        private final LinkedBlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
        private final List<Packet> dequeued = new ArrayList<>();
        private long key;

        @Override
        public int CreateIoCompletionPort(long s, long completionKey) {
            at("CreateIoCompletionPort");
            synchronized (FakeIocp.this) {
                key = completionKey;
                if (!open.contains(s) || ports.putIfAbsent(s, this) != null) {
                    misuses.add("CreateIoCompletionPort");
                    return -87;
                }
                return 0;
            }
        }

        @Override
        public int GetQueuedCompletionStatusEx(int dwMilliseconds) {
            Number answer = at("GetQueuedCompletionStatusEx");
            if (answer != null) {
                return answer.intValue();
            }
            dequeued.clear();
            try {
                Packet first = dwMilliseconds == INFINITE
                        ? packets.take()
                        : packets.poll(dwMilliseconds, TimeUnit.MILLISECONDS);
                if (first != null) {
                    dequeued.add(first);
                    packets.drainTo(dequeued, 127);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return dequeued.size();
        }

        private Number at(String call) {
            try {
                return (Number) before.returns(call, this);
            } catch (Throwable e) {
                PlatformDependent.throwException(e);
                return null;
            }
        }

        @Override
        public long key(int index) {
            return dequeued.get(index).key;
        }

        @Override
        public long overlapped(int index) {
            return dequeued.get(index).overlapped;
        }

        @Override
        public int status(int index) {
            return dequeued.get(index).status;
        }

        @Override
        public int bytes(int index) {
            return dequeued.get(index).bytes;
        }

        @Override
        public int RtlNtStatusToDosError(int status) {
            return ERROR_MR_MID_NOT_FOUND;
        }

        @Override
        public int PostQueuedCompletionStatus(long completionKey, long overlapped) {
            Number answer = at("PostQueuedCompletionStatus");
            if (answer != null) {
                return answer.intValue();
            }
            packets.add(new Packet(completionKey, overlapped, 0, 0));
            return 0;
        }

        @Override
        public int CloseHandle() {
            return 0;
        }
    }
}
