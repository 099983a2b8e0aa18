package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_CONDITIONAL_ACCEPT;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_KEEPALIVE;
import static io.github.nettywinsock.WinsockChannelOption.SO_RANDOMIZE_PORT;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static io.github.nettywinsock.WinsockChannelOption.TCP_FAIL_CONNECT_ON_ICMP_ERROR;
import static io.github.nettywinsock.WinsockChannelOption.TCP_FASTOPEN;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPIDLE;
import static io.github.nettywinsock.WinsockChannelOption.TCP_NODELAY;
import static io.github.nettywinsock.engine.ChannelSocket.State.BOUND;
import static io.github.nettywinsock.engine.ChannelSocket.State.CONNECTED;
import static io.github.nettywinsock.engine.ChannelSocket.State.LISTENING;
import static io.github.nettywinsock.engine.ChannelSocket.State.UNBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.WinsockException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each option reaches the socket when Windows takes it: the fake refuses it at any other time. */
class OptionPhasesTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aListenerGetsItsOptionsBeforeBind(WayIn way) throws Exception {
        Channel listener = succeeded(
                loopback.bind(way, SO_EXCLUSIVEADDRUSE, true, TCP_FASTOPEN, true, SO_SNDBUF, 4242, SO_KEEPALIVE, true));

        FakeSocket socket = loopback.beneath(listener);
        for (String option : new String[] {"SO_EXCLUSIVEADDRUSE", "TCP_FASTOPEN", "SO_SNDBUF", "SO_KEEPALIVE"}) {
            assertSetIn(UNBOUND, option);
            assertThat(ws2.set(option).handle).isEqualTo(socket.handle);
        }
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(4242);
        assertThat(socket.state()).isEqualTo(LISTENING);
    }

    /** The JDK binds and listens in one call, so that after bind is too late. */
    @ParameterizedTest
    @EnumSource(WayIn.class)
    void conditionalAcceptIsSetBeforeListen(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(way, SO_CONDITIONAL_ACCEPT, true));

        FakeCall call = ws2.set("SO_CONDITIONAL_ACCEPT");
        assertThat(call.level).isEqualTo(0xFFFF);
        assertThat(call.optname).isEqualTo(0x3002);
        assertThat(call.bytes).containsExactly(1, 0, 0, 0);
        assertSetIn(UNBOUND, "SO_CONDITIONAL_ACCEPT");
        assertThat(loopback.beneath(listener).isOn("SO_CONDITIONAL_ACCEPT")).isTrue();
    }

    @Test
    void windowsRefusesConditionalAcceptAfterListen() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        ChannelOption<byte[]> raw = WinsockChannelOption.raw(0xFFFF, 0x3002, 4);

        assertThatThrownBy(() -> listener.config().setOption(raw, new byte[] {1, 0, 0, 0}))
                .isInstanceOf(ChannelException.class)
                .cause()
                .isInstanceOfSatisfying(WinsockException.class, e -> {
                    assertThat(e.errorCode()).isEqualTo(10022);
                    assertThat(e.symbol()).isEqualTo("WSAEINVAL");
                });
        assertThat(ws2.set("SO_CONDITIONAL_ACCEPT").state).isEqualTo(LISTENING);
        assertThat(listener.isOpen()).isTrue();
    }

    @Test
    void anOptionForAnyTimeIsSetAtOnceOnABoundChannel() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThat(ws2.sets("SO_SNDBUF")).isEmpty();

        assertThat(listener.config().setOption(SO_SNDBUF, 4242)).isTrue();

        assertSetIn(LISTENING, "SO_SNDBUF");
        assertThat(listener.config().getOption(SO_SNDBUF)).isEqualTo(4242);
    }

    @Test
    void anOptionSetTwiceBeforeBindReachesTheSocketOnceWithItsLastValue() throws Exception {
        Channel listener = WayIn.serverChannel(ws2.provider());
        listener.config().setOption(SO_SNDBUF, 1);
        listener.config().setOption(SO_SNDBUF, 2);
        assertThat(ws2.sets("SO_SNDBUF")).isEmpty();

        loopback.group.register(listener).sync();
        succeeded(Loopback.done(listener.bind(Loopback.ANY_PORT)));

        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(2);
        listener.close().sync();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aClientGetsItsOptionsAroundConnect(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(loopback.connect(
                way,
                listener.localAddress(),
                SO_RANDOMIZE_PORT,
                true,
                TCP_FAIL_CONNECT_ON_ICMP_ERROR,
                true,
                TCP_NODELAY,
                true,
                SO_UPDATE_CONNECT_CONTEXT,
                true));

        assertSetIn(UNBOUND, "SO_RANDOMIZE_PORT");
        assertSetIn(UNBOUND, "TCP_FAIL_CONNECT_ON_ICMP_ERROR");
        assertSetIn(UNBOUND, "TCP_NODELAY");
        assertSetIn(CONNECTED, "SO_UPDATE_CONNECT_CONTEXT");
        assertThat(ws2.set("SO_UPDATE_CONNECT_CONTEXT").bytes).isEmpty();
        assertThat(ws2.set("SO_UPDATE_CONNECT_CONTEXT").handle).isEqualTo(loopback.beneath(client).handle);
        assertThat(loopback.client.next("active").callsBefore)
                .as("calls before channelActive")
                .contains(ws2.set("SO_UPDATE_CONNECT_CONTEXT"));
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aClientThatIsBoundFirstGetsItsOptionsBeforeThat(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Bootstrap bootstrap =
                way.client(ws2.provider(), options(SO_EXCLUSIVEADDRUSE, true, TCP_FASTOPEN, true), loopback.client);
        Channel client = succeeded(
                Loopback.done(bootstrap.group(loopback.group).connect(listener.localAddress(), Loopback.ANY_PORT)));

        assertSetIn(UNBOUND, "SO_EXCLUSIVEADDRUSE");
        assertSetIn(UNBOUND, "TCP_FASTOPEN");
        assertThat(client.isActive()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aClientThatIsBoundByItselfGetsTheRestBeforeConnect(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Bootstrap bootstrap = way.client(
                ws2.provider(),
                options(SO_EXCLUSIVEADDRUSE, true, TCP_FASTOPEN, true, SO_UPDATE_CONNECT_CONTEXT, true),
                loopback.client);
        Channel client = succeeded(Loopback.done(bootstrap.group(loopback.group).bind(Loopback.ANY_PORT)));
        assertThat(ws2.sets("TCP_FASTOPEN")).isEmpty();
        succeeded(Loopback.done(client.connect(listener.localAddress())));

        assertSetIn(UNBOUND, "SO_EXCLUSIVEADDRUSE");
        assertSetIn(BOUND, "TCP_FASTOPEN");
        assertSetIn(CONNECTED, "SO_UPDATE_CONNECT_CONTEXT");
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aChildGetsItsOptionsBeforeItsHandlersSeeItActive(WayIn way) throws Exception {
        Map<ChannelOption<?>, Object> options = options(TCP_KEEPIDLE, 30, SO_KEEPALIVE, true);
        Channel listener = loopback.listener(way, options(), options);
        loopback.connectPlainly(listener);

        Recorder.Event active = loopback.child.next("active");
        assertSetIn(CONNECTED, "TCP_KEEPIDLE");
        assertSetIn(CONNECTED, "SO_KEEPALIVE");
        FakeCall call = ws2.set("TCP_KEEPIDLE");
        assertThat(active.callsBefore).contains(call, ws2.set("SO_KEEPALIVE"));
        assertThat(call.handle).isEqualTo(loopback.beneath(active.channel).handle);
        assertThat(call.intValue()).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void everyChildGetsTheOptions(WayIn way) throws Exception {
        Channel listener = loopback.listener(way, options(), options(TCP_KEEPIDLE, 30));
        for (int i = 0; i < 3; i++) {
            loopback.connectPlainly(listener);
            Channel child = loopback.child.next("active").channel;
            assertThat(ws2.sets("TCP_KEEPIDLE")).hasSize(i + 1);
            assertThat(ws2.sets("TCP_KEEPIDLE").get(i).socket).isSameAs(loopback.beneath(child));
        }
    }

    @Test
    void anOptionThatNeedsABoundSocketIsSetAfterBind() throws Exception {
        Bootstrap bootstrap = new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(new WinsockChannelInitializer(null, ws2.provider())
                        .option(WinsockChannelOption.IP_DROP_MEMBERSHIP, MulticastGroup.parse("239.1.2.3")));
        succeeded(Loopback.done(bootstrap.bind(Loopback.ANY_PORT)));

        assertSetIn(BOUND, "IP_DROP_MEMBERSHIP");
    }

    private void assertSetIn(State state, String option) {
        assertThat(ws2.set(option).state).as(option).isEqualTo(state);
        assertThat(ws2.set(option).result).as(option).isZero();
    }
}
