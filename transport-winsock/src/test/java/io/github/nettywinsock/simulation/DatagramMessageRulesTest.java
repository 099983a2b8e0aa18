package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEMSGSIZE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENETRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENETUNREACH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is told of datagrams: peers, control messages, joined ones, and those that have not arrived. */
class DatagramMessageRulesTest extends WindowsRules {
    private static final int SOON = 50;

    @Test
    @Rules("R298")
    void aDatagramOfNothingComesToo() {
        long receiver = door.boundUdp();
        long sender = door.boundUdp();
        send(sender, door.local(receiver), "");
        send(sender, door.local(receiver), "next");
        assertThat(receive(receiver, door.slot(10)).bytes).isZero();
        assertThat(receive(receiver, door.slot(10)).bytes).isEqualTo(4);
    }

    @Test
    @Rules({"R301", "R330"})
    void aConnectedSocketHearsItsPeerAndSendsToOthersToo() {
        long s = door.boundUdp();
        long peer = door.boundUdp();
        long other = door.boundUdp();
        door.control(other, "SIO_UDP_CONNRESET", 0, 4);
        send(other, door.local(s), "before");
        assertThat(door.connect(s, door.local(peer))).isZero();
        send(other, door.local(s), "after");
        send(peer, door.local(s), "peer");
        Slot receive = door.slot(10);
        assertThat(receive(s, receive).bytes).isEqualTo(4);
        assertThat(receive.text(4)).isEqualTo("peer");
        assertThat(receive.sender()).isEqualTo(door.local(peer));
        send(s, door.local(other), "to other");
        assertThat(receive(other, door.slot(10)).bytes).isEqualTo(8);
    }

    @Test
    @Rules("R179")
    void zerosTakeThePeerAway() {
        long s = door.boundUdp();
        door.connect(s, door.local(door.boundUdp()));
        assertThat(door.connect(s, null)).isZero();
        assertThat(door.getpeername(s)).isNegative();
    }

    @Test
    @Rules({"R304", "R305"})
    @OnlySimulated("tests use the loopback addresses alone")
    void nothingLeadsFromLoopbackToOtherMachines() {
        InetSocketAddress elsewhere = new InetSocketAddress(Network.SILENT, 1);
        assertThat(door.sendTo(door.boundUdp(), elsewhere, door.slot("x"))).isIn(-WSAENETUNREACH, -WSAEADDRNOTAVAIL);
    }

    @Test
    @Rules({"R309", "R310", "R312"})
    void aLongDatagramThatWaitsIsCutWhateverTheCallAnswers() {
        long receiver = door.boundUdp();
        long sender = door.boundUdp();
        send(sender, door.local(receiver), "datagram");
        send(sender, door.local(receiver), "next");
        Slot receive = door.slot(3);
        int result = awaitInline(receiver, receive);
        assertThat(result).isIn(-WSAEMSGSIZE, -997);
        if (result == -997) {
            assertThat(door.await(receive).status).isEqualTo(Status.BUFFER_OVERFLOW);
        }
        assertThat(receive.text(3)).isEqualTo("dat");
        assertThat(receive.messageFlags() & 0x100).isNotZero();
        Slot next = door.slot(10);
        assertThat(receive(receiver, next).bytes).isEqualTo(4);
        assertThat(next.text(4)).isEqualTo("next");
    }

    /** Receives what was sent before, as soon as it is there. */
    private int awaitInline(long receiver, Slot receive) {
        door.poll(door.slot(), SOON);
        return door.receiveMessage(receiver, receive);
    }

    @Test
    @Rules("R313")
    void controlMessagesThatDoNotFitAreCut() {
        long receiver = door.boundUdp();
        door.set(receiver, "IP_PKTINFO", 1);
        Slot receive = door.slot(10);
        int result = door.receiveMessage(receiver, receive, 16);
        send(door.boundUdp(), door.local(receiver), "x");
        assertThat(result).isEqualTo(-997);
        assertThat(door.await(receive).status).isEqualTo(Status.BUFFER_OVERFLOW);
        assertThat(receive.text(1)).isEqualTo("x");
        assertThat(receive.messageFlags() & 0x200).isNotZero();
    }

    @Test
    @Rules({"R317", "R319"})
    void theDestinationOfInet6IsTold() {
        long receiver = door.open(Door.AF_INET6, Door.SOCK_DGRAM);
        InetAddress loopback = Interface.LOOPBACK.addressLike(Addresses.wildcard(Door.AF_INET6));
        assertThat(door.bind(receiver, loopback, 0)).isZero();
        assertThat(door.set(receiver, "IPV6_PKTINFO", 1)).isZero();
        long sender = door.open(Door.AF_INET6, Door.SOCK_DGRAM);
        send(sender, door.local(receiver), "x");
        Slot receive = door.slot(10);
        receive(receiver, receive);
        ByteBuffer control = receive.control();
        assertThat(control.getLong(0)).isEqualTo(36);
        assertThat(control.getInt(8)).isEqualTo(41);
        assertThat(control.getInt(12)).isEqualTo(19);
        assertThat(control.get(31)).isOne();
    }

    @Test
    @Rules({"R106", "R320"})
    void aSocketOfBothFamiliesIsToldOfInet4ByItsOwnMessage() {
        long receiver = door.dualStack(Door.SOCK_DGRAM);
        door.set(receiver, "IP_PKTINFO", 1);
        door.set(receiver, "IPV6_PKTINFO", 1);
        assertThat(door.bind(receiver, WILDCARD, 0)).isZero();
        send(
                door.boundUdp(),
                new InetSocketAddress(LOOPBACK, door.local(receiver).getPort()),
                "x");
        Slot receive = door.slot(10);
        receive(receiver, receive);
        assertThat(receive.control().getInt(8)).isZero();
        assertThat(receive.control().getInt(12)).isEqualTo(19);
        assertThat(receive.sender().getAddress()).isEqualTo(LOOPBACK);
    }

    @Test
    @Rules({"R303", "R321", "R331"})
    @OnlySimulated("tests use the loopback addresses alone")
    void aBroadcastReachesAllAndIsCalledOne() {
        long[] receivers = {door.udp(), door.udp()};
        int port = 0;
        for (long receiver : receivers) {
            door.set(receiver, "SO_REUSEADDR", 1);
            assertThat(door.bind(receiver, WILDCARD, port)).isZero();
            port = door.local(receiver).getPort();
        }
        long sender = door.udp();
        door.set(sender, "SO_BROADCAST", 1);
        send(sender, new InetSocketAddress(Addresses.of(new byte[] {-1, -1, -1, -1}), port), "x");
        for (long receiver : receivers) {
            Slot receive = door.slot(10);
            assertThat(receive(receiver, receive).bytes).isOne();
            assertThat(receive.messageFlags() & 0x400).isNotZero();
        }
    }

    @Test
    @Rules({"R322", "R324"})
    void aLongSendIsCutAndJoinedAgain() {
        long receiver = door.boundUdp();
        long sender = door.boundUdp();
        assertThat(door.set(receiver, "UDP_RECV_MAX_COALESCED_SIZE", 1000)).isZero();
        assertThat(door.set(sender, "UDP_SEND_MSG_SIZE", 4)).isZero();
        send(sender, door.local(receiver), "aaaabbbbccccdd");
        StringBuilder all = new StringBuilder();
        while (all.length() < 14) {
            Slot receive = door.slot(100);
            int bytes = receive(receiver, receive).bytes;
            all.append(receive.text(bytes));
            if (bytes > 4) {
                ByteBuffer control = receive.control();
                assertThat(control.getInt(8)).isEqualTo(17);
                assertThat(control.getInt(12)).isEqualTo(3);
                assertThat(control.getInt(16)).isEqualTo(4);
            } else {
                assertThat(receive.control().capacity()).isZero();
            }
        }
        assertThat(all).hasToString("aaaabbbbccccdd");
    }

    @Test
    @Rules({"R325", "R326"})
    void eachDatagramThatFindsNobodyIsToldOnceUnlessSwitchedOff() {
        long sender = door.boundUdp();
        long gone = door.boundUdp();
        InetSocketAddress nowhere = door.local(gone);
        door.close(gone);
        for (int i = 0; i < 2; i++) {
            Slot receive = door.slot(10);
            send(sender, nowhere, "x");
            int status = receive(sender, receive).status;
            assertThat(status > 0 ? status : NtStatus.wsaError(status, door.port))
                    .isEqualTo(WSAECONNRESET);
        }
        assertThat(door.control(sender, "SIO_UDP_CONNRESET", 0, 4)).isZero();
        Slot receive = door.slot(10);
        door.receiveMessage(sender, receive);
        send(sender, nowhere, "x");
        assertThat(door.poll(receive, SOON)).isNull();
        send(door.boundUdp(), door.local(sender), "alive");
        assertThat(door.await(receive).bytes).isEqualTo(5);
    }

    @Test
    @Rules({"R327", "R328"})
    @OnlySimulated("wants a router")
    void theEndOfTheHopsIsToldUnlessSwitchedOff() {
        long sender = door.udp();
        door.bind(sender, WILDCARD, 0);
        InetSocketAddress behind = new InetSocketAddress(Network.ROUTED, 1);
        assertThat(door.set(sender, "IP_TTL", 1)).isZero();
        send(sender, behind, "x");
        int status = receive(sender, door.slot(10)).status;
        assertThat(status > 0 ? status : NtStatus.wsaError(status, door.port)).isIn(WSAENETRESET, WSAECONNRESET);
        assertThat(door.control(sender, "SIO_UDP_NETRESET", 0, 4)).isZero();
        send(sender, behind, "x");
        Slot receive = door.slot(10);
        door.receiveMessage(sender, receive);
        assertThat(door.poll(receive, SOON)).isNull();
    }

    @Test
    @Rules("R307")
    @OnlySimulated("a real buffer has no size that is known")
    void whatFindsNoRoomIsLost() {
        long receiver = door.boundUdp();
        long sender = door.boundUdp();
        door.set(receiver, "SO_RCVBUF", 8);
        send(sender, door.local(receiver), "datagram");
        send(sender, door.local(receiver), "lost");
        door.poll(door.slot(), SOON);
        assertThat(receive(receiver, door.slot(10)).bytes).isEqualTo(8);
        Slot next = door.slot(10);
        door.receiveMessage(receiver, next);
        assertThat(door.poll(next, SOON)).isNull();
    }

    @Test
    @Rules("R332")
    void onLoopbackTheOrderStays() {
        long receiver = door.boundUdp();
        long sender = door.boundUdp();
        for (int i = 0; i < 20; i++) {
            send(sender, door.local(receiver), "n" + i);
        }
        for (int i = 0; i < 20; i++) {
            Slot receive = door.slot(10);
            assertThat(receive.text(receive(receiver, receive).bytes)).isEqualTo("n" + i);
        }
    }

    private void send(long s, InetSocketAddress to, String text) {
        Slot send = door.slot(text);
        assertThat(door.end(door.sendTo(s, to, send), send).status).isZero();
    }

    private Packet receive(long s, Slot slot) {
        return door.end(door.receiveMessage(s, slot), slot);
    }
}
