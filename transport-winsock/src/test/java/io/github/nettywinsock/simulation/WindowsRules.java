package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEACCES;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRINUSE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEMSGSIZE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;
import static io.github.nettywinsock.ws2.WsaErrors.WSAESHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of Windows, one test a rule; a subclass says which Windows. */
abstract class WindowsRules {
    private static final InetAddress LOOPBACK = Addresses.of(new byte[] {127, 0, 0, 1});
    private static final InetAddress WILDCARD = Addresses.wildcard(Door.AF_INET);

    Door door;

    abstract Door newDoor();

    @BeforeEach
    final void open() {
        door = newDoor();
    }

    @AfterEach
    final void close() {
        door.close();
    }

    // --- creation and bind

    @Test
    @Rules("R008")
    void aSocketIsAMultipleOfFour() {
        assertThat(door.tcp() % 4).isZero();
        assertThat(door.udp() % 4).isZero();
    }

    @Test
    @Rules("R013")
    void aSocketOfInet6IsOfThatFamilyOnly() {
        assertThat(door.get(door.open(Door.AF_INET6, Door.SOCK_STREAM), "IPV6_V6ONLY") & 1)
                .isOne();
    }

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
    @Rules("R041")
    void reuseAndExclusiveUseExcludeEachOther() {
        long s = door.tcp();
        assertThat(door.set(s, "SO_REUSEADDR", 1)).isZero();
        assertThat(door.set(s, "SO_EXCLUSIVEADDRUSE", 1)).isEqualTo(-WSAEINVAL);
        assertThat(door.set(s, "SO_REUSEADDR", 0)).isZero();
        assertThat(door.set(s, "SO_EXCLUSIVEADDRUSE", 1)).isZero();
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

    // --- listen and AcceptEx

    @Test
    @Rules({"R057", "R059"})
    void onlyABoundStreamSocketListens() {
        assertThat(door.sockets.listen(door.tcp(), 1)).isEqualTo(-WSAEINVAL);
        assertThat(door.sockets.listen(door.boundUdp(), 1)).isEqualTo(-WSAEOPNOTSUPP);
    }

    @Test
    @Rules("R060")
    void aListenerMayListenAgain() {
        assertThat(door.sockets.listen(door.listener(), 5)).isZero();
    }

    @Test
    @Rules("R071")
    void onlyAListenerAccepts() {
        assertThat(door.get(door.boundTcp(), "SO_ACCEPTCONN")).isZero();
        assertThat(door.get(door.listener(), "SO_ACCEPTCONN")).isOne();
    }

    @Test
    @Rules("R119")
    void aBoundSocketIsNotAcceptedWith() {
        assertThat(door.accept(door.listener(), door.boundTcp(), door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R120")
    void onlyAListenerIsAcceptedFrom() {
        assertThat(door.accept(door.boundTcp(), door.tcp(), door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R122")
    void aSocketIsAcceptedWithOnce() {
        long listener = door.listener();
        long accepted = door.tcp();
        assertThat(door.accept(listener, accepted, door.slot())).isEqualTo(-997);
        assertThat(door.accept(listener, accepted, door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules({"R066", "R126"})
    void aConnectionStandsBeforeItIsAccepted() {
        long listener = door.listener();
        long client = door.boundTcp();
        Slot connect = door.slot();
        door.connect(client, door.local(listener), connect);
        assertThat(door.await(connect).status).isZero();
        Slot accept = door.slot();
        assertThat(door.end(door.accept(listener, door.tcp(), accept), accept).status)
                .isZero();
    }

    @Test
    @Rules("R137")
    void closingAListenerCancelsItsAccepts() {
        long listener = door.listener();
        Slot[] accepts = {door.slot(), door.slot(), door.slot()};
        for (Slot accept : accepts) {
            door.accept(listener, door.tcp(), accept);
        }
        door.close(listener);
        for (Slot accept : accepts) {
            assertThat(door.await(accept).status).isEqualTo(Status.CANCELLED);
        }
    }

    @Test
    @Rules("R141")
    void oneAcceptIsCancelledAlone() {
        long listener = door.listener();
        Slot first = door.slot();
        Slot second = door.slot();
        door.accept(listener, door.tcp(), first);
        door.accept(listener, door.tcp(), second);
        assertThat(door.sockets.CancelIoEx(listener, first.overlapped())).isZero();
        assertThat(door.await(first).status).isEqualTo(Status.CANCELLED);
        assertThat(door.poll(second, 20)).isNull();
    }

    // --- ConnectEx

    @Test
    @Rules("R163")
    void connectExWantsABoundSocket() {
        InetSocketAddress remote = door.local(door.listener());
        assertThat(door.connect(door.tcp(), remote, door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R164")
    void aConnectedSocketIsNotConnectedAgain() {
        long[] ends = door.connection();
        assertThat(door.connect(ends[0], door.local(door.listener()), door.slot()))
                .isEqualTo(-SimulatedWindows.WSAEISCONN);
    }

    @Test
    @Rules("R168")
    void nobodyConnectsToTheWildcardOrPortZero() {
        assertThat(door.connect(door.boundTcp(), new InetSocketAddress(WILDCARD, 1), door.slot()))
                .isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(door.connect(door.boundTcp(), new InetSocketAddress(LOOPBACK, 0), door.slot()))
                .isEqualTo(-WSAEADDRNOTAVAIL);
    }

    @Test
    @Rules({"R170", "R175"})
    void aRefusedSocketMayConnectAgain() {
        long client = door.boundTcp();
        long closed = door.boundTcp();
        Slot first = door.slot();
        door.connect(client, door.local(closed), first);
        assertThat(door.await(first).status).isEqualTo(Status.CONNECTION_REFUSED);
        Slot second = door.slot();
        door.connect(client, door.local(door.listener()), second);
        assertThat(door.await(second).status).isZero();
    }

    // --- completion ports

    @Test
    @Rules("R184")
    void aSocketHasOnePortForLife() {
        assertThat(door.port.CreateIoCompletionPort(door.tcp(), 1))
                .isEqualTo(-SimulatedWindows.ERROR_INVALID_PARAMETER);
    }

    @Test
    @Rules({"R192", "R196"})
    void aPortWithoutPacketsTimesOut() {
        assertThat(door.port.GetQueuedCompletionStatusEx(0)).isZero();
        assertThat(door.port.GetQueuedCompletionStatusEx(10)).isZero();
    }

    @Test
    @Rules("R198")
    void aPostedPacketComesAsItIs() {
        assertThat(door.port.PostQueuedCompletionStatus(42, 0)).isZero();
        assertThat(door.port.GetQueuedCompletionStatusEx(1000)).isOne();
        assertThat(door.port.key(0)).isEqualTo(42);
        assertThat(door.port.overlapped(0)).isZero();
    }

    @Test
    @Rules("R207")
    void everyAcceptedCallHasOnePacket() {
        long[] ends = door.connection();
        Slot send = door.slot("abc");
        assertThat(door.end(door.send(ends[0], send), send).bytes).isEqualTo(3);
        assertThat(door.poll(send, 20)).isNull();
    }

    @Test
    @Rules("R208")
    void inSkipModeAnInlineSuccessHasNoPacket() {
        long[] ends = door.connection();
        if (door.sockets.SetFileCompletionNotificationModes(ends[0]) == 0) {
            Slot send = door.slot("abc");
            int result = door.send(ends[0], send);
            assertThat(door.poll(send, 20) == null).isEqualTo(result == 0);
        }
    }

    // --- streams

    @Test
    @Rules({"R219", "R220", "R243"})
    void bytesComeInOrder() {
        long[] ends = door.connection();
        for (String text : new String[] {"abc", "defgh"}) {
            Slot send = door.slot(text);
            door.end(door.send(ends[0], send), send);
        }
        StringBuilder received = new StringBuilder();
        while (received.length() < 8) {
            Slot receive = door.slot(10);
            Packet end = door.end(door.receive(ends[1], receive), receive);
            assertThat(end.status).isZero();
            assertThat(end.bytes).isPositive();
            received.append(receive.text(end.bytes));
        }
        assertThat(received).hasToString("abcdefgh");
    }

    @Test
    @Rules("R222")
    void receivesAreFilledInTheirOrder() {
        long[] ends = door.connection();
        Slot first = door.slot(1);
        Slot second = door.slot(1);
        door.receive(ends[1], first);
        door.receive(ends[1], second);
        Slot send = door.slot("ab");
        door.end(door.send(ends[0], send), send);
        door.await(first);
        door.await(second);
        assertThat(first.text(1) + second.text(1)).isEqualTo("ab");
    }

    @Test
    @Rules({"R223", "R275"})
    void afterTheLastByteComesTheEndAgainAndAgain() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], 1)).isZero();
        for (int i = 0; i < 2; i++) {
            Slot receive = door.slot(10);
            Packet end = door.end(door.receive(ends[1], receive), receive);
            assertThat(end.status).isZero();
            assertThat(end.bytes).isZero();
        }
    }

    @Test
    @Rules("R224")
    void aReceiveOfNothingWaitsForData() {
        long[] ends = door.connection();
        Slot nothing = door.slot();
        assertThat(door.receive(ends[1], nothing)).isEqualTo(-997);
        assertThat(door.poll(nothing, 20)).isNull();
        Slot send = door.slot("a");
        door.end(door.send(ends[0], send), send);
        assertThat(door.await(nothing).bytes).isZero();
        Slot receive = door.slot(1);
        door.end(door.receive(ends[1], receive), receive);
        assertThat(receive.text(1)).isEqualTo("a");
    }

    @Test
    @Rules({"R226", "R227", "R267"})
    void aResetFailsTheReceiveAndWhatFollows() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[1], receive);
        door.set(ends[0], "SO_LINGER", 1);
        door.close(ends[0]);
        assertThat(NtStatus.wsaError(door.await(receive).status)).isEqualTo(WSAECONNRESET);
        assertThat(door.receive(ends[1], door.slot(1))).isEqualTo(-WSAECONNRESET);
        assertThat(door.send(ends[1], door.slot("a"))).isEqualTo(-WSAECONNRESET);
    }

    @Test
    @Rules("R233")
    void anUnconnectedSocketNeitherSendsNorReceives() {
        assertThat(door.send(door.boundTcp(), door.slot("a"))).isEqualTo(-WSAENOTCONN);
        assertThat(door.receive(door.boundTcp(), door.slot(1))).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R234")
    void nothingIsReceivedAfterShutdown() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], 0)).isZero();
        assertThat(door.receive(ends[0], door.slot(1))).isEqualTo(-WSAESHUTDOWN);
    }

    @Test
    @Rules("R235")
    void nothingIsSentAfterShutdown() {
        long[] ends = door.connection();
        assertThat(door.sockets.shutdown(ends[0], 1)).isZero();
        assertThat(door.send(ends[0], door.slot("a"))).isEqualTo(-WSAESHUTDOWN);
    }

    @Test
    @Rules("R246")
    void aSendOfNothingSucceeds() {
        long[] ends = door.connection();
        Slot send = door.slot();
        assertThat(door.end(door.send(ends[0], send), send).status).isZero();
    }

    @Test
    @Rules("R274")
    void anUnconnectedSocketIsNotShutDown() {
        assertThat(door.sockets.shutdown(door.boundTcp(), 1)).isEqualTo(-WSAENOTCONN);
    }

    // --- cancel and close

    @Test
    @Rules("R251")
    void whatDoesNotGoOnIsNotCancelled() {
        assertThat(door.sockets.CancelIoEx(door.tcp(), 0)).isEqualTo(-SimulatedWindows.ERROR_NOT_FOUND);
    }

    @Test
    @Rules({"R189", "R255"})
    void aCancelledReceiveTakesNothing() {
        long[] ends = door.connection();
        Slot cancelled = door.slot(1);
        door.receive(ends[1], cancelled);
        assertThat(door.sockets.CancelIoEx(ends[1], cancelled.overlapped())).isZero();
        Packet end = door.await(cancelled);
        assertThat(end.status).isEqualTo(Status.CANCELLED);
        assertThat(end.bytes).isZero();
    }

    @Test
    @Rules("R259")
    void closingEndsWhatGoesOn() {
        long[] ends = door.connection();
        Slot receive = door.slot(1);
        door.receive(ends[0], receive);
        door.close(ends[0]);
        assertThat(door.await(receive).status).isNegative();
    }

    @Test
    @Rules("R266")
    void aGracefulCloseLosesNothing() {
        long[] ends = door.connection();
        Slot send = door.slot("last");
        door.end(door.send(ends[0], send), send);
        door.close(ends[0]);
        StringBuilder received = new StringBuilder();
        while (true) {
            Slot receive = door.slot(10);
            Packet end = door.end(door.receive(ends[1], receive), receive);
            assertThat(end.status).isZero();
            if (end.bytes == 0) {
                break;
            }
            received.append(receive.text(end.bytes));
        }
        assertThat(received).hasToString("last");
    }

    // --- datagrams

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
    @Rules({"R032", "R044"})
    void aPortIsFreeWhenItsSocketIsClosed() {
        long s = door.boundTcp();
        int port = door.local(s).getPort();
        assertThat(door.bind(door.tcp(), LOOPBACK, port)).isEqualTo(-WSAEADDRINUSE);
        door.close(s);
        assertThat(door.bind(door.tcp(), LOOPBACK, port)).isZero();
    }
}
