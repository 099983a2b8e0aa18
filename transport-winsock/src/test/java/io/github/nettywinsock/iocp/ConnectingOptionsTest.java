package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.SocketLevel;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannelConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are set while ConnectEx is pending, when Windows may refuse them (R176), wait for its end. */
@Timeout(30)
class ConnectingOptionsTest {
    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final List<String> set = new CopyOnWriteArrayList<>();
    private final WinsockOption<?> updatesContext = Catalogue.byName("SO_UPDATE_CONNECT_CONTEXT");
    private volatile String refused = "none";

    @BeforeEach
    void refuseOptionsBeforeTheContext() {
        channels.fake.before((call, arguments) -> {
            if (call.equals("ConnectEx")) {
                set.clear();
            }
            if (!call.equals("setsockopt")) {
                return null;
            }
            boolean connecting = channels.fake.made.contains("ConnectEx") && !set.contains(updatesContext.name());
            String name = Catalogue.options().stream()
                    .filter(option -> arguments[1].equals(option.level()) && arguments[2].equals(option.optname()))
                    .map(WinsockOption::name)
                    .findFirst()
                    .orElseThrow();
            set.add(name);
            return connecting && !name.equals(updatesContext.name()) || name.equals(refused)
                    ? -WsaErrors.WSAEINVAL
                    : null;
        });
    }

    private ChannelFuture connecting() throws Exception {
        ChannelFuture connect = channels.client().connect(FakeChannels.PEER);
        channels.fake.await("ConnectEx");
        return connect;
    }

    private void end(ChannelFuture connect) throws Exception {
        channels.fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        connect.await();
    }

    @Test
    void anOptionOfWindows() throws Exception {
        ChannelFuture connect = connecting();
        assertThat(connect.channel().config().setOption(WinsockChannelOption.SO_KEEPALIVE, true))
                .isTrue();
        assertThat(set).isEmpty();
        end(connect);
        assertThat(connect.isSuccess()).isTrue();
        assertThat(set).containsExactly("SO_UPDATE_CONNECT_CONTEXT", "SO_KEEPALIVE");
    }

    @Test
    void optionsOfNetty() throws Exception {
        ChannelFuture connect = connecting();
        SocketChannelConfig config = (SocketChannelConfig) connect.channel().config();
        config.setKeepAlive(true).setSoLinger(3).setSendBufferSize(4096).setReceiveBufferSize(4096);
        config.setTcpNoDelay(false).setTrafficClass(16);
        config.setTcpNoDelay(true);
        assertThat(set).isEmpty();
        end(connect);
        assertThat(connect.isSuccess()).isTrue();
        assertThat(set)
                .containsExactly(
                        "SO_UPDATE_CONNECT_CONTEXT",
                        "SO_KEEPALIVE",
                        "SO_LINGER",
                        "SO_SNDBUF",
                        "SO_RCVBUF",
                        "TCP_NODELAY",
                        "IP_TOS");
        assertThat(config.isTcpNoDelay()).isTrue();
        assertThat(((IocpSocketChannel) connect.channel()).socket.setOptions().include(SocketLevel.SO_LINGER))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLastValueCountsByWhicheverName(boolean last) throws Exception {
        ChannelFuture connect = connecting();
        SocketChannelConfig config = (SocketChannelConfig) connect.channel().config();
        if (last) {
            config.setKeepAlive(false);
            config.setOption(WinsockChannelOption.SO_KEEPALIVE, true);
        } else {
            config.setOption(WinsockChannelOption.SO_KEEPALIVE, true);
            config.setKeepAlive(false);
        }
        end(connect);
        assertThat(connect.isSuccess()).isTrue();
        assertThat(config.isKeepAlive()).isEqualTo(last);
    }

    @Test
    void anOptionOfNettyThatIsRefusedThenIsAHint() throws Exception {
        ChannelFuture connect = connecting();
        connect.channel().config().setOption(ChannelOption.IP_TOS, 16);
        refused = "IP_TOS";
        end(connect);
        assertThat(connect.isSuccess()).isTrue();
        assertThat(set).contains("IP_TOS");
    }

    @Test
    void anOptionOfWindowsThatIsRefusedThenFailsTheConnect() throws Exception {
        ChannelFuture connect = connecting();
        connect.channel().config().setOption(WinsockChannelOption.SO_KEEPALIVE, true);
        refused = "SO_KEEPALIVE";
        end(connect);
        assertThat(connect.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("SO_KEEPALIVE");
        FakeChannels.awaitClosed(connect.channel());
    }

    @Test
    void anOptionThatComesTooLateIsRefusedAtOnce() throws Exception {
        ChannelFuture connect = connecting();
        assertThatThrownBy(() -> connect.channel().config().setOption(WinsockChannelOption.SO_REUSEADDR, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connecting");
        end(connect);
        assertThat(connect.isSuccess()).isTrue();
    }
}
