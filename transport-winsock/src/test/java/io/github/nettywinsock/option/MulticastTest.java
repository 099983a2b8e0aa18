package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MulticastTest {
    private static final NetworkInterface LOOPBACK = loopback();
    private static final InetAddress V4 = address("239.1.2.3");
    private static final InetAddress V4_SOURCE = address("192.0.2.1");
    private static final InetAddress V6 = address("ff15::1:2");
    private static final InetAddress V6_SOURCE = address("2001:db8::1");

    @Test
    void ipMreqHoldsTheGroupAndAnAddressOfTheInterface() {
        StructBytes struct = StructBytes.encoded("ip_mreq", MulticastCodecs.IP_MREQ, MulticastGroup.of(V4, LOOPBACK));

        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.bytes("imr_multiaddr")).containsExactly(239, 1, 2, 3);
        assertThat(struct.bytes("imr_interface")).containsExactly(127, 0, 0, 1);
    }

    @Test
    void withoutAnInterfaceWindowsChooses() {
        assertThat(StructBytes.encoded("ip_mreq", MulticastCodecs.IP_MREQ, MulticastGroup.of(V4))
                        .number("imr_interface"))
                .isZero();
        assertThat(StructBytes.encoded("ipv6_mreq", MulticastCodecs.IPV6_MREQ, MulticastGroup.of(V6))
                        .number("ipv6mr_interface"))
                .isZero();
        assertThat(StructBytes.encoded("group_req", MulticastCodecs.GROUP_REQ, MulticastGroup.of(V4))
                        .number("gr_interface"))
                .isZero();
    }

    @Test
    void ipMreqSourceHasTheSourceBeforeTheInterface() {
        StructBytes struct = StructBytes.encoded(
                "ip_mreq_source", MulticastCodecs.IP_MREQ_SOURCE, MulticastSource.of(V4, V4_SOURCE, LOOPBACK));

        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.bytes("imr_multiaddr")).containsExactly(239, 1, 2, 3);
        assertThat(struct.bytes("imr_sourceaddr")).containsExactly(192, 0, 2, 1);
        assertThat(struct.bytes("imr_interface")).containsExactly(127, 0, 0, 1);
    }

    @Test
    void ipv6MreqHoldsTheGroupAndTheIndexAsANumber() {
        StructBytes struct =
                StructBytes.encoded("ipv6_mreq", MulticastCodecs.IPV6_MREQ, MulticastGroup.of(V6, LOOPBACK));

        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.bytes("ipv6mr_multiaddr")).isEqualTo(V6.getAddress());
        assertThat(struct.number("ipv6mr_interface")).isEqualTo(LOOPBACK.getIndex());
    }

    @Test
    void groupReqHoldsASocketAddressOfEitherFamily() {
        StructBytes v4 = StructBytes.encoded("group_req", MulticastCodecs.GROUP_REQ, MulticastGroup.of(V4, LOOPBACK));
        assertThat(v4.length()).isEqualTo(v4.size());
        assertThat(v4.number("gr_interface")).isEqualTo(LOOPBACK.getIndex());
        assertThat(v4.bytes("gr_group", 9)).containsExactly(2, 0, 0, 0, 239, 1, 2, 3, 0);

        StructBytes v6 =
                StructBytes.encoded("group_req", MulticastCodecs.GROUP_REQ_V6, MulticastGroup.of(V6, LOOPBACK));
        assertThat(v6.length()).isEqualTo(v6.size());
        assertThat(v6.bytes("gr_group", 8)).containsExactly(23, 0, 0, 0, 0, 0, 0, 0);
        assertThat(v6.bytes("gr_group", 24)).endsWith(V6.getAddress());
    }

    @Test
    void groupSourceReqHoldsTwoSocketAddresses() {
        StructBytes v4 = StructBytes.encoded(
                "group_source_req", MulticastCodecs.GROUP_SOURCE_REQ, MulticastSource.of(V4, V4_SOURCE, LOOPBACK));
        assertThat(v4.length()).isEqualTo(v4.size());
        assertThat(v4.number("gsr_interface")).isEqualTo(LOOPBACK.getIndex());
        assertThat(v4.bytes("gsr_group", 8)).containsExactly(2, 0, 0, 0, 239, 1, 2, 3);
        assertThat(v4.bytes("gsr_source", 8)).containsExactly(2, 0, 0, 0, 192, 0, 2, 1);

        StructBytes v6 = StructBytes.encoded(
                "group_source_req", MulticastCodecs.GROUP_SOURCE_REQ_V6, MulticastSource.of(V6, V6_SOURCE, LOOPBACK));
        assertThat(v6.length()).isEqualTo(v6.size());
        assertThat(v6.bytes("gsr_group", 24)).startsWith(23, 0).endsWith(V6.getAddress());
        assertThat(v6.bytes("gsr_source", 24)).startsWith(23, 0).endsWith(V6_SOURCE.getAddress());
    }

    @Test
    void eachLevelTakesItsOwnFamily() {
        MulticastGroup v4 = MulticastGroup.of(V4);
        MulticastGroup v6 = MulticastGroup.of(V6);
        for (String name : List.of("IP_ADD_MEMBERSHIP", "MCAST_JOIN_GROUP")) {
            Codec<?> codec = Catalogue.byName(name).codec();
            assertThat((Object) codec.checked(name, v4)).isEqualTo(v4);
            assertThatThrownBy(() -> codec.checked(name, v6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " takes an IPv4 multicast group, written GROUP or GROUP@INTERFACE, such as"
                            + " 239.1.2.3@eth0, not ff15:0:0:0:0:0:1:2");
        }
        for (String name : List.of("IPV6_JOIN_GROUP", "IPV6_MCAST_JOIN_GROUP")) {
            Codec<?> codec = Catalogue.byName(name).codec();
            assertThat((Object) codec.checked(name, v6)).isEqualTo(v6);
            assertThatThrownBy(() -> codec.checked(name, v4)).hasMessageContaining("an IPv6 multicast group");
        }
        assertThatThrownBy(() -> Catalogue.byName("IPV6_MCAST_JOIN_SOURCE_GROUP")
                        .codec()
                        .checked("IPV6_MCAST_JOIN_SOURCE_GROUP", MulticastSource.of(v4, V4_SOURCE)))
                .hasMessageContaining("an IPv6 multicast group and source");
    }

    @Test
    void groupIsWrittenAsItIsRead() {
        String name = LOOPBACK.getName();
        assertThat(MulticastGroup.parse("239.1.2.3"))
                .isEqualTo(MulticastGroup.of(V4))
                .hasSameHashCodeAs(MulticastGroup.of(V4))
                .hasToString("239.1.2.3");
        assertThat(MulticastGroup.parse("239.1.2.3@" + name))
                .isEqualTo(MulticastGroup.of(V4, LOOPBACK))
                .isNotEqualTo(MulticastGroup.of(V4))
                .hasToString("239.1.2.3@" + name);
        assertThat(MulticastGroup.parse("ff15::1:2@" + LOOPBACK.getIndex())).isEqualTo(MulticastGroup.of(V6, LOOPBACK));
        assertThat(MulticastGroup.parse("ff15::1:2").group()).isEqualTo(V6);
    }

    @Test
    void sourceIsWrittenAsItIsRead() {
        String name = LOOPBACK.getName();
        MulticastSource plain = MulticastSource.of(MulticastGroup.of(V4), V4_SOURCE);
        assertThat(MulticastSource.parse("239.1.2.3,192.0.2.1"))
                .isEqualTo(plain)
                .hasSameHashCodeAs(plain)
                .hasToString("239.1.2.3,192.0.2.1");
        MulticastSource source = MulticastSource.parse("ff15::1:2,2001:db8::1@" + name);
        assertThat(source)
                .isEqualTo(MulticastSource.of(V6, V6_SOURCE, LOOPBACK))
                .isNotEqualTo(plain);
        assertThat(source.group()).isEqualTo(V6);
        assertThat(source.source()).isEqualTo(V6_SOURCE);
        assertThat(source.networkInterface()).isEqualTo(LOOPBACK);
        assertThat(MulticastSource.parse(source.toString())).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all-systems.mcast.net", "239.1.2", "239.1.2.256", "10.0.0.1", "239.1.2.3@", "::1"})
    void otherTextIsNoGroup(String text) {
        assertThatThrownBy(() -> Catalogue.byName("MCAST_JOIN_GROUP").parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MCAST_JOIN_GROUP takes an IPv4 multicast group, written GROUP")
                .hasMessageEndingWith("not " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "239.1.2.3",
                "239.1.2.3@lo",
                "239.1.2.3,",
                "239.1.2.3,239.1.2.4",
                "239.1.2.3,::1",
                "10.0.0.1,10.0.0.2"
            })
    void otherTextIsNoSource(String text) {
        assertThatThrownBy(() -> MulticastSource.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groupsAreOnlyEverSet() {
        assertThatThrownBy(() -> MulticastCodecs.IP_MREQ.decode(StructBytes.buffer(8), 8, 0))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("a MulticastGroup is only ever set");
    }

    private static NetworkInterface loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        } catch (java.net.SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
