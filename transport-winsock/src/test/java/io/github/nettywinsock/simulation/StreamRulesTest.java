package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNABORTED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import org.junit.jupiter.api.Test;

/** Receiving by stream sockets. */
class StreamRulesTest extends WindowsRules {
    @Test
    @Rules({"R215", "R216"})
    void aReceiveOfWhatIsThereIsInlineOrPends() {
        long[] ends = door.connection();
        send(ends[0], "a");
        door.settle();
        Slot receive = door.slot(1);
        int result = door.receive(ends[1], receive);
        tell("result", result);
        assertThat(-result).isIn(0, WSA_IO_PENDING);
        assertThat(door.await(receive).bytes).isOne();
    }

    @Test
    @Rules("R217")
    void theArrayOfBuffersIsCaptured() {
        long[] ends = door.connection();
        Slot receive = door.slot(3);
        assertThat(door.receive(ends[1], receive)).isEqualTo(-WSA_IO_PENDING);
        Memory.putLong(receive.at(Slot.WSABUF), 0);
        Memory.putLong(receive.at(Slot.WSABUF) + 8, 0);
        send(ends[0], "abc");
        Packet end = door.await(receive);
        assertThat("abc").startsWith(receive.text(end.bytes));
        assertThat(end.bytes).isPositive();
    }

    @Test
    @Rules("R218")
    void theNumberOfBytesIsWrittenInlineAlone() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        Memory.putInt(receive.at(Slot.BYTES), 0xCCCCCCCC);
        assertThat(door.receive(ends[1], receive)).isEqualTo(-WSA_IO_PENDING);
        send(ends[0], "a");
        door.await(receive);
        assertThat(receive.bytes()).isEqualTo(0xCCCCCCCC);
        Slot send = door.slot("abc");
        if (door.send(ends[0], send) == 0) {
            assertThat(send.bytes()).isEqualTo(3);
        }
    }

    @Test
    @Rules({"R219", "R220", "R243"})
    void bytesComeInOrder() {
        long[] ends = door.connection();
        send(ends[0], "abc");
        send(ends[0], "defgh");
        assertThat(receive(ends[1], 8)).isEqualTo("abcdefgh");
    }

    @Test
    @Rules({"R219", "R221"})
    void aReceiveIsNotKeptWaitingForAFullBuffer() {
        long[] ends = door.connection();
        Slot receive = door.slot(10);
        door.receive(ends[1], receive);
        send(ends[0], "abc");
        assertThat(door.await(receive).bytes).isBetween(1, 3);
    }

    @Test
    @Rules("R222")
    void receivesAreFilledInTheirOrder() {
        long[] ends = door.connection();
        Slot first = door.slot(1);
        Slot second = door.slot(1);
        door.receive(ends[1], first);
        door.receive(ends[1], second);
        send(ends[0], "ab");
        door.await(first);
        door.await(second);
        assertThat(first.text(1) + second.text(1)).isEqualTo("ab");
    }

    @Test
    @Rules({"R223", "R275"})
    void afterTheLastByteComesTheEndAgainAndAgain() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], 1)).isZero();
        assertThat(receive(ends[1], 1)).isEmpty();
        assertThat(receive(ends[1], 1)).isEmpty();
    }

    @Test
    @Rules("R224")
    void aReceiveOfNothingWaitsForData() {
        long[] ends = door.connection();
        Slot nothing = door.slot();
        assertThat(door.receive(ends[1], nothing)).isEqualTo(-WSA_IO_PENDING);
        assertThat(door.poll(nothing, 20)).isNull();
        send(ends[0], "a");
        assertThat(door.await(nothing).bytes).isZero();
        assertThat(receive(ends[1], 1)).isEqualTo("a");
    }

    @Test
    @Rules("R224")
    void aReceiveOfNothingWaitsForTheEnd() {
        long[] ends = door.connection();
        Slot nothing = door.slot();
        assertThat(door.receive(ends[1], nothing)).isEqualTo(-WSA_IO_PENDING);
        door.sockets.shutdown(ends[0], 1);
        Packet end = door.await(nothing);
        assertThat(end.status).isZero();
        assertThat(end.bytes).isZero();
    }

    @Test
    @Rules("R225")
    void aReceiveOfNothingFailsByAReset() {
        long[] ends = door.connection();
        Slot nothing = door.slot();
        door.receive(ends[1], nothing);
        reset(ends[0]);
        assertThat(NtStatus.wsaError(door.await(nothing).status, door.port)).isEqualTo(WSAECONNRESET);
    }

    @Test
    @Rules({"R226", "R267"})
    void aResetFailsTheReceive() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[1], receive);
        reset(ends[0]);
        Packet end = door.await(receive);
        assertThat(NtStatus.wsaError(end.status, door.port)).isEqualTo(WSAECONNRESET);
        assertThat(end.bytes).isZero();
    }

    @Test
    @Rules("R227")
    void afterAResetEveryCallFails() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[1], receive);
        reset(ends[0]);
        door.await(receive);
        assertThat(door.receive(ends[1], door.slot(1))).isEqualTo(-WSAECONNRESET);
        assertThat(door.send(ends[1], door.slot("a"))).isEqualTo(-WSAECONNRESET);
    }

    @Test
    @Rules("R228")
    void aResetLosesWhatWasNotRead() {
        long[] ends = door.connection();
        send(ends[0], "abc");
        Slot nothing = door.slot();
        door.end(door.receive(ends[1], nothing), nothing);
        reset(ends[0]);
        door.settle();
        assertThat(receiveError(ends[1])).isIn(WSAECONNRESET, WSAECONNABORTED);
    }

    @Test
    @Rules("R233")
    void anUnconnectedSocketNeitherSendsNorReceives() {
        assertThat(door.send(door.boundTcp(), door.slot("a"))).isEqualTo(-WSAENOTCONN);
        assertThat(door.receive(door.boundTcp(), door.slot(1))).isEqualTo(-WSAENOTCONN);
    }
}
