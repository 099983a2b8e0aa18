package io.github.nettywinsock.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a new socket is. */
class CreationRulesTest extends WindowsRules {
    @Test
    @Rules("R008")
    void aSocketIsAMultipleOfFour() {
        assertThat(door.tcp() % 4).isZero();
        assertThat(door.udp() % 4).isZero();
    }

    @Test
    @Rules("R013")
    void aSocketOfInet6IsOfThatFamilyOnly() {
        assertThat(door.get(door.open(Door.AF_INET6, Door.SOCK_STREAM), "IPV6_V6ONLY") & 1)
                .isOne();
    }
}
