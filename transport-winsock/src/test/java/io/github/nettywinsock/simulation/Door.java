package io.github.nettywinsock.simulation;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.NativeMemory;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The native calls as a test of a rule of Windows makes them, with the memory that they need. */
public final class Door implements AutoCloseable {
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 23;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;

    private static final long KEY = 7;
    private static final int WAIT_MILLIS = 5000;

    public final Winsock2 ws2;
    public final OverlappedSockets sockets;
    public final CompletionPort port;
    private final List<NativeMemory> memory = new ArrayList<>();
    private final List<Packet> packets = new ArrayList<>();
    private final List<Long> open = new ArrayList<>();
    private final ByteBuffer value = ByteBuffer.allocateDirect(1024).order(ByteOrder.nativeOrder());

    /** Opens the door to a Windows. */
    public Door(Winsock2 ws2, OverlappedSockets sockets, CompletionPort port) {
        this.ws2 = ws2;
        this.sockets = sockets;
        this.port = port;
    }

    /** Opens a SOCKET that belongs to the port. */
    public long open(int family, int type) {
        long s = ws2.socket(family, type, 0);
        if (s < 0) {
            throw new AssertionError("WSASocketW: " + s);
        }
        open.add(s);
        port.CreateIoCompletionPort(s, KEY);
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

    public int bind(long s, InetAddress host, int port) {
        return sockets.bind(s, value, SocketAddresses.write(new InetSocketAddress(host, port), value));
    }

    public int close(long s) {
        open.remove(s);
        return ws2.closesocket(s);
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

    /** Sets an option of the catalogue to a number of four bytes. */
    public int set(long s, String option, int number) {
        WinsockOption<?> row = Catalogue.byName(option);
        value.putInt(0, number);
        return ws2.setsockopt(s, row.level(), row.optname(), value, Integer.BYTES);
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
        return sockets.AcceptEx(listener, accepted, slot.at(Slot.ADDRESSES), 44, slot.at(Slot.BYTES), slot.at(0));
    }

    public int connect(long s, InetSocketAddress remote, Slot slot) {
        ByteBuffer buffer =
                slot.memory.buffer().position(Slot.ADDRESSES).slice().order(ByteOrder.nativeOrder());
        slot.memory.buffer().clear();
        int length = SocketAddresses.write(remote, buffer);
        return sockets.ConnectEx(s, slot.at(Slot.ADDRESSES), length, 0, 0, slot.at(Slot.BYTES), slot.at(0));
    }

    public int receive(long s, Slot slot) {
        return sockets.WSARecv(s, slot.at(Slot.WSABUF), 1, slot.at(Slot.BYTES), slot.at(Slot.FLAGS), slot.at(0));
    }

    public int send(long s, Slot slot) {
        return sockets.WSASend(s, slot.at(Slot.WSABUF), 1, slot.at(Slot.BYTES), slot.at(0));
    }

    /** Sends a datagram, to the peer when the address is null. */
    public int sendTo(long s, InetSocketAddress to, Slot slot) {
        int length = 0;
        if (to != null) {
            ByteBuffer buffer =
                    slot.memory.buffer().position(Slot.ADDRESSES).slice().order(ByteOrder.nativeOrder());
            slot.memory.buffer().clear();
            length = SocketAddresses.write(to, buffer);
        }
        long address = to == null ? 0 : slot.at(Slot.ADDRESSES);
        return sockets.WSASendTo(s, slot.at(Slot.WSABUF), 1, slot.at(Slot.BYTES), address, length, slot.at(0));
    }

    /** Receives a datagram. */
    public int receiveMessage(long s, Slot slot) {
        ByteBuffer buffer = slot.memory.buffer();
        buffer.putLong(Slot.MESSAGE, slot.at(Slot.ADDRESSES)).putInt(Slot.MESSAGE + 8, 28);
        buffer.putLong(Slot.MESSAGE + 16, slot.at(Slot.WSABUF)).putInt(Slot.MESSAGE + 24, 1);
        buffer.putInt(Slot.MESSAGE + 32, Slot.CONTROL_LENGTH).putLong(Slot.MESSAGE + 40, slot.at(Slot.CONTROL));
        buffer.putInt(Slot.MESSAGE + 48, 0);
        return sockets.WSARecvMsg(s, slot.at(Slot.MESSAGE), slot.at(Slot.BYTES), slot.at(0));
    }

    /** Connects and accepts, and answers the two ends. */
    public long[] connection() {
        long listener = listener();
        long[] ends = {boundTcp(), tcp()};
        Slot accept = slot();
        Slot connect = slot();
        accept(listener, ends[1], accept);
        connect(ends[0], local(listener), connect);
        await(accept);
        await(connect);
        updateConnectContext(ends[0]);
        updateAcceptContext(ends[1], listener);
        return ends;
    }

    /** The outcome of a call that has answered {@code result}: at once, or by a packet. Not for skip mode. */
    public Packet end(int result, Slot slot) {
        return result == 0 || result == -997 ? await(slot) : new Packet(slot.at(0), -result, 0);
    }

    /** Waits for the packet of a call. */
    public Packet await(Slot slot) {
        Packet packet = poll(slot, WAIT_MILLIS);
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
            int count = port.GetQueuedCompletionStatusEx(millis);
            if (count <= 0) {
                return null;
            }
            for (int i = 0; i < count; i++) {
                packets.add(new Packet(port.overlapped(i), port.status(i), port.bytes(i)));
            }
        }
    }

    @Override
    public void close() {
        for (long s : List.copyOf(open)) {
            close(s);
        }
        while (port.GetQueuedCompletionStatusEx(100) > 0) {
            packets.clear();
        }
        port.CloseHandle();
        memory.forEach(NativeMemory::free);
    }

    /** A packet, or an error of the call itself as its status. */
    public static final class Packet {
        public final int status;
        public final int bytes;
        private final long overlapped;

        Packet(long overlapped, int status, int bytes) {
            this.overlapped = overlapped;
            this.status = status;
            this.bytes = bytes;
        }
    }

    /** The memory of one call. */
    public final class Slot {
        static final int BYTES = 32;
        static final int FLAGS = 36;
        static final int WSABUF = 40;
        static final int ADDRESSES = 64;
        static final int MESSAGE = 160;
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

        /** The number of bytes of a call that has completed inline. */
        public int bytes() {
            return memory.buffer().getInt(BYTES);
        }

        /** The first bytes of the data. */
        public String text(int length) {
            return new String(Memory.read(at(DATA), length), StandardCharsets.ISO_8859_1);
        }

        /** The flags of the WSAMSG. */
        public int messageFlags() {
            return memory.buffer().getInt(MESSAGE + 48);
        }

        /** The control messages of the WSAMSG. */
        public ByteBuffer control() {
            return ByteBuffer.wrap(Memory.read(at(CONTROL), memory.buffer().getInt(MESSAGE + 32)))
                    .order(ByteOrder.nativeOrder());
        }
    }
}
