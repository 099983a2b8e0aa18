package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.CompletionPort;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.junit.jupiter.api.Test;

/** Connections that are handed to another event loop cost it a packet together, until it has noticed. */
class WakeupTest {
    private final CompletionPort port = SimulatedWindows.withoutWhims().newPort(16);
    private final Wakeup wakeup = new Wakeup(port, GlobalEventExecutor.INSTANCE);

    @Test
    void onePacketIsPostedForManyTasks() {
        for (int round = 0; round < 3; round++) {
            for (int task = 0; task < 5; task++) {
                wakeup.post();
            }
            assertThat(port.GetQueuedCompletionStatusEx(0)).isEqualTo(1);
            assertThat(port.key(0)).isEqualTo(Wakeup.KEY);
            wakeup.came();
        }
    }
}
