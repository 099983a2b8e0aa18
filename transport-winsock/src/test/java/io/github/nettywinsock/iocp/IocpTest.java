package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Where the transport is not, it says why. */
@DisabledOnOs(OS.WINDOWS)
class IocpTest {
    @Test
    void isNotAvailableElsewhere() {
        assertThat(Iocp.isAvailable()).isFalse();
        assertThat(Iocp.unavailabilityCause()).hasMessageContaining("Windows only");
        assertThatThrownBy(Iocp::ensureAvailability)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasCause(Iocp.unavailabilityCause());
        assertThatThrownBy(IocpIoHandler::newFactory).isInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    void noChannelIsCreatedElsewhere() {
        assertThatThrownBy(IocpSocketChannel::new).isInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(IocpDatagramChannel::new).isInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(IocpServerSocketChannel::new).isInstanceOf(UnsatisfiedLinkError.class);
    }
}
