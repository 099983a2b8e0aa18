package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.NioSocketLookup;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The options of accepted channels: set before the handlers see them active, or the channel is closed. */
@NeedsWindows("NIO channels")
class AcceptedChannelIT {
    private static final int SO_UPDATE_ACCEPT_CONTEXT = 0x700B;

    @RegisterExtension
    final TcpChannels channels = new TcpChannels();

    private final RecordingWinsock winsock = new RecordingWinsock();
    private final WinsockBackend provider = new WinsockBackend(winsock.ws2, NioSocketLookup.load());
    private final Events events = new Events();

    @Test
    void acceptContextIsTheSocketOfTheListenerOnTheChildBeforeItIsActive() throws Exception {
        Channel listener = listen(WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT, true);
        try (Socket peer = connect(listener)) {
            assertThat(events.next()).isEqualTo("active after 1 calls");
            RecordingWinsock.Call call = winsock.calls.get(0);
            assertThat(call.socket).isEqualTo(Winsock.handle(events.channel));
            assertThat(call.level).isEqualTo(0xFFFF);
            assertThat(call.optname).isEqualTo(SO_UPDATE_ACCEPT_CONTEXT);
            assertThat(call.value)
                    .isEqualTo(ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(0, Winsock.handle(listener))
                            .array());
            assertThat(call.result).isZero();
        }
    }

    @Test
    void childHasItsOptionsWhenItsHandlersSeeItActive() throws Exception {
        Channel listener = listen(WinsockChannelOption.SO_LINGER, Linger.ofSeconds(7));
        try (Socket peer = connect(listener)) {
            assertThat(events.next()).isEqualTo("active after 1 calls");
            assertThat(events.channel.config().getOption(WinsockChannelOption.SO_LINGER))
                    .isEqualTo(Linger.ofSeconds(7));
            assertThat(events.channel.config().getOption(ChannelOption.SO_LINGER))
                    .isEqualTo(7);
        }
    }

    @Test
    void initializerSetsTheOptionsOfStockChildren() throws Exception {
        Channel listener = new ServerBootstrap()
                .group(channels.group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new WinsockChannelInitializer(events, provider)
                        .option(WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT, true)
                        .option(WinsockChannelOption.SO_KEEPALIVE, true))
                .bind(channels.anyPort())
                .sync()
                .channel();
        try (Socket peer = connect(listener)) {
            assertThat(events.next()).isEqualTo("active after 2 calls");
            assertThat(events.channel.config().getOption(ChannelOption.SO_KEEPALIVE))
                    .isTrue();
        }
    }

    @Test
    void childWhoseOptionFailsIsClosedAndTheServerGoesOn() throws Exception {
        Channel listener = listen(WinsockChannelOption.SO_USELOOPBACK, true);
        for (int i = 0; i < 2; i++) {
            try (Socket peer = connect(listener)) {
                assertThat(events.next())
                        .startsWith("exception io.github.nettywinsock.option.WinsockException: setsockopt(SOL_SOCKET,"
                                + " SO_USELOOPBACK, true): WSAENOPROTOOPT (10042)");
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(events.all).doesNotContain("active after 1 calls").isEmpty();
        assertThat(listener.isActive()).isTrue();
    }

    private <T> Channel listen(ChannelOption<T> childOption, T value) {
        return new ServerBootstrap()
                .group(channels.group)
                .channelFactory(() -> {
                    try {
                        return new WinsockServerSocketChannel(ServerSocketChannel.open(), provider);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .childOption(childOption, value)
                .childHandler(events)
                .bind(channels.anyPort())
                .syncUninterruptibly()
                .channel();
    }

    private static Socket connect(Channel listener) throws IOException {
        java.net.InetSocketAddress address = (java.net.InetSocketAddress) listener.localAddress();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Sharable
    private final class Events extends ChannelInboundHandlerAdapter {
        final BlockingQueue<String> all = new LinkedBlockingQueue<>();
        volatile Channel channel;

        String next() throws InterruptedException {
            return all.poll(30, TimeUnit.SECONDS);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channel = ctx.channel();
            all.add("active after " + List.copyOf(winsock.calls).size() + " calls");
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (channel == null) {
                all.add("inactive");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            all.add("exception " + cause);
        }
    }
}
