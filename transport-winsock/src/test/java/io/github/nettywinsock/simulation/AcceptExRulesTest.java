package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import org.junit.jupiter.api.Test;

/** AcceptEx. */
class AcceptExRulesTest extends WindowsRules {
    @Test
    @Rules("R119")
    void aBoundSocketIsNotAcceptedWith() {
        assertThat(door.accept(door.listener(), door.boundTcp(), door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R120")
    void onlyAListenerIsAcceptedFrom() {
        assertThat(door.accept(door.boundTcp(), door.tcp(), door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R122")
    void aSocketIsAcceptedWithOnce() {
        long listener = door.listener();
        long accepted = door.tcp();
        assertThat(door.accept(listener, accepted, door.slot())).isEqualTo(-997);
        assertThat(door.accept(listener, accepted, door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules({"R066", "R126"})
    void aConnectionStandsBeforeItIsAccepted() {
        long listener = door.listener();
        long client = door.boundTcp();
        Slot connect = door.slot();
        door.connect(client, door.local(listener), connect);
        assertThat(door.await(connect).status).isZero();
        Slot accept = door.slot();
        assertThat(door.end(door.accept(listener, door.tcp(), accept), accept).status)
                .isZero();
    }

    @Test
    @Rules("R137")
    void closingAListenerCancelsItsAccepts() {
        long listener = door.listener();
        Slot[] accepts = {door.slot(), door.slot(), door.slot()};
        for (Slot accept : accepts) {
            door.accept(listener, door.tcp(), accept);
        }
        door.close(listener);
        for (Slot accept : accepts) {
            assertThat(door.await(accept).status).isEqualTo(Status.CANCELLED);
        }
    }

    @Test
    @Rules("R141")
    void oneAcceptIsCancelledAlone() {
        long listener = door.listener();
        Slot first = door.slot();
        Slot second = door.slot();
        door.accept(listener, door.tcp(), first);
        door.accept(listener, door.tcp(), second);
        assertThat(door.sockets.CancelIoEx(listener, first.overlapped())).isZero();
        assertThat(door.await(first).status).isEqualTo(Status.CANCELLED);
        assertThat(door.poll(second, 20)).isNull();
    }
}
