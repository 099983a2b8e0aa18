package io.github.nettywinsock.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import org.junit.jupiter.api.Test;

/** Completion ports, and the packets that calls have. */
class CompletionPortRulesTest extends WindowsRules {
    @Test
    @Rules("R184")
    void aSocketHasOnePortForLife() {
        assertThat(door.port.CreateIoCompletionPort(door.tcp(), 1))
                .isEqualTo(-SimulatedWindows.ERROR_INVALID_PARAMETER);
    }

    @Test
    @Rules({"R192", "R196"})
    void aPortWithoutPacketsTimesOut() {
        assertThat(door.port.GetQueuedCompletionStatusEx(0)).isZero();
        assertThat(door.port.GetQueuedCompletionStatusEx(10)).isZero();
    }

    @Test
    @Rules("R198")
    void aPostedPacketComesAsItIs() {
        assertThat(door.port.PostQueuedCompletionStatus(42, 0)).isZero();
        assertThat(door.port.GetQueuedCompletionStatusEx(1000)).isOne();
        assertThat(door.port.key(0)).isEqualTo(42);
        assertThat(door.port.overlapped(0)).isZero();
    }

    @Test
    @Rules("R207")
    void everyAcceptedCallHasOnePacket() {
        long[] ends = door.connection();
        Slot send = door.slot("abc");
        assertThat(door.end(door.send(ends[0], send), send).bytes).isEqualTo(3);
        assertThat(door.poll(send, 20)).isNull();
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
}
