package io.github.nettywinsock;

import static io.github.nettywinsock.WinsockChannelOption.SIO_BASE_HANDLE;
import static io.github.nettywinsock.WinsockChannelOption.SIO_KEEPALIVE_VALS;
import static io.github.nettywinsock.WinsockChannelOption.SO_RCVBUF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.engine.WinsockBackend;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program passes is checked before Windows is asked, so on every system. */
class WinsockTest {
    private final Channel channel = new EmbeddedChannel();

    @AfterEach
    void close() {
        channel.close();
    }

    @Test
    void whatCannotBeSetIsNotSet() {
        assertThatThrownBy(() -> Winsock.setOption(channel, SIO_BASE_HANDLE, 1L))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SIO_BASE_HANDLE cannot be set: it is read only");
    }

    @Test
    void whatCannotBeReadIsNotRead() {
        assertThatThrownBy(() -> Winsock.getOption(channel, SIO_KEEPALIVE_VALS))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SIO_KEEPALIVE_VALS cannot be read: it is write only");
    }

    @Test
    void nullAndAValueOfAnotherTypeAreRefusedByName() {
        assertThatThrownBy(() -> Winsock.setOption(channel, SO_RCVBUF, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_RCVBUF takes an Integer (0 to 2147483647 bytes), not null");
        assertThatThrownBy(() -> Winsock.setOption(channel, raw(SO_RCVBUF), "8192"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_RCVBUF takes an Integer (0 to 2147483647 bytes), not String 8192");
        assertThatThrownBy(() -> Winsock.setOption(channel, WinsockChannelOption.raw(0xFFFF, 1, 4), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("raw(SOL_SOCKET, 0x0001, 4) takes a byte[] (exactly 4 bytes), not null");
    }

    @Test
    void noOptionIsNoOption() {
        assertThatThrownBy(() -> Winsock.setOption(channel, null, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("null is not a WinsockChannelOption");
        assertThatThrownBy(() -> Winsock.getOption(channel, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Winsock.isSupported(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WinsockChannelOption.byName(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WinsockChannelInitializer().option(null, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ChannelOptions.winsockOption(null)).isNull();
    }

    @Test
    void anInitializerRefusesAValueOfAnotherTypeByName() {
        assertThatThrownBy(() -> new WinsockChannelInitializer().option(raw(SO_RCVBUF), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_RCVBUF takes an Integer (0 to 2147483647 bytes), not Boolean true");
    }

    @Test
    void noChannelHasNoSocket() {
        assertThatThrownBy(() -> WinsockBackend.ofSystem().socketOf(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only a NIO or IOCP channel has a SOCKET that can be found, not null");
    }

    @SuppressWarnings("unchecked")
    private static ChannelOption<Object> raw(ChannelOption<?> option) {
        return (ChannelOption<Object>) option;
    }
}
