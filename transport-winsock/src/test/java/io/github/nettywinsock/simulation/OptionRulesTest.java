package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** setsockopt and getsockopt. */
class OptionRulesTest extends WindowsRules {
    @Test
    @Rules("R041")
    void reuseAndExclusiveUseExcludeEachOther() {
        long s = door.tcp();
        assertThat(door.set(s, "SO_REUSEADDR", 1)).isZero();
        assertThat(door.set(s, "SO_EXCLUSIVEADDRUSE", 1)).isEqualTo(-WSAEINVAL);
        assertThat(door.set(s, "SO_REUSEADDR", 0)).isZero();
        assertThat(door.set(s, "SO_EXCLUSIVEADDRUSE", 1)).isZero();
    }
}
