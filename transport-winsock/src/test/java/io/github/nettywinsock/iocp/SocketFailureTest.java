package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes and texts of failed calls, as the JDK has them on Windows. */
class SocketFailureTest {
    /** What {@code SslHandler} takes for a connection that the peer has closed. */
    private static final Pattern CLOSED =
            Pattern.compile("^.*(?:connection.*(?:reset|closed|abort|broken)|broken.*pipe).*$");

    @ParameterizedTest
    @ValueSource(strings = {"ConnectEx", "connect"})
    void aConnectFailsWithTheExceptionsOfAConnect(String call) {
        assertThat(SocketFailure.of(call, WsaErrors.WSAECONNREFUSED)).isExactlyInstanceOf(ConnectException.class);
        assertThat(SocketFailure.of(call, WsaErrors.WSAETIMEDOUT)).isExactlyInstanceOf(ConnectException.class);
        assertThat(SocketFailure.of(call, WsaErrors.WSAEHOSTUNREACH)).isExactlyInstanceOf(NoRouteToHostException.class);
        assertThat(SocketFailure.of(call, WsaErrors.WSAENETUNREACH)).isExactlyInstanceOf(NoRouteToHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WSARecv", "WSASend", "TransmitFile", "AcceptEx", "shutdown", "bind", "getpeername"})
    void noOtherCallDoes(String call) {
        for (int error : new int[] {
            WsaErrors.WSAECONNREFUSED,
            WsaErrors.WSAETIMEDOUT,
            WsaErrors.WSAEHOSTUNREACH,
            WsaErrors.WSAENETUNREACH,
            WsaErrors.WSAECONNRESET,
            WsaErrors.WSAECONNABORTED,
            WsaErrors.WSAENETRESET
        }) {
            assertThat(SocketFailure.of(call, error)).isExactlyInstanceOf(SocketException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WSARecvMsg", "WSASendTo"})
    void aDatagramNeverFailsAsAConnectDoes(String call) {
        for (int error : new int[] {
            WsaErrors.WSAETIMEDOUT,
            WsaErrors.WSAEHOSTUNREACH,
            WsaErrors.WSAENETUNREACH,
            WsaErrors.WSAEACCES,
            WsaErrors.WSAENETRESET
        }) {
            assertThat(SocketFailure.ofDatagram(call, error)).isExactlyInstanceOf(SocketException.class);
        }
        assertThat(SocketFailure.ofDatagram(call, WsaErrors.WSAECONNRESET))
                .isExactlyInstanceOf(PortUnreachableException.class);
        assertThat(SocketFailure.ofDatagram(call, WsaErrors.WSAECONNREFUSED))
                .isExactlyInstanceOf(PortUnreachableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10013, 10048, 10049})
    void aBindFailsWithABindException(int error) {
        assertThat(SocketFailure.of("bind", error)).isExactlyInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10048, 10049})
    void anAddressThatCannotBeHadIsABindExceptionOfEveryCall(int error) {
        assertThat(SocketFailure.of("ConnectEx", error)).isExactlyInstanceOf(BindException.class);
        assertThat(SocketFailure.of("listen", error)).isExactlyInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConnectEx", "connect", "WSASend", "WSASocketW"})
    void whatAFirewallForbidsIsNoFailureOfBind(String call) {
        assertThat(SocketFailure.of(call, WsaErrors.WSAEACCES)).isExactlyInstanceOf(SocketException.class);
    }

    @ParameterizedTest
    @CsvSource({"ConnectEx", "connect"})
    void aForbiddenConnectNamesTheFirewall(String call) {
        assertThat(SocketFailure.of(call, WsaErrors.WSAEACCES))
                .hasMessageStartingWith("Permission denied: " + call + ": WSAEACCES (10013)")
                .hasMessageContaining("firewall");
    }

    @ParameterizedTest
    @CsvSource({
        "WSASend, 10052, Network dropped connection on reset",
        "WSARecv, 10053, Software caused connection abort",
        "WSARecv, 10054, Connection reset by peer",
        "shutdown, 10057, Socket is not connected",
        "WSASend, 10058, Cannot send after socket shutdown",
        "WSARecv, 10060, Connection timed out",
        "ConnectEx, 10060, Connection timed out",
        "ConnectEx, 10061, Connection refused",
        "ConnectEx, 10065, No route to host",
        "ConnectEx, 10051, Network is unreachable",
        "bind, 10048, Address already in use",
        "bind, 10013, Address already in use",
        "bind, 10049, Cannot assign requested address",
        "WSASend, 10055, No buffer space available (maximum connections reached?)"
    })
    void theTextBeginsAsThatOfTheJdkAndGoesOnWithCallSymbolAndNumber(String call, int error, String text) {
        assertThat(SocketFailure.of(call, error))
                .hasMessageStartingWith(text + ": " + call + ": " + WsaErrors.symbol(error) + " (" + error + "), ");
    }

    @ParameterizedTest
    @ValueSource(ints = {10052, 10053, 10054})
    void frameworksTakeItForAClosedConnection(int error) {
        assertThat(SocketFailure.of("WSARecv", error).getMessage().toLowerCase())
                .matches(CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "ConnectEx", "connect"})
    void aLackOfBuffersThatIsOneOfPortsSaysSoAndWhatHelps(String call) {
        assertThat(SocketFailure.of(call, WsaErrors.WSAENOBUFS))
                .hasMessageContaining("WSAENOBUFS (10055)")
                .hasMessageContaining("ports")
                .hasMessageContaining("SO_REUSE_UNICASTPORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WSARecv", "WSASend", "WSASendTo", "WSASocketW"})
    void aLackOfBuffersOfAnotherCallIsNotOneOfPorts(String call) {
        assertThat(SocketFailure.of(call, WsaErrors.WSAENOBUFS).getMessage()).doesNotContain("SO_REUSE_UNICASTPORT");
    }
}
