package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes that packets end with. */
class NtStatusTest {
    @ParameterizedTest
    @CsvSource({
        "C0000120, 995",
        "8000000A, 995",
        "C0000008, 995",
        "C0000236, 10061",
        "C000020D, 10054",
        "C00000C9, 10054",
        "C0000241, 10053",
        "C00000B5, 10060",
        "C000023C, 10051",
        "C000023D, 10065",
        "80000005, 10040",
        "C000009A, 10055"
    })
    void aFailureHasTheCodeOfWinsock(String status, int code) {
        assertThat(NtStatus.wsaError(Integer.parseUnsignedInt(status, 16))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"00000000", "00000103", "00000102"})
    void whatIsNotNegativeIsNoFailure(String status) {
        assertThat(NtStatus.wsaError(Integer.parseUnsignedInt(status, 16))).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anUnknownFailureIsAFailure() {
        assertThat(NtStatus.wsaError(0xC0001234)).isEqualTo(WsaErrors.WSASYSCALLFAILURE);
    }
}
