package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEADDRNOTAVAIL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Multicast groups, on the loopback interface. */
class MulticastRulesTest extends WindowsRules {
    private static final byte[] GROUP = {(byte) 239, 1, 2, 3};
    private static final byte[] GROUP6 = {(byte) 0xFF, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2};
    private static final byte[] HERE = {127, 0, 0, 1};
    private static final byte[] OTHER = {127, 0, 0, 9};
    private static final int SOON = 50;

    private int group(long s, String option) {
        return door.set(s, option, join(GROUP, HERE));
    }

    private int source(long s, String option, byte[] source) {
        return door.set(s, option, join(GROUP, source, HERE));
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(64);
        for (byte[] part : parts) {
            all.put(part);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    @Test
    @Rules({"R056", "R335"})
    void afterAJoin() {
        long s = door.udp();
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isZero();
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(source(s, "IP_ADD_SOURCE_MEMBERSHIP", OTHER)).isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(source(s, "IP_DROP_SOURCE_MEMBERSHIP", OTHER)).isEqualTo(-WSAEINVAL);
        assertThat(source(s, "IP_UNBLOCK_SOURCE", OTHER)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R336")
    void afterADrop() {
        long s = door.boundUdp();
        group(s, "IP_ADD_MEMBERSHIP");
        assertThat(group(s, "IP_DROP_MEMBERSHIP")).isZero();
        assertThat(group(s, "IP_DROP_MEMBERSHIP")).isEqualTo(-WSAEINVAL);
        assertThat(source(s, "IP_DROP_SOURCE_MEMBERSHIP", OTHER)).isEqualTo(-WSAEINVAL);
        assertThat(source(s, "IP_BLOCK_SOURCE", OTHER)).isEqualTo(-WSAEINVAL);
        assertThat(source(s, "IP_UNBLOCK_SOURCE", OTHER)).isEqualTo(-WSAEINVAL);
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isZero();
    }

    @Test
    @Rules({"R337", "R338"})
    void afterAJoinOfASource() {
        long s = door.boundUdp();
        assertThat(source(s, "IP_ADD_SOURCE_MEMBERSHIP", HERE)).isZero();
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(source(s, "IP_ADD_SOURCE_MEMBERSHIP", HERE)).isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(source(s, "IP_UNBLOCK_SOURCE", HERE)).isEqualTo(-WSAEINVAL);
        assertThat(source(s, "IP_ADD_SOURCE_MEMBERSHIP", OTHER)).isZero();
        assertThat(source(s, "IP_DROP_SOURCE_MEMBERSHIP", HERE)).isZero();
        assertThat(source(s, "IP_DROP_SOURCE_MEMBERSHIP", HERE)).isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(source(s, "IP_UNBLOCK_SOURCE", HERE)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules({"R339", "R340"})
    void afterABlock() {
        long s = door.boundUdp();
        group(s, "IP_ADD_MEMBERSHIP");
        assertThat(source(s, "IP_BLOCK_SOURCE", OTHER)).isZero();
        assertThat(source(s, "IP_BLOCK_SOURCE", OTHER)).isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(source(s, "IP_ADD_SOURCE_MEMBERSHIP", OTHER)).isEqualTo(-WSAEINVAL);
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isEqualTo(-WSAEINVAL);
        assertThat(source(s, "IP_UNBLOCK_SOURCE", OTHER)).isZero();
        assertThat(source(s, "IP_UNBLOCK_SOURCE", OTHER)).isEqualTo(-WSAEADDRNOTAVAIL);
    }

    @Test
    @Rules("R341")
    @OnlySimulated("another interface that every machine has is not known")
    void eachInterfaceHasItsOwnMemberships() {
        long s = door.boundUdp();
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isZero();
        assertThat(door.set(s, "IP_ADD_MEMBERSHIP", join(GROUP, new byte[] {0, 0, 0, 2})))
                .isZero();
        assertThat(door.set(s, "IP_ADD_MEMBERSHIP", join(GROUP, new byte[] {0, 0, 0, 1})))
                .isEqualTo(-WSAEADDRNOTAVAIL);
    }

    @Test
    @Rules("R342")
    void aGroupOfInet6IsJoinedOnce() {
        long s = door.open(Door.AF_INET6, Door.SOCK_DGRAM);
        byte[] request = join(GROUP6, new byte[] {1, 0, 0, 0});
        assertThat(door.set(s, "IPV6_ADD_MEMBERSHIP", request)).isZero();
        assertThat(door.set(s, "IPV6_ADD_MEMBERSHIP", request)).isEqualTo(-WSAEADDRNOTAVAIL);
        assertThat(door.set(s, "IPV6_DROP_MEMBERSHIP", request)).isZero();
        assertThat(door.set(s, "IPV6_DROP_MEMBERSHIP", request)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R343")
    void aSocketOfBothFamiliesJoinsAGroupOfInet4ByItsOwnOption() {
        long s = door.dualStack(Door.SOCK_DGRAM);
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isZero();
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 239, 1, 2, 4};
        assertThat(door.set(s, "IPV6_ADD_MEMBERSHIP", join(mapped, new byte[] {1, 0, 0, 0})))
                .isNegative();
    }

    @Test
    @Rules({"R331", "R344", "R346"})
    void whatIsSentToAGroupReachesEachMember() {
        long first = member();
        long second = shared(door.local(first).getPort());
        group(second, "IP_ADD_MEMBERSHIP");
        long stranger = shared(door.local(first).getPort());
        Slot[] receives = {door.slot(10), door.slot(10), door.slot(10)};
        assertThat(door.receiveMessage(first, receives[0])).isEqualTo(-997);
        assertThat(door.receiveMessage(second, receives[1])).isEqualTo(-997);
        door.receiveMessage(stranger, receives[2]);
        sendToGroup(door.local(first).getPort());
        for (int i = 0; i < 2; i++) {
            assertThat(door.await(receives[i]).status).isZero();
            assertThat(receives[i].text(1)).isEqualTo("x");
            assertThat(receives[i].messageFlags() & 0x800).isNotZero();
        }
        assertThat(door.poll(receives[2], SOON)).isNull();
    }

    @Test
    @Rules("R344")
    void theReceiverDecidesAboutTheLoop() {
        long member = member();
        assertThat(door.set(member, "IP_MULTICAST_LOOP", 0)).isZero();
        Slot receive = door.slot(10);
        door.receiveMessage(member, receive);
        sendToGroup(door.local(member).getPort());
        assertThat(door.poll(receive, SOON)).isNull();
    }

    @Test
    @Rules("R339")
    void aBlockedSourceIsNotHeard() {
        long member = member();
        source(member, "IP_BLOCK_SOURCE", HERE);
        Slot receive = door.slot(10);
        door.receiveMessage(member, receive);
        sendToGroup(door.local(member).getPort());
        assertThat(door.poll(receive, SOON)).isNull();
        source(member, "IP_UNBLOCK_SOURCE", HERE);
        sendToGroup(door.local(member).getPort());
        assertThat(door.await(receive).status).isZero();
    }

    @Test
    @Rules("R345")
    void theHopsOfMulticastHaveALimit() {
        long s = door.udp();
        assertThat(door.get(s, "IP_MULTICAST_TTL")).isOne();
        assertThat(door.set(s, "IP_MULTICAST_TTL", 0)).isZero();
        assertThat(door.set(s, "IP_MULTICAST_TTL", 255)).isZero();
        assertThat(door.set(s, "IP_MULTICAST_TTL", 256)).isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R113")
    void theInterfaceIsSetByAddressAndReadByIndex() {
        long s = door.udp();
        int address = ByteBuffer.wrap(HERE).order(ByteOrder.nativeOrder()).getInt();
        assertThat(door.set(s, "IP_MULTICAST_IF", address)).isZero();
        assertThat(door.get(s, "IP_MULTICAST_IF")).isOne();
    }

    private long member() {
        long s = shared(0);
        assertThat(group(s, "IP_ADD_MEMBERSHIP")).isZero();
        return s;
    }

    private long shared(int port) {
        long s = door.udp();
        door.set(s, "SO_REUSEADDR", 1);
        assertThat(door.bind(s, WILDCARD, port)).isZero();
        return s;
    }

    private void sendToGroup(int port) {
        long sender = door.boundUdp();
        door.set(
                sender,
                "IP_MULTICAST_IF",
                ByteBuffer.wrap(HERE).order(ByteOrder.nativeOrder()).getInt());
        Slot send = door.slot("x");
        InetAddress group = Addresses.of(GROUP);
        assertThat(door.end(door.sendTo(sender, new InetSocketAddress(group, port), send), send).status)
                .isZero();
    }
}
