package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Datagrams that are sent with control messages. */
class SendMessageRulesTest extends WindowsRules {
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_UDP = 17;
    private static final int IP_PKTINFO = 19;
    private static final int IP_ECN = 50;
    private static final int UDP_SEND_MSG_SIZE = 2;
    private static final InetAddress OTHER_LOOPBACK = Addresses.of(new byte[] {127, 0, 0, 2});

    /** A WSACMSGHDR with its data. */
    private static ByteBuffer message(int level, int type, int... data) {
        int length = 16 + data.length * Integer.BYTES;
        ByteBuffer message =
                ByteBuffer.allocate(length + Long.BYTES - 1 & -Long.BYTES).order(ByteOrder.nativeOrder());
        message.putLong(length).putInt(level).putInt(type);
        for (int value : data) {
            message.putInt(value);
        }
        return message.clear();
    }

    private void send(long sender, InetSocketAddress to, String text, ByteBuffer control) {
        Slot send = door.slot(text);
        assertThat(door.end(door.sendMessage(sender, to, send, control), send).bytes)
                .isEqualTo(text.length());
    }

    private Slot received(long receiver, int length) {
        Slot receive = door.slot(100);
        assertThat(door.end(door.receiveMessage(receiver, receive), receive).bytes)
                .isEqualTo(length);
        return receive;
    }

    @Test
    @Rules("R355")
    void aMessageIsADatagramLikeAnother() {
        long receiver = door.boundUdp();
        long sender = door.boundUdp();
        send(sender, door.local(receiver), "to an address", ByteBuffer.allocate(0));
        assertThat(received(receiver, 13).text(13)).isEqualTo("to an address");
        assertThat(door.connect(sender, door.local(receiver))).isZero();
        send(sender, null, "to the peer", ByteBuffer.allocate(0));
        assertThat(received(receiver, 11).text(11)).isEqualTo("to the peer");
    }

    @Test
    @Rules("R355")
    void aMessageHasToBeThere() {
        assertThat(door.sendNoMessage(door.boundUdp())).isEqualTo(-WSAEFAULT);
    }

    /** Of this message alone, other than the option. */
    @Test
    @Rules("R356")
    void itsSegmentSizeCutsIt() {
        long receiver = door.boundUdp();
        long sender = door.boundUdp();
        send(sender, door.local(receiver), "aaaabbbbcc", message(IPPROTO_UDP, UDP_SEND_MSG_SIZE, 4));
        send(sender, door.local(receiver), "whole again", ByteBuffer.allocate(0));
        assertThat(received(receiver, 4).text(4)).isEqualTo("aaaa");
        assertThat(received(receiver, 4).text(4)).isEqualTo("bbbb");
        assertThat(received(receiver, 2).text(2)).isEqualTo("cc");
        assertThat(received(receiver, 11).text(11)).isEqualTo("whole again");
    }

    @Test
    @Rules("R356")
    void itLeavesFromTheAddressThatItNames() {
        long receiver = door.boundUdp();
        long sender = door.udp();
        assertThat(door.bind(sender, WILDCARD, 0)).isZero();
        int address = ByteBuffer.wrap(OTHER_LOOPBACK.getAddress())
                .order(ByteOrder.nativeOrder())
                .getInt();
        send(sender, door.local(receiver), "x", message(IPPROTO_IP, IP_PKTINFO, address, 0));
        assertThat(received(receiver, 1).sender().getAddress()).isEqualTo(OTHER_LOOPBACK);
    }

    @Test
    @Rules("R357")
    void itDoesNotLeaveFromAGroup() {
        long sender = door.udp();
        assertThat(door.bind(sender, WILDCARD, 0)).isZero();
        int group = ByteBuffer.wrap(new byte[] {(byte) 239, 1, 2, 3})
                .order(ByteOrder.nativeOrder())
                .getInt();
        InetSocketAddress receiver = door.local(door.boundUdp());
        Slot send = door.slot("x");
        int result = door.sendMessage(sender, receiver, send, message(IPPROTO_IP, IP_PKTINFO, group, 0));
        int error = result == -WSA_IO_PENDING ? NtStatus.wsaError(door.await(send).status, door.port) : -result;
        tell("the error of a group as the source", error);
        assertThat(error).isNotZero();
    }

    @Test
    @Rules("R356")
    void itsMarkArrives() {
        long receiver = door.boundUdp();
        assertThat(door.set(receiver, "IP_RECVECN", 1)).isZero();
        send(door.boundUdp(), door.local(receiver), "x", message(IPPROTO_IP, IP_ECN, 2));
        ByteBuffer control = received(receiver, 1).control();
        assertThat(control.getInt(12)).isEqualTo(IP_ECN);
        assertThat(control.getInt(16) & 3).isEqualTo(2);
    }
}
