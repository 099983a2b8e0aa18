package io.github.nettywinsock.simulation;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.OptionRow;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.NativeMemory;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The native calls as a test of a rule of Windows makes them, with the memory that they need. */
public final class Door implements AutoCloseable {
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 23;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;

    static final long KEY = 7;
    private static final Map<String, Integer> CONTROL_CODES = OptionRow.read("ioctls.tsv").stream()
            .filter(columns -> !columns[1].isEmpty())
            .collect(Collectors.toMap(
                    columns -> columns[0], columns -> Long.decode(columns[1]).intValue()));
    private static final int SETTLE_MILLIS = 60;
    private static final int DRAIN_MILLIS = 100;
    private static final int IDLE_DRAINS = 5;

    public final Winsock2 ws2;
    public final OverlappedSockets sockets;
    public final CompletionPort port;
    private final List<NativeMemory> memory = new ArrayList<>();
    private final List<Packet> packets = new ArrayList<>();
    private final Map<Long, Slot> pending = new HashMap<>();
    private final List<Long> open = new ArrayList<>();
    private final Map<Long, Integer> families = new HashMap<>();
    private final Set<Long> skipping = new HashSet<>();
    private final ByteBuffer value = ByteBuffer.allocateDirect(1024).order(ByteOrder.nativeOrder());

    private int patienceMillis = 30_000;
    private boolean untracked;

    /** Opens the door to a Windows. */
    public Door(Winsock2 ws2, OverlappedSockets sockets, CompletionPort port) {
        this.ws2 = ws2;
        this.sockets = sockets;
        this.port = port;
    }

    /** How long at most it waits for a packet that has to come. */
    public void patience(int millis) {
        patienceMillis = millis;
    }

    /** Opens a SOCKET that belongs to the port. */
    public long open(int family, int type) {
        long s = openWithoutPort(family, type);
        port.CreateIoCompletionPort(s, KEY);
        return s;
    }

    /** Opens a SOCKET that belongs to no port. */
    public long openWithoutPort(int family, int type) {
        long s = ws2.socket(family, type, 0);
        if (s < 0) {
            throw new AssertionError("WSASocketW: " + s);
        }
        open.add(s);
        families.put(s, family);
        return s;
    }

    /** Opens a SOCKET for IPv4 and IPv6. */
    public long dualStack(int type) {
        long s = open(AF_INET6, type);
        set(s, "IPV6_V6ONLY", 0);
        return s;
    }

    /** Opens a TCP SOCKET of IPv4. */
    public long tcp() {
        return open(AF_INET, SOCK_STREAM);
    }

    /** Opens a UDP SOCKET of IPv4. */
    public long udp() {
        return open(AF_INET, SOCK_DGRAM);
    }

    /** Opens a TCP SOCKET that is bound to a port of the loopback address. */
    public long boundTcp() {
        long s = tcp();
        bind(s, InetAddress.getLoopbackAddress(), 0);
        return s;
    }

    /** Opens a UDP SOCKET that is bound to a port of the loopback address. */
    public long boundUdp() {
        long s = udp();
        bind(s, InetAddress.getLoopbackAddress(), 0);
        return s;
    }

    /** Opens a listener. */
    public long listener() {
        long s = boundTcp();
        sockets.listen(s, 10);
        return s;
    }

    /** Binds to an address as a SOCKET of its family takes it. */
    public int bind(long s, InetAddress host, int port) {
        return sockets.bind(s, value, write(s, new InetSocketAddress(host, port), value));
    }

    /** Binds to an address as it is, of which {@code namelen} bytes are passed. */
    public int bindTo(long s, InetSocketAddress name, int namelen) {
        SocketAddresses.write(name, value);
        return sockets.bind(s, value, namelen);
    }

    /** Gives a datagram SOCKET a peer, or takes it away when the address is null. */
    public int connect(long s, InetSocketAddress peer) {
        for (int i = 0; i < SocketAddresses.MAX_LENGTH; i++) {
            value.put(i, (byte) 0);
        }
        return sockets.connect(s, value, peer == null ? SocketAddresses.MAX_LENGTH : write(s, peer, value));
    }

    private OverlappedSockets functions(long s) {
        return sockets.ofFamily(families.getOrDefault(s, AF_INET));
    }

    private int write(long s, InetSocketAddress address, ByteBuffer out) {
        return families.getOrDefault(s, AF_INET) == AF_INET6
                ? SocketAddresses.writeInet6(address, out)
                : SocketAddresses.write(address, out);
    }

    public int close(long s) {
        open.remove(s);
        return ws2.closesocket(s);
    }

    /** Takes note that a SOCKET was closed by its own call. */
    public void forget(long s) {
        open.remove(s);
    }

    /** The local address of a SOCKET. */
    public InetSocketAddress local(long s) {
        int result = sockets.getsockname(s, value);
        if (result < 0) {
            throw new AssertionError("getsockname: " + result);
        }
        return SocketAddresses.read(value, 0);
    }

    public int getsockname(long s) {
        return sockets.getsockname(s, value);
    }

    public int getpeername(long s) {
        return sockets.getpeername(s, value);
    }

    /** The address of the peer of a SOCKET. */
    public InetSocketAddress peer(long s) {
        int result = sockets.getpeername(s, value);
        if (result < 0) {
            throw new AssertionError("getpeername: " + result);
        }
        return SocketAddresses.read(value, 0);
    }

    /** Sets an option of the catalogue to a number of four bytes. */
    public int set(long s, String option, int number) {
        return set(s, option, number, Integer.BYTES);
    }

    /** Sets an option of the catalogue to a number, of which {@code optlen} bytes are passed. */
    public int set(long s, String option, int number, int optlen) {
        WinsockOption<?> row = Catalogue.byName(option);
        value.putInt(0, number);
        return ws2.setsockopt(s, row.level(), row.optname(), value, optlen);
    }

    /** Sets an option whose value is a struct. */
    public int set(long s, String option, byte[] struct) {
        WinsockOption<?> row = Catalogue.byName(option);
        for (int i = 0; i < struct.length; i++) {
            value.put(i, struct[i]);
        }
        return ws2.setsockopt(s, row.level(), row.optname(), value, struct.length);
    }

    /** Issues a control code with a number of four bytes, of which {@code cbIn} are passed. */
    public int control(long s, String code, int number, int cbIn) {
        value.putInt(0, number);
        return ws2.WSAIoctl(s, CONTROL_CODES.get(code), value, cbIn, null, 0);
    }

    /** Reads an option of the catalogue that is a number. */
    public int get(long s, String option) {
        WinsockOption<?> row = Catalogue.byName(option);
        value.putInt(0, 0);
        int result = ws2.getsockopt(s, row.level(), row.optname(), value, Integer.BYTES);
        return result < 0 ? result : value.getInt(0);
    }

    public int updateAcceptContext(long s, long listener) {
        WinsockOption<?> row = Catalogue.byName("SO_UPDATE_ACCEPT_CONTEXT");
        value.putLong(0, listener);
        return ws2.setsockopt(s, row.level(), row.optname(), value, Long.BYTES);
    }

    public int updateConnectContext(long s) {
        WinsockOption<?> row = Catalogue.byName("SO_UPDATE_CONNECT_CONTEXT");
        return ws2.setsockopt(s, row.level(), row.optname(), null, 0);
    }

    /** The memory of a new call. */
    public Slot slot() {
        return new Slot(0);
    }

    /** The memory of a new call with a data buffer. */
    public Slot slot(int length) {
        return new Slot(length);
    }

    /** The memory of a new call that sends a text. */
    public Slot slot(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Slot slot = new Slot(bytes.length);
        slot.memory.buffer().position(Slot.DATA);
        slot.memory.buffer().put(bytes).clear();
        return slot;
    }

    public int accept(long listener, long accepted, Slot slot) {
        return made(
                listener,
                slot,
                functions(listener)
                        .AcceptEx(listener, accepted, slot.at(Slot.ADDRESSES), 44, slot.at(Slot.BYTES), slot.at(0)));
    }

    /** Connects by ConnectEx, and sends the data of the slot if it has any. */
    public int connect(long s, InetSocketAddress remote, Slot slot) {
        int namelen = write(s, remote, slot.addresses());
        int length = slot.memory.buffer().getInt(Slot.WSABUF);
        long data = length == 0 ? 0 : slot.at(Slot.DATA);
        return made(
                s,
                slot,
                functions(s)
                        .ConnectEx(s, slot.at(Slot.ADDRESSES), namelen, data, length, slot.at(Slot.BYTES), slot.at(0)));
    }

    public int receive(long s, Slot slot) {
        return made(
                s,
                slot,
                sockets.WSARecv(s, slot.at(Slot.WSABUF), 1, slot.at(Slot.BYTES), slot.at(Slot.FLAGS), slot.at(0)));
    }

    public int send(long s, Slot slot) {
        return made(s, slot, sockets.WSASend(s, slot.at(Slot.WSABUF), 1, slot.at(Slot.BYTES), slot.at(0)));
    }

    /** Sends a datagram, to the peer when the address is null. */
    public int sendTo(long s, InetSocketAddress to, Slot slot) {
        int length = to == null ? 0 : write(s, to, slot.addresses());
        long address = to == null ? 0 : slot.at(Slot.ADDRESSES);
        return made(
                s,
                slot,
                sockets.WSASendTo(s, slot.at(Slot.WSABUF), 1, slot.at(Slot.BYTES), address, length, slot.at(0)));
    }

    /** Sends a datagram with control messages, to the peer when the address is null. */
    public int sendMessage(long s, InetSocketAddress to, Slot slot, ByteBuffer control) {
        slot.prepareMessage(control.remaining());
        int length = to == null ? 0 : write(s, to, slot.addresses());
        slot.memory.buffer().putInt(Slot.MESSAGE_NAMELEN, length);
        if (to == null) {
            slot.memory.buffer().putLong(Slot.MESSAGE, 0);
        }
        for (int i = 0; i < control.remaining(); i++) {
            slot.memory.buffer().put(Slot.CONTROL + i, control.get(control.position() + i));
        }
        return made(s, slot, sockets.WSASendMsg(s, slot.at(Slot.MESSAGE), slot.at(Slot.BYTES), slot.at(0)));
    }

    /** Sends no WSAMSG at all. */
    int sendNoMessage(long s) {
        Slot slot = slot();
        return made(s, slot, sockets.WSASendMsg(s, 0, slot.at(Slot.BYTES), slot.at(0)));
    }

    /** Receives a datagram. */
    public int receiveMessage(long s, Slot slot) {
        return receiveMessage(s, slot, Slot.CONTROL_LENGTH);
    }

    /** Receives a datagram with that much room for control messages. */
    public int receiveMessage(long s, Slot slot, int controlLength) {
        slot.prepareMessage(controlLength);
        return receivePrepared(s, slot);
    }

    /** Receives a datagram into the WSAMSG as it stands. */
    int receivePrepared(long s, Slot slot) {
        return made(s, slot, functions(s).WSARecvMsg(s, slot.at(Slot.MESSAGE), slot.at(Slot.BYTES), slot.at(0)));
    }

    /** Has calls on a SOCKET that succeed inline post no packet. */
    public int skipPackets(long s) {
        int result = sockets.SetFileCompletionNotificationModes(s);
        if (result == 0) {
            skipping.add(s);
        }
        return result;
    }

    /** Notes whether a packet has to come of a call that has answered {@code result}. */
    public int made(long s, Slot slot, int result) {
        if (result == -WsaErrors.WSA_IO_PENDING || result == 0 && !skipping.contains(s)) {
            pending.put(slot.at(0), slot);
        }
        untracked |= result == -WsaErrors.WSAEMSGSIZE;
        return result;
    }

    /** Connects and accepts, and answers the two ends. */
    public long[] connection() {
        return connection(listener());
    }

    /** Connects to a listener and accepts, and answers the two ends. */
    public long[] connection(long listener) {
        long[] ends = connectionWithoutContext(listener);
        updateConnectContext(ends[0]);
        updateAcceptContext(ends[1], listener);
        return ends;
    }

    /** Connects to a listener and accepts, and answers the two ends before their contexts are updated. */
    public long[] connectionWithoutContext(long listener) {
        long[] ends = {boundTcp(), tcp()};
        Slot accept = slot();
        Slot connect = slot();
        accept(listener, ends[1], accept);
        connect(ends[0], local(listener), connect);
        await(accept);
        await(connect);
        return ends;
    }

    /** The outcome of a call that has answered {@code result}: at once, or by a packet. Not for skip mode. */
    public Packet end(int result, Slot slot) {
        return result == 0 || result == -WsaErrors.WSA_IO_PENDING ? await(slot) : new Packet(0, slot.at(0), -result, 0);
    }

    /** Waits for the packet of a call. */
    public Packet await(Slot slot) {
        Packet packet = poll(slot, patienceMillis);
        if (packet == null) {
            throw new AssertionError("no packet came");
        }
        return packet;
    }

    /** The packet of a call when it comes within a time, or null. */
    public Packet poll(Slot slot, int millis) {
        while (true) {
            for (Packet packet : packets) {
                if (packet.overlapped == slot.at(0)) {
                    packets.remove(packet);
                    return packet;
                }
            }
            if (!dequeue(millis)) {
                return null;
            }
        }
    }

    /** Lets pass a time in which what is under way should arrive. */
    public void settle() {
        while (dequeue(SETTLE_MILLIS)) {
            // More may come.
        }
    }

    /** Takes the next packet, and answers the address of its OVERLAPPED, or 0 when none comes within a time. */
    public long next(int millis) {
        return !packets.isEmpty() || dequeue(millis) ? packets.remove(0).overlapped : 0;
    }

    private boolean dequeue(int millis) {
        int count = port.GetQueuedCompletionStatusEx(millis);
        for (int i = 0; i < count; i++) {
            pending.remove(port.overlapped(i));
            packets.add(new Packet(port.key(i), port.overlapped(i), port.status(i), port.bytes(i)));
        }
        return count > 0;
    }

    @Override
    public void close() {
        for (long s : List.copyOf(open)) {
            close(s);
        }
        for (int idle = 0; !pending.isEmpty() && idle < IDLE_DRAINS; ) {
            idle += dequeue(DRAIN_MILLIS) ? 0 : 1;
        }
        while (dequeue(untracked ? DRAIN_MILLIS : 0)) {
            // Nobody wants to know any more.
        }
        port.CloseHandle();
        // What a call goes on with is left to the system.
        pending.values().forEach(slot -> memory.remove(slot.memory));
        memory.forEach(NativeMemory::free);
    }

    /** A packet, or an error of the call itself as its status. */
    public static final class Packet {
        public final long key;
        public final int status;
        public final int bytes;
        private final long overlapped;

        Packet(long key, long overlapped, int status, int bytes) {
            this.key = key;
            this.overlapped = overlapped;
            this.status = status;
            this.bytes = bytes;
        }

        @Override
        public String toString() {
            return String.format("0x%08X with %d bytes", status, bytes);
        }
    }

    /** The memory of one call. */
    public final class Slot {
        static final int EVENT = 24;
        static final int BYTES = 32;
        static final int FLAGS = 36;
        static final int WSABUF = 40;
        static final int ADDRESSES = 64;
        static final int MESSAGE = 160;
        static final int MESSAGE_NAMELEN = MESSAGE + 8;
        static final int MESSAGE_CONTROL_LENGTH = MESSAGE + 32;
        static final int MESSAGE_CONTROL = MESSAGE + 40;
        static final int MESSAGE_FLAGS = MESSAGE + 48;
        static final int CONTROL = 224;
        static final int CONTROL_LENGTH = 64;
        static final int DATA = 288;

        private final NativeMemory memory;

        private Slot(int length) {
            memory = NativeMemory.allocate(DATA + Math.max(1, length));
            Door.this.memory.add(memory);
            memory.buffer().putInt(WSABUF, length).putLong(WSABUF + Long.BYTES, at(DATA));
        }

        long at(int offset) {
            return memory.address() + offset;
        }

        /** The address of the OVERLAPPED. */
        public long overlapped() {
            return at(0);
        }

        private ByteBuffer addresses() {
            ByteBuffer addresses = memory.buffer().position(ADDRESSES).slice().order(ByteOrder.nativeOrder());
            memory.buffer().clear();
            return addresses;
        }

        /** The number of bytes of a call that has completed inline. */
        public int bytes() {
            return memory.buffer().getInt(BYTES);
        }

        /** The first bytes of the data. */
        public String text(int length) {
            return new String(Memory.read(at(DATA), length), StandardCharsets.ISO_8859_1);
        }

        /** Fills the WSAMSG, with that much room for control messages. */
        void prepareMessage(int controlLength) {
            ByteBuffer buffer = memory.buffer();
            buffer.putLong(MESSAGE, at(ADDRESSES)).putInt(MESSAGE_NAMELEN, 28);
            buffer.putLong(MESSAGE + 16, at(WSABUF)).putInt(MESSAGE + 24, 1);
            buffer.putInt(MESSAGE_CONTROL_LENGTH, controlLength).putLong(MESSAGE_CONTROL, at(CONTROL));
            buffer.putInt(MESSAGE_FLAGS, 0);
        }

        /** The address in the WSAMSG. */
        public InetSocketAddress sender() {
            return SocketAddresses.read(addresses(), 0);
        }

        /** The flags of the WSAMSG. */
        public int messageFlags() {
            return memory.buffer().getInt(MESSAGE_FLAGS);
        }

        /** The control messages of the WSAMSG. */
        public ByteBuffer control() {
            return ByteBuffer.wrap(Memory.read(at(CONTROL), memory.buffer().getInt(MESSAGE_CONTROL_LENGTH)))
                    .order(ByteOrder.nativeOrder());
        }
    }
}
