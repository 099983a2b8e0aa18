package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ReceiveTimingTest {
    private final ReceiveTiming timing = new ReceiveTiming();

    @Test
    void nothingIsLateBeforeSomethingWasReceived() {
        assertThat(timing.isLate()).isFalse();
        timing.delivers();
        assertThat(timing.isLate()).isTrue();
    }

    @Test
    void receivesStayLateWhileTheyFindData() {
        assertThat(lateReceives(1000, receive -> true)).isEqualTo(1000);
    }

    @Test
    void aMissNowAndThenChangesNothing() {
        assertThat(lateReceives(1000, receive -> receive % 4 != 0)).isEqualTo(1000);
    }

    @Test
    void receivesAreSoonAtOnceWhereTheLateOnesFindNothing() {
        assertThat(lateReceives(10, receive -> false)).isEqualTo(2);
        assertThat(lateReceives(1_000_000, receive -> false)).isBetween(900, 1100);
    }

    @Test
    void receivesAreLateAgainSoonAfterThatPays() {
        lateReceives(100_000, receive -> false);
        assertThat(lateReceives(2000, receive -> true)).isGreaterThan(900);
    }

    @Test
    void receivesAreAtOnceWhereHalfOfTheLateOnesFindNothing() {
        assertThat(lateReceives(10_000, receive -> receive % 2 == 0)).isLessThan(2000);
    }

    private int lateReceives(int receives, IntPredicate findsData) {
        int late = 0;
        for (int i = 0; i < receives; i++) {
            timing.delivers();
            if (timing.isLate()) {
                late++;
                timing.found(findsData.test(i));
            }
        }
        return late;
    }
}
