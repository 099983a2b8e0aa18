package io.github.nettywinsock;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.testsuite.EventLoops;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.NioSocketLookup;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options of stock datagram channels: before bind, after bind and after connect. */
@NeedsWindows("NIO channels")
class DatagramIT {
    @RegisterExtension
    final EventLoops nio = EventLoops.nio();

    /** Wine takes SIO_UDP_CONNRESET without effect: it reports a gone peer as WSAECONNREFUSED, or not at all. */
    private static final boolean UNDER_WINE = System.getenv("WINEPREFIX") != null;

    private static final int SIO_UDP_CONNRESET = 0x9800000C;
    private static final int SO_BROADCAST = 0x0020;

    private final RecordingWinsock winsock = new RecordingWinsock();
    private final WinsockBackend provider = new WinsockBackend(winsock.ws2, NioSocketLookup.load());
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);

    @Test
    void optionIsSetBeforeBind() {
        Channel channel = bootstrap(WinsockChannelOption.SO_REUSEADDR, true)
                .bind(anyPort)
                .syncUninterruptibly()
                .channel();
        assertThat(channel.config().getOption(ChannelOption.SO_REUSEADDR)).isTrue();
        assertThat(winsock.calls).hasSize(1).allMatch(call -> call.optname == 0x0004 && call.result == 0);
    }

    @Test
    void optionForAnyTimeIsSetBeforeBindToo() {
        bootstrap(WinsockChannelOption.SO_BROADCAST, true).bind(anyPort).syncUninterruptibly();
        assertThat(winsock.calls).hasSize(1).allMatch(call -> call.optname == SO_BROADCAST && call.result == 0);
    }

    /** As DNS resolvers do. */
    @Test
    @SuppressWarnings("deprecation")
    void optionOfAChannelThatOnlySendsIsSetBeforeItsFirstSendBindsIt() throws Exception {
        Channel peer = bootstrap(WinsockChannelOption.SO_BROADCAST, true)
                .bind(anyPort)
                .sync()
                .channel();
        winsock.calls.clear();
        Channel channel = bootstrap(WinsockChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true)
                .register()
                .sync()
                .channel();
        channel.writeAndFlush(new DatagramPacket(
                        Unpooled.wrappedBuffer(new byte[1]), (InetSocketAddress) peer.localAddress()))
                .sync();
        assertThat(winsock.calls).hasSize(1).allMatch(call -> call.optname == 0x0004 && call.result == 0);
        assertThat(Winsock.getOption(channel, WinsockChannelOption.SO_REUSEADDR))
                .isTrue();
        assertThat(((InetSocketAddress) channel.localAddress()).getPort()).isPositive();
    }

    @Test
    void connectionResetIsSetAgainAfterTheJdkHasSetItAtConnect() throws Exception {
        Channel channel = bootstrap(WinsockChannelOption.SIO_UDP_CONNRESET, false)
                .connect(gonePeer(), anyPort)
                .sync()
                .channel();
        List<String> calls = winsock.calls.stream()
                .filter(call -> call.optname == SIO_UDP_CONNRESET)
                .map(call -> call.value[0] + " -> " + call.result)
                .collect(Collectors.toList());
        assertThat(calls).containsExactly("0 -> 0", "0 -> 0");
        channel.close().sync();
    }

    @Test
    void gonePeerIsNotReportedWithConnectionResetOff() throws Exception {
        sendToGonePeer(false);
        assertThat(failures).doesNotHaveAnyElementsOfTypes(PortUnreachableException.class);
    }

    @Test
    void gonePeerIsReportedWithConnectionResetOn() throws Exception {
        sendToGonePeer(true);
        if (UNDER_WINE) {
            assertThat(failures).doesNotHaveAnyElementsOfTypes(PortUnreachableException.class);
        } else {
            eventually(() -> assertThat(failures).hasAtLeastOneElementOfType(PortUnreachableException.class));
        }
    }

    @Test
    void socketOfAStockChannelIsReadAndSetAtOnce() {
        Channel channel = bootstrap(WinsockChannelOption.SO_BROADCAST, false)
                .register()
                .syncUninterruptibly()
                .channel();
        Winsock.setOption(channel, WinsockChannelOption.SO_REUSEADDR, true);
        assertThat(Winsock.getOption(channel, WinsockChannelOption.SO_REUSEADDR))
                .isTrue();
        assertThatThrownBy(() -> Winsock.setOption(channel, WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true))
                .isInstanceOf(ChannelException.class)
                .hasCauseInstanceOf(WinsockException.class)
                .hasMessageContaining("WSAEINVAL (10022)");
        channel.close().syncUninterruptibly();
    }

    private void sendToGonePeer(boolean connectionReset) throws Exception {
        Channel channel = bootstrap(WinsockChannelOption.SIO_UDP_CONNRESET, connectionReset)
                .connect(gonePeer(), anyPort)
                .sync()
                .channel();
        for (int i = 0; i < 5; i++) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1})).addListener(write -> {
                if (!write.isSuccess()) {
                    failures.add(write.cause());
                }
            });
            // A reset fails what is sent after it has come.
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private InetSocketAddress gonePeer() {
        Channel peer = new Bootstrap()
                .group(nio.group)
                .channelFactory(() -> new NioDatagramChannel(SocketProtocolFamily.INET))
                .handler(new ChannelInboundHandlerAdapter())
                .bind(anyPort)
                .syncUninterruptibly()
                .channel();
        InetSocketAddress address = (InetSocketAddress) peer.localAddress();
        peer.close().syncUninterruptibly();
        return address;
    }

    private <T> Bootstrap bootstrap(ChannelOption<T> option, T value) {
        return new Bootstrap()
                .group(nio.group)
                .channelFactory(() -> new NioDatagramChannel(SocketProtocolFamily.INET))
                .handler(new WinsockChannelInitializer(
                                new ChannelInboundHandlerAdapter() {
                                    @Override
                                    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                                        failures.add(cause);
                                    }
                                },
                                provider)
                        .option(option, value));
    }
}
