package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEACCES;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEMSGSIZE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Datagrams. */
class DatagramRulesTest extends WindowsRules {
    @Test
    @Rules({"R298", "R306"})
    void aDatagramComesWhole() {
        long receiver = door.boundUdp();
        Slot send = door.slot("datagram");
        door.end(door.sendTo(door.boundUdp(), door.local(receiver), send), send);
        Slot receive = door.slot(100);
        assertThat(door.end(door.receiveMessage(receiver, receive), receive).bytes)
                .isEqualTo(8);
        assertThat(receive.text(8)).isEqualTo("datagram");
    }

    @Test
    @Rules("R299")
    void aDatagramHasALimit() {
        InetSocketAddress to = door.local(door.boundUdp());
        assertThat(door.sendTo(door.boundUdp(), to, door.slot(65508))).isEqualTo(-WSAEMSGSIZE);
    }

    @Test
    @Rules("R300")
    @OnlySimulated("tests use the loopback addresses alone")
    void aDatagramThatMustNotBeFragmentedFitsIntoAPacket() {
        long sender = door.udp();
        assertThat(door.bind(sender, WILDCARD, 0)).isZero();
        InetSocketAddress elsewhere = new InetSocketAddress(Network.ROUTED, 1);
        Slot whole = door.slot(9000);
        assertThat(door.end(door.sendTo(sender, elsewhere, whole), whole).status)
                .isZero();
        assertThat(door.set(sender, "IP_DONTFRAGMENT", 1)).isZero();
        assertThat(door.sendTo(sender, elsewhere, door.slot(9000))).isEqualTo(-WSAEMSGSIZE);
    }

    @Test
    @Rules("R301")
    void aDatagramWithoutAddressWantsAPeer() {
        assertThat(door.sendTo(door.boundUdp(), null, door.slot("x"))).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R302")
    void nothingIsSentToTheWildcardOrPortZero() {
        assertThat(door.sendTo(door.boundUdp(), new InetSocketAddress(WILDCARD, 1), door.slot("x")))
                .isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(door.sendTo(door.boundUdp(), new InetSocketAddress(LOOPBACK, 0), door.slot("x")))
                .isEqualTo(-WSAEADDRNOTAVAIL);
    }

    @Test
    @Rules("R303")
    void aBroadcastWantsItsOption() {
        InetAddress broadcast = Addresses.of(new byte[] {-1, -1, -1, -1});
        assertThat(door.sendTo(door.boundUdp(), new InetSocketAddress(broadcast, 1), door.slot("x")))
                .isEqualTo(-WSAEACCES);
    }

    @Test
    @Rules({"R055", "R308"})
    void anUnboundSocketReceivesNoDatagram() {
        assertThat(door.receiveMessage(door.udp(), door.slot(1))).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R333")
    void datagramsGoToPendingReceivesInTheOrderOfTheCalls() {
        long receiver = door.boundUdp();
        Slot[] receives = {door.slot(10), door.slot(10), door.slot(10)};
        for (Slot receive : receives) {
            assertThat(door.receiveMessage(receiver, receive)).isEqualTo(-997);
        }
        long sender = door.boundUdp();
        for (String text : new String[] {"1", "22", "333"}) {
            Slot send = door.slot(text);
            door.end(door.sendTo(sender, door.local(receiver), send), send);
        }
        for (int i = 0; i < receives.length; i++) {
            assertThat(door.await(receives[i]).bytes).isEqualTo(i + 1);
        }
        assertThat(receives[2].text(3)).isEqualTo("333");
    }

    @Test
    @Rules({"R309", "R312"})
    void aLongDatagramIsCut() {
        long receiver = door.boundUdp();
        Slot receive = door.slot(3);
        int result = door.receiveMessage(receiver, receive);
        assertThat(result).isEqualTo(-997);
        Slot send = door.slot("datagram");
        door.end(door.sendTo(door.boundUdp(), door.local(receiver), send), send);
        Packet end = door.await(receive);
        assertThat(end.status).isEqualTo(Status.BUFFER_OVERFLOW);
        assertThat(end.bytes).isEqualTo(3);
        assertThat(receive.text(3)).isEqualTo("dat");
        assertThat(receive.messageFlags() & 0x100).isNotZero();
    }

    @Test
    @Rules({"R317", "R318"})
    void theDestinationIsTold() {
        long receiver = door.boundUdp();
        assertThat(door.set(receiver, "IP_PKTINFO", 1)).isZero();
        Slot send = door.slot("x");
        door.end(door.sendTo(door.boundUdp(), door.local(receiver), send), send);
        Slot receive = door.slot(10);
        door.end(door.receiveMessage(receiver, receive), receive);
        assertThat(receive.control().capacity()).isEqualTo(24);
        assertThat(receive.control().getInt(12)).isEqualTo(19);
        assertThat(receive.control().get(16)).isEqualTo((byte) 127);
    }

    @Test
    @Rules("R325")
    void aDatagramThatFindsNobodyFailsTheReceive() {
        long sender = door.boundUdp();
        long gone = door.boundUdp();
        InetSocketAddress nowhere = door.local(gone);
        door.close(gone);
        Slot receive = door.slot(1);
        door.receiveMessage(sender, receive);
        Slot send = door.slot("x");
        door.end(door.sendTo(sender, nowhere, send), send);
        assertThat(door.await(receive).status).isEqualTo(Status.PORT_UNREACHABLE);
    }

    @Test
    @Rules("R329")
    void aSendMayTellOfOneBefore() {
        long sender = door.boundUdp();
        long gone = door.boundUdp();
        InetSocketAddress nowhere = door.local(gone);
        door.close(gone);
        Slot first = door.slot("x");
        assertThat(door.end(door.sendTo(sender, nowhere, first), first).status).isZero();
        door.settle();
        Slot second = door.slot("x");
        int status = door.end(door.sendTo(sender, nowhere, second), second).status;
        tell("the second", status);
        assertThat(status).isIn(0, WSAECONNRESET);
    }
}
