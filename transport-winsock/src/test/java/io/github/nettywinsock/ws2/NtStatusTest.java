package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes that packets end with. */
class NtStatusTest {
    /** A port that must not be asked. */
    private static final CompletionPort UNASKED = null;

    /** Table 1 of libuv and of [MS-ERREF], but where Winsock itself differs: 995 of what was cancelled. */
    @ParameterizedTest
    @CsvSource({
        "00000102, 10060",
        "80000005, 10040",
        "8000000A, 995",
        "C0000002, 10045",
        "C0000005, 10014",
        "C0000007, 10055",
        "C0000008, 995",
        "C000000D, 10022",
        "C000000E, 10050",
        "C000000F, 10050",
        "C0000017, 10055",
        "C0000018, 10049",
        "C0000022, 10013",
        "C0000023, 10014",
        "C0000024, 10038",
        "C0000034, 10050",
        "C000003A, 10050",
        "C0000043, 10048",
        "C0000044, 10055",
        "C0000097, 10055",
        "C000009A, 10055",
        "C00000A1, 10055",
        "C00000A3, 10035",
        "C00000B0, 10058",
        "C00000B5, 10060",
        "C00000BB, 10045",
        "C00000BC, 10061",
        "C00000BE, 10051",
        "C00000BF, 10050",
        "C00000C3, 10050",
        "C00000C4, 10050",
        "C00000C9, 10054",
        "C00000D0, 10035",
        "C0000120, 995",
        "C000012D, 10055",
        "C000013B, 10053",
        "C000013C, 10054",
        "C000013D, 10055",
        "C000013E, 10054",
        "C000013F, 10060",
        "C0000140, 10057",
        "C0000141, 10049",
        "C0000206, 10040",
        "C0000207, 10049",
        "C0000209, 10048",
        "C000020A, 10048",
        "C000020B, 10022",
        "C000020C, 10054",
        "C000020D, 10054",
        "C000020F, 10053",
        "C0000236, 10061",
        "C0000237, 10101",
        "C0000238, 10022",
        "C0000239, 10022",
        "C000023A, 10057",
        "C000023B, 10022",
        "C000023C, 10051",
        "C000023D, 10065",
        "C000023E, 10051",
        "C000023F, 10054",
        "C0000240, 995",
        "C0000241, 10053",
        "C0000246, 10022",
        "C000A012, 10052"
    })
    void aFailureHasTheCodeOfWinsock(String status, int code) {
        assertThat(NtStatus.wsaError(Integer.parseUnsignedInt(status, 16), UNASKED))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"00000000", "00000103", "4000000F", "40000010", "40000011"})
    void aSuccessIsNoFailure(String status) {
        assertThat(NtStatus.wsaError(Integer.parseUnsignedInt(status, 16), UNASKED))
                .isZero();
    }

    /** FACILITY_NTWIN32: the low 16 bits are a Win32 code. */
    @ParameterizedTest
    @CsvSource({"C0072746, 10054", "C0070017, 23", "C0070040, 10054", "C0070079, 10060"})
    void aStatusThatCarriesACodeHasThatCode(String status, int code) {
        assertThat(NtStatus.wsaError(Integer.parseUnsignedInt(status, 16), UNASKED))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "64, 10054",
        "121, 10060",
        "234, 10040",
        "995, 995",
        "1225, 10061",
        "1226, 10101",
        "1229, 10057",
        "1231, 10051",
        "1232, 10065",
        "1233, 10051",
        "1234, 10054",
        "1235, 995",
        "1236, 10053",
        "23, 23",
        "10054, 10054"
    })
    void aCodeOfTheSystemThatIsOneOfConnectionsIsThatOfWinsock(int system, int code) {
        assertThat(WsaErrors.ofSystemError(system)).isEqualTo(code);
    }

    /** The second is {@code ERROR_MR_MID_NOT_FOUND}. */
    @ParameterizedTest
    @CsvSource({"23, 23", "317, 10107"})
    void aFailureThatWinsockDoesNotKnowHasTheCodeOfTheSystem(int system, int code) {
        assertThat(NtStatus.wsaError(0xC0001234, portThatReturns(system))).isEqualTo(code);
    }

    private static CompletionPort portThatReturns(int error) {
        return Interceptor.port(null, (call, arguments) -> error);
    }
}
