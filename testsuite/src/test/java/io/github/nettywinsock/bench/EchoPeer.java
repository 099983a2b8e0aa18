package io.github.nettywinsock.bench;

import io.github.nettywinsock.simulation.SimulatedWindows;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** An echo server in a Windows in memory for those that connect, whose calls nobody measures. */
public final class EchoPeer {
    private static final int PACKETS = 16;

    private final SimulatedWindows.Port port;
    private final BareEchoServer server;

    public EchoPeer(SimulatedWindows windows) {
        port = windows.newPort(PACKETS);
        InetAddress host = InetAddress.getLoopbackAddress();
        server = new BareEchoServer(windows.ws2(), windows.sockets(), port, true, host, List.of(), null);
    }

    /** What to connect to. */
    public InetSocketAddress localAddress() {
        return server.localAddress();
    }

    /** Does what is to be done now. */
    public void act() {
        while (port.hasPackets() || server.hasPutOff()) {
            server.run();
        }
    }
}
