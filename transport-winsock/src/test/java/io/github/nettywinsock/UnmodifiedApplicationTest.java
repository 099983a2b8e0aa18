package io.github.nettywinsock;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options by system properties: by port, optional ones, and what the log says of them. */
class UnmodifiedApplicationTest {
    private static final InetSocketAddress PORT_8443 = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8443);
    private static final String PREFIX = "io.github.nettywinsock.";

    @RegisterExtension
    final Loopback loopback = new Loopback();

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final FakeWinsock ws2 = loopback.ws2;

    @Test
    void aListenerHasTheOptionsOfThePortThatItBindsTo() throws Exception {
        WinsockInitializerExtension extension =
                extension("listener[8443].SO_RCVBUF", "3", "listener.SO_RCVBUF", "2", "listener[1].SO_SNDBUF", "1");
        Loopback.succeeded(Loopback.done(application(extension).listener().bind(PORT_8443)));
        assertThat(ws2.calls()).as("once, and not twice").containsExactly(ws2.set("SO_RCVBUF"));
        assertThat(ws2.set("SO_RCVBUF").intValue()).isEqualTo(3);

        ws2.forgetCalls();
        Loopback.succeeded(Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
        assertThat(ws2.calls()).containsExactly(ws2.set("SO_RCVBUF"));
        assertThat(ws2.set("SO_RCVBUF").intValue()).isEqualTo(2);
    }

    @Test
    void theLogSaysWhatTheFirstChannelAtEachPortWithOptionsOfItsOwnGot() throws Exception {
        WinsockInitializerExtension extension =
                extension("listener[8443].SO_RCVBUF", "3", "listener[1].SO_SNDBUF", "1");
        for (int i = 0; i < 2; i++) {
            Loopback.succeeded(Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
            eventually(() ->
                    assertThat(infos()).contains("Options of listener channels at ports other than 1, 8443: nothing"));
            Loopback.succeeded(Loopback.done(application(extension).listener().bind(PORT_8443)));
        }
        eventually(() -> assertThat(infos())
                .containsExactly(
                        "Options of listener channels at ports other than 1, 8443: nothing",
                        "Options of listener channels at port 8443: SO_RCVBUF=3"));
    }

    @Test
    void anOptionOfAPortReplacesTheOneThatCannotBeOnTogetherWithIt() throws Exception {
        WinsockInitializerExtension extension = extension(
                "listener.SO_REUSEADDR",
                "true",
                "listener[8443].SO_EXCLUSIVEADDRUSE",
                "true",
                "listener.SO_RCVBUF",
                "2");
        Loopback.succeeded(Loopback.done(application(extension).listener().bind(PORT_8443)));
        assertThat(ws2.sets("SO_EXCLUSIVEADDRUSE")).hasSize(1);
        assertThat(ws2.sets("SO_RCVBUF")).hasSize(1);
        assertThat(ws2.sets("SO_REUSEADDR")).isEmpty();
        eventually(() -> assertThat(infos())
                .containsExactly("Options of listener channels at port 8443: SO_RCVBUF=2, SO_EXCLUSIVEADDRUSE=true"));

        ws2.forgetCalls();
        Loopback.succeeded(Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
        assertThat(ws2.sets("SO_REUSEADDR")).hasSize(1);
        assertThat(ws2.sets("SO_EXCLUSIVEADDRUSE")).isEmpty();
    }

    @Test
    void aChildHasTheOptionsOfThePortOfItsListener() throws Exception {
        AtomicReference<WinsockInitializerExtension> ofChildren = new AtomicReference<>();
        Channel listener = Loopback.succeeded(Loopback.done(application(extension())
                .listener()
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object child) {
                        ofChildren.get().postInitializeServerChildChannel((Channel) child);
                        ctx.fireChannelRead(child);
                    }
                })
                .bind(Loopback.ANY_PORT)));
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        ofChildren.set(extension(
                "child[" + port + "].SO_SNDBUF",
                "5",
                "child.SO_SNDBUF",
                "4",
                "child.TCP_NODELAY",
                "true",
                "child[1].SO_RCVBUF",
                "6"));
        loopback.connectPlainly(listener);
        loopback.child.next("active");
        assertThat(ws2.calls()).containsExactly(ws2.set("SO_SNDBUF"), ws2.set("TCP_NODELAY"));
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(5);
        eventually(() -> assertThat(infos())
                .containsExactly("Options of child channels at port " + port + ": SO_SNDBUF=5, TCP_NODELAY=true"));
    }

    @Test
    void aClientHasTheOptionsOfThePortThatItConnectsTo() throws Exception {
        Channel listener = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        WinsockInitializerExtension extension = extension("client[" + port + "].SO_RANDOMIZE_PORT", "true");
        Loopback.succeeded(Loopback.done(application(extension).client().connect(listener.localAddress())));
        assertThat(ws2.sets("SO_RANDOMIZE_PORT")).hasSize(1);

        ws2.forgetCalls();
        Channel other = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        Loopback.succeeded(Loopback.done(application(extension).client().connect(other.localAddress())));
        assertThat(ws2.calls()).isEmpty();
    }

    @Test
    void aClientThatBindsFirstHasThoseThatMayBeSetAfterBind() throws Exception {
        Channel listener = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        ChannelFuture connect = bindAndConnect(extension("client[" + port + "].SO_SNDBUF", "5"), listener);
        Loopback.succeeded(connect);
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(5);
        eventually(() ->
                assertThat(infos()).containsExactly("Options of client channels at port " + port + ": SO_SNDBUF=5"));

        assertThat(bindAndConnect(extension("client[" + port + "].SO_RANDOMIZE_PORT", "true"), listener)
                        .cause())
                .hasMessageStartingWith("too late for SO_RANDOMIZE_PORT, which has to be set before bind: ");
    }

    private ChannelFuture bindAndConnect(WinsockInitializerExtension extension, Channel listener) throws Exception {
        Channel client =
                Loopback.succeeded(Loopback.done(application(extension).client().register()));
        Loopback.succeeded(Loopback.done(client.bind(Loopback.ANY_PORT)));
        return Loopback.done(client.connect(listener.localAddress()));
    }

    @Test
    void aDatagramChannelHasTheOptionsOfThePortThatItBindsTo() throws Exception {
        WinsockInitializerExtension extension =
                extension("datagram[8443].SO_BROADCAST", "true", "datagram.SO_EXCLUSIVEADDRUSE", "true");
        Loopback.succeeded(Loopback.done(application(extension).datagrams().bind(PORT_8443)));
        assertThat(ws2.sets("SO_EXCLUSIVEADDRUSE")).hasSize(1);
        assertThat(ws2.sets("SO_BROADCAST")).hasSize(1);

        ws2.forgetCalls();
        Loopback.succeeded(Loopback.done(application(extension).datagrams().bind(Loopback.ANY_PORT)));
        assertThat(ws2.sets("SO_EXCLUSIVEADDRUSE")).hasSize(1);
        assertThat(ws2.sets("SO_BROADCAST")).isEmpty();
    }

    /** As DNS resolvers do. */
    @Test
    @SuppressWarnings("deprecation")
    void aDatagramChannelThatOnlySendsIsReportedToo() throws Exception {
        Channel datagrams = Loopback.succeeded(
                Loopback.done(application(extension("datagram.SO_BROADCAST", "true", "datagram[9].SO_SNDBUF", "1"))
                        .datagrams()
                        .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true)
                        .register()));
        Channel sink = Loopback.succeeded(
                Loopback.done(application(extension()).datagrams().bind(Loopback.ANY_PORT)));
        Loopback.succeeded(Loopback.done(datagrams.writeAndFlush(
                new DatagramPacket(Unpooled.buffer().writeByte(42), (InetSocketAddress) sink.localAddress()))));
        assertThat(ws2.calls()).containsExactly(ws2.set("SO_BROADCAST"));
        eventually(() -> assertThat(infos())
                .containsExactly("Options of datagram channels at ports other than 9: SO_BROADCAST=true"));
    }

    @Test
    void onceForEachRoleTheLogSaysWhatWasLeftOut() throws Exception {
        WinsockInitializerExtension extension = extension("client.IP_MULTICAST_TTL", "4", "client.TCP_NODELAY", "true");
        assertThat(messages(Level.WARN))
                .containsExactly("Left out: -Dio.github.nettywinsock.client.IP_MULTICAST_TTL: IP_MULTICAST_TTL is for"
                        + " udp,raw sockets, not for a TCP client; write datagram.IP_MULTICAST_TTL");
        Channel listener = Loopback.succeeded(
                Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
        for (int i = 0; i < 2; i++) {
            Loopback.succeeded(Loopback.done(application(extension).client().connect(listener.localAddress())));
        }
        assertThat(ws2.sets("TCP_NODELAY")).hasSize(2);
        eventually(() -> assertThat(infos())
                .contains(
                        "Options of listener channels: nothing",
                        "Options of client channels: TCP_NODELAY=true; left out: IP_MULTICAST_TTL is for udp,raw sockets,"
                                + " not for a TCP client"));
    }

    /** Whatever phase the option has, and whether it is set or read back. */
    @Test
    void withWarnAChannelGoesOnWithoutWhatWindowsRefuses() throws Exception {
        ws2.failWith(WsaErrors.WSAENOPROTOOPT);
        WinsockInitializerExtension extension = extension(
                "onError",
                "warn",
                "listener.SO_EXCLUSIVEADDRUSE",
                "true",
                "listener.SO_RCVBUF",
                "1",
                "child.TCP_NODELAY",
                "true",
                "client.SO_RANDOMIZE_PORT",
                "true",
                "client.SO_KEEPALIVE",
                "true",
                "datagram.SIO_UDP_CONNRESET",
                "false");
        Channel listener = Loopback.succeeded(
                Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
        for (int i = 0; i < 2; i++) {
            Channel client = Loopback.succeeded(
                    Loopback.done(application(extension).client().connect(listener.localAddress())));
            assertThat(client.isActive()).isTrue();
            loopback.child.next("active");
        }
        Loopback.succeeded(Loopback.done(application(extension).datagrams().bind(Loopback.ANY_PORT)));
        assertThat(messages(Level.WARN))
                .as("once an option")
                .hasSize(6)
                .allSatisfy(message -> assertThat(message).contains(" is not set, of ", "(100"));
        eventually(() -> assertThat(infos())
                .containsExactlyInAnyOrder(
                        "Options of listener channels: nothing; not set: SO_EXCLUSIVEADDRUSE, SO_RCVBUF",
                        "Options of child channels: nothing; not set: TCP_NODELAY",
                        "Options of client channels: nothing; not set: SO_KEEPALIVE, SO_RANDOMIZE_PORT",
                        "Options of datagram channels: nothing; not set: SIO_UDP_CONNRESET"));
    }

    @Test
    void withWarnAMistakeIsLeftOutAndTheRestIsSet() throws Exception {
        WinsockInitializerExtension extension =
                extension("onError", "warn", "listener.SO_SNDBUFF", "1", "listener.SO_SNDBUF", "1");
        assertThat(messages(Level.ERROR))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith(
                                "Left out: -Dio.github.nettywinsock.listener.SO_SNDBUFF: there is no socket option"));
        Loopback.succeeded(Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
        assertThat(ws2.calls()).containsExactly(ws2.set("SO_SNDBUF"));
    }

    @Test
    void withWarnAWindowsWithoutWinsockCallsIsOnlyLogged() throws Exception {
        WinsockBackend broken = new WinsockBackend(new UnsupportedOperationException("no JNA"), true);
        Loopback.succeeded(Loopback.done(application(extension(broken, "onError", "warn", "listener.SO_SNDBUF", "1"))
                .listener()
                .bind(Loopback.ANY_PORT)));
        assertThat(messages(Level.WARN))
                .singleElement()
                .satisfies(
                        message -> assertThat(message).contains("SO_SNDBUF of listener channels is not set", "no JNA"));

        ChannelFuture bind = Loopback.done(application(extension(broken, "listener.SO_SNDBUF", "1"))
                .listener()
                .bind(Loopback.ANY_PORT));
        assertThat(bind.cause()).hasMessageContaining("no JNA");
    }

    @Test
    void onAnotherSystemOneLineSaysThatNothingIsSet() throws Exception {
        WinsockInitializerExtension extension =
                extension(absent(), "listener.SO_SNDBUF", "1", "child[1].SO_SNDBUF", "1", "client.SO_SNDBUF", "1");
        Channel listener = Loopback.succeeded(
                Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
        Loopback.succeeded(Loopback.done(application(extension).client().connect(listener.localAddress())));
        assertThat(log.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .startsWith("Winsock options are not set, on ")
                        .endsWith(" and others: SO_SNDBUF=1 (not Windows)"));
    }

    /** Here nothing of them would be set anyway. */
    @ParameterizedTest
    @CsvSource({
        "options, C:\\app\\winsock.properties, cannot read ",
        "listener.SO_SNDBUFF, 1, did you mean SO_SNDBUF?",
        "onError, warm, takes fail or warn",
        "option, x, did you mean options?",
        "client.IP_MULTICAST_TTL, 4, not for a TCP client"
    })
    void onAnotherSystemAMistakeIsNamedAndFailsNoChannel(String name, String value, String why) throws Exception {
        WinsockInitializerExtension extension = extension(absent(), name, value);
        Channel listener = Loopback.succeeded(
                Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT)));
        Loopback.succeeded(Loopback.done(application(extension).client().connect(listener.localAddress())));
        assertThat(loopback.child.next("active").channel.isActive()).isTrue();
        Loopback.succeeded(Loopback.done(application(extension).datagrams().bind(Loopback.ANY_PORT)));
        assertThat(log.events()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .startsWith(
                            "Winsock options are not set (not Windows); what is wrong with them: -D" + PREFIX + name)
                    .contains(why);
        });
    }

    @Test
    void onAWindowsWithoutWinsockCallsAMistakeRefusesAllTheSame() throws Exception {
        WinsockBackend broken = new WinsockBackend(new UnsupportedOperationException("no JNA"), true);
        ChannelFuture bind = Loopback.done(application(extension(broken, "listener.SO_SNDBUFF", "1"))
                .listener()
                .bind(Loopback.ANY_PORT));
        assertThat(bind.cause()).hasMessageEndingWith("did you mean SO_SNDBUF?");
    }

    private static WinsockBackend absent() {
        return new WinsockBackend(new UnsupportedOperationException("not Windows"), false);
    }

    private List<String> infos() {
        return messages(Level.INFO);
    }

    private List<String> messages(Level level) {
        return log.events().stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.toList());
    }

    private WinsockInitializerExtension extension(String... namesAndValues) {
        return extension(ws2.provider(), namesAndValues);
    }

    private static WinsockInitializerExtension extension(WinsockBackend backend, String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(PREFIX + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new WinsockInitializerExtension(properties, backend);
    }

    private UnmodifiedApplication application(WinsockInitializerExtension extension) {
        return new UnmodifiedApplication(loopback, extension);
    }
}
