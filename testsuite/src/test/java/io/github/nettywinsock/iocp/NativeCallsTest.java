package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.bench.Meter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The native calls of the transport for a message, beside those of a server that makes no more than it takes. */
class NativeCallsTest {
    private static final int MESSAGES = 2560;

    @ParameterizedTest
    @EnumSource(names = {"LATER_ECHO_1", "LATER_ECHO_16", "LATER_ECHO_128", "LATER_DATAGRAM"})
    void aMessageThatTheServerWaitsForTakesAsManyCallsAsInC(Workload workload) {
        assertThat(transport(workload).total()).isEqualTo(bare(workload).total());
    }

    /** The server in C does not leave a connection while it has data; the transport looks now and then who else has. */
    @ParameterizedTest
    @CsvSource({"ECHO_1,0.13", "ECHO_16,0.01", "ECHO_128,0.01"})
    void aMessageThatIsThereTakesHardlyMoreCallsThanInC(Workload workload, double looks) {
        CallCounts transport = transport(workload);
        assertThat(transport.of("WSARecv")).isLessThan(1.01);
        assertThat(transport.of("WSASend")).isEqualTo(1);
        assertThat(transport.of("GetQueuedCompletionStatusEx")).isLessThan(looks);
        assertThat(transport.total()).isLessThan(2.01 + looks);
    }

    /** GetAcceptExSockaddrs, which only finds the address of the peer. */
    @Test
    void aConnectionTakesACallMoreThanInC() {
        double calls = transport(Workload.CONNECTION).total();
        assertThat(calls).isLessThan(1.01 + bare(Workload.CONNECTION).total());
    }

    @Test
    void anOptionTakesOneCall() {
        assertThat(transport(Workload.OPTION).total()).isEqualTo(1);
        assertThat(bare(Workload.OPTION).total()).isEqualTo(1);
    }

    private static CallCounts transport(Workload workload) {
        return CallCounts.of(() -> CostScenario.transport(Meter.Unit.NANOSECONDS, workload), MESSAGES);
    }

    private static CallCounts bare(Workload workload) {
        return CallCounts.of(() -> CostScenario.bare(workload), MESSAGES);
    }
}
