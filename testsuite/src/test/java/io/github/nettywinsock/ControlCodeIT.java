package io.github.nettywinsock;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Control codes that are used as options, and those that answer a question. */
@NeedsWindows("NIO channels")
class ControlCodeIT {
    @RegisterExtension
    final TcpChannels channels = new TcpChannels();

    @Test
    void readableBytesAreCounted() throws Exception {
        WinsockSocketChannel client = channels.freshClient();
        client.config().setAutoRead(false);
        client.connect(channels.listener().localAddress()).sync();
        channels.nextAccepted()
                .writeAndFlush(Unpooled.wrappedBuffer(new byte[5]))
                .sync();
        eventually(() -> assertThat(client.config().getOption(WinsockChannelOption.FIONREAD))
                .isEqualTo(5));
    }

    @Test
    void baseHandleIsTheSocketWhereNoProviderIsLayered() {
        WinsockSocketChannel client = channels.connected();
        assertThat(client.config().getOption(WinsockChannelOption.SIO_BASE_HANDLE))
                .isEqualTo(Winsock.handle(client));
    }

    @Test
    void routeStartsAtAnAddressOfThisHost() throws IOException {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 9);
        Channel datagram = new Bootstrap()
                .group(channels.group)
                .channelFactory(() -> new NioDatagramChannel(SocketProtocolFamily.INET))
                .handler(new WinsockChannelInitializer())
                .bind(channels.anyPort())
                .syncUninterruptibly()
                .channel();
        InetAddress local = Winsock.routingInterface(datagram, remote).getAddress();
        // Windows answers 127.0.0.1; Wine answers the address of the default route.
        assertThat(NetworkInterface.getByInetAddress(local)).as("%s", local).isNotNull();
        datagram.close().syncUninterruptibly();
    }

    @Test
    void tcpInfoIsReadOrRefusedByTheProvider() {
        WinsockSocketChannel client = channels.connected();
        if (Winsock.isSupported(WinsockChannelOption.SIO_TCP_INFO)) {
            WinsockTcpInfo info = Winsock.tcpInfo(client);
            assertThat(info.state()).isEqualTo(4);
            assertThat(info.mss()).isPositive();
        } else {
            assertThatThrownBy(() -> Winsock.tcpInfo(client))
                    .isInstanceOf(ChannelException.class)
                    .hasMessageContaining("WSAIoctl(SIO_TCP_INFO): WSAEOPNOTSUPP (10045)")
                    .hasCauseInstanceOf(WinsockException.class);
        }
    }

    @Test
    void refusedControlCodeFailsTheConnect() throws Exception {
        WinsockSocketChannel client = channels.freshClient();
        client.config().setOption(WinsockChannelOption.rawIoctl(0x98FFFFFF, 4, 0), new byte[4]);
        assertThat(client.connect(channels.listener().localAddress()).await().cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageStartingWith("WSAIoctl(rawIoctl(0x98FFFFFF, 4, 0), 0x00000000): WSAEOPNOTSUPP (10045)");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void supportOfControlCodesIsWhatTheProviderAnswers() {
        assertThat(Winsock.isSupported(WinsockChannelOption.SIO_KEEPALIVE_VALS)).isTrue();
        assertThat(Winsock.isSupported(WinsockChannelOption.FIONREAD)).isTrue();
        assertThat(Winsock.isSupported(WinsockChannelOption.TCP_KEEPALIVE_SETTINGS))
                .isTrue();
        assertThat(Winsock.isSupported(WinsockChannelOption.rawIoctl(0x98FFFFFF, 0, 0)))
                .isFalse();
    }

    @Test
    void rawControlCodeReachesWhatTheCatalogueNames() {
        WinsockSocketChannel client = channels.connected();
        ChannelOption<byte[]> raw = WinsockChannelOption.rawIoctl(0x98000004, 12, 0);
        client.config()
                .setOption(
                        raw,
                        ByteBuffer.allocate(12)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(1)
                                .putInt(9_000)
                                .putInt(900)
                                .array());
        assertThat(client.config().isKeepAlive()).isTrue();
        assertThat(client.config().getOption(WinsockChannelOption.rawIoctl(0x4004667F, 0, 4)))
                .isEqualTo(new byte[4]);
    }
}
