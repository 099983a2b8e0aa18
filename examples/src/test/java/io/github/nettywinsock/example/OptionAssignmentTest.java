package io.github.nettywinsock.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Linger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionAssignmentTest {

    @Test
    void readsTheConstantAndATypedValue() {
        OptionAssignment assignment = OptionAssignment.parse("so_linger=5");
        assertThat(assignment.option()).isSameAs(WinsockChannelOption.SO_LINGER);
        assertThat(assignment.value()).isEqualTo(Linger.ofSeconds(5));
        assertThat(assignment.name()).isEqualTo("SO_LINGER");
    }

    @ParameterizedTest
    @CsvSource({
        "SO_KEEPALIVE=on, SO_KEEPALIVE=true",
        "SO_KEEPALIVE=0, SO_KEEPALIVE=false",
        "SO_RCVBUF=0x10000, SO_RCVBUF=65536",
        "SO_LINGER=off, SO_LINGER=off",
        "tcp_maxrt=-1, TCP_MAXRT=-1"
    })
    void readsEachNotation(String text, String assignment) {
        assertThat(OptionAssignment.parse(text)).hasToString(assignment);
    }

    @ParameterizedTest
    @CsvSource({
        "SO_KEEPALIVE, NAME=VALUE is expected",
        "SO_KEPALIVE=true, did you mean SO_KEEPALIVE?",
        "SO_KEEPALIVE=maybe, SO_KEEPALIVE takes true or false",
        "SO_RCVBUF=-1, SO_RCVBUF takes 0 to 2147483647 bytes",
        "SO_RCVBUF=, SO_RCVBUF takes 0 to 2147483647 bytes",
        "SO_LINGER=65536, SO_LINGER takes",
        "SO_ERROR=0, SO_ERROR cannot be set: it is read only"
    })
    void refusesWhatCannotBeSet(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionAssignment.parse(text))
                .withMessageContaining(reason);
    }
}
