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
        // Now and then it looks whether a late receive would find data.
        assertThat(transport(workload).total()).isLessThan(1.01 * bare(workload).total());
    }

    /** The server in C does not leave a connection while it has data; the transport lets others have their turn. */
    @ParameterizedTest
    @CsvSource({"ECHO_1,1", "ECHO_16,16", "ECHO_128,128"})
    void aMessageThatIsThereTakesNoMoreThanATurnOfTheLoopBesides(Workload workload, int connections) {
        CallCounts transport = transport(workload);
        assertThat(transport.of("WSARecv")).isLessThan(1.01);
        assertThat(transport.of("WSASend")).isEqualTo(1);
        assertThat(transport.of("GetQueuedCompletionStatusEx")).isLessThan(2.1 / connections);
        assertThat(transport.total()).isLessThan(2.02 + 2.1 / connections);
    }

    /** They are GetAcceptExSockaddrs, which only finds the address of the peer, and a look whether more has come, twice. */
    @Test
    void aConnectionTakesThreeCallsMoreThanInC() {
        double calls = transport(Workload.CONNECTION).total();
        assertThat(calls).isLessThan(3.01 + bare(Workload.CONNECTION).total());
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
