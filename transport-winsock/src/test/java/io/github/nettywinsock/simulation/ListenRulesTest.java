package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Listeners and their backlog. */
class ListenRulesTest extends WindowsRules {
    @Test
    @Rules({"R057", "R059"})
    void onlyABoundStreamSocketListens() {
        assertThat(door.sockets.listen(door.tcp(), 1)).isEqualTo(-WSAEINVAL);
        assertThat(door.sockets.listen(door.boundUdp(), 1)).isEqualTo(-WSAEOPNOTSUPP);
    }

    @Test
    @Rules("R060")
    void aListenerMayListenAgain() {
        assertThat(door.sockets.listen(door.listener(), 5)).isZero();
    }

    @Test
    @Rules("R071")
    void onlyAListenerAccepts() {
        assertThat(door.get(door.boundTcp(), "SO_ACCEPTCONN")).isZero();
        assertThat(door.get(door.listener(), "SO_ACCEPTCONN")).isOne();
    }
}
