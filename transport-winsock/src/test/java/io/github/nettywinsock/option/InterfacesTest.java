package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfacesTest {
    private static final int UNKNOWN = 0xABCDEF;

    private final NetworkInterface loopback;
    private final byte index;

    InterfacesTest() throws SocketException {
        loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        index = (byte) loopback.getIndex();
    }

    @Test
    void ipv4UnicastTakesTheIndexInNetworkOrderAndAnswersItInHostOrder() {
        Codec<NetworkInterface> codec = codec("IP_UNICAST_IF");

        assertThat(encoded(codec)).containsExactly(0, 0, 0, index);
        assertThat(decoded(codec, index, 0, 0, 0)).isEqualTo(loopback);
    }

    @Test
    void ipv4MulticastTakesAnAddressAndAnswersTheIndexInHostOrder() {
        Codec<NetworkInterface> codec = codec("IP_MULTICAST_IF");

        assertThat(encoded(codec)).containsExactly(127, 0, 0, 1);
        assertThat(decoded(codec, index, 0, 0, 0)).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IPV6_UNICAST_IF",
                "IPV6_MULTICAST_IF",
                "IP_ADD_IFLIST",
                "IP_DEL_IFLIST",
                "IPV6_ADD_IFLIST",
                "IPV6_DEL_IFLIST"
            })
    void othersHaveTheIndexInHostOrderBothWays(String option) {
        Codec<NetworkInterface> codec = codec(option);

        assertThat(encoded(codec)).containsExactly(index, 0, 0, 0);
        assertThat(decoded(codec, index, 0, 0, 0)).isEqualTo(loopback);
    }

    @Test
    void theFormsThatWineAndTheJdkLeaveBehindAreUnderstood() {
        Codec<NetworkInterface> codec = codec("IP_MULTICAST_IF");

        assertThat(decoded(codec, 0, 0, 0, index)).isEqualTo(loopback);
        assertThat(decoded(codec, 127, 0, 0, 1)).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IP_UNICAST_IF", "IPV6_UNICAST_IF"})
    void noInterfaceAndAnUnknownOneAreNull(String option) {
        assertThat(decoded(codec(option), 0, 0, 0, 0)).isNull();
        assertThat(decoded(codec(option), UNKNOWN & 0xFF, UNKNOWN >> 8 & 0xFF, UNKNOWN >> 16, 0))
                .isNull();
        assertThat(codec(option).range()).contains("read as null when none is set or it is unknown");
    }

    @Test
    void interfaceIsWrittenAsItsNameOrIndex() {
        Codec<NetworkInterface> codec = codec("IP_UNICAST_IF");

        assertThat(codec.text(loopback)).isEqualTo(loopback.getName());
        assertThat(codec.parse(loopback.getName())).isEqualTo(loopback);
        assertThat(codec.parse(String.valueOf(loopback.getIndex()))).isEqualTo(loopback);
        assertThatThrownBy(() -> Catalogue.byName("IP_UNICAST_IF").parse("nosuch0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("IP_UNICAST_IF takes a network interface, written as its name or index")
                .hasRootCauseMessage("there is no network interface nosuch0");
    }

    @Test
    void listKeepsIndexesThatHaveGone() {
        ByteBuffer in = StructBytes.buffer(1024).putInt(0, index).putInt(4, UNKNOWN);

        InterfaceList list = InterfaceList.CODEC.decode(in, 8, 0);

        assertThat(list.indexes()).containsExactly((int) index, UNKNOWN);
        assertThat(list.interfaces()).containsExactly(loopback);
        assertThat(list)
                .isEqualTo(InterfaceList.CODEC.decode(in, 8, 0))
                .isNotEqualTo(InterfaceList.CODEC.decode(in, 4, 0))
                .hasToString("[" + index + ", " + UNKNOWN + "]");
        assertThatThrownBy(() -> list.indexes().add(1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void settingsAreNumbersOnTheWire() {
        assertThat(numbers(PathMtuDiscovery.CODEC, PathMtuDiscovery.values()))
                .isEqualTo("NOT_SET=0 DO=1 DONT=2 PROBE=3");
        assertThat(numbers(ProtectionLevel.CODEC, ProtectionLevel.values()))
                .isEqualTo("UNRESTRICTED=10 EDGE_RESTRICTED=20 RESTRICTED=30 DEFAULT=-1");
    }

    @Test
    void defaultProtectionLevelIsOnlyRead() {
        Codec<ProtectionLevel> codec = ProtectionLevel.CODEC;
        assertThatThrownBy(() -> codec.checked("IPV6_PROTECTION_LEVEL", ProtectionLevel.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of UNRESTRICTED, EDGE_RESTRICTED, RESTRICTED");
        assertThat(codec.parse("edge_restricted")).isEqualTo(ProtectionLevel.EDGE_RESTRICTED);
        assertThat(codec.decode(StructBytes.buffer(4).putInt(0, 11), 4, 0)).isNull();
    }

    private static <E extends Enum<E>> String numbers(Codec<E> codec, E[] values) {
        return Stream.of(values)
                .map(value -> {
                    ByteBuffer bytes = StructBytes.buffer(4);
                    assertThat(codec.encode(value, bytes)).isEqualTo(4);
                    assertThat(codec.decode(bytes, 4, 0)).isEqualTo(value);
                    return value + "=" + bytes.getInt(0);
                })
                .collect(Collectors.joining(" "));
    }

    @SuppressWarnings("unchecked")
    private static Codec<NetworkInterface> codec(String option) {
        return (Codec<NetworkInterface>) Catalogue.byName(option).codec();
    }

    private byte[] encoded(Codec<NetworkInterface> codec) {
        ByteBuffer out = StructBytes.buffer(4);
        assertThat(codec.encode(loopback, out)).isEqualTo(4);
        return out.array();
    }

    private static NetworkInterface decoded(Codec<NetworkInterface> codec, int... bytes) {
        ByteBuffer in = StructBytes.buffer(4);
        for (int i = 0; i < bytes.length; i++) {
            in.put(i, (byte) bytes[i]);
        }
        return codec.decode(in, 4, 0);
    }
}
