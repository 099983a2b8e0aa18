package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNABORTED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAESHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import org.junit.jupiter.api.Test;

/** shutdown. */
class ShutdownRulesTest extends WindowsRules {
    private static final int SD_RECEIVE = 0;
    private static final int SD_SEND = 1;
    private static final int SD_BOTH = 2;
    private static final int MANY = 1 << 20;

    @Test
    @Rules("R234")
    void nothingIsReceivedAfterShutdown() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], SD_RECEIVE)).isZero();
        assertThat(door.receive(ends[0], door.slot(1))).isEqualTo(-WSAESHUTDOWN);
    }

    @Test
    @Rules("R235")
    void nothingIsSentAfterShutdown() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], SD_SEND)).isZero();
        assertThat(door.send(ends[0], door.slot("a"))).isEqualTo(-WSAESHUTDOWN);
    }

    @Test
    @Rules("R274")
    void anUnconnectedSocketIsNotShutDown() {
        assertThat(door.sockets.shutdown(door.boundTcp(), SD_SEND)).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R274")
    void thereAreThreeWaysToShutDown() {
        assertThat(door.sockets.shutdown(door.connection()[0], 3)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R275")
    void theEndComesAfterWhatIsPending() {
        long[] ends = door.connection();
        Slot send = door.slot("x".repeat(MANY));
        int result = door.send(ends[0], send);
        assertThat(door.sockets.shutdown(ends[0], SD_SEND)).isZero();
        assertThat(receive(ends[1], MANY + 1)).hasSize(MANY);
        assertThat(door.end(result, send).bytes).isEqualTo(MANY);
        send(ends[1], "back");
        assertThat(receive(ends[0], 4)).isEqualTo("back");
    }

    @Test
    @Rules("R276")
    void dataForASocketThatDoesNotReceiveResets() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], SD_RECEIVE)).isZero();
        Slot send = door.slot("abc");
        door.end(door.send(ends[1], send), send);
        assertThat(receiveError(ends[1])).isEqualTo(WSAECONNRESET);
    }

    @Test
    @Rules("R277")
    void aReceiveThatWaitsWhenReceivingIsShutDown() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[0], receive);
        tell("shutdown", door.sockets.shutdown(ends[0], SD_RECEIVE));
        Packet end = door.poll(receive, 200);
        tell("status", end == null ? "pending" : Integer.toHexString(end.status));
        assertThat(end == null || end.bytes == 0).isTrue();
    }

    @Test
    @Rules("R278")
    void aDatagramSocketThatDoesNotReceiveStillSends() {
        long s = door.boundUdp();
        long peer = door.boundUdp();
        assertThat(door.connect(s, door.local(peer))).isZero();
        assertThat(door.sockets.shutdown(s, SD_RECEIVE)).isZero();
        Slot send = door.slot("x");
        door.end(door.sendTo(s, null, send), send);
        Slot receive = door.slot(1);
        assertThat(door.end(door.receiveMessage(peer, receive), receive).bytes).isOne();
    }

    @Test
    @Rules("R279")
    void bothDirectionsAreShutDownAndTheSocketStaysOpen() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], SD_BOTH)).isZero();
        assertThat(door.receive(ends[0], door.slot(1))).isEqualTo(-WSAESHUTDOWN);
        assertThat(door.send(ends[0], door.slot("a"))).isEqualTo(-WSAESHUTDOWN);
        assertThat(receive(ends[1], 1)).isEmpty();
        assertThat(door.local(ends[0]).getPort()).isPositive();
    }

    @Test
    @Rules("R280")
    void aSecondShutdown() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], SD_SEND)).isZero();
        int result = door.sockets.shutdown(ends[0], SD_SEND);
        tell("result", result);
        assertThat(-result).isIn(0, WSAESHUTDOWN, WSAENOTCONN);
    }

    @Test
    @Rules("R281")
    void shutdownAfterTheEndOrAReset() {
        long[] ended = door.connection();
        door.sockets.shutdown(ended[0], SD_SEND);
        assertThat(receive(ended[1], 1)).isEmpty();
        assertThat(door.sockets.shutdown(ended[1], SD_SEND)).isZero();
        long[] reset = door.connection();
        Slot receive = door.slot(1);
        door.receive(reset[1], receive);
        reset(reset[0]);
        door.await(receive);
        int result = door.sockets.shutdown(reset[1], SD_SEND);
        tell("after a reset", result);
        assertThat(-result).isIn(WSAENOTCONN, WSAECONNRESET, WSAECONNABORTED);
    }
}
