package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options of listeners and clients on the provider of this Windows. */
@NeedsWindows("NIO channels")
class ListenerOptionIT {
    @RegisterExtension
    final TcpChannels channels = new TcpChannels();

    private final ServerBootstrap bootstrap = new ServerBootstrap()
            .group(channels.group)
            .channel(WinsockServerSocketChannel.class)
            .childHandler(new ChannelInboundHandlerAdapter());

    @Test
    void conditionalAcceptFailsTheBindWhereTheProviderLacksIt() throws Exception {
        assumeThat(Winsock.isSupported(WinsockChannelOption.SO_CONDITIONAL_ACCEPT))
                .as("Windows has it, Wine has not")
                .isFalse();
        ChannelFuture bind = bootstrap
                .option(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true)
                .bind(channels.anyPort())
                .await();
        assertThat(bind.cause()).isInstanceOf(WinsockException.class);
        WinsockException failure = (WinsockException) bind.cause();
        assertThat(failure.call()).isEqualTo("setsockopt");
        assertThat(failure.level()).isEqualTo("SOL_SOCKET");
        assertThat(failure.option()).isEqualTo("SO_CONDITIONAL_ACCEPT");
        assertThat(failure.value()).isEqualTo("true");
        assertThat(failure.errorCode()).isEqualTo(10042);
        assertThat(failure.symbol()).isEqualTo("WSAENOPROTOOPT");
        assertThat(failure).hasMessageContaining("before listen");
        assertThat(bind.channel().isOpen()).isFalse();
    }

    @Test
    void refusedOptionOfARegisteredChannelIsThrownAndTheChannelGoesOn() {
        WinsockServerSocketChannel listener = channels.freshListener();
        assertThatThrownBy(() -> untyped(listener, WinsockChannelOption.SO_EXCLUSIVEADDRUSE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_EXCLUSIVEADDRUSE takes a Boolean (true or false), not Integer 1");
        assertThatThrownBy(() -> listener.config().setOption(WinsockChannelOption.TCP_KEEPCNT, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TCP_KEEPCNT takes 0 to 255 probes, not 256");
        assertThatThrownBy(() -> listener.config().setOption(WinsockChannelOption.SO_TYPE, 1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SO_TYPE cannot be set: it is read only");

        listener.bind(channels.anyPort()).syncUninterruptibly();

        assertThatThrownBy(() -> listener.config().setOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too late for SO_EXCLUSIVEADDRUSE, which has to be set before bind")
                .hasMessageContaining("is listening");
        assertThat(listener.config().setOption(WinsockChannelOption.SO_RCVBUF, 50_000))
                .isTrue();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_RCVBUF)).isEqualTo(50_000);
        assertThat(listener.isActive()).isTrue();
    }

    @Test
    void optionThatTheBootstrapOnlyLogsFailsTheBind() throws Exception {
        @SuppressWarnings("unchecked")
        ChannelOption<Object> exclusive =
                (ChannelOption<Object>) (ChannelOption<?>) WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
        ChannelFuture bind =
                bootstrap.option(exclusive, "yes").bind(channels.anyPort()).await();
        assertThat(bind.cause())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_EXCLUSIVEADDRUSE takes a Boolean (true or false), not String yes");
    }

    @Test
    void writeOnlyOptionCannotBeRead() {
        assertThatThrownBy(() -> channels.accepted().config().getOption(WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SO_UPDATE_ACCEPT_CONTEXT cannot be read: it is write only");
    }

    @Test
    void readOnlyOptionsTellWhatTheSocketIs() {
        WinsockServerSocketChannel listener = channels.listening();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_ACCEPTCONN))
                .isTrue();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_TYPE)).isEqualTo(1);
        assertThat(listener.config().getOption(WinsockChannelOption.SO_ERROR)).isZero();
        assertThat(listener.config()
                        .getOption(WinsockChannelOption.SO_PROTOCOL_INFOW)
                        .protocol())
                .isEqualTo(6);
        assertThat(listener.config()
                        .getOption(WinsockChannelOption.SO_PROTOCOL_INFOA)
                        .socketType())
                .isEqualTo(1);
        WinsockSocketChannel client = channels.connected();
        assertThat(client.config().getOption(WinsockChannelOption.SO_ACCEPTCONN))
                .isFalse();
        assertThat(client.config().getOption(WinsockChannelOption.SO_CONNECT_TIME))
                .isBetween(0, 300);
    }

    @Test
    void listingHasTheOptionsOfNettyAndOfWinsock() {
        WinsockServerSocketChannel listener = channels.listening();
        Map<ChannelOption<?>, Object> options = listener.config().getOptions();
        assertThat(options)
                .containsEntry(ChannelOption.SO_BACKLOG, listener.config().getBacklog())
                .containsEntry(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true)
                .containsEntry(WinsockChannelOption.SO_ACCEPTCONN, true)
                .doesNotContainKey(WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT)
                .doesNotContainKey(WinsockChannelOption.SO_ERROR);
    }

    @Test
    void optionsOfNettyGoOnWorking() {
        WinsockSocketChannel client = channels.connected();
        client.config().setOption(ChannelOption.TCP_NODELAY, true);
        assertThat(client.config().getOption(WinsockChannelOption.TCP_NODELAY)).isTrue();
        client.config().setOption(NioChannelOption.of(StandardSocketOptions.SO_KEEPALIVE), true);
        assertThat(client.config().getOption(WinsockChannelOption.SO_KEEPALIVE)).isTrue();
        client.config().setOption(WinsockChannelOption.SO_LINGER, Linger.ofSeconds(3));
        assertThat(client.config().getSoLinger()).isEqualTo(3);
    }

    @Test
    void rawOptionReachesWhatTheCatalogueNames() {
        WinsockSocketChannel client = channels.connected();
        ChannelOption<byte[]> raw = WinsockChannelOption.raw(0xFFFF, 0x0008, 4);
        client.config().setOption(raw, new byte[] {1, 0, 0, 0});
        assertThat(client.config().isKeepAlive()).isTrue();
        assertThat(client.config().getOption(raw)[0]).isEqualTo((byte) 1);
    }

    @Test
    void initializerSetsTheOptionsOfAStockListener() {
        Channel listener = stockBootstrap()
                .handler(new WinsockChannelInitializer()
                        .option(WinsockChannelOption.SO_REUSEADDR, true)
                        .option(WinsockChannelOption.SO_RCVBUF, 60_000))
                .bind(channels.anyPort())
                .syncUninterruptibly()
                .channel();
        assertThat(listener.config().getOption(ChannelOption.SO_RCVBUF)).isEqualTo(60_000);
        assertThat(channels.read(listener, 0xFFFF, 0x0004)).isEqualTo(1);
    }

    @Test
    void initializerFailsTheBindOfAStockListener() throws Exception {
        ChannelFuture bind = stockBootstrap()
                .handler(new WinsockChannelInitializer().option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, false))
                .bind(channels.anyPort())
                .await();
        assertThat(bind.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("useExclusiveBind");
        assertThat(bind.channel().isOpen()).isFalse();
    }

    @Test
    void closedChannelFailsAsTheOptionsOfNettyDo() {
        WinsockSocketChannel client = channels.connected();
        client.close().syncUninterruptibly();
        assertThatThrownBy(() -> client.config().getOption(ChannelOption.SO_RCVBUF))
                .isInstanceOf(ChannelException.class);
        assertThatThrownBy(() -> client.config().getOption(WinsockChannelOption.SO_RCVBUF))
                .isInstanceOf(ChannelException.class)
                .hasCauseInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> client.config().setOption(WinsockChannelOption.SO_RCVBUF, 1))
                .isInstanceOf(ChannelException.class)
                .hasCauseInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> Winsock.handle(client)).isInstanceOf(ChannelException.class);
    }

    @Test
    void supportIsWhatTheProviderAnswers() {
        assertThat(Winsock.isAvailable()).isTrue();
        assertThat(Winsock.unavailabilityCause()).isNull();
        Winsock.ensureAvailability();
        assertThat(Winsock.isSupported(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isTrue();
        assertThat(Winsock.isSupported(WinsockChannelOption.TCP_NODELAY)).isTrue();
        assertThat(Winsock.isSupported(WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT))
                .isTrue();
        assertThat(Winsock.isSupported(WinsockChannelOption.SO_USELOOPBACK)).isFalse();
        assertThat(Winsock.isSupported(WinsockChannelOption.byName("SO_TIMESTAMP")))
                .isFalse();
    }

    private ServerBootstrap stockBootstrap() {
        return new ServerBootstrap()
                .group(channels.group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInboundHandlerAdapter());
    }

    @SuppressWarnings("unchecked")
    private static void untyped(Channel channel, ChannelOption<?> option, Object value) {
        channel.config().setOption((ChannelOption<Object>) option, value);
    }
}
