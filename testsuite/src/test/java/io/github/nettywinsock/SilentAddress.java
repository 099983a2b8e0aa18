package io.github.nettywinsock;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nettywinsock.iocp.TransportUnderTest;
import io.github.nettywinsock.simulation.SimulatedWindows;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** An address that does not answer: a listener whose backlog is full, or one of a Windows in memory. */
public final class SilentAddress implements AutoCloseable {
    private final ServerSocket listener;
    private final List<SocketChannel> peers = new ArrayList<>();
    private final boolean isSilent;

    public SilentAddress() throws IOException, InterruptedException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        isSilent = TransportUnderTest.IS_SIMULATED || fillBacklog();
    }

    /** The address. Windows refuses there, so that there is none on the loopback interface: the test is aborted then. */
    public InetSocketAddress address() {
        if (TransportUnderTest.IS_SIMULATED) {
            return SimulatedWindows.SILENT;
        }
        assumeTrue(isSilent, "Windows refuses where the backlog is full");
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private boolean fillBacklog() throws IOException, InterruptedException {
        for (int i = 0; i < 10; i++) {
            SocketChannel peer = SocketChannel.open();
            peers.add(peer);
            peer.configureBlocking(false);
            try {
                peer.connect(listener.getLocalSocketAddress());
                if (!connects(peer)) {
                    return true;
                }
            } catch (ConnectException e) {
                return false;
            }
        }
        return false;
    }

    /** Whether it does within half a second, many times what it takes. */
    private static boolean connects(SocketChannel peer) throws IOException, InterruptedException {
        for (int i = 0; i < 50 && !peer.finishConnect(); i++) {
            Thread.sleep(10);
        }
        return peer.finishConnect();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel peer : peers) {
            peer.close();
        }
        listener.close();
    }
}
