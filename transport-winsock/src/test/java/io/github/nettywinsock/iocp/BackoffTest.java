package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void eachDelayIsTwiceTheOneBeforeUpToASecond() {
        assertThat(delays(13)).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000, 1000, 1000);
    }

    @Test
    void aSuccessBeginsAnew() {
        assertThat(backoff.isReset()).isTrue();
        delays(5);
        assertThat(backoff.isReset()).isFalse();
        backoff.reset();
        assertThat(backoff.isReset()).isTrue();
        assertThat(delays(2)).containsExactly(1, 2);
    }

    private int[] delays(int number) {
        return IntStream.range(0, number).map(i -> backoff.nextMillis()).toArray();
    }
}
