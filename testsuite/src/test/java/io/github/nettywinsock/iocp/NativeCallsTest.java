package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The native calls of the transport for a message, beside those of a server that makes no more than it takes. */
class NativeCallsTest {
    @ParameterizedTest
    @EnumSource(names = {"LATER_ECHO_1", "LATER_ECHO_16", "LATER_ECHO_128", "LATER_DATAGRAM", "LATER_DATAGRAM_16"})
    void aMessageThatTheServerWaitsForTakesAsManyCallsAsInC(Workload workload) {
        assertThat(CallCounts.ofTransport(workload).total())
                .isEqualTo(CallCounts.ofBare(workload).total());
    }

    /** Now and then a look at the port for others is among them. */
    @ParameterizedTest
    @EnumSource(names = {"SHORTER_ECHO_1", "SHORTER_ECHO_16"})
    void aMessageThatIsThereTakesAsManyCallsAsInC(Workload workload) {
        CallCounts transport = CallCounts.ofTransport(workload);
        assertThat(transport.of("WSARecv")).isEqualTo(1);
        assertThat(transport.of("WSASend")).isEqualTo(1);
        assertThat(transport.of("GetQueuedCompletionStatusEx")).isLessThan(0.01);
        assertThat(transport.total())
                .isLessThan(0.001 + CallCounts.ofBare(workload).total());
    }

    /** One that fills its buffer is followed by a look for more before the answer, which makes a receive pend. */
    @ParameterizedTest
    @EnumSource(names = {"ECHO_1", "ECHO_16", "ECHO_128"})
    void aMessageThatIsThereAndMayFillItsBufferTakesHardlyMoreCallsThanInC(Workload workload) {
        CallCounts transport = CallCounts.ofTransport(workload);
        assertThat(transport.of("WSARecv")).isLessThan(1.01);
        assertThat(transport.of("WSASend")).isEqualTo(1);
        assertThat(transport.total())
                .isLessThan(0.15 + CallCounts.ofBare(workload).total());
    }

    /** GetAcceptExSockaddrs, which only finds the addresses. */
    @ParameterizedTest
    @EnumSource(names = {"PLAIN_CONNECTION", "CONNECTION"})
    void anAcceptedConnectionTakesACallMoreThanInC(Workload workload) {
        assertThat(CallCounts.ofTransport(workload).total())
                .isLessThan(1.01 + CallCounts.ofBare(workload).total());
    }

    /** What lets it share its port, and believe a refusal, its own address, and its end before it is closed. */
    @Test
    void aConnectionOfAClientTakesFourCallsMoreThanInC() {
        CallCounts transport = CallCounts.ofTransport(Workload.CLIENT);
        assertThat(transport.of("getsockname")).isEqualTo(1);
        assertThat(transport.total())
                .isLessThan(4.01 + CallCounts.ofBare(Workload.CLIENT).total());
    }

    @Test
    void aFileIsTransmittedByOneCall() {
        CallCounts transport = CallCounts.ofTransport(Workload.FILE);
        assertThat(transport.of("TransmitFile")).isEqualTo(1);
        assertThat(transport.of("ReOpenFile")).isEqualTo(1);
        assertThat(transport.of("CloseHandle")).isEqualTo(1);
        assertThat(transport.total())
                .isLessThan(2.1 + CallCounts.ofBare(Workload.FILE).total());
    }

    /** Of 512 KiB each. */
    @Test
    void aMebibyteOfAFileThatIsCopiedIsSentByTwoCalls() {
        assertThat(CallCounts.ofTransport(Workload.COPIED_FILE).of("WSASend")).isEqualTo(2);
    }

    /** They were there before, and the buffers of 10,000 are more than an event loop has wait. */
    @Test
    void idleConnectionsCostAMessageOneCallMoreWhenTheyHoldAllBuffers() {
        double alone = CallCounts.ofTransport(Workload.LATER_ECHO_1).total();
        assertThat(CallCounts.ofTransport(Workload.BESIDE_1000).total()).isEqualTo(alone);
        CallCounts besideMany = CallCounts.ofTransport(Workload.BESIDE_10000);
        assertThat(besideMany.total()).isEqualTo(alone + 1);
        assertThat(besideMany.of("WSARecv")).isEqualTo(2);
    }

    /** What else a datagram has, or how many there are, takes no call of its own. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "LATER_DATAGRAM_16",
                "LATER_DATAGRAM_1000",
                "LATER_INET6_DATAGRAM_16",
                "LATER_PKTINFO_DATAGRAM_16",
                "LATER_MARKED_DATAGRAM_16",
                "LATER_PEER_DATAGRAM",
                "LATER_SEGMENTS"
            })
    void aDatagramTakesAReceiveAndASendWhateverItHas(Workload workload) {
        CallCounts transport = CallCounts.ofTransport(workload);
        assertThat(transport.of("WSARecvMsg")).isEqualTo(1);
        assertThat(transport.of("WSASendTo") + transport.of("WSASendMsg")).isEqualTo(1);
        assertThat(transport.total())
                .isLessThan(0.02 + CallCounts.ofBare(workload).total());
    }

    @Test
    void aTurnOfTheLoopAsksThePortOnce() {
        assertThat(CallCounts.ofTransport(Workload.TURN).total()).isEqualTo(1);
    }

    @Test
    void anOptionTakesOneCall() {
        assertThat(CallCounts.ofTransport(Workload.OPTION).total()).isEqualTo(1);
        assertThat(CallCounts.ofBare(Workload.OPTION).total()).isEqualTo(1);
    }
}
