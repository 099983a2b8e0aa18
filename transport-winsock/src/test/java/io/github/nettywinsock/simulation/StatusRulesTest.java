package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNREFUSED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_OPERATION_ABORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import org.junit.jupiter.api.Test;

/** The NTSTATUS of packets, and the error codes that they stand for. */
class StatusRulesTest extends WindowsRules {
    @Test
    @Rules("R349")
    void aPacketHasAStatusThatStandsForAnError() {
        Slot connect = door.slot();
        door.connect(door.boundTcp(), door.local(door.boundTcp()), connect);
        assertThat(NtStatus.wsaError(door.await(connect).status, door.port)).isEqualTo(WSAECONNREFUSED);
        long[] ends = door.connection();
        Slot cancelled = door.slot(1);
        door.receive(ends[1], cancelled);
        door.sockets.CancelIoEx(ends[1], 0);
        assertThat(NtStatus.wsaError(door.await(cancelled).status, door.port)).isEqualTo(WSA_OPERATION_ABORTED);
        long[] others = door.connection();
        Slot receive = door.slot(1);
        door.receive(others[1], receive);
        reset(others[0]);
        assertThat(NtStatus.wsaError(door.await(receive).status, door.port)).isEqualTo(WSAECONNRESET);
    }
}
