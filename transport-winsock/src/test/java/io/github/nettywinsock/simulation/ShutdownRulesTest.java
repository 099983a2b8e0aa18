package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAESHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** shutdown. */
class ShutdownRulesTest extends WindowsRules {
    @Test
    @Rules("R234")
    void nothingIsReceivedAfterShutdown() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], 0)).isZero();
        assertThat(door.receive(ends[0], door.slot(1))).isEqualTo(-WSAESHUTDOWN);
    }

    @Test
    @Rules("R235")
    void nothingIsSentAfterShutdown() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], 1)).isZero();
        assertThat(door.send(ends[0], door.slot("a"))).isEqualTo(-WSAESHUTDOWN);
    }

    @Test
    @Rules("R274")
    void anUnconnectedSocketIsNotShutDown() {
        assertThat(door.sockets.shutdown(door.boundTcp(), 1)).isEqualTo(-WSAENOTCONN);
    }
}
