package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNABORTED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTSOCK;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** AcceptEx. */
class AcceptExRulesTest extends WindowsRules {
    private static final int NO_SOCKET = 0xFFF0;
    private static final int ADDRESS_LENGTH = 44;

    @Test
    @Rules("R119")
    void aBoundSocketIsNotAcceptedWith() {
        assertThat(door.accept(door.listener(), door.boundTcp(), door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R119")
    void aConnectedSocketIsNotAcceptedWith() {
        long connected = door.connection()[0];
        assertThat(door.accept(door.listener(), connected, door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R120")
    void onlyAListenerIsAcceptedFrom() {
        assertThat(door.accept(door.boundTcp(), door.tcp(), door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R121")
    void whatIsNoSocketIsNotAcceptedWith() {
        windows.expectMisuse();
        assertThat(door.accept(door.listener(), NO_SOCKET, door.slot())).isEqualTo(-WSAENOTSOCK);
        assertThat(door.accept(NO_SOCKET, door.tcp(), door.slot())).isEqualTo(-WSAENOTSOCK);
    }

    @Test
    @Rules("R122")
    void aSocketIsAcceptedWithOnce() {
        long listener = door.listener();
        long accepted = door.tcp();
        assertThat(door.accept(listener, accepted, door.slot())).isEqualTo(-WSA_IO_PENDING);
        assertThat(door.accept(listener, accepted, door.slot())).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R123")
    void anAcceptWantsAnOverlapped() {
        Slot slot = door.slot();
        int result = door.sockets.AcceptEx(
                door.listener(), door.tcp(), slot.at(Slot.ADDRESSES), ADDRESS_LENGTH, slot.at(Slot.BYTES), 0);
        assertThat(result).isEqualTo(-SimulatedWindows.ERROR_INVALID_PARAMETER);
    }

    @Test
    @Rules("R125")
    void anAcceptWantsRoomForTheAddresses() {
        Slot slot = door.slot();
        int result = door.sockets.AcceptEx(
                door.listener(), door.tcp(), slot.at(Slot.ADDRESSES), 0, slot.at(Slot.BYTES), slot.at(0));
        assertThat(result).isEqualTo(-WSAEFAULT);
    }

    @Test
    @Rules({"R066", "R126"})
    void aConnectionStandsBeforeItIsAccepted() {
        long listener = door.listener();
        connect(listener);
        assertThat(accept(listener, door.tcp()).status).isZero();
    }

    @Test
    @Rules("R128")
    void anAcceptWaitsForItsConnection() {
        long listener = door.listener();
        Slot accept = door.slot();
        assertThat(door.accept(listener, door.tcp(), accept)).isEqualTo(-WSA_IO_PENDING);
        door.settle();
        assertThat(door.poll(accept, 0)).isNull();
        connect(listener);
        assertThat(door.await(accept).status).isZero();
    }

    @Test
    @Rules("R129")
    void thePacketIsTheListeners() {
        long listener = door.openWithoutPort(Door.AF_INET, Door.SOCK_STREAM);
        door.bind(listener, LOOPBACK, 0);
        door.sockets.listen(listener, 1);
        assertThat(door.port.CreateIoCompletionPort(listener, 42)).isZero();
        Slot accept = door.slot();
        door.accept(listener, door.openWithoutPort(Door.AF_INET, Door.SOCK_STREAM), accept);
        connect(listener);
        assertThat(door.await(accept).key).isEqualTo(42);
    }

    @Test
    @Rules("R130")
    void aListenerMayGetItsPortAfterTheCall() {
        long listener = door.openWithoutPort(Door.AF_INET, Door.SOCK_STREAM);
        door.bind(listener, LOOPBACK, 0);
        door.sockets.listen(listener, 1);
        Slot accept = door.slot();
        door.accept(listener, door.tcp(), accept);
        assertThat(door.port.CreateIoCompletionPort(listener, 42)).isZero();
        connect(listener);
        assertThat(door.await(accept).status).isZero();
    }

    @Test
    @Rules("R131")
    void theNumberOfBytesOfAPendingAcceptIsNotWritten() {
        long listener = door.listener();
        Slot accept = door.slot();
        Memory.putInt(accept.at(Slot.BYTES), 0xCCCCCCCC);
        assertThat(door.accept(listener, door.tcp(), accept)).isEqualTo(-WSA_IO_PENDING);
        connect(listener);
        door.await(accept);
        assertThat(accept.bytes()).isEqualTo(0xCCCCCCCC);
    }

    @Test
    @Rules("R132")
    void bothAddressesAreTold() {
        long listener = door.listener();
        Slot accept = door.slot();
        door.accept(listener, door.tcp(), accept);
        long client = connect(listener);
        door.await(accept);
        Slot pointers = door.slot(32);
        long out = pointers.at(Slot.DATA);
        door.sockets.GetAcceptExSockaddrs(accept.at(Slot.ADDRESSES), ADDRESS_LENGTH, out, out + 8, out + 16, out + 24);
        assertThat(address(out)).isEqualTo(door.local(listener));
        assertThat(Memory.getInt(out + 24)).isEqualTo(16);
        door.updateConnectContext(client);
        assertThat(address(out + 16)).isEqualTo(door.local(client));
    }

    private static InetSocketAddress address(long pointer) {
        return SocketAddresses.read(Memory.buffer(Memory.getLong(pointer), 28), 0);
    }

    @Test
    @Rules("R133")
    void anAcceptedSocketHasNoPeerBeforeTheUpdate() {
        windows.expectMisuse();
        long accepted = door.connectionWithoutContext(door.listener())[1];
        assertThat(door.getpeername(accepted)).isEqualTo(-WSAENOTCONN);
    }

    @Test
    @Rules("R133")
    void anAcceptedSocketSendsAndReceivesBeforeTheUpdate() {
        long[] ends = door.connectionWithoutContext(door.listener());
        send(ends[1], "abc");
        assertThat(receive(ends[0], 3)).isEqualTo("abc");
        send(ends[0], "d");
        assertThat(receive(ends[1], 1)).isEqualTo("d");
    }

    @Test
    @Rules({"R134", "R136"})
    void aClientThatIsGoneCostsOneAccept() {
        long listener = door.listener();
        reset(connect(listener));
        door.settle();
        long accepted = door.tcp();
        Packet end = accept(listener, accepted);
        tell("status", Integer.toHexString(end.status));
        if (end.status == 0) {
            assertThat(receiveError(accepted)).isIn(WSAECONNRESET, WSAECONNABORTED);
        } else {
            int error = end.status > 0 ? end.status : NtStatus.wsaError(end.status, door.port);
            assertThat(error).isIn(WSAECONNRESET, WSAECONNABORTED);
        }
        connect(listener);
        assertThat(accept(listener, door.tcp()).status).isZero();
    }

    @Test
    @Rules("R135")
    void aClientThatHasClosedIsAcceptedAndEnds() {
        long listener = door.listener();
        door.close(connect(listener));
        door.settle();
        long accepted = door.tcp();
        assertThat(accept(listener, accepted).status).isZero();
        assertThat(receive(accepted, 1)).isEmpty();
    }

    @Test
    @Rules("R137")
    void closingAListenerCancelsItsAccepts() {
        long listener = door.listener();
        long accepted = door.tcp();
        Slot[] accepts = {door.slot(), door.slot(), door.slot()};
        for (Slot accept : accepts) {
            door.accept(listener, accept == accepts[0] ? accepted : door.tcp(), accept);
        }
        door.close(listener);
        for (Slot accept : accepts) {
            assertThat(door.await(accept).status).isEqualTo(Status.CANCELLED);
        }
        assertThat(door.bind(accepted, LOOPBACK, 0)).isZero();
    }

    @Test
    @Rules("R139")
    void closingTheAcceptedSocketEndsTheAccept() {
        long accepted = door.tcp();
        Slot accept = door.slot();
        door.accept(door.listener(), accepted, accept);
        door.close(accepted);
        assertThat(door.await(accept).status).isEqualTo(Status.CANCELLED);
    }

    @Test
    @Rules("R140")
    void anAcceptIsNotCancelledByTheAcceptedSocket() {
        long accepted = door.tcp();
        Slot accept = door.slot();
        door.accept(door.listener(), accepted, accept);
        assertThat(door.sockets.CancelIoEx(accepted, 0)).isEqualTo(-SimulatedWindows.ERROR_NOT_FOUND);
        door.settle();
        assertThat(door.poll(accept, 0)).isNull();
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

    @Test
    @Rules("R142")
    void eachAcceptTakesOneConnection() {
        long listener = door.listener();
        Slot[] accepts = {door.slot(), door.slot(), door.slot()};
        long[] accepted = {door.tcp(), door.tcp(), door.tcp()};
        for (int i = 0; i < accepts.length; i++) {
            door.accept(listener, accepted[i], accepts[i]);
        }
        for (int i = 0; i < accepts.length; i++) {
            long client = connect(listener);
            assertThat(door.await(accepts[i]).status).isZero();
            door.updateConnectContext(client);
            door.updateAcceptContext(accepted[i], listener);
            assertThat(door.peer(accepted[i])).isEqualTo(door.local(client));
        }
    }

    private long connect(long listener) {
        long client = door.boundTcp();
        Slot connect = door.slot();
        door.connect(client, door.local(listener), connect);
        assertThat(door.await(connect).status).isZero();
        door.updateConnectContext(client);
        return client;
    }

    private Packet accept(long listener, long accepted) {
        Slot accept = door.slot();
        return door.end(door.accept(listener, accepted, accept), accept);
    }
}
