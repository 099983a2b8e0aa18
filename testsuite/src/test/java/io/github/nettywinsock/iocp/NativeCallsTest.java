package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The native calls of the transport for a message, beside those of a server that makes no more than it takes. */
class NativeCallsTest {
    private static final int MESSAGES = 2560;

    @ParameterizedTest
    @CsvSource({"1", "16", "128"})
    void anEchoThatTheServerWaitsForTakesAsManyCallsAsInC(int connections) {
        CallCounts transport =
                CallCounts.of(() -> CostScenario.transport(CostScenario.Peer.LATER, connections), MESSAGES);
        CallCounts bare = CallCounts.of(() -> CostScenario.bare(CostScenario.Peer.LATER, connections), MESSAGES);
        // Now and then it looks whether a late receive would find data.
        assertThat(transport.total()).isLessThan(1.01 * bare.total());
    }

    /** The server in C does not leave a connection while it has data; the transport lets others have their turn. */
    @ParameterizedTest
    @CsvSource({"1", "16", "128"})
    void anEchoThatIsThereTakesNoMoreThanATurnOfTheLoopBesides(int connections) {
        CallCounts transport =
                CallCounts.of(() -> CostScenario.transport(CostScenario.Peer.AT_ONCE, connections), MESSAGES);
        assertThat(transport.of("WSARecv")).isLessThan(1.01);
        assertThat(transport.of("WSASend")).isEqualTo(1);
        assertThat(transport.of("GetQueuedCompletionStatusEx")).isLessThan(2.1 / connections);
        assertThat(transport.total()).isLessThan(2.02 + 2.1 / connections);
    }

    @ParameterizedTest
    @EnumSource
    void aDatagramTakesOneTurnOfTheLoop(CostScenario.Peer peer) {
        CallCounts transport = CallCounts.of(() -> CostScenario.datagrams(peer), MESSAGES);
        assertThat(transport.of("WSARecvMsg")).isLessThan(1.01);
        assertThat(transport.of("WSASendTo")).isEqualTo(1);
        assertThat(transport.total()).isLessThan(3.1);
    }
}
