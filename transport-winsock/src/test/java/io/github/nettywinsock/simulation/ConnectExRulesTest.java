package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** ConnectEx. */
class ConnectExRulesTest extends WindowsRules {
    @Test
    @Rules("R163")
    void connectExWantsABoundSocket() {
        InetSocketAddress remote = door.local(door.listener());
        assertThat(door.connect(door.tcp(), remote, door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R164")
    void aConnectedSocketIsNotConnectedAgain() {
        long[] ends = door.connection();
        assertThat(door.connect(ends[0], door.local(door.listener()), door.slot()))
                .isEqualTo(-SimulatedWindows.WSAEISCONN);
    }

    @Test
    @Rules("R168")
    void nobodyConnectsToTheWildcardOrPortZero() {
        assertThat(door.connect(door.boundTcp(), new InetSocketAddress(WILDCARD, 1), door.slot()))
                .isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(door.connect(door.boundTcp(), new InetSocketAddress(LOOPBACK, 0), door.slot()))
                .isEqualTo(-WSAEADDRNOTAVAIL);
    }

    @Test
    @Rules({"R170", "R175"})
    void aRefusedSocketMayConnectAgain() {
        long client = door.boundTcp();
        long closed = door.boundTcp();
        Slot first = door.slot();
        door.connect(client, door.local(closed), first);
        assertThat(door.await(first).status).isEqualTo(Status.CONNECTION_REFUSED);
        Slot second = door.slot();
        door.connect(client, door.local(door.listener()), second);
        assertThat(door.await(second).status).isZero();
    }
}
