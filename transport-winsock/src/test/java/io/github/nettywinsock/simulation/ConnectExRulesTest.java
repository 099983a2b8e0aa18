package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEACCES;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRINUSE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEAFNOSUPPORT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEHOSTUNREACH;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENETUNREACH;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;
import static io.github.nettywinsock.ws2.WsaErrors.WSAETIMEDOUT;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** ConnectEx. */
class ConnectExRulesTest extends WindowsRules {
    private static final InetSocketAddress SILENT = new InetSocketAddress(Network.SILENT, 1);
    private static final InetSocketAddress UNROUTED =
            new InetSocketAddress(Addresses.of(new byte[] {(byte) 198, 51, 100, 1}), 1);
    private static final String REMOTE = "tests use the loopback addresses alone";
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

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
    @Rules("R164")
    void neitherAListenerNorADatagramSocketIsConnected() {
        InetSocketAddress remote = door.local(door.listener());
        assertThat(door.connect(door.listener(), remote, door.slot())).isEqualTo(-WSAEINVAL);
        assertThat(-door.connect(door.boundUdp(), remote, door.slot())).isIn(WSAEINVAL, WSAEOPNOTSUPP);
    }

    @Test
    @Rules("R164")
    @OnlySimulated(REMOTE)
    void aSocketIsConnectedOnceAtATime() {
        long client = boundToAll();
        assertThat(door.connect(client, SILENT, door.slot())).isEqualTo(-WSA_IO_PENDING);
        assertThat(door.connect(client, SILENT, door.slot())).isEqualTo(-SimulatedWindows.WSAEALREADY);
    }

    @Test
    @Rules("R165")
    void aConnectWantsAnOverlapped() {
        Slot slot = door.slot();
        InetSocketAddress remote = door.local(door.listener());
        long client = door.boundTcp();
        Addresses.write(remote, Door.AF_INET, Memory.buffer(slot.at(Slot.ADDRESSES), 28));
        int result = door.sockets.ConnectEx(client, slot.at(Slot.ADDRESSES), 16, 0, 0, slot.at(Slot.BYTES), 0);
        assertThat(result).isEqualTo(-SimulatedWindows.ERROR_INVALID_PARAMETER);
    }

    @Test
    @Rules({"R166", "R211"})
    void aConnectHasItsPacketAlsoInSkipMode() {
        long client = door.boundTcp();
        door.skipPackets(client);
        Slot connect = door.slot();
        assertThat(door.connect(client, door.local(door.listener()), connect)).isEqualTo(-WSA_IO_PENDING);
        assertThat(door.await(connect).status).isZero();
    }

    @Test
    @Rules({"R166", "R167"})
    void theDataOfAConnectIsSent() {
        long listener = door.listener();
        long accepted = door.tcp();
        Slot accept = door.slot();
        door.accept(listener, accepted, accept);
        Slot connect = door.slot("abc");
        door.connect(door.boundTcp(), door.local(listener), connect);
        Packet end = door.await(connect);
        assertThat(end.status).isZero();
        assertThat(end.bytes).isEqualTo(3);
        door.await(accept);
        assertThat(receive(accepted, 3)).isEqualTo("abc");
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
    @Rules("R168")
    void aSocketOfInet6AloneDoesNotConnectToInet4() {
        long client = door.open(Door.AF_INET6, Door.SOCK_STREAM);
        assertThat(door.bind(client, Addresses.wildcard(Door.AF_INET6), 0)).isZero();
        int error = -door.connect(client, door.local(door.listener()), door.slot());
        tell("mapped address", error);
        assertThat(error).isIn(WSAEAFNOSUPPORT, WSAEADDRNOTAVAIL, WSAENETUNREACH);
    }

    @Test
    @Rules("R169")
    void twoConnectionsDifferInAnAddress() {
        long listener = door.listener();
        InetSocketAddress remote = door.local(listener);
        long first = reusing(0);
        Slot connect = door.slot();
        door.connect(first, remote, connect);
        assertThat(door.await(connect).status).isZero();
        door.updateConnectContext(first);
        long second = reusing(door.local(first).getPort());
        Slot again = door.slot();
        Packet end = door.end(door.connect(second, remote, again), again);
        assertThat(end.status > 0 ? end.status : NtStatus.wsaError(end.status, door.port))
                .isEqualTo(WSAEADDRINUSE);
    }

    private long reusing(int port) {
        long s = door.tcp();
        door.set(s, "SO_REUSEADDR", 1);
        assertThat(door.bind(s, LOOPBACK, port)).isZero();
        return s;
    }

    @Test
    @Rules("R170")
    void nobodyListens() {
        assertThat(connect(door.boundTcp(), door.local(door.boundTcp()))).isEqualTo(Status.CONNECTION_REFUSED);
    }

    @Test
    @Rules("R171")
    @OnlySimulated("it is a matter of time")
    void aRefusalTakesItsTime() {
        long before = windows.simulated().nanoTime();
        assertThat(connect(door.boundTcp(), door.local(door.boundTcp()))).isEqualTo(Status.CONNECTION_REFUSED);
        assertThat(windows.simulated().nanoTime() - before).isGreaterThan(LONG_NANOS);
    }

    @Test
    @Rules("R172")
    @OnlySimulated("it is a matter of time")
    void withoutRetransmissionsARefusalComesAtOnce() {
        long client = door.boundTcp();
        assertThat(door.control(client, "SIO_TCP_INITIAL_RTO", 0xFEFFFF, 4)).isZero();
        long before = windows.simulated().nanoTime();
        assertThat(connect(client, door.local(door.boundTcp()))).isEqualTo(Status.CONNECTION_REFUSED);
        assertThat(windows.simulated().nanoTime() - before).isLessThan(LONG_NANOS);
    }

    @Test
    @Rules("R173")
    @OnlySimulated(REMOTE)
    void nobodyAnswers() {
        Slot connect = door.slot();
        door.connect(boundToAll(), SILENT, connect);
        assertThat(NtStatus.wsaError(door.poll(connect, 30_000).status, door.port))
                .isEqualTo(WSAETIMEDOUT);
    }

    @Test
    @Rules("R174")
    @OnlySimulated(REMOTE)
    void noRouteLeadsThere() {
        Slot connect = door.slot();
        Packet end = door.end(door.connect(boundToAll(), UNROUTED, connect), connect);
        assertThat(end.status > 0 ? end.status : NtStatus.wsaError(end.status, door.port))
                .isIn(WSAENETUNREACH, WSAEHOSTUNREACH);
    }

    @Test
    @Rules("R175")
    void aRefusedSocketMayConnectAgain() {
        long client = door.boundTcp();
        assertThat(connect(client, door.local(door.boundTcp()))).isEqualTo(Status.CONNECTION_REFUSED);
        assertThat(connect(client, door.local(door.listener()))).isZero();
    }

    @Test
    @Rules("R176")
    void aConnectedSocketIsNotShutDownBeforeTheUpdate() {
        windows.expectMisuse();
        long client = door.connectionWithoutContext(door.listener())[0];
        assertThat(door.sockets.shutdown(client, 1)).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R176")
    void aConnectedSocketKnowsItsTimeBeforeTheUpdate() {
        long client = door.connectionWithoutContext(door.listener())[0];
        assertThat(door.get(client, "SO_CONNECT_TIME")).isBetween(0, 60);
    }

    @Test
    @Rules("R177")
    @OnlySimulated(REMOTE)
    void closingEndsAConnect() {
        long client = boundToAll();
        Slot connect = door.slot();
        door.connect(client, SILENT, connect);
        door.close(client);
        assertThat(door.await(connect).status).isEqualTo(Status.CANCELLED);
    }

    @Test
    @Rules("R178")
    @OnlySimulated("it takes a firewall")
    void aFirewallForbids() {
        windows.simulated().faults().failNth("ConnectEx", 1, WSAEACCES);
        assertThat(door.connect(door.boundTcp(), door.local(door.listener()), door.slot()))
                .isEqualTo(-WSAEACCES);
    }

    @Test
    @Rules("R179")
    void aConnectedDatagramSocketHearsItsPeerAlone() {
        long s = door.boundUdp();
        InetSocketAddress to = door.local(s);
        long peer = door.boundUdp();
        long stranger = door.boundUdp();
        assertThat(door.connect(s, door.local(peer))).isZero();
        sendTo(stranger, to, "stranger");
        door.settle();
        sendTo(peer, to, "peer");
        assertThat(receiveDatagram(s)).isEqualTo("peer");
    }

    @Test
    @Rules("R179")
    void aDatagramSocketWhosePeerIsTakenAwayHearsAll() {
        long s = door.boundUdp();
        InetSocketAddress to = door.local(s);
        long stranger = door.boundUdp();
        assertThat(door.connect(s, door.local(door.boundUdp()))).isZero();
        assertThat(door.connect(s, (InetSocketAddress) null)).isZero();
        sendTo(stranger, to, "stranger");
        assertThat(receiveDatagram(s)).isEqualTo("stranger");
    }

    private void sendTo(long s, InetSocketAddress to, String text) {
        Slot slot = door.slot(text);
        assertThat(door.end(door.sendTo(s, to, slot), slot).status).isZero();
    }

    private String receiveDatagram(long s) {
        Slot slot = door.slot(20);
        return slot.text(door.end(door.receiveMessage(s, slot), slot).bytes);
    }

    private int connect(long client, InetSocketAddress remote) {
        Slot connect = door.slot();
        door.connect(client, remote, connect);
        return door.await(connect).status;
    }

    private long boundToAll() {
        long s = door.tcp();
        assertThat(door.bind(s, WILDCARD, 0)).isZero();
        return s;
    }
}
