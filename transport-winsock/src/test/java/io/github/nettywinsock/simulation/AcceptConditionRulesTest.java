package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.ConditionProc.CF_ACCEPT;
import static io.github.nettywinsock.ws2.ConditionProc.CF_DEFER;
import static io.github.nettywinsock.ws2.ConditionProc.CF_REJECT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNREFUSED;
import static io.github.nettywinsock.ws2.WsaErrors.WSAECONNRESET;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEWOULDBLOCK;
import static io.github.nettywinsock.ws2.WsaErrors.WSATRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.OverlappedSockets;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WSAAccept with a condition, and the event of FD_ACCEPT. */
class AcceptConditionRulesTest extends WindowsRules {
    private static final int FIONBIO = 0x8004667E;
    private static final int STEP_MILLIS = 10;
    private static final int STEPS = 50;

    private final ByteBuffer addr = direct(128);
    private final ByteBuffer record = direct(44);
    private final List<Long> events = new ArrayList<>();
    private final List<Long> accepted = new ArrayList<>();

    @AfterEach
    void closeWhatWasCreated() {
        accepted.forEach(door.ws2::closesocket);
        events.forEach(door.sockets::CloseHandle);
    }

    // --- the condition

    @Test
    @Rules("R145")
    void aConditionRunsOnTheThreadOfItsCallerAndIsToldTheAddresses() {
        long listener = listener();
        long client = connected(listener);
        List<Object> told = new ArrayList<>();
        accept(listener, (caller, callee) -> {
            told.add(Thread.currentThread());
            told.add(SocketAddresses.read(caller, 0));
            told.add(SocketAddresses.read(callee, 0));
            return CF_REJECT;
        });
        assertThat(told).containsExactly(Thread.currentThread(), door.local(client), door.local(listener));
    }

    @Test
    @Rules("R146")
    void anAcceptedSocketIsAsItsListener() {
        long listener = listener();
        select(listener);
        connected(listener);
        assertThat(isRecorded(listener)).isTrue();
        long s = accept(listener, answering(CF_ACCEPT));
        assertThat(blocking(s)).isEqualTo(-WSAEINVAL);
        assertThat(door.sockets.WSAEventSelect(s, 0)).isZero();
        assertThat(blocking(s)).isZero();
    }

    @Test
    @Rules({"R147", "R155"})
    void aRejectedClientThatIsConnectedIsDisconnected() {
        long listener = listener();
        long client = connected(listener);
        assertThat(accept(listener, answering(CF_REJECT))).isEqualTo(-WSAECONNREFUSED);
        Slot receive = door.slot(1);
        assertThat(door.end(door.receive(client, receive), receive).bytes).isZero();
    }

    @Test
    @Rules({"R070", "R147"})
    void aRejectedClientWhoseHandshakeWaitsIsRefused() {
        long listener = conditionalListener();
        Slot connect = connect(listener);
        assertThat(isRecorded(listener)).isTrue();
        assertThat(door.poll(connect, STEP_MILLIS)).isNull();
        assertThat(accept(listener, answering(CF_REJECT))).isEqualTo(-WSAECONNREFUSED);
        assertThat(door.await(connect).status).isEqualTo(Status.CONNECTION_REFUSED);
    }

    @Test
    @Rules({"R070", "R154"})
    void anAcceptedClientWhoseHandshakeWaitsIsConnected() {
        long listener = conditionalListener();
        Slot connect = connect(listener);
        assertThat(isRecorded(listener)).isTrue();
        assertThat(door.poll(connect, STEP_MILLIS)).isNull();
        assertThat(accept(listener, answering(CF_ACCEPT))).isPositive();
        assertThat(door.await(connect).status).isZero();
    }

    @Test
    @Rules("R148")
    void aDeferredConnectionIsTheNextToBeAskedAbout() {
        long listener = listener();
        InetSocketAddress first = door.local(connected(listener));
        connected(listener);
        assertThat(accept(listener, answering(CF_DEFER))).isEqualTo(-WSATRY_AGAIN);
        assertThat(accept(listener, answering(CF_ACCEPT))).isPositive();
        assertThat(SocketAddresses.read(addr, 0)).isEqualTo(first);
    }

    @Test
    @Rules("R148")
    void aDeferredConnectionIsForAcceptExToo() {
        long listener = listener();
        connected(listener);
        assertThat(accept(listener, answering(CF_DEFER))).isEqualTo(-WSATRY_AGAIN);
        Slot accept = door.slot();
        assertThat(door.end(door.accept(listener, door.tcp(), accept), accept).status)
                .isZero();
    }

    @Test
    @Rules("R149")
    void aConditionHasThreeAnswers() {
        long listener = listener();
        connected(listener);
        assertThat(accept(listener, answering(7))).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R150")
    @OnlySimulated("Wine has no SO_CONDITIONAL_ACCEPT, and what Windows answers is disputed")
    void aRequestThatIsWithdrawnIsNoConnection() {
        long listener = conditionalListener();
        long client = door.boundTcp();
        Slot connect = door.slot();
        door.connect(client, door.local(listener), connect);
        assertThat(isRecorded(listener)).isTrue();
        door.close(client);
        door.await(connect);
        assertThat(accept(listener, answering(CF_ACCEPT))).isNegative();
    }

    @Test
    @Rules("R151")
    void aClientThatHasResetItsConnectionMayBeNoneAnyMore() {
        long listener = listener();
        select(listener);
        long client = connected(listener);
        assertThat(isRecorded(listener)).isTrue();
        door.set(client, "SO_LINGER", 1);
        door.close(client);
        pass();
        long result = accept(listener, answering(CF_ACCEPT));
        tell("after a reset", result > 0 ? "accepted" : result);
        assertThat(result > 0 || result == -WSAECONNRESET || result == -WSAEWOULDBLOCK)
                .isTrue();
    }

    @Test
    @Rules("R152")
    void aListenerThatDoesNotBlockHasNoConnectionYet() {
        long listener = listener();
        select(listener);
        assertThat(accept(listener, answering(CF_ACCEPT))).isEqualTo(-WSAEWOULDBLOCK);
    }

    @Test
    @Rules("R153")
    void onlyAListenerAccepts() {
        assertThat(accept(door.boundTcp(), answering(CF_ACCEPT))).isEqualTo(-WSAEINVAL);
        assertThat(accept(door.boundUdp(), answering(CF_ACCEPT))).isEqualTo(-WSAEOPNOTSUPP);
    }

    @Test
    @Rules("R153")
    void theAddressOfTheClientNeedsRoom() {
        long listener = listener();
        connected(listener);
        assertThat(door.sockets.WSAAccept(listener, direct(8), answering(CF_ACCEPT)))
                .isEqualTo(-WSAEFAULT);
    }

    @Test
    @Rules("R156")
    @OnlySimulated("it takes 21 seconds")
    void aClientThatIsNotDecidedOnTimesOut() {
        long listener = conditionalListener();
        Slot connect = connect(listener);
        door.patience(60_000);
        assertThat(door.await(connect).status).isEqualTo(Status.IO_TIMEOUT);
    }

    @Test
    @Rules("R005")
    @OnlySimulated("no call of the library tells")
    void anAcceptedSocketIsInheritableUntilItIsSaidNotToBe() {
        long listener = listener();
        connected(listener);
        long s = accept(listener, answering(CF_ACCEPT));
        assertThat(windows.simulated().inheritableSockets()).isOne();
        assertThat(door.sockets.SetHandleInformation(s)).isZero();
        assertThat(windows.simulated().inheritableSockets()).isZero();
    }

    // --- the event

    @Test
    @Rules({"R157", "R160"})
    void aConnectionIsRecordedOnce() {
        long listener = listener();
        select(listener);
        connected(listener);
        assertThat(isRecorded(listener)).isTrue();
        pass();
        assertThat(events(listener)).isZero();
    }

    @Test
    @Rules("R157")
    void anAcceptHasTheNextConnectionRecorded() {
        long listener = listener();
        select(listener);
        connected(listener);
        connected(listener);
        assertThat(isRecorded(listener)).isTrue();
        accept(listener, answering(CF_REJECT));
        assertThat(isRecorded(listener)).isTrue();
    }

    @Test
    @Rules("R157")
    void aDeferredConnectionIsNotRecordedAgain() {
        long listener = listener();
        select(listener);
        connected(listener);
        assertThat(isRecorded(listener)).isTrue();
        assertThat(accept(listener, answering(CF_DEFER))).isEqualTo(-WSATRY_AGAIN);
        pass();
        assertThat(events(listener)).isZero();
    }

    @Test
    @Rules("R158")
    void aConnectionThatWaitsIsRecordedAtOnce() {
        long listener = listener();
        connected(listener);
        pass();
        select(listener);
        assertThat(events(listener)).isEqualTo(OverlappedSockets.FD_ACCEPT);
    }

    @Test
    @Rules({"R158", "R159"})
    void aSelectedSocketDoesNotBlock() {
        long listener = listener();
        select(listener);
        assertThat(blocking(listener)).isEqualTo(-WSAEINVAL);
        assertThat(door.sockets.WSAEventSelect(listener, 0)).isZero();
        assertThat(accept(listener, answering(CF_ACCEPT))).isEqualTo(-WSAEWOULDBLOCK);
        assertThat(blocking(listener)).isZero();
    }

    @Test
    @Rules("R161")
    void aConnectionIsStillRecordedWhenItIsAccepted() {
        long listener = listener();
        select(listener);
        connected(listener);
        pass();
        assertThat(accept(listener, answering(CF_ACCEPT))).isPositive();
        assertThat(events(listener)).isEqualTo(OverlappedSockets.FD_ACCEPT);
        assertThat(accept(listener, answering(CF_ACCEPT))).isEqualTo(-WSAEWOULDBLOCK);
    }

    @Test
    @Rules("R162")
    @OnlySimulated("a wait that does not end would hang")
    void theEndOfAWaitResetsTheEvent() {
        long listener = listener();
        long event = select(listener);
        connected(listener);
        assertThat(door.sockets.WaitForSingleObject(event)).isZero();
        assertThat(events(listener)).isEqualTo(OverlappedSockets.FD_ACCEPT);
        assertThat(door.sockets.SetEvent(event)).isZero();
        assertThat(door.sockets.SetEvent(event)).isZero();
        assertThat(door.sockets.WaitForSingleObject(event)).isZero();
    }

    // ---

    private long listener() {
        return door.listener();
    }

    /** A listener that decides on handshakes, with an event. */
    private long conditionalListener() {
        long s = door.boundTcp();
        assertThat(door.set(s, "SO_CONDITIONAL_ACCEPT", 1)).isZero();
        assertThat(door.sockets.listen(s, 10)).isZero();
        select(s);
        return s;
    }

    private long select(long listener) {
        long event = door.sockets.CreateEventW();
        events.add(event);
        assertThat(door.sockets.WSAEventSelect(listener, event)).isZero();
        return event;
    }

    /** A client whose handshake with a listener is done. */
    private long connected(long listener) {
        long client = door.boundTcp();
        Slot connect = door.slot();
        door.connect(client, door.local(listener), connect);
        assertThat(door.await(connect).status).isZero();
        door.updateConnectContext(client);
        return client;
    }

    private Slot connect(long listener) {
        Slot connect = door.slot();
        door.connect(door.boundTcp(), door.local(listener), connect);
        return connect;
    }

    private long accept(long listener, ConditionProc condition) {
        long result = door.sockets.WSAAccept(listener, addr, condition);
        if (result > 0) {
            accepted.add(result);
        }
        return result;
    }

    private static ConditionProc answering(int answer) {
        return (caller, callee) -> answer;
    }

    private int blocking(long s) {
        return door.ws2.WSAIoctl(s, FIONBIO, direct(4), Integer.BYTES, null, 0);
    }

    /** Waits until a connection is recorded. */
    private boolean isRecorded(long listener) {
        for (int i = 0; i < STEPS; i++) {
            if (events(listener) != 0) {
                return true;
            }
            pass();
        }
        return false;
    }

    private int events(long listener) {
        assertThat(door.sockets.WSAEnumNetworkEvents(listener, record)).isZero();
        return record.getInt(0);
    }

    /** Lets some time pass. */
    private void pass() {
        door.poll(door.slot(), STEP_MILLIS);
    }

    private static ByteBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }
}
