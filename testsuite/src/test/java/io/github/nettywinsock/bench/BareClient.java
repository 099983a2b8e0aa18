package io.github.nettywinsock.bench;

import io.github.nettywinsock.option.Catalogue;
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

/**
 * Connects, sends a message, and closes when it has come back, again and again, with no more calls than that takes in C with
 * the options that {@code iocp-echo.c} sets.
 */
public final class BareClient implements Clients {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final int BYTES = 32;
    private static final int FLAGS = 36;
    private static final int WSABUF = 40;
    private static final int ADDRESS = 56;
    private static final int DATA = 88;

    private final Winsock2 ws2;
    private final OverlappedSockets sockets;
    private final CompletionPort port;
    private final InetSocketAddress server;
    private final Runnable peer;
    private final ByteBuffer value = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    private final NativeMemory memory = NativeMemory.allocate(DATA + Peers.MESSAGE_LENGTH);
    private final long address = memory.address();
    private long s = -1;
    private boolean connecting;
    private long echoes;
    private long limit;

    /** Connects to {@code server}, where {@code peer} does what is to be done. */
    public BareClient(
            Winsock2 ws2, OverlappedSockets sockets, CompletionPort port, InetSocketAddress server, Runnable peer) {
        this.ws2 = ws2;
        this.sockets = sockets;
        this.port = port;
        this.server = server;
        this.peer = peer;
        memory.buffer().putInt(WSABUF, Peers.MESSAGE_LENGTH).putLong(WSABUF + Long.BYTES, address + DATA);
    }

    @Override
    public void goOn(long messages) {
        limit = echoes + messages;
        connect();
    }

    private void connect() {
        s = ws2.socket(Winsock2.AF_INET, Winsock2.SOCK_STREAM, 0);
        Peers.check(sockets.bind(s, value, SocketAddresses.write(ANY, value)));
        Peers.check(port.CreateIoCompletionPort(s, 0));
        Peers.check(sockets.SetFileCompletionNotificationModes(s));
        connecting = true;
        ByteBuffer name = memory.buffer().position(ADDRESS).slice().order(ByteOrder.nativeOrder());
        memory.buffer().clear();
        int length = SocketAddresses.write(server, name);
        int result = sockets.ConnectEx(s, address + ADDRESS, length, 0, 0, address + BYTES, address);
        if (result != -WsaErrors.WSA_IO_PENDING) {
            Peers.check(result);
            connected();
        }
    }

    private void connected() {
        connecting = false;
        WinsockOption<?> update = Catalogue.byName("SO_UPDATE_CONNECT_CONTEXT");
        Peers.check(ws2.setsockopt(s, update.level(), update.optname(), null, 0));
        WinsockOption<?> noDelay = Catalogue.byName("TCP_NODELAY");
        Peers.check(ws2.setsockopt(s, noDelay.level(), noDelay.optname(), value.putInt(0, 1), Integer.BYTES));
        Peers.check(sockets.WSASend(s, address + WSABUF, 1, address + BYTES, address));
        int result = sockets.WSARecv(s, address + WSABUF, 1, address + BYTES, address + FLAGS, address);
        if (result != -WsaErrors.WSA_IO_PENDING) {
            Peers.check(result);
            received();
        }
    }

    private void received() {
        Peers.check(ws2.closesocket(s));
        s = -1;
        echoes++;
        if (echoes < limit) {
            connect();
        }
    }

    /** Waits for packets, and handles them. */
    public void run() {
        int packets = port.GetQueuedCompletionStatusEx(CompletionPort.INFINITE);
        for (int i = 0; i < packets; i++) {
            if (connecting) {
                connected();
            } else {
                received();
            }
        }
    }

    @Override
    public void act() {
        peer.run();
    }

    @Override
    public long echoes() {
        return echoes;
    }

    @Override
    public boolean rest() {
        return s == -1;
    }

    @Override
    public void close() {
        memory.free();
    }
}
