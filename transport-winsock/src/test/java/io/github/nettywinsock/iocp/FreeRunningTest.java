package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Event loops with threads, on a Windows in memory that a seed schedules; in the end nothing may be left open. */
@Timeout(60)
abstract class FreeRunningTest {
    SimulatedTransport transport;
    EventLoopGroup group;

    final void start(long seed) {
        transport = new SimulatedTransport(SimulatedWindows.freeRunning(seed));
        group = new MultiThreadIoEventLoopGroup(2, transport.handlers());
    }

    @AfterEach
    final void everythingIsClosed() throws InterruptedException {
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
        transport.windows.verifyClosed();
        assertThat(transport.windows.outstandingCalls()).isZero();
    }

    static SocketProtocolFamily family(long seed) {
        return seed % 2 == 0 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }
}
