package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNABORTED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEWOULDBLOCK;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_OPERATION_ABORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** closesocket and linger. */
class CloseRulesTest extends WindowsRules {
    private static final int MANY = 1 << 20;
    private static final int SECONDS = 2;

    @Test
    @Rules("R259")
    void closingEndsWhatGoesOn() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[0], receive);
        assertThat(door.close(ends[0])).isZero();
        assertThat(door.await(receive).status).isNegative();
    }

    @Test
    @Rules("R260")
    void theStatusOfAReceiveWhoseSocketIsClosed() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[0], receive);
        door.close(ends[0]);
        Packet end = door.await(receive);
        tell("status", Integer.toHexString(end.status));
        assertThat(NtStatus.wsaError(end.status, door.port)).isIn(WSAECONNABORTED, WSA_OPERATION_ABORTED);
        assertThat(end.bytes).isZero();
    }

    @Test
    @Rules("R261")
    void aReceiveOfADatagramIsCancelled() {
        long s = door.boundUdp();
        Slot receive = door.slot(1);
        assertThat(door.receiveMessage(s, receive)).isEqualTo(-WSA_IO_PENDING);
        door.close(s);
        assertThat(door.await(receive).status).isEqualTo(Status.CANCELLED);
    }

    @Test
    @Rules("R262")
    void closingSendsWhatIsPending() {
        long[] ends = door.connection();
        Slot send = door.slot("x".repeat(MANY));
        int result = door.send(ends[0], send);
        door.close(ends[0]);
        assertThat(receive(ends[1], MANY + 1)).hasSize(MANY);
        assertThat(door.end(result, send).status).isZero();
    }

    @Test
    @Rules("R263")
    void closingWithAReceiveResets() {
        long[] ends = door.connection();
        door.receive(ends[0], door.slot(1));
        door.close(ends[0]);
        assertThat(receiveError(ends[1])).isEqualTo(WSAECONNRESET);
    }

    @Test
    @Rules("R264")
    void closingAfterTheReceiveWasCancelled() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[0], receive);
        door.sockets.CancelIoEx(ends[0], 0);
        door.await(receive);
        door.close(ends[0]);
        int error = receiveError(ends[1]);
        tell("error of the peer", error);
        assertThat(error).isIn(0, WSAECONNRESET);
    }

    @Test
    @Rules("R265")
    void closingWithUnreadDataResets() {
        long[] ends = door.connection();
        send(ends[1], "abc");
        Slot nothing = door.slot();
        door.end(door.receive(ends[0], nothing), nothing);
        door.close(ends[0]);
        assertThat(receiveError(ends[1])).isEqualTo(WSAECONNRESET);
    }

    @Test
    @Rules({"R266", "R271"})
    void aGracefulCloseLosesNothing() {
        long[] ends = door.connection();
        send(ends[0], "last");
        door.close(ends[0]);
        assertThat(receive(ends[1], 5)).isEqualTo("last");
    }

    @Test
    @Rules("R267")
    void aLingerOfZeroLosesWhatWasNotSent() {
        long[] ends = door.connection();
        Slot send = door.slot(MANY);
        int result = door.send(ends[0], send);
        reset(ends[0]);
        door.end(result, send);
        int error = 0;
        for (int received = 0; error == 0 && received < MANY; received++) {
            Slot receive = door.slot(MANY);
            int answer = door.receive(ends[1], receive);
            Packet end = door.end(answer, receive);
            error = end.status > 0 ? end.status : NtStatus.wsaError(end.status, door.port);
            assertThat(error != 0 || end.bytes > 0)
                    .as("no end but by the reset")
                    .isTrue();
        }
        assertThat(error).isEqualTo(WSAECONNRESET);
    }

    @Test
    @Rules("R268")
    @OnlySimulated("it is a matter of time")
    void aLingeringCloseWaitsForThePeer() {
        long[] ends = door.connection();
        assertThat(door.set(ends[0], "SO_LINGER", SECONDS << 16 | 1)).isZero();
        fill(ends[0]);
        long before = windows.simulated().nanoTime();
        assertThat(door.close(ends[0])).isZero();
        assertThat(windows.simulated().nanoTime() - before).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(SECONDS));
    }

    @Test
    @Rules("R269")
    void aLingeringCloseOfANonBlockingSocketMayFail() {
        long[] ends = door.connection();
        assertThat(door.set(ends[0], "SO_LINGER", 1 << 16 | 1)).isZero();
        assertThat(door.control(ends[0], "FIONBIO", 1, 4)).isZero();
        fill(ends[0]);
        int result = door.ws2.closesocket(ends[0]);
        tell("result", result);
        assertThat(-result).isIn(0, WSAEWOULDBLOCK);
        if (result == 0) {
            door.forget(ends[0]);
        } else {
            assertThat(door.control(ends[0], "FIONBIO", 0, 4)).isZero();
            assertThat(door.close(ends[0])).isZero();
        }
    }

    @Test
    @Rules("R270")
    void shutdownDoesNotLinger() {
        long[] ends = door.connection();
        assertThat(door.set(ends[0], "SO_LINGER", 30 << 16 | 1)).isZero();
        fill(ends[0]);
        assertThat(door.sockets.shutdown(ends[0], 1)).isZero();
        reset(ends[0]);
    }

    private void fill(long s) {
        door.send(s, door.slot(MANY));
        door.send(s, door.slot(8 * MANY));
    }

    @Test
    @Rules("R272")
    void thePacketOfAClosedSocketIsStillItsOwn() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[0], receive);
        door.close(ends[0]);
        for (int i = 0; i < 4; i++) {
            door.port.CreateIoCompletionPort(door.openWithoutPort(Door.AF_INET, Door.SOCK_STREAM), 100 + i);
        }
        assertThat(door.await(receive).key).isEqualTo(Door.KEY);
    }
}
