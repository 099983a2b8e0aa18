package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_ACCEPTCONN;
import static io.github.nettywinsock.WinsockChannelOption.SO_BSP_STATE;
import static io.github.nettywinsock.WinsockChannelOption.SO_DONTLINGER;
import static io.github.nettywinsock.WinsockChannelOption.SO_ERROR;
import static io.github.nettywinsock.WinsockChannelOption.SO_GROUP_PRIORITY;
import static io.github.nettywinsock.WinsockChannelOption.SO_KEEPALIVE;
import static io.github.nettywinsock.WinsockChannelOption.SO_LINGER;
import static io.github.nettywinsock.WinsockChannelOption.SO_PROTOCOL_INFOA;
import static io.github.nettywinsock.WinsockChannelOption.SO_PROTOCOL_INFOW;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT;
import static io.github.nettywinsock.WinsockChannelOption.TCP_ICMP_ERROR_INFO;
import static io.github.nettywinsock.WinsockChannelOption.TCP_NODELAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.WinsockServerSocketChannelConfig;
import io.github.nettywinsock.engine.WinsockSocketChannelConfig;
import io.github.nettywinsock.option.Linger;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.ServerSocketChannelConfig;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The configurations of the channel classes: the options of the catalogue beside Netty's own. */
class ChannelConfigTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @Test
    void theOptionsOfAListenerAreNettysAndWindows() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES, SO_SNDBUF, 4242));
        Map<ChannelOption<?>, Object> options = listener.config().getOptions();

        assertThat(options.get(ChannelOption.SO_BACKLOG))
                .isEqualTo(listener.config().getOption(ChannelOption.SO_BACKLOG));
        assertThat(options).containsKeys(ChannelOption.ALLOCATOR, ChannelOption.SO_RCVBUF);
        assertThat(options.get(SO_SNDBUF)).isEqualTo(4242);
        assertThat(options.get(SO_ACCEPTCONN)).isEqualTo(true);
        assertThat(options)
                .as("write only, not supported")
                .doesNotContainKeys(SO_UPDATE_ACCEPT_CONTEXT, SO_GROUP_PRIORITY);
    }

    @Test
    void listingTheOptionsClearsNoError() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        loopback.beneath(listener).put("SO_ERROR", 10054);

        assertThat(listener.config().getOptions()).doesNotContainKey(SO_ERROR);

        assertThat(listener.config().getOption(SO_ERROR)).isEqualTo(10054);
        assertThat(listener.config().getOption(SO_ERROR)).isZero();
    }

    @Test
    void structsAreReadFromTheSocket() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        Channel client = succeeded(
                loopback.connect(WayIn.CHANNEL_CLASSES, listener.localAddress(), SO_LINGER, Linger.ofSeconds(300)));

        assertThat(client.config().getOption(SO_LINGER)).isEqualTo(Linger.ofSeconds(300));
        assertThat(client.config().getOption(SO_DONTLINGER)).isFalse();
        assertThat(client.config().getOption(SO_BSP_STATE).localAddress()).isEqualTo(client.localAddress());
        assertThat(client.config().getOption(SO_BSP_STATE).remoteAddress()).isEqualTo(client.remoteAddress());
        assertThat(listener.config().getOption(SO_BSP_STATE).remoteAddress()).isNull();
        assertThat(client.config().getOption(SO_PROTOCOL_INFOW).name()).isEqualTo("Simulated Tcpip [TCP/IP]");
        assertThat(client.config().getOption(SO_PROTOCOL_INFOA))
                .isEqualTo(client.config().getOption(SO_PROTOCOL_INFOW));
        assertThat(client.config().getOption(TCP_ICMP_ERROR_INFO)).isNull();
    }

    /** Windows answers these in one byte. */
    @Test
    void aBooleanThatComesBackInOneByteIsRead() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThat(listener.config().getOption(SO_KEEPALIVE)).isFalse();
        listener.config().setOption(SO_KEEPALIVE, true);
        assertThat(listener.config().getOption(SO_KEEPALIVE)).isTrue();
    }

    @Test
    void nettysOptionsReachAListenerAndItsChildren() throws Exception {
        ServerBootstrap bootstrap = WayIn.CHANNEL_CLASSES
                .server(ws2.provider(), options(SO_SNDBUF, 4242), options(TCP_NODELAY, true), loopback.child)
                .option(ChannelOption.SO_BACKLOG, 7)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.SO_LINGER, 3)
                .childOption(NioChannelOption.of(StandardSocketOptions.TCP_NODELAY), true);
        Channel listener =
                succeeded(Loopback.done(bootstrap.group(loopback.group).bind(Loopback.ANY_PORT)));
        loopback.connectPlainly(listener);
        Channel child = loopback.child.next("active").channel;

        assertThat(((ServerSocketChannelConfig) listener.config()).getBacklog()).isEqualTo(7);
        assertThat(listener.alloc()).isSameAs(UnpooledByteBufAllocator.DEFAULT);
        assertThat(child).isInstanceOf(WinsockSocketChannel.class);
        assertThat(((SocketChannelConfig) child.config()).getSoLinger()).isEqualTo(3);
        SocketChannel beneath =
                (SocketChannel) ((AbstractNioChannel) child).unsafe().ch();
        assertThat(beneath.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
        assertThat(child.config().getOption(NioChannelOption.of(StandardSocketOptions.TCP_NODELAY)))
                .isTrue();
        assertThat(ws2.set("TCP_NODELAY").socket).isSameAs(loopback.beneath(child));
    }

    @Test
    void mapsOfOptionsMayMixBoth() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThat(listener.config().setOptions(options(SO_SNDBUF, 4242, ChannelOption.AUTO_READ, false)))
                .isTrue();
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(4242);
        assertThat(listener.config().isAutoRead()).isFalse();
        assertThat(listener.config().setOptions(options(ChannelOption.IP_MULTICAST_TTL, 3)))
                .as("an option that a listener does not know")
                .isFalse();
    }

    /** The superclass asks for the configuration before this class has made its own. */
    @Test
    void aChannelHasAConfigurationFromTheStart() {
        assertHasConfig(WayIn.serverChannel(ws2.provider()), WinsockServerSocketChannelConfig.class);
        assertHasConfig(WayIn.channel(ws2.provider()), WinsockSocketChannelConfig.class);
        assertHasConfig(new WinsockServerSocketChannel(), WinsockServerSocketChannelConfig.class);
        assertHasConfig(new WinsockSocketChannel(), WinsockSocketChannelConfig.class);
    }

    private static void assertHasConfig(Channel channel, Class<? extends ChannelConfig> type) {
        assertThat(channel.config()).isInstanceOf(type).isSameAs(channel.config());
        channel.unsafe().closeForcibly();
    }
}
