package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_KEEPALIVE;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static io.github.nettywinsock.WinsockChannelOption.TCP_FASTOPEN;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPIDLE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.WinsockException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What Windows refuses fails the bind, the connect or the child, whichever way the option came. */
class FailClosedTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aRefusedOptionFailsTheBindAndClosesTheChannel(WayIn way) throws Exception {
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("TCP_FASTOPEN"));
        ChannelFuture bind = loopback.bind(way, TCP_FASTOPEN, true);

        assertThat(bind.cause()).isInstanceOfSatisfying(WinsockException.class, e -> {
            assertThat(e.call()).isEqualTo("setsockopt");
            assertThat(e.level()).isEqualTo("IPPROTO_TCP");
            assertThat(e.option()).isEqualTo("TCP_FASTOPEN");
            assertThat(e.value()).isEqualTo("true");
            assertThat(e.symbol()).isEqualTo("WSAENOPROTOOPT");
            assertThat(e.errorCode()).isEqualTo(10042);
            assertThat(e.meaning()).isNotEmpty();
            assertThat(e)
                    .hasMessageStartingWith("setsockopt(IPPROTO_TCP, TCP_FASTOPEN, true): WSAENOPROTOOPT (10042), ")
                    .hasMessageEndingWith("TCP_FASTOPEN is for tcp sockets, before connect, since Windows 10 1607");
        });
        Loopback.assertCloses(bind.channel());
    }

    @ParameterizedTest
    @CsvSource({
        "10093, WSANOTINITIALISED",
        "10050, WSAENETDOWN",
        "10014, WSAEFAULT",
        "10036, WSAEINPROGRESS",
        "10022, WSAEINVAL",
        "10052, WSAENETRESET",
        "10042, WSAENOPROTOOPT",
        "10057, WSAENOTCONN",
        "10038, WSAENOTSOCK"
    })
    void eachErrorOfSetsockoptIsNamed(int error, String symbol) throws Exception {
        ws2.refuse(error, call -> call.isSet("SO_SNDBUF"));
        ChannelFuture bind = loopback.bind(WayIn.INITIALIZER, SO_SNDBUF, 4242);

        assertThat(bind.cause()).isInstanceOfSatisfying(WinsockException.class, e -> {
            assertThat(e.errorCode()).isEqualTo(error);
            assertThat(e.symbol()).isEqualTo(symbol);
        });
    }

    /** Netty only logs an option that fails before registration: the bind must not go on without it. */
    @ParameterizedTest
    @EnumSource(WayIn.class)
    void theOptionsBehindARefusedOneAreNotSet(WayIn way) throws Exception {
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("SO_KEEPALIVE"));
        loopback.bind(way, SO_KEEPALIVE, true, SO_SNDBUF, 4242);
        assertThat(ws2.sets("SO_SNDBUF")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void anOptionRefusedBeforeConnectFailsTheConnect(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("TCP_FASTOPEN"));
        assertConnectFails(loopback.connect(way, listener.localAddress(), TCP_FASTOPEN, true), "TCP_FASTOPEN");
        assertThat(loopback.client.isEmpty()).as("the handlers saw nothing").isTrue();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void anOptionRefusedAfterConnectFailsTheConnect(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("SO_UPDATE_CONNECT_CONTEXT"));
        assertConnectFails(
                loopback.connect(way, listener.localAddress(), SO_UPDATE_CONNECT_CONTEXT, true),
                "SO_UPDATE_CONNECT_CONTEXT");
        assertThat(loopback.client.isEmpty()).as("the handlers saw nothing").isTrue();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aChildThatCannotBeConfiguredIsClosedAndTheOthersGoOn(WayIn way) throws Exception {
        AtomicInteger children = new AtomicInteger();
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("TCP_KEEPIDLE") && children.incrementAndGet() == 2);
        Channel listener = loopback.listener(way, options(), options(TCP_KEEPIDLE, 30));

        loopback.connectPlainly(listener);
        Channel first = loopback.child.next("active").channel;
        try (Socket second = new Socket()) {
            second.connect(listener.localAddress());
            second.setSoTimeout(10_000);
            Recorder.Event refused = loopback.child.next("exception");
            assertThat(refused.cause).isInstanceOfSatisfying(WinsockException.class, e -> {
                assertThat(e.option()).isEqualTo("TCP_KEEPIDLE");
                assertThat(e.value()).isEqualTo("30");
                assertThat(e.errorCode()).isEqualTo(10042);
            });
            Loopback.assertCloses(refused.channel);
            assertThat(isAtEnd(second)).as("the peer sees the connection end").isTrue();
        }
        Channel third = loopback.connectPlainly(listener);
        Channel thirdChild = loopback.child.next("active").channel;

        assertThat(loopback.child.isEmpty())
                .as("no channelInactive without channelActive")
                .isTrue();
        assertThat(listener.isActive()).isTrue();
        assertThat(first.isActive()).isTrue();
        assertThat(thirdChild.remoteAddress()).isEqualTo(third.localAddress());
        succeeded(Loopback.done(third.writeAndFlush(Unpooled.EMPTY_BUFFER)));
    }

    /** An option whose time was before the child was accepted can never be set on it; an options file is refused. */
    @ParameterizedTest
    @EnumSource(value = WayIn.class, mode = EnumSource.Mode.EXCLUDE, names = "EXTENSION")
    void aChildWithAnOptionThatIsTooLateIsClosed(WayIn way) throws Exception {
        Channel listener = loopback.listener(way, options(), options(TCP_FASTOPEN, true));
        loopback.connectPlainly(listener);

        Recorder.Event refused = loopback.child.next("exception");
        assertThat(refused.cause)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("too late for TCP_FASTOPEN, which has to be set before connect: ")
                .hasMessageEndingWith(" is connected");
        Loopback.assertCloses(refused.channel);
        assertThat(ws2.sets("TCP_FASTOPEN")).isEmpty();
        assertThat(listener.isActive()).isTrue();
    }

    @Test
    void anOptionRefusedOnABoundChannelThrowsAndLeavesItOpen() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("SO_SNDBUF"));

        assertThatThrownBy(() -> listener.config().setOption(SO_SNDBUF, 4242))
                .isInstanceOf(ChannelException.class)
                .hasMessageStartingWith("setsockopt(SOL_SOCKET, SO_SNDBUF, 4242): WSAENOPROTOOPT (10042)")
                .hasCauseInstanceOf(WinsockException.class);
        assertThat(listener.isActive()).isTrue();
    }

    @Test
    void anOptionThatCannotBeReadThrowsWithTheCall() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThatThrownBy(() -> listener.config().getOption(WinsockChannelOption.SO_GROUP_PRIORITY))
                .isInstanceOf(ChannelException.class)
                .cause()
                .isInstanceOfSatisfying(WinsockException.class, e -> {
                    assertThat(e.call()).isEqualTo("getsockopt");
                    assertThat(e.value()).isEmpty();
                    assertThat(e).hasMessageStartingWith("getsockopt(SOL_SOCKET, SO_GROUP_PRIORITY): WSAENOPROTOOPT");
                });
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void keepAliveOfATimedOutConnectionClosesTheChild(WayIn way) throws Exception {
        ws2.intercept(call -> {
            if (call.isSet("SO_KEEPALIVE")) {
                call.socket.connectionError = FakeSocket.WSAENETRESET;
            }
            return 0;
        });
        Channel listener = loopback.listener(way, options(), options(SO_KEEPALIVE, true));
        loopback.connectPlainly(listener);
        assertThat(loopback.child.next("exception").cause)
                .isInstanceOf(WinsockException.class)
                .hasMessageContaining("WSAENETRESET (10052)");
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void everySetOptionWasAnsweredWithoutError(WayIn way) throws Exception {
        succeeded(loopback.bind(way, SO_SNDBUF, 1, SO_KEEPALIVE, true, TCP_FASTOPEN, true));
        List<FakeCall> sets =
                ws2.calls().stream().filter(call -> call.bytes != null).collect(Collectors.toList());
        assertThat(sets).hasSize(3).allMatch(call -> call.result == 0);
    }

    private void assertConnectFails(ChannelFuture connect, String option) throws InterruptedException {
        assertThat(connect.cause()).isInstanceOfSatisfying(WinsockException.class, e -> {
            assertThat(e.option()).isEqualTo(option);
            assertThat(e.value()).isEqualTo("true");
            assertThat(e.errorCode()).isEqualTo(10042);
        });
        Loopback.assertCloses(connect.channel());
    }

    private static boolean isAtEnd(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return e.getMessage().contains("reset");
        }
    }
}
