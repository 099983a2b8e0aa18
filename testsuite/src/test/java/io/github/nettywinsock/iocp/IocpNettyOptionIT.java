package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.testsuite.EventLoops;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Netty's own options: what they do over NIO, they do over IOCP. */
class IocpNettyOptionIT {
    private static final WinsockOption<?> REUSE = Catalogue.byName("SO_REUSEADDR");
    private static final WinsockOption<?> EXCLUSIVE = Catalogue.byName("SO_EXCLUSIVEADDRUSE");
    private static final WinsockOption<?> TOS = Catalogue.byName("IP_TOS");

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @RegisterExtension
    final EventLoops nio = EventLoops.nio();

    @Test
    @NeedsWindows("sockets of the JDK")
    void addressReuseOfAListenerIsRememberedAndNotPassedOn() throws Exception {
        for (Channel listener : List.of(new NioServerSocketChannel(), TransportUnderTest.newListener())) {
            rememberAndBind(listener);
            assertThat(read(listener, REUSE)).isZero();
            assertThat(read(listener, EXCLUSIVE)).isNotZero();
            listener.close().sync();
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void addressReuseOfAConnectionIsRememberedAndNotPassedOn() throws Exception {
        for (Channel client : List.of(new NioSocketChannel(), TransportUnderTest.newConnection())) {
            rememberAndBind(client);
            assertThat(read(client, REUSE)).isZero();
            client.close().sync();
        }
    }

    /** Those that receive the same multicast share a port. */
    @Test
    @NeedsWindows("sockets of the JDK")
    void addressReuseOfADatagramChannelIsPassedOnUntilItIsBound() throws Exception {
        for (Channel channel : List.of(new NioDatagramChannel(), TransportUnderTest.newDatagrams())) {
            rememberAndBind(channel);
            assertThat(read(channel, REUSE)).isNotZero();
            assertThat(read(channel, EXCLUSIVE)).isZero();
            channel.close().sync();
        }
        for (Channel channel : List.of(new NioDatagramChannel(), TransportUnderTest.newDatagrams())) {
            register(channel);
            channel.bind(IocpChannels.loopback()).sync();
            assertThat(channel.config().getOption(ChannelOption.SO_REUSEADDR)).isFalse();
            assertThat(channel.config().setOption(ChannelOption.SO_REUSEADDR, true))
                    .isTrue();
            assertThat(channel.config().getOption(ChannelOption.SO_REUSEADDR)).isTrue();
            assertThat(read(channel, EXCLUSIVE)).isNotZero();
            channel.close().sync();
        }
    }

    private void rememberAndBind(Channel channel) throws InterruptedException {
        assertThat(channel.config().getOption(ChannelOption.SO_REUSEADDR)).isFalse();
        assertThat(channel.config().setOption(ChannelOption.SO_REUSEADDR, true)).isTrue();
        register(channel);
        channel.bind(IocpChannels.loopback()).sync();
        assertThat(channel.config().getOption(ChannelOption.SO_REUSEADDR)).isTrue();
        assertThat(channel.config().getOptions()).containsEntry(ChannelOption.SO_REUSEADDR, true);
    }

    @Test
    void addressReuseOfNettyDoesNotKeepAListenerFromBindingExclusively() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true)
                .childOption(ChannelOption.SO_REUSEADDR, true)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isTrue();
        IocpChannels.peerOf(listener).close();
        assertThat(channels.nextAccepted().config()).isNotNull();
    }

    @Test
    void addressReuseOfNettyThatExcludesAnOptionIsNamed() throws Exception {
        IocpDatagramChannel channel = TransportUnderTest.newDatagrams();
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        channel.config().setOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true);
        register(channel);
        assertThat(channel.bind(IocpChannels.loopback()).await().cause())
                .hasMessageContaining("WSAEINVAL (10022)")
                .hasMessageContaining("SO_REUSEADDR is on")
                .hasMessageEndingWith("exclude each other: set only one of the two");
    }

    /** Netty's default and a bootstrap often ask for the same, one after the other. */
    @Test
    @NeedsWindows("options that are available")
    void noDelayIsSetAgainAfterItWasSwitchedOffByAnotherWay() throws Exception {
        IocpSocketChannel channel = TransportUnderTest.newConnection();
        channel.config().setTcpNoDelay(true);
        Winsock.setOption(channel, WinsockChannelOption.TCP_NODELAY, false);
        channel.config().setTcpNoDelay(true);
        assertThat(channel.config().isTcpNoDelay()).isTrue();
        register(channel);
        channel.close().sync();
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAENOPROTOOPT, WsaErrors.WSAEINVAL, WsaErrors.WSAEACCES})
    @NeedsWindows("sockets of the JDK")
    void aTypeOfServiceThatIsRefusedFailsNothingAndReadsAsZero(int error) throws Exception {
        Interceptor.Sockets ws2 = refusing(TOS, error);
        Channel listener = channels.server(IocpChannels.Echo::new, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .childOption(ChannelOption.IP_TOS, 8)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        Channel client = channels.client(new IocpChannels.Events(), () -> new IocpSocketChannel(ws2, ws2, null))
                .option(ChannelOption.IP_TOS, 8)
                .connect(listener.localAddress())
                .sync()
                .channel();
        Channel datagrams = new IocpDatagramChannel(ws2, ws2, null);
        datagrams.config().setOption(ChannelOption.IP_TOS, 8);
        register(datagrams);
        datagrams.bind(IocpChannels.loopback()).sync();
        for (Channel channel : List.of(client, channels.nextAccepted(), datagrams)) {
            assertThat(channel.isActive()).isTrue();
            assertThat(channel.config().getOption(ChannelOption.IP_TOS)).isZero();
            assertThat(channel.config().getOptions()).containsEntry(ChannelOption.IP_TOS, 0);
            assertThatThrownBy(() -> channel.config().setOption(ChannelOption.IP_TOS, 256))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Channel channel : List.of(new NioSocketChannel(), new NioDatagramChannel())) {
            assertThatThrownBy(() -> channel.config().setOption(ChannelOption.IP_TOS, 256))
                    .isInstanceOf(IllegalArgumentException.class);
            channel.unsafe().closeForcibly();
        }
    }

    @Test
    void theTypeOfServiceOfTheLibraryIsSetAfterBindAndFailsIt() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (call.equals("bind")) {
                calls.add(call);
            }
            if (call.equals("setsockopt") && is(TOS, arguments)) {
                calls.add("IP_TOS");
                return -WsaErrors.WSAENOPROTOOPT;
            }
            return null;
        });
        for (Channel channel :
                List.of(new IocpServerSocketChannel(ws2, ws2, null), new IocpDatagramChannel(ws2, ws2, null))) {
            calls.clear();
            channel.config().setOption(WinsockChannelOption.IP_TOS, 8);
            register(channel);
            ChannelFuture bind = channel.bind(IocpChannels.loopback()).await();
            assertThat(bind.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("IP_TOS");
            assertThat(calls).containsExactly("bind", "IP_TOS");
            assertThat(channel.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void allOptionsAreReadWithoutThoseThatAreRefused() throws Exception {
        Interceptor.Sockets ws2 = refusing(Catalogue.byName("SO_RCVBUF"), WsaErrors.WSAENOPROTOOPT);
        for (Channel channel : List.of(
                new IocpServerSocketChannel(ws2, ws2, null),
                new IocpSocketChannel(ws2, ws2, null),
                new IocpDatagramChannel(ws2, ws2, null))) {
            Map<ChannelOption<?>, Object> all = channel.config().getOptions();
            assertThat(all)
                    .doesNotContainKey(ChannelOption.SO_RCVBUF)
                    .containsKeys(ChannelOption.SO_REUSEADDR, ChannelOption.AUTO_READ);
            assertThatThrownBy(() -> channel.config().getOption(ChannelOption.SO_RCVBUF))
                    .isInstanceOf(ChannelException.class);
            channel.unsafe().closeForcibly();
        }
    }

    @Test
    void aMulticastOptionNeedsNoIpv4OnASocketOfBothFamilies() throws Exception {
        List<WinsockOption<?>> ipv4 = Stream.of("IP_MULTICAST_TTL", "IP_MULTICAST_LOOP", "IP_MULTICAST_IF")
                .map(Catalogue::byName)
                .collect(Collectors.toList());
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) ->
                call.equals("setsockopt") && ipv4.stream().anyMatch(option -> is(option, arguments))
                        ? -WsaErrors.WSAEINVAL
                        : null);
        Channel channel = new IocpDatagramChannel(ws2, ws2, null);
        channel.config().setOption(ChannelOption.IP_MULTICAST_TTL, 7);
        channel.config().setOption(ChannelOption.IP_MULTICAST_LOOP_DISABLED, true);
        assertThat(channel.config().getOption(ChannelOption.IP_MULTICAST_TTL)).isEqualTo(7);
        assertThat(channel.config().getOption(ChannelOption.IP_MULTICAST_LOOP_DISABLED))
                .isTrue();
        channel.unsafe().closeForcibly();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aLongLingerIsCut() {
        for (Channel channel : List.of(new NioSocketChannel(), TransportUnderTest.newConnection())) {
            channel.config().setOption(ChannelOption.SO_LINGER, 70_000);
            assertThat(channel.config().getOption(ChannelOption.SO_LINGER)).isEqualTo(65_535);
            channel.config().setOption(ChannelOption.SO_LINGER, -5);
            assertThat(channel.config().getOption(ChannelOption.SO_LINGER)).isEqualTo(-1);
            channel.unsafe().closeForcibly();
        }
    }

    private static Interceptor.Sockets refusing(WinsockOption<?> option, int error) {
        return TransportUnderTest.intercepted((call, arguments) ->
                (call.equals("setsockopt") || call.equals("getsockopt")) && is(option, arguments) ? -error : null);
    }

    private static boolean is(WinsockOption<?> option, Object... arguments) {
        return arguments[1].equals(option.level()) && arguments[2].equals(option.optname());
    }

    private void register(Channel channel) throws InterruptedException {
        boolean iocp = channel instanceof AbstractIocpChannel;
        (iocp ? channels.group : nio.group).register(channel).sync();
    }

    private static int read(Channel channel, WinsockOption<?> option) {
        ByteBuffer in = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length = TransportUnderTest.ws2()
                .getsockopt(Winsock.handle(channel), option.level(), option.optname(), in, Integer.BYTES);
        assertThat(length).isPositive();
        return in.getInt(0);
    }
}
