package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPCNT;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPIDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.WinsockBackend;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where there is no Winsock an application runs as if it had not asked. */
@DisabledOnOs(OS.WINDOWS)
class UnavailableTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @Test
    void theCauseSaysWhy() {
        assertThat(Winsock.isAvailable()).isFalse();
        assertThat(Winsock.unavailabilityCause()).hasMessageContaining("Winsock exists on Windows only");
        assertThatThrownBy(Winsock::ensureAvailability)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageStartingWith(
                        "Winsock options cannot be used: Winsock exists on Windows only; this JVM runs on ")
                .hasCause(Winsock.unavailabilityCause());
    }

    @Test
    void noOptionIsSupported() {
        assertThat(Winsock.isSupported(SO_EXCLUSIVEADDRUSE)).isFalse();
        assertThatThrownBy(() -> Winsock.isSupported(ChannelOption.SO_BACKLOG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_BACKLOG is not a WinsockChannelOption");
    }

    @Test
    void thereIsNoHandle() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThatThrownBy(() -> Winsock.handle(listener)).isInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    void noSocketIsReadOrSet() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThatThrownBy(() -> Winsock.getOption(listener, TCP_KEEPIDLE)).isInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(() -> Winsock.setOption(listener, TCP_KEEPIDLE, 30))
                .isInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(() -> Winsock.setOption(listener, TCP_KEEPCNT, 256))
                .hasMessage("TCP_KEEPCNT takes 0 to 255 probes, not 256");
        assertThatThrownBy(() -> Winsock.getOption(listener, ChannelOption.SO_BACKLOG))
                .hasMessage("SO_BACKLOG is not a WinsockChannelOption");
    }

    @Test
    void theOptionsAreUnknownToTheChannels() {
        WinsockServerSocketChannel listener = new WinsockServerSocketChannel();
        WinsockSocketChannel client = new WinsockSocketChannel();
        assertThat(listener.config().setOption(SO_EXCLUSIVEADDRUSE, true)).isFalse();
        assertThat(listener.config().getOption(SO_EXCLUSIVEADDRUSE)).isNull();
        assertThat(listener.config().getOptions())
                .containsKey(ChannelOption.SO_BACKLOG)
                .doesNotContainKey(SO_EXCLUSIVEADDRUSE);
        assertThat(client.config().setOption(TCP_KEEPIDLE, 30)).isFalse();
        assertThat(client.config().setOption(ChannelOption.TCP_NODELAY, true)).isTrue();
        listener.unsafe().closeForcibly();
        client.unsafe().closeForcibly();
    }

    @Test
    void aListenerOfTheChannelClassesAcceptsWithoutThem() throws Exception {
        assertAccepts(new ServerBootstrap()
                .channel(WinsockServerSocketChannel.class)
                .option(SO_EXCLUSIVEADDRUSE, true)
                .childOption(TCP_KEEPIDLE, 30)
                .childHandler(loopback.child));
    }

    @Test
    void aListenerOfTheInitializerAcceptsWithoutThem() throws Exception {
        assertAccepts(new ServerBootstrap()
                .channel(NioServerSocketChannel.class)
                .handler(new WinsockChannelInitializer().option(SO_EXCLUSIVEADDRUSE, true))
                .childHandler(new WinsockChannelInitializer(loopback.child).option(TCP_KEEPIDLE, 30)));
    }

    @Test
    void aListenerOfTheExtensionAcceptsWithoutThem() throws Exception {
        assertAccepts(WayIn.EXTENSION.server(
                WinsockBackend.ofSystem(),
                options(SO_EXCLUSIVEADDRUSE, true),
                options(TCP_KEEPIDLE, 30),
                loopback.child));
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aClientConnectsWithoutThem(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        succeeded(Loopback.done(way.client(WinsockBackend.ofSystem(), options(TCP_KEEPIDLE, 30), loopback.client)
                .group(loopback.group)
                .connect(listener.localAddress())));
    }

    /** Not once a connection, for ever. */
    @ParameterizedTest
    @EnumSource(
            value = WayIn.class,
            names = {"INITIALIZER", "EXTENSION"})
    void thatOptionsAreNotSetIsSaidOnce(WayIn way) throws Exception {
        WinsockBackend provider = new WinsockBackend(new UnsupportedOperationException("no Winsock"), false);
        Channel listener = succeeded(Loopback.done(
                way.server(provider, options(SO_EXCLUSIVEADDRUSE, true), options(TCP_KEEPIDLE, 30), loopback.child)
                        .group(loopback.group)
                        .bind(Loopback.ANY_PORT)));
        for (int i = 0; i < 3; i++) {
            loopback.connectPlainly(listener);
            loopback.child.next("active");
        }
        assertThat(log.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .startsWith("Winsock options are not set, on ")
                        .endsWith(" and others: SO_EXCLUSIVEADDRUSE=true (no Winsock)"));
    }

    /** A mistake in the program shows on every system. */
    @Test
    void valuesAreCheckedAllTheSame() {
        assertThatThrownBy(() -> new WinsockChannelInitializer().option(TCP_KEEPCNT, 256))
                .hasMessage("TCP_KEEPCNT takes 0 to 255 probes, not 256");
    }

    private void assertAccepts(ServerBootstrap bootstrap) throws Exception {
        Channel listener =
                succeeded(Loopback.done(bootstrap.group(loopback.group).bind(Loopback.ANY_PORT)));
        loopback.connectPlainly(listener);
        loopback.child.next("active");
    }
}
