package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.InitialRto;
import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connect sets by itself, on a Windows in virtual time. */
class ConnectDefaultsTest extends VirtualTimeTest {
    private static final long SEED = 3;
    private static final int PORTS = 8;
    private static final int PEERS = 3 * PORTS;
    private static final int FIRST_PEER = 2000;
    private static final int NOBODYS_PORT = 1000;
    private static final int NO_RETRANSMISSIONS = 0xFE;

    private final List<IocpSocketChannel> clients = new ArrayList<>();

    /** What is set or asked for, as "symbol" or "symbol=first byte". */
    private final List<String> calls = new ArrayList<>();

    private final List<String> unknown = new ArrayList<>();

    @BeforeEach
    void start() {
        start(SEED);
    }

    @AfterEach
    void close() {
        clients.forEach(client -> loop.call(client::close));
        settle(100);
    }

    private IocpSocketChannel newClient(Consumer<IocpSocketChannel> prepare) {
        IocpSocketChannel client = new IocpSocketChannel(
                Interceptor.winsock(world.windows.ws2(), this::note),
                world.windows.sockets(),
                SocketProtocolFamily.INET);
        clients.add(client);
        prepare.accept(client);
        loop.register(client);
        settle(5);
        return client;
    }

    private ChannelFuture connect(InetSocketAddress remote, Consumer<IocpSocketChannel> prepare) {
        return newClient(prepare).connect(remote);
    }

    /** Connects to many peers, all of whom answer; answers how many connections there are. */
    private long connectToAll(Consumer<IocpSocketChannel> prepare) {
        world.windows.dynamicPorts(PORTS);
        List<ChannelFuture> connects = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            long listener = door.tcp();
            door.bind(listener, InetAddress.getLoopbackAddress(), FIRST_PEER + i);
            door.sockets.listen(listener, 5);
            connects.add(connect(loopback(FIRST_PEER + i), prepare));
            settle(100);
        }
        return connects.stream().filter(ChannelFuture::isSuccess).count();
    }

    private static <T> Consumer<IocpSocketChannel> with(ChannelOption<T> option, T value) {
        return client -> client.config().setOption(option, value);
    }

    /** The virtual time that a connect takes that is refused. */
    private long refusalMillis(Consumer<IocpSocketChannel> prepare) {
        IocpSocketChannel client = newClient(prepare);
        long begin = world.windows.nanoTime();
        ChannelFuture connect = client.connect(loopback(NOBODYS_PORT));
        while (!connect.isDone()) {
            settle(10);
        }
        assertThat(connect.cause()).hasMessageContaining("WSAECONNREFUSED");
        return TimeUnit.NANOSECONDS.toMillis(world.windows.nanoTime() - begin);
    }

    @Test
    void connectionsToDifferentPeersSharePorts() {
        assertThat(connectToAll(client -> {})).isEqualTo(PEERS);
        assertThat(calls).contains("SO_REUSE_UNICASTPORT=1");
    }

    /** An older one refuses it. */
    @Test
    void aWindowsWithoutSharedPortsConnectsAsFarAsItsPortsGo() {
        unknown.add("SO_REUSE_UNICASTPORT");
        assertThat(connectToAll(client -> {})).isEqualTo(PORTS);
    }

    @ParameterizedTest
    @CsvSource({
        "SO_REUSE_UNICASTPORT, false",
        "SO_RANDOMIZE_PORT, true",
        "SO_PORT_SCALABILITY, true",
        "SO_REUSEADDR, true",
        "SO_EXCLUSIVEADDRUSE, true"
    })
    void whoeverDecidesOnThePortIsLeftAlone(String name, boolean value) {
        ChannelOption<Boolean> option = ChannelOption.valueOf(WinsockChannelOption.class, name);
        connect(loopback(NOBODYS_PORT), with(option, value));
        settle(50);
        assertThat(calls).doesNotContain("SO_REUSE_UNICASTPORT=1").contains(name + "=" + (value ? 1 : 0));
    }

    @Test
    void aRawOptionDecidesOnThePortToo() {
        int randomize = Catalogue.byName("SO_RANDOMIZE_PORT").optname();
        connect(
                loopback(NOBODYS_PORT),
                with(WinsockChannelOption.raw(0xFFFF, randomize, Integer.BYTES), new byte[] {1, 0, 0, 0}));
        settle(50);
        assertThat(calls).doesNotContain("SO_REUSE_UNICASTPORT=1");
    }

    @Test
    void aBoundConnectionKeepsItsPortForItself() {
        IocpSocketChannel client = newClient(ignored -> {});
        client.bind(loopback(0));
        settle(5);
        client.connect(loopback(NOBODYS_PORT));
        connect(loopback(NOBODYS_PORT), ignored -> {});
        newClient(ignored -> {}).connect(loopback(NOBODYS_PORT), loopback(0));
        settle(50);
        assertThat(calls.stream().filter("SO_REUSE_UNICASTPORT=1"::equals)).hasSize(1);
    }

    @Test
    void aRefusalOnLoopbackIsBelievedAtOnce() {
        assertThat(refusalMillis(client -> {})).isLessThan(500);
        assertThat(calls).contains("SIO_TCP_INITIAL_RTO=" + NO_RETRANSMISSIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIO_TCP_INITIAL_RTO", "TCP_KEEPIDLE"})
    void anOlderWindowsIsLeftToItsOwnTime(String missing) {
        unknown.add(missing);
        refusalMillis(client -> {});
        if (missing.equals("TCP_KEEPIDLE")) {
            assertThat(calls).contains("SIO_TCP_INITIAL_RTO=1");
        }
    }

    @Test
    void howOftenTheApplicationWantsToAskIsUpToIt() {
        InitialRto own = InitialRto.of(InitialRto.UNCHANGED_MILLIS, 3);
        assertThat(refusalMillis(with(WinsockChannelOption.SIO_TCP_INITIAL_RTO, own)))
                .isGreaterThan(1000);
        assertThat(calls).contains("SIO_TCP_INITIAL_RTO=3").doesNotContain("SIO_TCP_INITIAL_RTO=" + NO_RETRANSMISSIONS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRawControlCodeOfABoundConnectionIsUpToItToo(boolean afterBind) {
        int code = Catalogue.byName("SIO_TCP_INITIAL_RTO").optname();
        Consumer<IocpSocketChannel> own =
                with(WinsockChannelOption.rawIoctl(code, 4, 0), new byte[] {(byte) 0xFF, (byte) 0xFF, 3, 0});
        IocpSocketChannel client = newClient(afterBind ? ignored -> {} : own);
        client.bind(loopback(0));
        settle(5);
        if (afterBind) {
            own.accept(client);
        }
        client.connect(loopback(NOBODYS_PORT));
        settle(50);
        assertThat(calls).contains("SIO_TCP_INITIAL_RTO=3").doesNotContain("SIO_TCP_INITIAL_RTO=" + NO_RETRANSMISSIONS);
    }

    @Test
    void aPeerOnAnotherMachineIsAskedAsUsual() {
        connect(new InetSocketAddress("192.0.2.1", NOBODYS_PORT), client -> {});
        settle(50);
        assertThat(calls).doesNotContain("SIO_TCP_INITIAL_RTO=" + NO_RETRANSMISSIONS);
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "1, 1", "200, 200", "201, -201", "2000, -2000", "65535, -65535", "2147483647, -65535"})
    void aBacklogIsPassedInTheFormThatHoldsIt(int backlog, int argument) {
        assertThat(Backlog.argument(backlog)).isEqualTo(argument);
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "3, 3", "300, 300"})
    void asManyConnectAsTheBacklogSays(int backlog, int expected) {
        IocpServerSocketChannel listener = world.transport.listener(SocketProtocolFamily.INET);
        listener.config().setOption(ChannelOption.SO_BACKLOG, backlog);
        listener.config().setAutoRead(false);
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(5);
        List<Door.Slot> connects = new ArrayList<>();
        for (int i = 0; i < expected + 3; i++) {
            long s = door.boundTcp();
            connects.add(door.slot());
            door.connect(s, listener.localAddress(), connects.get(i));
            settle(20);
        }
        settle(3000);
        long connected = connects.stream()
                .map(slot -> door.poll(slot, 0))
                .filter(packet -> packet != null && packet.status == 0)
                .count();
        assertThat(connected).isEqualTo(expected);
        loop.call(listener::close);
        settle(10);
    }

    /** Notes what is set, and does not know everything. */
    private Object note(String call, Object... arguments) {
        switch (call) {
            case "setsockopt":
                String set = name((Integer) arguments[1], (Integer) arguments[2]);
                calls.add(set + "=" + (arguments[4].equals(0) ? "" : ((ByteBuffer) arguments[3]).get(0)));
                return unknown.contains(set) ? -WsaErrors.WSAENOPROTOOPT : null;
            case "getsockopt":
                return unknown.contains(name((Integer) arguments[1], (Integer) arguments[2]))
                        ? -WsaErrors.WSAENOPROTOOPT
                        : null;
            case "WSAIoctl":
                if (!arguments[1].equals(Catalogue.byName("SIO_TCP_INITIAL_RTO").optname())) {
                    return null;
                }
                calls.add("SIO_TCP_INITIAL_RTO=" + (((ByteBuffer) arguments[2]).get(2) & 0xFF));
                return unknown.contains("SIO_TCP_INITIAL_RTO") ? -WsaErrors.WSAEOPNOTSUPP : null;
            default:
                return null;
        }
    }

    private static String name(int level, int optname) {
        return Catalogue.options().stream()
                .filter(option -> !option.isControlCode() && option.level() == level && option.optname() == optname)
                .findFirst()
                .map(Object::toString)
                .orElse("");
    }
}
