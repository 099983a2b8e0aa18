package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEMSGSIZE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAESHUTDOWN;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many packets calls have, with and without FILE_SKIP_COMPLETION_PORT_ON_SUCCESS. */
class SkipModeRulesTest extends WindowsRules {
    @Test
    @Rules("R207")
    void everyAcceptedCallHasOnePacket() {
        long[] ends = door.connection();
        Slot send = door.slot("abc");
        assertThat(door.end(door.send(ends[0], send), send).bytes).isEqualTo(3);
        door.settle();
        assertThat(door.poll(send, 0)).isNull();
    }

    @Test
    @Rules({"R207", "R215"})
    void aCallThatFailsInlineHasNone() {
        long[] ends = door.connection();
        door.sockets.shutdown(ends[0], 1);
        Slot send = door.slot("abc");
        assertThat(door.send(ends[0], send)).isEqualTo(-WSAESHUTDOWN);
        door.settle();
        assertThat(door.poll(send, 0)).isNull();
    }

    @Test
    @Rules("R208")
    void inSkipModeAnInlineSuccessHasNoPacket() {
        long[] ends = door.connection();
        if (door.skipPackets(ends[0]) == 0) {
            Slot send = door.slot("abc");
            int result = door.send(ends[0], send);
            Packet packet = result == 0 ? door.poll(send, 20) : door.await(send);
            assertThat(packet == null).isEqualTo(result == 0);
        }
    }

    @Test
    @Rules("R209")
    void theModeStays() {
        long[] ends = door.connection();
        if (door.skipPackets(ends[0]) == 0) {
            assertThat(door.skipPackets(ends[0])).isZero();
            Slot send = door.slot("abc");
            int result = door.send(ends[0], send);
            Packet packet = result == 0 ? door.poll(send, 20) : door.await(send);
            assertThat(packet == null).isEqualTo(result == 0);
        }
    }

    @Test
    @Rules("R211")
    void anAcceptHasItsPacketAlsoInSkipMode() {
        long listener = door.listener();
        door.skipPackets(listener);
        Slot accept = door.slot();
        assertThat(door.accept(listener, door.tcp(), accept)).isEqualTo(-WSA_IO_PENDING);
        door.connect(door.boundTcp(), door.local(listener), door.slot());
        assertThat(door.await(accept).status).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Rules({"R212", "R213"})
    void aDatagramThatIsCutInline(boolean skips) {
        long receiver = door.boundUdp();
        if (skips) {
            door.skipPackets(receiver);
        }
        Slot send = door.slot("datagram");
        door.end(door.sendTo(door.boundUdp(), door.local(receiver), send), send);
        door.settle();
        Slot receive = door.slot(3);
        int result = door.receiveMessage(receiver, receive);
        tell("result", result);
        assertThat(-result).isIn(WSAEMSGSIZE, WSA_IO_PENDING);
        Packet packet = door.poll(receive, 100);
        tell("packet", packet == null ? "none" : Integer.toHexString(packet.status));
        assertThat(packet != null || result == -WSAEMSGSIZE).isTrue();
    }

    @Test
    @Rules("R214")
    void aCancelledCallHasItsPacketAlsoInSkipMode() {
        long[] ends = door.connection();
        door.skipPackets(ends[0]);
        Slot receive = door.slot(1);
        assertThat(door.receive(ends[0], receive)).isEqualTo(-WSA_IO_PENDING);
        door.close(ends[0]);
        assertThat(door.await(receive).status).isNegative();
    }
}
