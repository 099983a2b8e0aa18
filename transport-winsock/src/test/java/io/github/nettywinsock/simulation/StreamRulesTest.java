package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import org.junit.jupiter.api.Test;

/** Sending and receiving of stream sockets. */
class StreamRulesTest extends WindowsRules {
    @Test
    @Rules({"R219", "R220", "R243"})
    void bytesComeInOrder() {
        long[] ends = door.connection();
        for (String text : new String[] {"abc", "defgh"}) {
            Slot send = door.slot(text);
            door.end(door.send(ends[0], send), send);
        }
        StringBuilder received = new StringBuilder();
        while (received.length() < 8) {
            Slot receive = door.slot(10);
            Packet end = door.end(door.receive(ends[1], receive), receive);
            assertThat(end.status).isZero();
            assertThat(end.bytes).isPositive();
            received.append(receive.text(end.bytes));
        }
        assertThat(received).hasToString("abcdefgh");
    }

    @Test
    @Rules("R222")
    void receivesAreFilledInTheirOrder() {
        long[] ends = door.connection();
        Slot first = door.slot(1);
        Slot second = door.slot(1);
        door.receive(ends[1], first);
        door.receive(ends[1], second);
        Slot send = door.slot("ab");
        door.end(door.send(ends[0], send), send);
        door.await(first);
        door.await(second);
        assertThat(first.text(1) + second.text(1)).isEqualTo("ab");
    }

    @Test
    @Rules({"R223", "R275"})
    void afterTheLastByteComesTheEndAgainAndAgain() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], 1)).isZero();
        for (int i = 0; i < 2; i++) {
            Slot receive = door.slot(10);
            Packet end = door.end(door.receive(ends[1], receive), receive);
            assertThat(end.status).isZero();
            assertThat(end.bytes).isZero();
        }
    }

    @Test
    @Rules("R224")
    void aReceiveOfNothingWaitsForData() {
        long[] ends = door.connection();
        Slot nothing = door.slot();
        assertThat(door.receive(ends[1], nothing)).isEqualTo(-997);
        assertThat(door.poll(nothing, 20)).isNull();
        Slot send = door.slot("a");
        door.end(door.send(ends[0], send), send);
        assertThat(door.await(nothing).bytes).isZero();
        Slot receive = door.slot(1);
        door.end(door.receive(ends[1], receive), receive);
        assertThat(receive.text(1)).isEqualTo("a");
    }

    @Test
    @Rules({"R226", "R227", "R267"})
    void aResetFailsTheReceiveAndWhatFollows() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[1], receive);
        door.set(ends[0], "SO_LINGER", 1);
        door.close(ends[0]);
        assertThat(NtStatus.wsaError(door.await(receive).status, door.port)).isEqualTo(WSAECONNRESET);
        assertThat(door.receive(ends[1], door.slot(1))).isEqualTo(-WSAECONNRESET);
        assertThat(door.send(ends[1], door.slot("a"))).isEqualTo(-WSAECONNRESET);
    }

    @Test
    @Rules("R233")
    void anUnconnectedSocketNeitherSendsNorReceives() {
        assertThat(door.send(door.boundTcp(), door.slot("a"))).isEqualTo(-WSAENOTCONN);
        assertThat(door.receive(door.boundTcp(), door.slot(1))).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R246")
    void aSendOfNothingSucceeds() {
        long[] ends = door.connection();
        Slot send = door.slot();
        assertThat(door.end(door.send(ends[0], send), send).status).isZero();
    }
}
