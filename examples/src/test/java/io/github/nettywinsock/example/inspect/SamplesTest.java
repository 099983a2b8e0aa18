package io.github.nettywinsock.example.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Samples samples;

    SamplesTest() throws Exception {
        samples = new Samples();
    }

    @Test
    void everySettableOptionForTheseSocketsHasAValueThatItTakes() {
        Set<WinsockOption<?>> without = Catalogue.options().stream()
                .filter(option -> option.access().isWritable() && isForAnyKind(option))
                .filter(option -> samples.of(option, "") == null)
                .collect(Collectors.toSet());
        assertThat(without).isEmpty();
    }

    @Test
    void theValueIsNotThePresentOne() {
        WinsockOption<?> option = Catalogue.byName("SO_KEEPALIVE");
        assertThat(samples.of(option, "true")).isEqualTo(false);
        assertThat(samples.of(option, "false")).isEqualTo(true);
        assertThat(samples.of(Catalogue.byName("SO_SNDBUF"), "16384")).isEqualTo(32000);
    }

    @Test
    void groupsAreJoinedOnLoopbackOnly() {
        assertThat(bytes("IP_ADD_MEMBERSHIP")).containsExactly(239, 255, 77, 1, 127, 0, 0, 1);
        assertThat(bytes("IP_ADD_SOURCE_MEMBERSHIP")).containsExactly(239, 255, 77, 1, 127, 0, 0, 1, 127, 0, 0, 1);
        assertThat(samples.of(Catalogue.byName("IPV6_ADD_MEMBERSHIP"), ""))
                .asString()
                .startsWith("ff01:0:0:0:0:0:0:4d01@lo");
    }

    @Test
    void numbersAreDecimalAndAllElseHexadecimal() {
        assertThat(Value.text(Catalogue.byName("SO_KEEPALIVE").codec(), new byte[] {1}))
                .isEqualTo("1");
        assertThat(Value.text(Catalogue.byName("TCP_MAXRT").codec(), new byte[] {-1, -1, -1, -1}))
                .isEqualTo("-1");
        assertThat(Value.text(Catalogue.byName("SO_LINGER").codec(), new byte[] {1, 0, 3, 0}))
                .isEqualTo("0x01000300");
        assertThat(Value.text(Catalogue.byName("SO_UPDATE_CONNECT_CONTEXT").codec(), new byte[0]))
                .isEqualTo("0x");
    }

    private static boolean isForAnyKind(WinsockOption<?> option) {
        for (SocketKind kind : SocketKind.values()) {
            if (kind.isDocumentedFor(option)) {
                return true;
            }
        }
        return false;
    }

    private int[] bytes(String name) {
        byte[] bytes = bytes(Catalogue.byName(name));
        int[] unsigned = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            unsigned[i] = bytes[i] & 0xFF;
        }
        return unsigned;
    }

    private <T> byte[] bytes(WinsockOption<T> option) {
        return Samples.bytes(option, samples.of(option, ""), -1);
    }
}
