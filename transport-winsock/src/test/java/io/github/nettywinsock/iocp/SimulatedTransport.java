package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.SocketProtocolFamily;

/** The channels and event loops of the transport, on a Windows in memory. */
final class SimulatedTransport {
    private static final int MAX_PACKETS = 128;

    final SimulatedWindows windows;

    SimulatedTransport(SimulatedWindows windows) {
        this.windows = windows;
    }

    IoHandlerFactory handlers() {
        return IocpIoHandler.newFactory(() -> windows.newPort(MAX_PACKETS));
    }

    IocpServerSocketChannel listener(SocketProtocolFamily family) {
        return new IocpServerSocketChannel(windows.ws2(), windows.sockets(), family);
    }

    IocpSocketChannel connection(SocketProtocolFamily family) {
        return new IocpSocketChannel(windows.ws2(), windows.sockets(), family);
    }

    IocpDatagramChannel datagrams(SocketProtocolFamily family) {
        return new IocpDatagramChannel(windows.ws2(), windows.sockets(), family);
    }
}
