package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEAFNOSUPPORT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The addresses that sockets have and tell. */
class AddressRulesTest extends WindowsRules {
    @Test
    @Rules("R046")
    void anUnboundSocketHasNoName() {
        assertThat(door.getsockname(door.tcp())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R047")
    void aSocketThatIsBoundToAllAddressesSaysSo() {
        long s = door.tcp();
        assertThat(door.bind(s, WILDCARD, 0)).isZero();
        assertThat(door.local(s).getAddress().isAnyLocalAddress()).isTrue();
        assertThat(door.local(s).getPort()).isPositive();
    }

    @Test
    @Rules("R048")
    void anAddressWantsRoom() {
        ByteBuffer tooShort = ByteBuffer.allocateDirect(15);
        assertThat(door.sockets.getsockname(door.boundTcp(), tooShort)).isEqualTo(-WSAEFAULT);
        assertThat(door.sockets.getpeername(door.connection()[0], tooShort)).isEqualTo(-WSAEFAULT);
    }

    @Test
    @Rules("R049")
    void anUnconnectedSocketHasNoPeer() {
        assertThat(door.getpeername(door.boundTcp())).isEqualTo(-WSAENOTCONN);
        assertThat(door.getpeername(door.boundUdp())).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R050")
    void aSocketOfBothFamiliesHasMappedAddresses() {
        long listener = door.dualStack(Door.SOCK_STREAM);
        assertThat(door.bind(listener, Addresses.wildcard(Door.AF_INET6), 0)).isZero();
        assertThat(door.sockets.listen(listener, 1)).isZero();
        long accepted = door.open(Door.AF_INET6, Door.SOCK_STREAM);
        Slot accept = door.slot();
        door.accept(listener, accepted, accept);
        Slot connect = door.slot();
        InetSocketAddress inet4 =
                new InetSocketAddress(LOOPBACK, door.local(listener).getPort());
        door.connect(door.boundTcp(), inet4, connect);
        assertThat(door.await(accept).status).isZero();
        assertThat(door.updateAcceptContext(accepted, listener)).isZero();
        ByteBuffer name = ByteBuffer.allocateDirect(28).order(ByteOrder.nativeOrder());
        assertThat(door.sockets.getpeername(accepted, name)).isZero();
        assertThat(name.getShort(0)).isEqualTo((short) Door.AF_INET6);
        assertThat(name.getShort(18)).isEqualTo((short) 0xFFFF);
        assertThat(name.get(20)).isEqualTo((byte) 127);
    }

    @Test
    @Rules("R051")
    void theFamiliesAreChosenBeforeBind() {
        long s = door.open(Door.AF_INET6, Door.SOCK_STREAM);
        assertThat(door.bind(s, Addresses.wildcard(Door.AF_INET6), 0)).isZero();
        assertThat(door.set(s, "IPV6_V6ONLY", 0)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R052")
    void anInet4SocketTakesNoAddressOfInet6() {
        InetSocketAddress inet6 = new InetSocketAddress(Addresses.wildcard(Door.AF_INET6), 0);
        int error = -door.bindTo(door.tcp(), inet6, 28);
        tell("bind", error);
        assertThat(error).isIn(WSAEAFNOSUPPORT, WSAEFAULT);
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
    @Rules("R054")
    void aConnectedDatagramSocketHasTheAddressOfTheRoute() {
        long s = door.udp();
        InetSocketAddress peer = door.local(door.boundUdp());
        assertThat(door.connect(s, peer)).isZero();
        assertThat(door.local(s).getAddress()).isEqualTo(LOOPBACK);
        assertThat(door.local(s).getPort()).isPositive();
        assertThat(door.peer(s)).isEqualTo(peer);
    }
}
