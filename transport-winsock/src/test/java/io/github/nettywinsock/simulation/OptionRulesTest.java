package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTSOCK;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** setsockopt, getsockopt and what accepting and connecting do to options. */
class OptionRulesTest extends WindowsRules {
    /** More than a simulated machine has. */
    private static final int ALL_PORTS = 2000;

    private static final int SOL_SOCKET = 0xFFFF;

    private final ByteBuffer value = ByteBuffer.allocateDirect(Long.BYTES);

    @Test
    @Rules("R041")
    void reuseAndExclusiveUseExcludeEachOther() {
        long s = door.tcp();
        assertThat(door.set(s, "SO_REUSEADDR", 1)).isZero();
        assertThat(door.set(s, "SO_EXCLUSIVEADDRUSE", 1)).isEqualTo(-WSAEINVAL);
        assertThat(door.set(s, "SO_REUSEADDR", 0)).isZero();
        assertThat(door.set(s, "SO_EXCLUSIVEADDRUSE", 1)).isZero();
        assertThat(door.set(s, "SO_REUSEADDR", 1)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R069")
    void conditionalAcceptIsChosenBeforeListen() {
        long s = door.boundTcp();
        assertThat(door.get(s, "SO_CONDITIONAL_ACCEPT")).isZero();
        assertThat(door.set(s, "SO_CONDITIONAL_ACCEPT", 1, 3)).isEqualTo(-WSAEFAULT);
        assertThat(door.set(s, "SO_CONDITIONAL_ACCEPT", 1)).isZero();
        assertThat(door.set(door.listener(), "SO_CONDITIONAL_ACCEPT", 1)).isEqualTo(-WSAEINVAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO_RCVBUF", "SO_LINGER"})
    @Rules("R075")
    void aShortValueIsRefused(String option) {
        assertThat(door.set(door.tcp(), option, 0, 3)).isEqualTo(-WSAEFAULT);
    }

    @Test
    @Rules("R075")
    void anUnknownOptionIsRefused() {
        assertThat(door.ws2.setsockopt(door.tcp(), SOL_SOCKET, 0x7ABC, value, 4))
                .isEqualTo(-WSAENOPROTOOPT);
        assertThat(door.ws2.getsockopt(door.tcp(), SOL_SOCKET, 0x7ABC, value, 4))
                .isEqualTo(-WSAENOPROTOOPT);
    }

    @Test
    @Rules("R075")
    void anUnknownLevelIsRefused() {
        assertThat(door.ws2.setsockopt(door.tcp(), 0x7ABC, 1, value, 4)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R082")
    void keepAliveIsForConnections() {
        assertThat(door.set(door.udp(), "SO_KEEPALIVE", 1)).isEqualTo(-WSAENOPROTOOPT);
        assertThat(door.set(door.tcp(), "SO_KEEPALIVE", 1)).isZero();
        assertThat(door.set(door.listener(), "SO_KEEPALIVE", 1)).isZero();
        assertThat(door.set(door.connection()[0], "SO_KEEPALIVE", 1)).isZero();
    }

    @Test
    @Rules({"R082", "R083"})
    @OnlySimulated("tests use the loopback addresses alone")
    void keepAliveIsNotSetDuringAConnect() {
        long client = door.tcp();
        door.bind(client, WILDCARD, 0);
        door.connect(client, new InetSocketAddress(Network.SILENT, 1), door.slot());
        assertThat(door.set(client, "SO_KEEPALIVE", 1)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R096")
    void aUnicastPortMayBeReused() {
        long s = door.tcp();
        assertThat(door.set(s, "SO_REUSE_UNICASTPORT", 1)).isZero();
        assertThat(door.bind(s, LOOPBACK, 0)).isZero();
        Slot connect = door.slot();
        door.connect(s, door.local(door.listener()), connect);
        assertThat(door.await(connect).status).isZero();
    }

    @Test
    @Rules("R096")
    @OnlySimulated("it takes all ports of the machine")
    void aReusedPortIsSharedWhenThereIsNoOther() {
        for (int i = 0; i < ALL_PORTS + 10; i++) {
            long s = door.tcp();
            assertThat(door.set(s, "SO_REUSE_UNICASTPORT", 1)).isZero();
            assertThat(door.bind(s, LOOPBACK, 0)).isZero();
        }
        assertThat(door.bind(door.tcp(), LOOPBACK, 0)).isNegative();
    }

    @Test
    @Rules("R097")
    void aPortIsEitherReusedOrRandom() {
        long s = door.tcp();
        assertThat(door.set(s, "SO_REUSE_UNICASTPORT", 1)).isZero();
        int result = door.set(s, "SO_RANDOMIZE_PORT", 1);
        tell("result", result);
        assertThat(result).isNegative();
    }

    @Test
    @Rules("R102")
    void theFirstRetransmissionIsSetBeforeConnect() {
        assertThat(door.control(door.tcp(), "SIO_TCP_INITIAL_RTO", 0xFEFFFF, 4)).isZero();
        assertThat(door.control(door.tcp(), "SIO_TCP_INITIAL_RTO", 0xFEFFFF, 3)).isNegative();
    }

    @Test
    @Rules("R104")
    void aTypeOfServiceIsTaken() {
        tell("AF_INET", door.set(door.tcp(), "IP_TOS", 8));
        tell("AF_INET6", door.set(door.open(Door.AF_INET6, Door.SOCK_STREAM), "IP_TOS", 8));
        tell("AF_INET6 of both", door.set(door.dualStack(Door.SOCK_STREAM), "IP_TOS", 8));
        assertThat(door.set(door.udp(), "IP_TOS", 8)).isZero();
    }

    @Test
    @Rules("R106")
    void aDatagramSocketOfBothFamiliesHasTheOptionsOfBoth() {
        long s = door.dualStack(Door.SOCK_DGRAM);
        assertThat(door.set(s, "IP_PKTINFO", 1)).isZero();
        assertThat(door.set(s, "IPV6_PKTINFO", 1)).isZero();
    }

    @Test
    @Rules("R107")
    void optionsOfInet6AreNotForAMappedAddress() {
        long s = door.dualStack(Door.SOCK_DGRAM);
        assertThat(door.bind(s, LOOPBACK, 0)).isZero();
        for (String option : List.of("IPV6_MULTICAST_IF", "IPV6_MULTICAST_HOPS", "IPV6_MULTICAST_LOOP")) {
            int error = -door.set(s, option, 1);
            tell(option, error);
            assertThat(error).as(option).isIn(WSAEINVAL, WSAENOPROTOOPT);
        }
    }

    @Test
    @Rules("R115")
    void anAcceptedSocketInheritsByTheUpdate() {
        long listener = door.listener();
        assertThat(door.set(listener, "SO_KEEPALIVE", 1)).isZero();
        long accepted = door.connection(listener)[1];
        assertThat(door.get(accepted, "SO_KEEPALIVE") & 1).isOne();
    }

    @Test
    @Rules("R116")
    void theUpdateWantsTheListener() {
        long listener = door.listener();
        long accepted = door.connectionWithoutContext(listener)[1];
        door.close(listener);
        assertThat(door.updateAcceptContext(accepted, listener)).isEqualTo(-WSAENOTSOCK);
    }

    @Test
    @Rules("R116")
    void theUpdateIsForAcceptedSockets() {
        int result = door.updateAcceptContext(door.tcp(), door.listener());
        tell("result", result);
        assertThat(result).isNegative();
    }

    @Test
    @Rules("R117")
    void theOtherUpdateIsForConnectedSockets() {
        assertThat(door.updateConnectContext(door.boundTcp())).isEqualTo(-WSAENOTCONN);
        assertThat(door.updateConnectContext(door.connectionWithoutContext(door.listener())[0]))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Rules("R118")
    void anOverlappedCallPendsWhetherTheSocketBlocksOrNot(int nonBlocking) {
        long[] ends = door.connection();
        assertThat(door.control(ends[1], "FIONBIO", nonBlocking, 4)).isZero();
        Slot receive = door.slot(1);
        assertThat(door.receive(ends[1], receive)).isEqualTo(-WSA_IO_PENDING);
        send(ends[0], "a");
        assertThat(door.await(receive).bytes).isOne();
    }
}
