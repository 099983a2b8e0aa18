package io.github.nettywinsock;

import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.SupportProbe;
import io.github.nettywinsock.option.Access;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportProbeTest {
    private final FakeWinsock ws2 = new FakeWinsock();
    private final SupportProbe probe = new SupportProbe(ws2);

    static List<WinsockOption<?>> catalogue() {
        return Catalogue.options();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SO_EXCLUSIVEADDRUSE",
                "SO_KEEPALIVE",
                "SO_BROADCAST",
                "SO_LINGER",
                "SO_TYPE",
                "SO_BSP_STATE",
                "SO_PROTOCOL_INFOW",
                "SO_REUSE_MULTICASTPORT",
                "SO_UPDATE_ACCEPT_CONTEXT",
                "SO_UPDATE_CONNECT_CONTEXT",
                "TCP_KEEPIDLE",
                "TCP_FASTOPEN",
                "TCP_ICMP_ERROR_INFO"
            })
    void whatTheProviderKnowsIsSupported(String option) {
        assertThat(isSupported(option)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SO_USELOOPBACK",
                "SO_SNDLOWAT",
                "SO_GROUP_PRIORITY",
                "SO_CONNDATA",
                "SO_CONNDATALEN",
                "SO_COMPARTMENT_ID",
                "SO_TIMESTAMP",
                "TCP_NOURG"
            })
    void whatTheProviderRefusesIsNot(String option) {
        assertThat(isSupported(option)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {WSAENOPROTOOPT, WSAEOPNOTSUPP})
    void anOptionThatOnlyItsSettingRefusesIsNot(int error) {
        ws2.refuse(error, call -> call.isSet("TCP_MAXRT"));
        assertThat(isSupported("TCP_MAXRT")).isFalse();
    }

    /** A missing listener, an unconnected socket: the provider knows the option. */
    @Test
    void anotherErrorThanUnknownMeansThatItIsKnown() {
        assertThat(isSupported("SO_UPDATE_ACCEPT_CONTEXT")).isTrue();
        assertThat(ws2.set("SO_UPDATE_ACCEPT_CONTEXT").result).isNegative();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void itsSocketIsClosedAndItsAnswerKept(WinsockOption<?> option) {
        boolean supported = probe.isSupported(option);
        assertThat(ws2.created()).isZero();

        int calls = ws2.calls().size();
        assertThat(probe.isSupported(option)).isEqualTo(supported);
        assertThat(ws2.calls()).as("asks once").hasSize(calls);
        if (option.access() == Access.NONE) {
            assertThat(calls).isZero();
        }
    }

    /** SO_OPENTYPE is a property of the process: what was read is what is set. */
    @Test
    void nothingIsSetButWhatWasRead() {
        assertThat(isSupported("SO_OPENTYPE")).isTrue();
        assertThat(isSupported("SO_SNDBUF")).isTrue();
        assertThat(ws2.set("SO_OPENTYPE").intValue()).isZero();
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(1 << 16);
    }

    @Test
    void onlySocketsOfItsOwnAreTouched() {
        long other = ws2.socket(2, FakeSocket.SOCK_STREAM, 0);
        catalogue().forEach(probe::isSupported);
        assertThat(ws2.calls().stream()
                        .filter(call -> call.level != 0)
                        .map(call -> call.handle)
                        .collect(Collectors.toSet()))
                .isNotEmpty()
                .doesNotContain(other);
        assertThat(ws2.created()).isEqualTo(1);
    }

    @Test
    void withoutASocketNothingIsSupported() {
        ws2.failWith(FakeWinsock.WSANOTINITIALISED);
        assertThat(isSupported("SO_SNDBUF")).isFalse();
    }

    private boolean isSupported(String option) {
        return probe.isSupported(Catalogue.byName(option));
    }
}
