package io.github.nettywinsock.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import org.junit.jupiter.api.Test;

/** CancelIoEx, closesocket and linger. */
class CloseRulesTest extends WindowsRules {
    @Test
    @Rules("R251")
    void whatDoesNotGoOnIsNotCancelled() {
        assertThat(door.sockets.CancelIoEx(door.tcp(), 0)).isEqualTo(-SimulatedWindows.ERROR_NOT_FOUND);
    }

    @Test
    @Rules({"R189", "R255"})
    void aCancelledReceiveTakesNothing() {
        long[] ends = door.connection();
        Slot cancelled = door.slot(1);
        door.receive(ends[1], cancelled);
        assertThat(door.sockets.CancelIoEx(ends[1], cancelled.overlapped())).isZero();
        Packet end = door.await(cancelled);
        assertThat(end.status).isEqualTo(Status.CANCELLED);
        assertThat(end.bytes).isZero();
    }

    @Test
    @Rules("R259")
    void closingEndsWhatGoesOn() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[0], receive);
        door.close(ends[0]);
        assertThat(door.await(receive).status).isNegative();
    }

    @Test
    @Rules("R266")
    void aGracefulCloseLosesNothing() {
        long[] ends = door.connection();
        Slot send = door.slot("last");
        door.end(door.send(ends[0], send), send);
        door.close(ends[0]);
        StringBuilder received = new StringBuilder();
        while (true) {
            Slot receive = door.slot(10);
            Packet end = door.end(door.receive(ends[1], receive), receive);
            assertThat(end.status).isZero();
            if (end.bytes == 0) {
                break;
            }
            received.append(receive.text(end.bytes));
        }
        assertThat(received).hasToString("last");
    }
}
