package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options of clients: before connect and after it. */
@NeedsWindows("NIO channels")
class ClientOptionIT {
    @RegisterExtension
    final TcpChannels channels = new TcpChannels();

    private final CompletableFuture<Boolean> keepAliveWhenActive = new CompletableFuture<>();
    private final Bootstrap bootstrap = new Bootstrap()
            .group(channels.group)
            .channel(WinsockSocketChannel.class)
            .handler(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext ctx) {
                    keepAliveWhenActive.complete(channels.read(ctx.channel(), 0xFFFF, 0x0008) != 0);
                }
            });

    @Test
    void optionsOfBothPhasesAreSetWhenTheClientIsActive() throws Exception {
        Channel client = connect(bootstrap
                .option(WinsockChannelOption.SO_RCVBUF, 90_000)
                .option(WinsockChannelOption.SO_RANDOMIZE_PORT, true)
                .option(WinsockChannelOption.SO_KEEPALIVE, true)
                .option(WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT, true));
        assertThat(keepAliveWhenActive.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(client.config().getOption(WinsockChannelOption.SO_RCVBUF)).isEqualTo(90_000);
    }

    @Test
    void initializerSetsTheOptionsOfAStockClient() throws Exception {
        connect(new Bootstrap()
                .group(channels.group)
                .channel(NioSocketChannel.class)
                .handler(new WinsockChannelInitializer(bootstrap.config().handler())
                        .option(WinsockChannelOption.SO_KEEPALIVE, true)));
        assertThat(keepAliveWhenActive.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void optionThatTheProviderRefusesFailsTheConnect() throws Exception {
        ChannelFuture connect = bootstrap
                .option(WinsockChannelOption.SO_USELOOPBACK, true)
                .connect(channels.listener().localAddress())
                .await();
        assertThat(connect.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("SO_USELOOPBACK");
        assertThat(connect.channel().isOpen()).isFalse();
        assertThat(keepAliveWhenActive).isNotDone();
    }

    @Test
    void refusedConnectStaysAConnectException() throws Exception {
        // Bound, so that nobody else listens there.
        try (Socket bound = new Socket()) {
            bound.bind(channels.anyPort());
            ChannelFuture connect = bootstrap
                    .option(WinsockChannelOption.SO_RCVBUF, 90_000)
                    .connect(bound.getLocalSocketAddress())
                    .await();
            assertThat(connect.cause()).isInstanceOf(ConnectException.class);
            assertThat(connect.channel().isOpen()).isFalse();
        }
    }

    private Channel connect(Bootstrap bootstrap) {
        return bootstrap
                .connect(channels.listener().localAddress())
                .syncUninterruptibly()
                .channel();
    }
}
