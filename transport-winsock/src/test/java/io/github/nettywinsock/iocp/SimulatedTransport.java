package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.CompletionPort;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Ticker;
import java.util.function.Supplier;

/** The channels and event loops of the transport, on a Windows in memory. */
final class SimulatedTransport {
    private static final int MAX_PACKETS = 128;

    final SimulatedWindows windows;
    private final Ticker ticker;
    private final EventExecutor other;

    SimulatedTransport(SimulatedWindows windows) {
        this(windows, Ticker.systemTicker(), GlobalEventExecutor.INSTANCE);
    }

    /**
     * Creates the transport of event loops that have another time, or that are not alone on their thread.
     *
     * @param other runs what may block, or comes later
     */
    SimulatedTransport(SimulatedWindows windows, Ticker ticker, EventExecutor other) {
        this.windows = windows;
        this.ticker = ticker;
        this.other = other;
    }

    IoHandlerFactory handlers() {
        return handlers(() -> windows.newPort(MAX_PACKETS));
    }

    IoHandlerFactory handlers(Supplier<CompletionPort> ports) {
        return IocpIoHandler.newFactory(ports, ticker, other);
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
