package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNREFUSED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners and their backlog. */
class ListenRulesTest extends WindowsRules {
    @Test
    @Rules({"R057", "R059"})
    void onlyABoundStreamSocketListens() {
        assertThat(door.sockets.listen(door.tcp(), 1)).isEqualTo(-WSAEINVAL);
        assertThat(door.sockets.listen(door.boundUdp(), 1)).isEqualTo(-WSAEOPNOTSUPP);
    }

    @Test
    @Rules("R058")
    void aConnectedSocketDoesNotListen() {
        assertThat(door.sockets.listen(door.connection()[0], 1)).isEqualTo(-SimulatedWindows.WSAEISCONN);
    }

    @Test
    @Rules("R060")
    void aListenerMayListenAgain() {
        assertThat(door.sockets.listen(door.listener(), 5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 0x7FFFFFFF, -1, -2000})
    @Rules({"R062", "R063"})
    void anyBacklogIsTaken(int backlog) {
        long listener = door.boundTcp();
        assertThat(door.sockets.listen(listener, backlog)).isZero();
        assertThat(connect(listener)).isZero();
    }

    @Test
    @Rules("R063")
    void aHintMakesTheBacklogLonger() {
        long listener = door.boundTcp();
        assertThat(door.sockets.listen(listener, -250)).isZero();
        List<Slot> connects = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Slot connect = door.slot();
            door.connect(door.boundTcp(), door.local(listener), connect);
            connects.add(connect);
        }
        for (Slot connect : connects) {
            assertThat(door.await(connect).status).isZero();
        }
    }

    @Test
    @Rules({"R062", "R065"})
    void aConnectionBeyondTheBacklogIsRefused() {
        long listener = door.boundTcp();
        assertThat(door.sockets.listen(listener, 2)).isZero();
        assertThat(connect(listener)).isZero();
        assertThat(connect(listener)).isZero();
        assertThat(connect(listener)).isEqualTo(WSAECONNREFUSED);
    }

    @Test
    @Rules("R067")
    void connectionsAreAcceptedInTheirOrder() {
        long listener = door.listener();
        long first = door.boundTcp();
        long second = door.boundTcp();
        for (long client : new long[] {first, second}) {
            Slot connect = door.slot();
            door.connect(client, door.local(listener), connect);
            door.await(connect);
            door.settle();
        }
        for (long client : new long[] {first, second}) {
            long accepted = door.tcp();
            Slot accept = door.slot();
            assertThat(door.end(door.accept(listener, accepted, accept), accept).status)
                    .isZero();
            door.updateAcceptContext(accepted, listener);
            door.updateConnectContext(client);
            assertThat(door.peer(accepted)).isEqualTo(door.local(client));
        }
    }

    @Test
    @Rules("R068")
    void aPausedListenerRefuses() {
        long listener = door.listener();
        assertThat(door.set(listener, "SO_PAUSE_ACCEPT", 1)).isZero();
        assertThat(connect(listener)).isEqualTo(WSAECONNREFUSED);
        assertThat(door.set(listener, "SO_PAUSE_ACCEPT", 0)).isZero();
        assertThat(connect(listener)).isZero();
    }

    @Test
    @Rules("R071")
    void onlyAListenerAccepts() {
        assertThat(door.get(door.boundTcp(), "SO_ACCEPTCONN")).isZero();
        assertThat(door.get(door.listener(), "SO_ACCEPTCONN")).isOne();
    }

    @Test
    @Rules("R072")
    void aListenerIsNoConnection() {
        long listener = door.listener();
        assertThat(door.send(listener, door.slot("x"))).isEqualTo(-WSAENOTCONN);
        assertThat(door.getpeername(listener)).isEqualTo(-WSAENOTCONN);
        assertThat(door.sockets.shutdown(listener, 1)).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R073")
    void closingAListenerResetsWhoWaits() {
        long listener = door.listener();
        long client = door.boundTcp();
        Slot connect = door.slot();
        door.connect(client, door.local(listener), connect);
        assertThat(door.await(connect).status).isZero();
        assertThat(door.updateConnectContext(client)).isZero();
        door.close(listener);
        assertThat(receiveError(client)).isEqualTo(WSAECONNRESET);
    }

    private int connect(long listener) {
        Slot connect = door.slot();
        door.connect(door.boundTcp(), door.local(listener), connect);
        return NtStatus.wsaError(door.await(connect).status, door.port);
    }
}
