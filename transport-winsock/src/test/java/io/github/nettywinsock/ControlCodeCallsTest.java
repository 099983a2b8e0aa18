package io.github.nettywinsock;

import static io.github.nettywinsock.WinsockChannelOption.SIO_TCP_INFO;
import static io.github.nettywinsock.WinsockChannelOption.SIO_UDP_CONNRESET;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPALIVE_SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.TcpKeepAlive;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The calls that control codes come to, on a Winsock that knows some of them. */
class ControlCodeCallsTest {
    private static final int SIO_TCP_INFO_CODE = 0xD8000027;
    private static final int SIO_KEEPALIVE_VALS_CODE = 0x98000004;
    private static final int SIO_UDP_CONNRESET_CODE = 0x9800000C;

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final ControlCodes ws2 = new ControlCodes();
    private final WinsockBackend provider = new WinsockBackend(Interceptor.winsock(loopback.ws2, ws2), loopback.ws2);

    @Test
    void tcpInfoFallsBackToVersion0() throws Exception {
        ws2.newestTcpInfo = 0;
        WinsockTcpInfo info = client().config().getOption(SIO_TCP_INFO);
        assertThat(ws2.calls).containsExactly("D8000027 01000000", "D8000027 00000000");
        assertThat(info.version()).isZero();
        assertThat(info.mss()).isEqualTo(1460);
    }

    @Test
    void tcpInfoAsksOnceWhereVersion1IsKnown() throws Exception {
        ws2.newestTcpInfo = 1;
        assertThat(client().config().getOption(SIO_TCP_INFO).version()).isEqualTo(1);
        assertThat(ws2.calls).containsExactly("D8000027 01000000");
    }

    @Test
    void keepAliveSettingsFallBackToTheControlCode() throws Exception {
        loopback.ws2.refuse(WsaErrors.WSAENOPROTOOPT, call -> call.isSet("TCP_KEEPIDLE"));
        WinsockSocketChannel client = client();
        client.config().setOption(TCP_KEEPALIVE_SETTINGS, TcpKeepAlive.of(30, 5, 4));
        assertThat(ws2.calls).containsExactly("98000004 010000003075000088130000");
    }

    @Test
    void keepAliveSettingsTakeTheOptionsWhereThereAre() throws Exception {
        WinsockSocketChannel client = client();
        client.config().setOption(TCP_KEEPALIVE_SETTINGS, TcpKeepAlive.of(30, 5, 4));
        assertThat(ws2.calls).isEmpty();
        assertThat(client.config().getOption(TCP_KEEPALIVE_SETTINGS)).isEqualTo(TcpKeepAlive.of(30, 5, 4));
    }

    @Test
    void anotherErrorOfKeepAliveSettingsIsNotHidden() throws Exception {
        loopback.ws2.refuse(WsaErrors.WSAEINVAL, call -> call.isSet("TCP_KEEPINTVL"));
        WinsockSocketChannel client = client();
        assertThatThrownBy(() -> client.config().setOption(TCP_KEEPALIVE_SETTINGS, TcpKeepAlive.of(30, 5, 4)))
                .isInstanceOf(ChannelException.class)
                .hasMessageStartingWith("TCP_KEEPALIVE_SETTINGS=idle 30 s, interval 5 s, 4 probes cannot be set:"
                        + " setsockopt(IPPROTO_TCP, TCP_KEEPINTVL, 5): WSAEINVAL (10022)")
                .cause()
                .isInstanceOfSatisfying(WinsockException.class, e -> {
                    assertThat(e.option()).isEqualTo("TCP_KEEPALIVE_SETTINGS");
                    assertThat(e.value()).isEqualTo("idle 30 s, interval 5 s, 4 probes");
                    assertThat(e.call()).isEqualTo("setsockopt");
                    assertThat(e.errorCode()).isEqualTo(WsaErrors.WSAEINVAL);
                });
        assertThat(ws2.calls).isEmpty();
    }

    @Test
    void keepAliveSettingsThatCannotBeReadAreNamedThemselves() throws Exception {
        loopback.ws2.refuse(WsaErrors.WSAEINVAL, call -> call.call.equals("getsockopt"));
        WinsockSocketChannel client = client();
        assertThatThrownBy(() -> client.config().getOption(TCP_KEEPALIVE_SETTINGS))
                .hasMessageStartingWith("TCP_KEEPALIVE_SETTINGS cannot be read:"
                        + " getsockopt(IPPROTO_TCP, TCP_KEEPIDLE): WSAEINVAL (10022)")
                .cause()
                .isInstanceOfSatisfying(
                        WinsockException.class, e -> assertThat(e.option()).isEqualTo("TCP_KEEPALIVE_SETTINGS"));
    }

    @Test
    void connectionResetIsSetBeforeBindAndAgainAfterConnect() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Channel channel = datagrams(true).bind(Loopback.ANY_PORT).sync().channel();
            assertThat(ws2.calls).containsExactly("9800000C 01000000");
            channel.connect(new InetSocketAddress(peer.getLocalAddress(), peer.getLocalPort()))
                    .sync();
            assertThat(ws2.calls).containsExactly("9800000C 01000000", "9800000C 01000000");
            channel.close().sync();
        }
    }

    @Test
    void controlCodeThatIsRefusedFailsTheBind() throws Exception {
        ws2.refused = SIO_UDP_CONNRESET_CODE;
        assertThat(datagrams(false).bind(Loopback.ANY_PORT).await().cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageStartingWith("WSAIoctl(SIO_UDP_CONNRESET, false): WSAEOPNOTSUPP (10045)");
    }

    private Bootstrap datagrams(boolean connectionReset) {
        return new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(new WinsockChannelInitializer(new ChannelInboundHandlerAdapter(), provider)
                        .option(SIO_UDP_CONNRESET, connectionReset));
    }

    /** A bound client, on which options are set at once. */
    private WinsockSocketChannel client() throws Exception {
        WinsockSocketChannel client =
                new WinsockSocketChannel(null, SocketChannel.open().bind(Loopback.ANY_PORT), provider, null);
        loopback.group.register(client).sync();
        return client;
    }

    /** Knows SIO_TCP_INFO up to a version, SIO_KEEPALIVE_VALS and SIO_UDP_CONNRESET; the rest is the fake's. */
    private static final class ControlCodes implements Interceptor {
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        volatile int newestTcpInfo;
        volatile int refused;

        @Override
        public Object returns(String call, Object... arguments) {
            return call.equals("WSAIoctl")
                    ? control((Integer) arguments[1], (ByteBuffer) arguments[2], (Integer) arguments[3], (ByteBuffer)
                            arguments[4])
                    : null;
        }

        private int control(int code, ByteBuffer in, int inLength, ByteBuffer out) {
            StringBuilder call = new StringBuilder(String.format("%08X ", code));
            for (int i = 0; i < inLength; i++) {
                call.append(String.format("%02X", in.get(i)));
            }
            calls.add(call.toString());
            if (code == refused) {
                return -WsaErrors.WSAEOPNOTSUPP;
            }
            switch (code) {
                case SIO_TCP_INFO_CODE:
                    if (in.getInt(0) > newestTcpInfo) {
                        return -WsaErrors.WSAEINVAL;
                    }
                    out.putInt(4, 1460);
                    return newestTcpInfo == 0 ? 88 : 136;
                case SIO_KEEPALIVE_VALS_CODE:
                case SIO_UDP_CONNRESET_CODE:
                    return 0;
                default:
                    return -WsaErrors.WSAEOPNOTSUPP;
            }
        }
    }
}
