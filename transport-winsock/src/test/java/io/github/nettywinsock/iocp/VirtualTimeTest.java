package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/**
 * An event loop on a Windows in virtual time, where it takes no time to see that nothing happens; in the end nothing may be
 * left open. A peer may call Windows itself, through the door.
 */
abstract class VirtualTimeTest {
    VirtualWorld world;
    VirtualLoop loop;
    Door door;
    private final List<String> faults = new ArrayList<>();

    final void start(long seed) {
        world = new VirtualWorld(seed, 1, faults);
        loop = world.loops().get(0);
        door = new Door(world.windows.ws2(), world.windows.sockets(), world.windows.newPort(64));
    }

    @AfterEach
    final void nothingIsLeft() {
        door.close();
        world.shutDown();
        world.windows.verifyClosed();
        assertThat(world.windows.outstandingCalls()).isZero();
        assertThat(faults).isEmpty();
        world.allocator.free();
    }

    final void settle(int millis) {
        world.settle(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Has something done on the event loop, and what follows from it at once. */
    final void onLoop(Runnable action) {
        loop.call(action);
        settle(1);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static SocketProtocolFamily family(long seed) {
        return seed % 2 == 0 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }
}
