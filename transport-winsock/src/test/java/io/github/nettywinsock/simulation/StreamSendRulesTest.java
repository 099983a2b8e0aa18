package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNABORTED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOBUFS;
import static io.github.nettywinsock.ws2.WsaErrors.WSAESHUTDOWN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEWOULDBLOCK;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_OPERATION_ABORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending by stream sockets. */
class StreamSendRulesTest extends WindowsRules {
    private static final int MANY = 1 << 20;
    private static final int WSABUFS = 64;

    @Test
    @Rules("R236")
    void whatIsSentToAPeerThatHasClosedIsAnsweredByAReset() {
        long[] ends = door.connection();
        door.close(ends[1]);
        door.settle();
        int error = 0;
        for (int i = 0; error == 0 && i < 10; i++) {
            Slot send = door.slot("a");
            int result = door.send(ends[0], send);
            error = result != 0 && result != -WSA_IO_PENDING
                    ? -result
                    : NtStatus.wsaError(door.await(send).status, door.port);
            door.settle();
        }
        tell("error", error);
        assertThat(error).isIn(WSAECONNRESET, WSAECONNABORTED, WSAESHUTDOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {WSAEWOULDBLOCK, WSAENOBUFS})
    @Rules({"R237", "R238"})
    @OnlySimulated("it takes a shortage")
    void aShortagePasses(int error) {
        long[] ends = door.connection();
        windows.simulated().faults().failNth("WSASend", 1, error);
        assertThat(door.send(ends[0], door.slot("a"))).isEqualTo(-error);
        send(ends[0], "b");
        assertThat(receive(ends[1], 1)).isEqualTo("b");
    }

    @Test
    @Rules("R241")
    void aSendCompletesBeforeThePeerHasRead() {
        send(door.connection()[0], "abc");
    }

    @Test
    @Rules({"R241", "R242", "R244"})
    void aSendCompletesWithAllOfIt() {
        long[] ends = door.connection();
        Slot send = door.slot("x".repeat(MANY));
        int result = door.send(ends[0], send);
        tell("result", result);
        assertThat(receive(ends[1], MANY)).hasSize(MANY);
        Packet end = door.end(result, send);
        assertThat(end.status).isZero();
        assertThat(end.bytes).isEqualTo(MANY);
    }

    @Test
    @Rules("R243")
    void sendsGoOutInTheirOrder() {
        long[] ends = door.connection();
        Slot[] sends = {door.slot("abc"), door.slot("def"), door.slot("ghi")};
        for (Slot send : sends) {
            door.send(ends[0], send);
        }
        assertThat(receive(ends[1], 9)).isEqualTo("abcdefghi");
    }

    @Test
    @Rules("R245")
    void aSendHasManyBuffers() {
        long[] ends = door.connection();
        Slot send = door.slot("abc".repeat(WSABUFS));
        Slot buffers = door.slot(WSABUFS * 16);
        for (int i = 0; i < WSABUFS; i++) {
            Memory.putInt(buffers.at(Slot.DATA) + i * 16L, 3);
            Memory.putLong(buffers.at(Slot.DATA) + i * 16L + 8, send.at(Slot.DATA) + 3L * i);
        }
        int result = door.made(
                ends[0],
                send,
                door.sockets.WSASend(ends[0], buffers.at(Slot.DATA), WSABUFS, send.at(Slot.BYTES), send.at(0)));
        assertThat(receive(ends[1], 3 * WSABUFS)).isEqualTo("abc".repeat(WSABUFS));
        assertThat(door.end(result, send).bytes).isEqualTo(3 * WSABUFS);
    }

    @Test
    @Rules("R246")
    void aSendOfNothingSucceeds() {
        long[] ends = door.connection();
        Slot send = door.slot();
        Packet end = door.end(door.send(ends[0], send), send);
        assertThat(end.status).isZero();
        assertThat(end.bytes).isZero();
    }

    @Test
    @Rules("R247")
    void whatBecomesOfTheCallOfAThreadThatEnds() throws InterruptedException {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        Thread thread = new Thread(() -> door.receive(ends[1], receive));
        thread.start();
        thread.join();
        send(ends[0], "a");
        int error = NtStatus.wsaError(door.await(receive).status, door.port);
        tell("error", error);
        assertThat(error).isIn(0, WSA_OPERATION_ABORTED);
    }
}
