package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** CancelIoEx. */
class CancelRulesTest extends WindowsRules {
    @Test
    @Rules("R251")
    void whatDoesNotGoOnIsNotCancelled() {
        assertThat(door.sockets.CancelIoEx(door.tcp(), 0)).isEqualTo(-SimulatedWindows.ERROR_NOT_FOUND);
    }

    @Test
    @Rules("R251")
    void aCallThatWasNotMadeIsNotCancelled() {
        Slot never = door.slot();
        assertThat(door.sockets.CancelIoEx(door.connection()[0], never.overlapped()))
                .isEqualTo(-SimulatedWindows.ERROR_NOT_FOUND);
    }

    @Test
    @Rules("R252")
    void aCancelledCallHasItsPacketWhateverItEndsWith() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[1], receive);
        door.send(ends[0], door.slot("a"));
        door.sockets.CancelIoEx(ends[1], receive.overlapped());
        assertThat(door.await(receive).status).isIn(Status.SUCCESS, Status.CANCELLED);
    }

    @Test
    @Rules("R253")
    void allCallsOfASocketAreCancelled() throws InterruptedException {
        long[] ends = door.connection();
        Slot first = door.slot(1);
        Slot second = door.slot(1);
        door.receive(ends[1], first);
        door.receive(ends[1], second);
        Thread other = new Thread(() -> door.sockets.CancelIoEx(ends[1], 0));
        other.start();
        other.join();
        assertThat(door.await(first).status).isEqualTo(Status.CANCELLED);
        assertThat(door.await(second).status).isEqualTo(Status.CANCELLED);
    }

    @Test
    @Rules("R254")
    void cancellingOneReceiveCancelsAll() {
        long[] ends = door.connection();
        Slot first = door.slot(1);
        Slot second = door.slot(1);
        door.receive(ends[1], first);
        door.receive(ends[1], second);
        assertThat(door.sockets.CancelIoEx(ends[1], first.overlapped())).isZero();
        assertThat(door.await(first).status).isEqualTo(Status.CANCELLED);
        assertThat(door.await(second).status).isEqualTo(Status.CANCELLED);
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
    @Rules("R256")
    void aSendThatIsCancelled() {
        long[] ends = door.connection();
        Slot send = door.slot(8 << 20);
        if (door.send(ends[0], send) == -WSA_IO_PENDING && door.sockets.CancelIoEx(ends[0], send.overlapped()) == 0) {
            Packet end = door.await(send);
            tell("error and bytes", NtStatus.wsaError(end.status, door.port) + " " + end.bytes);
            assertThat(end.status).isIn(Status.SUCCESS, Status.CANCELLED);
            assertThat(end.bytes).isBetween(0, 8 << 20);
        }
    }

    @Test
    @Rules("R257")
    void aReceiveAfterACancelledOne() {
        long[] ends = door.connection();
        Slot cancelled = door.slot(1);
        door.receive(ends[1], cancelled);
        door.sockets.CancelIoEx(ends[1], 0);
        door.await(cancelled);
        Slot send = door.slot("a");
        door.end(door.send(ends[0], send), send);
        int error = receiveError(ends[1]);
        tell("error", error);
        assertThat(error).isNotNegative();
    }

    @Test
    @Rules("R258")
    @OnlySimulated("tests use the loopback addresses alone")
    void aCancelledConnectEnds() {
        long client = door.tcp();
        door.bind(client, WILDCARD, 0);
        Slot connect = door.slot();
        door.connect(client, new InetSocketAddress(Network.SILENT, 1), connect);
        assertThat(door.sockets.CancelIoEx(client, connect.overlapped())).isZero();
        assertThat(door.await(connect).status).isEqualTo(Status.CANCELLED);
    }
}
