package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.NativeCompletionPort;
import io.github.nettywinsock.ws2.NativeOverlappedSockets;
import io.github.nettywinsock.ws2.NativeWinsock2;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;

/** The transport that tests run on: that of Windows, and elsewhere, for each test, the same on a new Windows in memory. */
public final class TransportUnderTest {
    /** Whether Windows is in memory. */
    public static final boolean IS_SIMULATED = !PlatformDependent.isWindows();

    private static final String SEED = "simulation.seed";
    private static final int MAX_PACKETS = 128;

    private static Simulation simulation;
    private static boolean hasWhims = true;

    private TransportUnderTest() {}

    /** The I/O handlers of its event loops. */
    public static IoHandlerFactory handlers() {
        return handlers(new IocpIoHandlerConfig());
    }

    static IoHandlerFactory handlers(IocpIoHandlerConfig config) {
        if (!IS_SIMULATED) {
            return IocpIoHandler.newFactory(config);
        }
        int maxPackets = config.getMaxPackets();
        return IocpIoHandler.newFactory(() -> simulation().windows.newPort(maxPackets));
    }

    /** A new listener. */
    public static IocpServerSocketChannel newListener() {
        return IS_SIMULATED ? newListener(null) : new IocpServerSocketChannel();
    }

    static IocpServerSocketChannel newListener(SocketProtocolFamily family) {
        return new IocpServerSocketChannel(ws2(), sockets(), family);
    }

    /** A new connection. */
    public static IocpSocketChannel newConnection() {
        return IS_SIMULATED ? newConnection(null) : new IocpSocketChannel();
    }

    static IocpSocketChannel newConnection(SocketProtocolFamily family) {
        return new IocpSocketChannel(ws2(), sockets(), family);
    }

    /** A new datagram channel. */
    public static IocpDatagramChannel newDatagrams() {
        return IS_SIMULATED ? newDatagrams(null) : new IocpDatagramChannel();
    }

    /** A new datagram channel. */
    public static IocpDatagramChannel newDatagrams(SocketProtocolFamily family) {
        return new IocpDatagramChannel(ws2(), sockets(), family);
    }

    static Winsock2 ws2() {
        return IS_SIMULATED ? simulation().windows.ws2() : NativeWinsock2.load();
    }

    static OverlappedSockets sockets() {
        return IS_SIMULATED ? simulation().windows.sockets() : NativeOverlappedSockets.load();
    }

    static CompletionPort newPort() {
        return IS_SIMULATED ? simulation().windows.newPort(MAX_PACKETS) : NativeCompletionPort.create(MAX_PACKETS);
    }

    /** Its calls on sockets, some of which {@code interceptor} decides. */
    static Interceptor.Sockets intercepted(Interceptor interceptor) {
        return Interceptor.sockets(ws2(), sockets(), interceptor);
    }

    /** A completion port, the NTSTATUS of some of whose packets a test decides. */
    static CompletionPort newPort(Statuses statuses) {
        CompletionPort port = newPort();
        return Interceptor.port(port, (call, arguments) -> {
            if (!call.equals("status")) {
                return null;
            }
            int index = (Integer) arguments[0];
            return statuses.statusOf(port.overlapped(index), port.status(index));
        });
    }

    /** Decides on a packet. */
    interface Statuses {
        /** The NTSTATUS that the packet of the call with this OVERLAPPED has, instead of {@code status}. */
        int statusOf(long lpOverlapped, int status);
    }

    /** A connection that is not one of the transport. */
    static Socket connect(InetSocketAddress address) throws IOException {
        return IS_SIMULATED ? PeerSocket.connected(address) : new Socket(address.getAddress(), address.getPort());
    }

    /** The number of SOCKETs that are open on a Windows in memory. */
    static int openSockets() {
        return simulation().windows.openSockets();
    }

    /** Has something done before a Windows in memory ends, and before what was said earlier. */
    public static void beforeTheEnd(Runnable action) {
        if (IS_SIMULATED) {
            simulation().beforeTheEnd.push(action);
        }
    }

    /**
     * Ends the Windows in memory of the test that has run.
     *
     * @throws AssertionError if something was left open, or done that a caller of Windows must not do
     */
    static void end() {
        Simulation ended;
        synchronized (TransportUnderTest.class) {
            ended = simulation;
        }
        if (ended != null) {
            ended.beforeTheEnd.forEach(Runnable::run);
            synchronized (TransportUnderTest.class) {
                simulation = null;
            }
            ended.windows.verifyClosed();
        }
    }

    /** How to repeat a test, and what has happened last. */
    static String description() {
        return simulation().toString();
    }

    /** Says whether the next Windows in memory has whims. */
    static synchronized void hasWhims(boolean whims) {
        hasWhims = whims;
    }

    private static synchronized Simulation simulation() {
        if (simulation == null) {
            simulation = new Simulation();
        }
        return simulation;
    }

    private static final class Simulation {
        private final long seed = Long.getLong(SEED, ThreadLocalRandom.current().nextLong());
        private final SimulatedWindows windows =
                hasWhims ? SimulatedWindows.freeRunning(seed) : SimulatedWindows.freeRunningWithoutWhims();
        private final Deque<Runnable> beforeTheEnd = new ConcurrentLinkedDeque<>();

        @Override
        public String toString() {
            return String.format("-D%s=%d%n%s", SEED, seed, windows.history().last(60));
        }
    }
}
