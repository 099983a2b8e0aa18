package io.github.nettywinsock.bench;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.NativeMemory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients of an echo server in a Windows in memory: each sends a message, and the next one when it has it back. */
public final class Peers implements Clients {
    public static final int MESSAGE_LENGTH = 64;

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int PACKETS = 256;

    private static final int BYTES = 32;
    private static final int FLAGS = 36;
    private static final int WSABUF = 40;
    private static final int ADDRESS = 56;
    private static final int MESSAGE = 88;
    private static final int DATA = 160;

    private final SimulatedWindows windows;
    private final CompletionPort port;
    private final InetSocketAddress server;
    private final Map<Long, Peer> receiving = new HashMap<>();
    private final List<Peer> resting = new ArrayList<>();
    private long echoes;
    private long limit;

    /** Makes clients of a server that listens at an address. */
    public Peers(SimulatedWindows windows, InetSocketAddress server) {
        this.windows = windows;
        this.server = server;
        port = windows.newPort(PACKETS);
    }

    /** Connects one more. */
    public void connect() {
        Peer peer = new Peer(open(SOCK_STREAM));
        NativeMemory call = peer.send;
        windows.sockets().ConnectEx(peer.s, call.address() + ADDRESS, peer.addressLength, 0, 0, 0, call.address());
        while (port.GetQueuedCompletionStatusEx(0) <= 0) {
            windows.advance(windows.nanoTime() + 1);
        }
        WinsockOption<?> update = Catalogue.byName("SO_UPDATE_CONNECT_CONTEXT");
        check(windows.ws2().setsockopt(peer.s, update.level(), update.optname(), null, 0));
        peer.begin(true);
    }

    /** Adds one that sends datagrams. */
    public void addDatagrams() {
        new Peer(open(SOCK_DGRAM)).begin(false);
    }

    private long open(int type) {
        long s = windows.ws2().socket(AF_INET, type, 0);
        check(port.CreateIoCompletionPort(s, 1));
        check(windows.sockets().SetFileCompletionNotificationModes(s));
        ByteBuffer address = ByteBuffer.allocateDirect(SocketAddresses.MAX_LENGTH);
        int length = SocketAddresses.write(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), address);
        check(windows.sockets().bind(s, address, length));
        return s;
    }

    @Override
    public void act() {
        int packets = port.GetQueuedCompletionStatusEx(0);
        for (int i = 0; i < packets; i++) {
            Peer peer = receiving.get(port.overlapped(i));
            if (port.bytes(i) != MESSAGE_LENGTH) {
                throw new IllegalStateException(port.bytes(i) + " bytes came back, status " + port.status(i));
            }
            echoes++;
            peer.receive();
            if (echoes < limit) {
                peer.send();
            } else {
                resting.add(peer);
            }
        }
    }

    @Override
    public void goOn(long messages) {
        limit = echoes + messages;
        resting.forEach(Peer::send);
        resting.clear();
    }

    @Override
    public boolean rest() {
        return resting.size() == receiving.size();
    }

    @Override
    public long echoes() {
        return echoes;
    }

    @Override
    public void close() {
        for (Peer peer : receiving.values()) {
            windows.ws2().closesocket(peer.s);
        }
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("error " + -result);
        }
    }

    private final class Peer {
        private final long s;
        private final NativeMemory receive = NativeMemory.allocate(DATA + MESSAGE_LENGTH);
        private final NativeMemory send = NativeMemory.allocate(DATA + MESSAGE_LENGTH);
        private final int addressLength;
        private boolean stream;

        Peer(long s) {
            this.s = s;
            for (NativeMemory call : new NativeMemory[] {receive, send}) {
                call.buffer()
                        .putInt(WSABUF, MESSAGE_LENGTH)
                        .putLong(WSABUF + Long.BYTES, call.address() + DATA)
                        .putLong(MESSAGE, call.address() + ADDRESS)
                        .putLong(MESSAGE + 16, call.address() + WSABUF)
                        .putInt(MESSAGE + 24, 1);
            }
            ByteBuffer address = send.buffer().duplicate().position(ADDRESS).slice();
            addressLength =
                    SocketAddresses.write(server, address.order(send.buffer().order()));
        }

        void begin(boolean stream) {
            this.stream = stream;
            receiving.put(receive.address(), this);
            receive();
            resting.add(this);
        }

        void receive() {
            long call = receive.address();
            int result;
            if (stream) {
                result = windows.sockets().WSARecv(s, call + WSABUF, 1, call + BYTES, call + FLAGS, call);
            } else {
                receive.buffer().putInt(MESSAGE + 8, SocketAddresses.MAX_LENGTH).putInt(MESSAGE + 48, 0);
                result = windows.sockets().WSARecvMsg(s, call + MESSAGE, call + BYTES, call);
            }
            if (result != -997) {
                throw new IllegalStateException("a receive does not go on: " + result);
            }
        }

        void send() {
            long call = send.address();
            check(
                    stream
                            ? windows.sockets().WSASend(s, call + WSABUF, 1, call + BYTES, call)
                            : windows.sockets()
                                    .WSASendTo(s, call + WSABUF, 1, call + BYTES, call + ADDRESS, addressLength, call));
        }
    }
}
