package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.CompletionPort;
import org.junit.jupiter.api.Test;

/** Completion ports, and the packets that calls have. */
class CompletionPortRulesTest extends WindowsRules {
    private static final int LONG_MILLIS = 30_000;
    private static final int SHORT_MILLIS = 60;
    private static final int MANY = 100;
    private static final int ERROR_NOT_ENOUGH_MEMORY = 8;

    @Test
    @Rules({"R183", "R198"})
    void aPostedPacketComesAsItIs() {
        assertThat(door.port.PostQueuedCompletionStatus(42, 0)).isZero();
        assertThat(door.port.GetQueuedCompletionStatusEx(1000)).isOne();
        assertThat(door.port.key(0)).isEqualTo(42);
        assertThat(door.port.overlapped(0)).isZero();
    }

    @Test
    @Rules("R184")
    void aSocketHasOnePortForLife() {
        CompletionPort other = windows.newPort();
        long s = door.tcp();
        assertThat(door.port.CreateIoCompletionPort(s, 1)).isEqualTo(-SimulatedWindows.ERROR_INVALID_PARAMETER);
        assertThat(other.CreateIoCompletionPort(s, 1)).isEqualTo(-SimulatedWindows.ERROR_INVALID_PARAMETER);
        other.CloseHandle();
    }

    @Test
    @Rules({"R186", "R187", "R194"})
    void aPacketTellsOfItsCall() {
        long listener = door.listener();
        long accepted = door.openWithoutPort(Door.AF_INET, Door.SOCK_STREAM);
        Slot accept = door.slot();
        door.accept(listener, accepted, accept);
        long client = door.boundTcp();
        Slot connect = door.slot();
        door.connect(client, door.local(listener), connect);
        door.await(accept);
        door.updateAcceptContext(accepted, listener);
        Slot receive = door.slot(10);
        assertThat(door.receive(accepted, receive)).isEqualTo(-WSA_IO_PENDING);
        assertThat(door.port.CreateIoCompletionPort(accepted, 99)).isZero();
        door.await(connect);
        door.updateConnectContext(client);
        send(client, "abc");
        Packet end = door.await(receive);
        assertThat(end.key).isEqualTo(99);
        assertThat(end.status).isZero();
        assertThat(end.bytes).isBetween(1, 3);
    }

    @Test
    @Rules({"R189", "R190"})
    void packetsComeInTheOrderOfCompletion() {
        long[] ends = door.connection();
        Slot first = door.slot(1);
        Slot second = door.slot(1);
        door.receive(ends[1], first);
        door.receive(ends[1], second);
        send(ends[0], "ab");
        assertThat(door.next(LONG_MILLIS)).isEqualTo(first.overlapped());
        assertThat(door.next(LONG_MILLIS)).isEqualTo(second.overlapped());
    }

    @Test
    @Rules({"R192", "R196"})
    void aPortWithoutPacketsTimesOut() {
        assertThat(door.port.GetQueuedCompletionStatusEx(0)).isZero();
        assertThat(door.port.GetQueuedCompletionStatusEx(10)).isZero();
    }

    @Test
    @Rules("R193")
    void aWaitEndsWithTheFirstPacket() {
        assertThat(door.port.PostQueuedCompletionStatus(1, 0)).isZero();
        assertThat(door.port.GetQueuedCompletionStatusEx(CompletionPort.INFINITE))
                .isOne();
    }

    @Test
    @Rules("R195")
    @OnlySimulated("it takes a second thread, and Wine would wait for ever")
    void closingAPortEndsItsWait() {
        CompletionPort other = windows.newPort();
        windows.simulated().timeline.after(1000, other::CloseHandle);
        assertThat(other.GetQueuedCompletionStatusEx(1000)).isEqualTo(-SimulatedWindows.ERROR_ABANDONED_WAIT_0);
    }

    @Test
    @Rules("R199")
    @OnlySimulated("it takes a shortage of memory")
    void aPostMayFail() {
        windows.simulated().faults().failNth("PostQueuedCompletionStatus", 1, ERROR_NOT_ENOUGH_MEMORY);
        assertThat(door.port.PostQueuedCompletionStatus(1, 0)).isEqualTo(-ERROR_NOT_ENOUGH_MEMORY);
        assertThat(door.port.PostQueuedCompletionStatus(1, 0)).isZero();
    }

    @Test
    @Rules("R200")
    void aPortIsClosedWithItsPackets() {
        CompletionPort other = windows.newPort();
        assertThat(other.PostQueuedCompletionStatus(1, 0)).isZero();
        assertThat(other.CloseHandle()).isZero();
    }

    @Test
    @Rules("R202")
    void anOddEventHandleMeansNoPacket() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        Memory.putLong(receive.at(Slot.EVENT), WindowsUnderTest.event() | 1);
        door.sockets.WSARecv(
                ends[1], receive.at(Slot.WSABUF), 1, receive.at(Slot.BYTES), receive.at(Slot.FLAGS), receive.at(0));
        send(ends[0], "a");
        for (int waits = 0; waits < MANY && !receive.text(1).equals("a"); waits++) {
            door.settle();
        }
        assertThat(receive.text(1)).isEqualTo("a");
        assertThat(door.poll(receive, SHORT_MILLIS)).isNull();
    }

    @Test
    @Rules("R203")
    void theStatusOfACallThatGoesOnIsPending() {
        Slot receive = door.slot(1);
        assertThat(door.receive(door.connection()[1], receive)).isEqualTo(-WSA_IO_PENDING);
        assertThat(Memory.getInt(receive.at(0))).isEqualTo(Status.PENDING);
    }

    @Test
    @Rules("R204")
    void theStatusBlockIsUpToDateWithThePacket() {
        long[] ends = door.connection();
        Slot receive = door.slot(3);
        assertThat(door.receive(ends[1], receive)).isEqualTo(-WSA_IO_PENDING);
        send(ends[0], "abc");
        Packet end = door.await(receive);
        assertThat(Memory.getInt(receive.at(0))).isEqualTo(end.status);
        assertThat(Memory.getInt(receive.at(8))).isEqualTo(end.bytes);
    }

    @Test
    @Rules("R205")
    void theStatusBlockAfterAnInlineSuccess() {
        long[] ends = door.connection();
        door.skipPackets(ends[0]);
        Slot send = door.slot("abc");
        if (door.send(ends[0], send) == 0) {
            int status = Memory.getInt(send.at(0));
            tell("Internal of WSASend", status);
            tell("InternalHigh of WSASend", Memory.getInt(send.at(8)));
            assertThat(status).isIn(Status.SUCCESS, Status.PENDING);
        }
    }

    @Test
    @Rules("R206")
    void whatIsNotOverlappedHasNoPacket() {
        long[] ends = door.connection();
        door.sockets.shutdown(ends[0], 1);
        door.connect(door.boundUdp(), door.local(door.boundUdp()));
        assertThat(door.next(SHORT_MILLIS)).isZero();
    }
}
