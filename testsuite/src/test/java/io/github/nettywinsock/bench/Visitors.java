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

/** One client after another, each for one message: it connects, sends, and closes when it has the message back. */
public final class Visitors implements Clients {
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int FLAGS = 36;
    private static final int WSABUF = 40;
    private static final int ADDRESS = 56;
    private static final int DATA = 96;
    private static final int SEND = 256;

    private final SimulatedWindows windows;
    private final CompletionPort port;
    private final NativeMemory memory = NativeMemory.allocate(2 * SEND);
    private final long call = memory.address();
    private final int addressLength;
    private final ByteBuffer local = ByteBuffer.allocateDirect(SocketAddresses.MAX_LENGTH);
    private long s = -1;
    private boolean connecting;
    private long echoes;
    private long limit;

    /** Makes clients of a server that listens at an address. */
    public Visitors(SimulatedWindows windows, InetSocketAddress server) {
        this.windows = windows;
        port = windows.newPort(1);
        for (int start = 0; start <= SEND; start += SEND) {
            memory.buffer()
                    .putInt(start + WSABUF, Peers.MESSAGE_LENGTH)
                    .putLong(start + WSABUF + Long.BYTES, call + start + DATA);
        }
        ByteBuffer address = memory.buffer().duplicate().position(ADDRESS).slice();
        addressLength =
                SocketAddresses.write(server, address.order(memory.buffer().order()));
    }

    @Override
    public void goOn(long messages) {
        limit = echoes + messages;
        visit();
    }

    private void visit() {
        s = windows.ws2().socket(AF_INET, SOCK_STREAM, 0);
        check(port.CreateIoCompletionPort(s, 1));
        check(windows.sockets().SetFileCompletionNotificationModes(s));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        check(windows.sockets().bind(s, local, SocketAddresses.write(any, local)));
        connecting = true;
        int result = windows.sockets().ConnectEx(s, call + ADDRESS, addressLength, 0, 0, 0, call);
        if (result == 0) {
            connected();
        }
    }

    @Override
    public void act() {
        while (port.GetQueuedCompletionStatusEx(0) > 0) {
            if (connecting) {
                connected();
            } else {
                echoes++;
                check(windows.ws2().closesocket(s));
                s = -1;
                if (echoes < limit) {
                    visit();
                }
            }
        }
    }

    private void connected() {
        connecting = false;
        WinsockOption<?> update = Catalogue.byName("SO_UPDATE_CONNECT_CONTEXT");
        check(windows.ws2().setsockopt(s, update.level(), update.optname(), null, 0));
        windows.sockets().WSARecv(s, call + WSABUF, 1, 0, call + FLAGS, call);
        check(windows.sockets().WSASend(s, call + SEND + WSABUF, 1, 0, call + SEND));
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
        if (s != -1) {
            windows.ws2().closesocket(s);
        }
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("error " + -result);
        }
    }
}
