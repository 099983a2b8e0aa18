package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRINUSE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who owns which address. */
class BindRulesTest extends WindowsRules {
    @Test
    @Rules("R019")
    void aSocketIsBoundOnce() {
        assertThat(door.bind(door.boundTcp(), LOOPBACK, 0)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R020")
    void anAddressOfAnotherMachineIsNotAvailable() {
        assertThat(door.bind(door.tcp(), Network.SILENT, 0)).isEqualTo(-WSAEADDRNOTAVAIL);
    }

    @Test
    @Rules("R023")
    void portZeroTakesADynamicPort() {
        assertThat(door.local(door.boundTcp()).getPort()).isGreaterThanOrEqualTo(49152);
    }

    /** The tables R027 to R032: how the two sockets share, and whether each is bound to the wildcard. */
    @ParameterizedTest
    @CsvSource({
        "D,W, D,W,10048", "D,W, D,S,0", "D,W, R,W,10013", "D,W, R,S,0", "D,W, E,W,10048", "D,W, E,S,0",
        "D,S, D,W,0", "D,S, D,S,10048", "D,S, R,W,0", "D,S, R,S,10013", "D,S, E,W,10048", "D,S, E,S,10048",
        "R,W, D,W,10048", "R,W, D,S,0", "R,W, R,W,0", "R,W, R,S,0", "R,W, E,W,10048", "R,W, E,S,0",
        "R,S, D,W,0", "R,S, D,S,10048", "R,S, R,W,0", "R,S, R,S,0", "R,S, E,W,10048", "R,S, E,S,10048",
        "E,W, D,W,10048", "E,W, D,S,10013", "E,W, R,W,10013", "E,W, R,S,10013", "E,W, E,W,10048", "E,W, E,S,10013",
        "E,S, D,W,0", "E,S, D,S,10048", "E,S, R,W,0", "E,S, R,S,10013", "E,S, E,W,10048", "E,S, E,S,10048"
    })
    @Rules({"R027", "R028", "R029", "R030", "R031", "R032"})
    void theSecondBindOfAPort(String first, String firstTo, String second, String secondTo, int error) {
        long holder = door.tcp();
        share(holder, first);
        assertThat(door.bind(holder, address(firstTo), 0)).isZero();
        long other = door.tcp();
        share(other, second);
        assertThat(door.bind(other, address(secondTo), door.local(holder).getPort()))
                .isEqualTo(-error);
    }

    private void share(long s, String how) {
        if (how.equals("R")) {
            assertThat(door.set(s, "SO_REUSEADDR", 1)).isZero();
        } else if (how.equals("E")) {
            assertThat(door.set(s, "SO_EXCLUSIVEADDRUSE", 1)).isZero();
        }
    }

    private static InetAddress address(String kind) {
        return kind.equals("W") ? WILDCARD : LOOPBACK;
    }

    @Test
    @Rules("R026")
    void tcpAndUdpHaveTheirOwnPorts() {
        assertThat(door.bind(door.udp(), LOOPBACK, door.local(door.boundTcp()).getPort()))
                .isZero();
    }

    @Test
    @Rules("R046")
    void anUnboundSocketHasNoName() {
        assertThat(door.getsockname(door.tcp())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R049")
    void anUnconnectedSocketHasNoPeer() {
        assertThat(door.getpeername(door.boundTcp())).isEqualTo(-WSAENOTCONN);
        assertThat(door.getpeername(door.boundUdp())).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R053")
    void theFirstSendBinds() {
        long s = door.udp();
        Slot slot = door.slot("x");
        door.end(door.sendTo(s, door.local(door.boundUdp()), slot), slot);
        assertThat(door.local(s).getPort()).isPositive();
    }

    @Test
    @Rules({"R032", "R044"})
    void aPortIsFreeWhenItsSocketIsClosed() {
        long s = door.boundTcp();
        int port = door.local(s).getPort();
        assertThat(door.bind(door.tcp(), LOOPBACK, port)).isEqualTo(-WSAEADDRINUSE);
        door.close(s);
        assertThat(door.bind(door.tcp(), LOOPBACK, port)).isZero();
    }
}
