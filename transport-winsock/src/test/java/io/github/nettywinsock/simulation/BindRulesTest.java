package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEACCES;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRINUSE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOBUFS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.SecondBinds.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who owns which address. */
class BindRulesTest extends WindowsRules {
    private static final InetAddress SECOND = Addresses.of(new byte[] {127, 0, 0, 2});
    private static final InetAddress BROADCAST = Addresses.of(new byte[] {-1, -1, -1, -1});

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
    @Rules("R021")
    void aShortAddressIsRefused() {
        assertThat(door.bindTo(door.tcp(), new InetSocketAddress(LOOPBACK, 0), 15))
                .isEqualTo(-WSAEFAULT);
        long inet6 = door.open(Door.AF_INET6, Door.SOCK_STREAM);
        InetSocketAddress any = new InetSocketAddress(Addresses.wildcard(Door.AF_INET6), 0);
        assertThat(door.bindTo(inet6, any, 16)).isEqualTo(-WSAEFAULT);
    }

    @Test
    @Rules("R022")
    void theBroadcastAddressWantsItsOption() {
        assertThat(door.bindTo(door.udp(), new InetSocketAddress(BROADCAST, 0), 16))
                .isEqualTo(-WSAEACCES);
    }

    @Test
    @Rules("R023")
    void portZeroTakesADynamicPort() {
        assertThat(door.local(door.boundTcp()).getPort()).isGreaterThanOrEqualTo(Bindings.FIRST_PORT);
    }

    @Test
    @Rules("R024")
    @OnlySimulated("it takes all ports of the machine")
    void aMachineRunsOutOfPorts() {
        int result;
        do {
            result = door.bind(door.tcp(), LOOPBACK, 0);
        } while (result == 0);
        assertThat(-result).isIn(WSAENOBUFS, WSAEADDRINUSE);
        assertThat(door.bind(door.udp(), LOOPBACK, 0)).isZero();
    }

    @Test
    @Rules("R026")
    void tcpAndUdpHaveTheirOwnPorts() {
        assertThat(door.bind(door.udp(), LOOPBACK, door.local(door.boundTcp()).getPort()))
                .isZero();
    }

    @Test
    @Rules("R026")
    void eachAddressHasItsOwnPorts() {
        assertThat(door.bind(door.tcp(), SECOND, door.local(door.boundTcp()).getPort()))
                .isZero();
        assertThat(door.bind(door.udp(), SECOND, door.local(door.boundUdp()).getPort()))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Rules("R027")
    void afterTheWildcard(Kind kind) {
        assertThat(differences(kind, "DW", "DW 10048", "DS 0", "RW 10013", "RS 0", "EW 10048", "ES 0"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Rules("R028")
    void afterASpecificAddress(Kind kind) {
        assertThat(differences(kind, "DS", "DW 0", "DS 10048", "RW 0", "RS 10013", "EW 10048", "ES 10048"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Rules("R029")
    void afterTheWildcardReused(Kind kind) {
        assertThat(differences(kind, "RW", "DW 10048", "DS 0", "RW 0", "RS 0", "EW 10048", "ES 0"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Rules("R030")
    void afterASpecificAddressReused(Kind kind) {
        assertThat(differences(kind, "RS", "DW 0", "DS 10048", "RW 0", "RS 0", "EW 10048", "ES 10048"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Rules("R031")
    void afterTheExclusiveWildcard(Kind kind) {
        assertThat(differences(kind, "EW", "DW 10048", "DS 10013", "RW 10013", "RS 10013", "EW 10048", "ES 10013"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Rules("R032")
    void afterAnExclusiveSpecificAddress(Kind kind) {
        assertThat(differences(kind, "ES", "DW 0", "DS 10048", "RW 0", "RS 10013", "EW 10048", "ES 10048"))
                .isEmpty();
    }

    /**
     * The second binds of a port that are not as expected.
     *
     * @param first the way that the port is held
     * @param seconds the ways that it is bound again, and the error of each
     */
    private List<String> differences(Kind kind, String first, String... seconds) {
        Map<String, Integer> errors = SecondBinds.after(door, kind, first);
        List<String> differences = new ArrayList<>();
        for (String second : seconds) {
            int error = errors.get(second.substring(0, 2));
            if (error != Integer.parseInt(second.substring(3))) {
                differences.add(second + " but " + error);
            }
        }
        return differences;
    }

    @Test
    @Rules("R035")
    void theWildcardsOfBothFamiliesShareAPort() {
        long both = door.dualStack(Door.SOCK_STREAM);
        assertThat(door.bind(both, Addresses.wildcard(Door.AF_INET6), 0)).isZero();
        assertThat(door.bind(door.tcp(), WILDCARD, door.local(both).getPort())).isZero();
    }

    @Test
    @Rules("R038")
    void aMappedAddressIsTheOneOfInet4() {
        long both = door.dualStack(Door.SOCK_STREAM);
        assertThat(door.bind(both, LOOPBACK, door.local(door.boundTcp()).getPort()))
                .isEqualTo(-WSAEADDRINUSE);
    }

    @Test
    @Rules("R042")
    void theSharingIsDecidedBeforeBind() {
        long holder = door.boundTcp();
        tell("SO_EXCLUSIVEADDRUSE after bind", door.set(holder, "SO_EXCLUSIVEADDRUSE", 1));
        tell("SO_REUSEADDR after bind", door.set(holder, "SO_REUSEADDR", 1));
        long other = door.tcp();
        door.set(other, "SO_REUSEADDR", 1);
        assertThat(door.bind(other, LOOPBACK, door.local(holder).getPort())).isEqualTo(-WSAEACCES);
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
