package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.IoHandle;
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

    /** The first that tells a handle that it is registered is 4.2.7: with an older one, no bind would ever complete. */
    @Test
    void anOlderNettyIsNamed() {
        ClassLoader older = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return super.loadClass(
                        name.equals(IoHandle.class.getName()) ? "java.lang.AutoCloseable" : name, resolve);
            }
        };
        assertThatThrownBy(() -> Iocp.requireNetty(older))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("it needs Netty 4.2.7 or newer, not 4.2.");
        assertThatCode(() -> Iocp.requireNetty(getClass().getClassLoader())).doesNotThrowAnyException();
    }

    @Test
    void noChannelIsCreatedElsewhere() {
        assertThatThrownBy(IocpSocketChannel::new).isInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(IocpDatagramChannel::new).isInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(IocpServerSocketChannel::new).isInstanceOf(UnsatisfiedLinkError.class);
    }
}
