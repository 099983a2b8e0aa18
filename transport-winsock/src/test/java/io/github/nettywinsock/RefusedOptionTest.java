package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_TYPE;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static io.github.nettywinsock.WinsockChannelOption.TCP_FASTOPEN;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPCNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.iocp.AcceptCondition;
import io.github.nettywinsock.iocp.IocpChannelOption;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused without asking Windows, and what becomes of the channel. */
class RefusedOptionTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        SO_SNDBUF,
                        "4242",
                        IllegalArgumentException.class,
                        "SO_SNDBUF takes an Integer (0 to 2147483647 bytes), not String 4242"),
                Arguments.of(
                        SO_EXCLUSIVEADDRUSE,
                        1,
                        IllegalArgumentException.class,
                        "SO_EXCLUSIVEADDRUSE takes a Boolean (true or false), not Integer 1"),
                Arguments.of(
                        TCP_KEEPCNT, 256, IllegalArgumentException.class, "TCP_KEEPCNT takes 0 to 255 probes, not 256"),
                Arguments.of(
                        SO_SNDBUF, -1, IllegalArgumentException.class, "SO_SNDBUF takes 0 to 2147483647 bytes, not -1"),
                Arguments.of(
                        WinsockChannelOption.raw(0xFFFF, 0x1001, 4),
                        new byte[3],
                        IllegalArgumentException.class,
                        "raw(SOL_SOCKET, 0x1001, 4) takes exactly 4 bytes, not 0x000000"),
                Arguments.of(
                        SO_UPDATE_CONNECT_CONTEXT,
                        false,
                        IllegalArgumentException.class,
                        "SO_UPDATE_CONNECT_CONTEXT takes true; the option carries no data, not false"),
                Arguments.of(SO_TYPE, 1, UnsupportedOperationException.class, "SO_TYPE cannot be set: it is read only"),
                Arguments.of(
                        WinsockChannelOption.byName("SO_TIMESTAMP"),
                        1L,
                        UnsupportedOperationException.class,
                        "SO_TIMESTAMP cannot be set: it is the type of a control message"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRegisteredChannelThrowsAndKeepsWorking(
            ChannelOption<?> option, Object value, Class<? extends Throwable> type, String message) throws Exception {
        Channel channel = registered();
        assertThatThrownBy(() -> channel.config().setOption(WayIn.cast(option), value))
                .isInstanceOf(type)
                .hasMessage(message);

        channel.config().setOption(SO_SNDBUF, 4242);
        succeeded(Loopback.done(channel.bind(Loopback.ANY_PORT)));
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(4242);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aBootstrapFailsTheBind(ChannelOption<?> option, Object value, Class<? extends Throwable> type, String message)
            throws Exception {
        ChannelFuture bind = loopback.bind(WayIn.CHANNEL_CLASSES, option, value);
        assertThat(bind.cause()).isInstanceOf(type).hasMessage(message);
        assertThat(bind.channel().isOpen()).isFalse();
        assertThat(ws2.calls()).isEmpty();
    }

    /** As in a bootstrap that only logs what an option throws. */
    @ParameterizedTest
    @MethodSource("refusals")
    void anUnregisteredChannelThrowsAndFailsItsBindToo(
            ChannelOption<?> option, Object value, Class<? extends Throwable> type, String message) throws Exception {
        Channel channel = WayIn.serverChannel(ws2.provider());
        assertThatThrownBy(() -> channel.config().setOption(WayIn.cast(option), value))
                .isInstanceOf(type)
                .hasMessage(message);
        Loopback.done(loopback.group.register(channel));

        ChannelFuture bind = Loopback.done(channel.bind(Loopback.ANY_PORT));

        assertThat(bind.cause()).isInstanceOf(type).hasMessage(message);
        Loopback.assertCloses(channel);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void theInitializerRefusesAtOnce(
            ChannelOption<?> option, Object value, Class<? extends Throwable> type, String message) {
        WinsockChannelInitializer initializer = new WinsockChannelInitializer(null, ws2.provider());
        assertThatThrownBy(() -> initializer.option(WayIn.cast(option), value))
                .isInstanceOf(type)
                .hasMessage(message);
    }

    @Test
    void aLaterValueInRangeRepairsTheBind() throws Exception {
        Channel channel = WayIn.serverChannel(ws2.provider());
        assertThatThrownBy(() -> channel.config().setOption(TCP_KEEPCNT, 256))
                .isInstanceOf(IllegalArgumentException.class);
        channel.config().setOption(TCP_KEEPCNT, 255);
        Loopback.done(loopback.group.register(channel));

        succeeded(Loopback.done(channel.bind(Loopback.ANY_PORT)));
        assertThat(ws2.set("TCP_KEEPCNT").intValue()).isEqualTo(255);
    }

    @Test
    void nullIsRefusedByTheNameOfTheOption() throws Exception {
        Channel channel = registered();
        assertThatThrownBy(() -> channel.config().setOption(SO_SNDBUF, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_SNDBUF takes an Integer (0 to 2147483647 bytes), not null");
        succeeded(Loopback.done(channel.bind(Loopback.ANY_PORT)));
        assertThat(ws2.sets("SO_SNDBUF")).isEmpty();
    }

    /** Without it every client would be accepted. */
    @Test
    void theAcceptConditionOfTheOtherTransportIsRefused() throws Exception {
        AcceptCondition condition = (remote, local) -> AcceptCondition.Decision.REJECT;
        String reason = "ACCEPT_CONDITION is for an IocpServerSocketChannel: no other channel asks it";
        ChannelFuture bind = loopback.bind(WayIn.CHANNEL_CLASSES, IocpChannelOption.ACCEPT_CONDITION, condition);
        assertThat(bind.cause())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(reason);

        // As in a bootstrap that only logs what an option throws.
        Channel channel = WayIn.serverChannel(ws2.provider());
        assertThatThrownBy(() -> channel.config().setOption(IocpChannelOption.ACCEPT_CONDITION, condition))
                .hasMessage(reason);
        Loopback.done(loopback.group.register(channel));
        assertThat(Loopback.done(channel.bind(Loopback.ANY_PORT)).cause()).hasMessage(reason);
        Loopback.assertCloses(channel);
    }

    @Test
    void tuningOfTheOtherTransportIsUnknown() throws Exception {
        succeeded(loopback.bind(WayIn.CHANNEL_CLASSES, IocpChannelOption.PENDING_ACCEPTS, 4));
    }

    @Test
    void anOptionThatCannotBeReadSaysSo() throws Exception {
        Channel channel = registered();
        assertThatThrownBy(() -> channel.config().getOption(SO_UPDATE_CONNECT_CONTEXT))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SO_UPDATE_CONNECT_CONTEXT cannot be read: it is write only");
        assertThat(ws2.calls()).isEmpty();
    }

    @Test
    void itIsTooLateForAnOptionWhosePhaseHasPassed() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThatThrownBy(() -> listener.config().setOption(SO_EXCLUSIVEADDRUSE, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("too late for SO_EXCLUSIVEADDRUSE, which has to be set before bind: " + listener
                        + " is listening");
        assertThatThrownBy(() -> listener.config().setOption(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("too late for SO_CONDITIONAL_ACCEPT, which has to be set before listen: " + listener
                        + " is listening");
        assertThat(ws2.calls()).isEmpty();
        assertThat(listener.isActive()).isTrue();

        Channel client = succeeded(loopback.connect(WayIn.CHANNEL_CLASSES, listener.localAddress()));
        assertThatThrownBy(() -> client.config().setOption(TCP_FASTOPEN, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "too late for TCP_FASTOPEN, which has to be set before connect: " + client + " is connected");
        assertThat(client.isActive()).isTrue();
    }

    @Test
    void anOptionWhosePhaseNeverComesSaysSo() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThatThrownBy(() -> listener.config().setOption(SO_UPDATE_CONNECT_CONTEXT, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SO_UPDATE_CONNECT_CONTEXT has to be set after connect, which never comes for " + listener);
    }

    private Channel registered() throws Exception {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loopback.group)
                .channelFactory(() -> WayIn.serverChannel(ws2.provider()))
                .childHandler(loopback.child);
        return succeeded(Loopback.done(bootstrap.register()));
    }
}
