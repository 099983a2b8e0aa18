package io.github.nettywinsock;

import static io.github.nettywinsock.WinsockChannelOption.SIO_KEEPALIVE_VALS;
import static io.github.nettywinsock.WinsockChannelOption.SO_KEEPALIVE;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPALIVE_SETTINGS;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPCNT;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPIDLE;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPINTVL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.KeepAliveValues;
import io.github.nettywinsock.option.TcpKeepAlive;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.NioSocketLookup;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keep-alive in one option: by TCP_KEEPIDLE and its like where this Windows has them, else by SIO_KEEPALIVE_VALS. */
@NeedsWindows("NIO channels")
class KeepAliveIT {
    private static final int SIO_KEEPALIVE_VALS_CODE = 0x98000004;

    private final RecordingWinsock winsock = new RecordingWinsock();
    private WinsockSocketChannel channel;

    @BeforeEach
    void open() throws IOException {
        SocketChannel jdkChannel = SocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        channel = new WinsockSocketChannel(
                null, jdkChannel, new WinsockBackend(winsock.ws2, NioSocketLookup.load()), null);
    }

    @AfterEach
    void close() {
        channel.unsafe().closeForcibly();
    }

    @Test
    void settingsTakeTheWayThatTheProviderHas() {
        assertThat(channel.config().setOption(TCP_KEEPALIVE_SETTINGS, TcpKeepAlive.of(30, 5, 4)))
                .isTrue();

        assertThat(channel.config().getOption(SO_KEEPALIVE)).isTrue();
        if (Winsock.isSupported(TCP_KEEPIDLE)) {
            assertThat(winsock.calls).noneMatch(call -> call.level == RecordingWinsock.CONTROL_CODE);
            assertThat(channel.config().getOption(TCP_KEEPIDLE)).isEqualTo(30);
            assertThat(channel.config().getOption(TCP_KEEPINTVL)).isEqualTo(5);
            assertThat(channel.config().getOption(TCP_KEEPCNT)).isEqualTo(4);
            assertThat(channel.config().getOption(TCP_KEEPALIVE_SETTINGS)).isEqualTo(TcpKeepAlive.of(30, 5, 4));
        } else {
            RecordingWinsock.Call call = winsock.calls.get(winsock.calls.size() - 1);
            assertThat(call.optname).isEqualTo(SIO_KEEPALIVE_VALS_CODE);
            assertThat(call.value)
                    .isEqualTo(ByteBuffer.allocate(12)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(1)
                            .putInt(30_000)
                            .putInt(5_000)
                            .array());
            assertThat(call.result).isZero();
            assertThatThrownBy(() -> channel.config().getOption(TCP_KEEPALIVE_SETTINGS))
                    .isInstanceOf(ChannelException.class)
                    .hasMessageContaining("TCP_KEEPIDLE");
        }
    }

    @Test
    void keepAliveOptionsExistUnderWine10AndNotUnderWine8() {
        String java = System.getProperty("java.specification.version");
        if (System.getenv("WINEPREFIX") != null) {
            assertThat(Winsock.isSupported(TCP_KEEPIDLE)).isEqualTo(java.equals("21"));
        }
    }

    @Test
    void controlCodeSwitchesKeepAliveOnAndOff() {
        channel.config().setOption(SIO_KEEPALIVE_VALS, KeepAliveValues.of(20_000, 2_000));
        assertThat(channel.config().getOption(SO_KEEPALIVE)).isTrue();
        channel.config().setOption(SIO_KEEPALIVE_VALS, KeepAliveValues.off());
        assertThat(channel.config().getOption(SO_KEEPALIVE)).isFalse();
    }
}
