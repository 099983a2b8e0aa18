package io.github.nettywinsock;

import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_REUSEADDR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may bind a port that is in use: the effect of SO_EXCLUSIVEADDRUSE and SO_REUSEADDR. */
@NeedsWindows("NIO channels")
class AddressReuseIT {
    @RegisterExtension
    final TcpChannels channels = new TcpChannels();

    private final ServerBootstrap bootstrap = new ServerBootstrap()
            .group(channels.group)
            .channel(WinsockServerSocketChannel.class)
            .childHandler(new ChannelInboundHandlerAdapter());

    @Test
    void exclusiveBindRefusesAListenerInASecondProcess() throws Exception {
        Channel listener = bind(bootstrap.option(SO_EXCLUSIVEADDRUSE, true));
        assertThat(listener.config().getOption(SO_EXCLUSIVEADDRUSE)).isTrue();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();

        assertThat(SecondListener.run(List.of(), port, "SO_REUSEADDR=true"))
                .startsWith("refused, java.net.BindException: ")
                .contains("set before bind", "SO_REUSEADDR=true");
        assertThat(SecondListener.run(List.of(), port)).startsWith("refused, java.net.BindException: ");

        listener.close().sync();
        assertThat(SecondListener.run(List.of(), port)).startsWith("bound, ");
    }

    @Test
    void reuseAddressSurvivesTheExclusiveBindOfTheJdk() {
        Channel listener = bind(bootstrap.option(SO_REUSEADDR, true));
        assertThat(listener.config().getOption(SO_REUSEADDR)).isTrue();
        assertThat(listener.config().getOption(SO_EXCLUSIVEADDRUSE)).isFalse();
    }

    @Test
    void reuseAddressOfNettyReachesNoSocket() {
        Channel listener = bind(bootstrap.option(ChannelOption.SO_REUSEADDR, true));
        assertThat(listener.config().getOption(ChannelOption.SO_REUSEADDR)).isTrue();
        assertThat(listener.config().getOption(SO_REUSEADDR)).isFalse();
        assertThat(listener.config().getOption(SO_EXCLUSIVEADDRUSE)).isTrue();
    }

    @Test
    void bothTogetherFailTheBindAndLeaveNothingListening() throws Exception {
        int port = freePort();
        ChannelFuture bind = bootstrap
                .option(SO_REUSEADDR, true)
                .option(SO_EXCLUSIVEADDRUSE, true)
                .bind(InetAddress.getLoopbackAddress(), port)
                .await();
        assertThat(bind.cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageContaining("WSAEINVAL (10022)")
                .hasMessageContaining("SO_REUSEADDR")
                .hasMessageContaining("SO_EXCLUSIVEADDRUSE");
        bind.channel().closeFuture().sync();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void notExclusiveIsOverwrittenByTheJdkAndFailsTheBind() throws Exception {
        int port = freePort();
        ChannelFuture bind = bootstrap
                .option(SO_EXCLUSIVEADDRUSE, false)
                .bind(InetAddress.getLoopbackAddress(), port)
                .await();
        assertThat(bind.cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageContaining("-Dsun.net.useExclusiveBind=false")
                .hasMessageContaining("SO_REUSEADDR=true")
                .hasMessageContaining("IOCP");
        bind.channel().closeFuture().sync();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void notExclusiveWorksWhereTheJdkIsToldNotToBindExclusively() throws Exception {
        assertThat(SecondListener.run(List.of("-Dsun.net.useExclusiveBind=false"), 0, "SO_EXCLUSIVEADDRUSE=false"))
                .startsWith("bound, SO_REUSEADDR=false, SO_EXCLUSIVEADDRUSE=false");
    }

    @Test
    void notExclusiveWorksTogetherWithReuseAddress() {
        Channel listener = bind(bootstrap.option(SO_REUSEADDR, true).option(SO_EXCLUSIVEADDRUSE, false));
        assertThat(listener.config().getOption(SO_EXCLUSIVEADDRUSE)).isFalse();
    }

    @Test
    void failedBindListsTheOptionsSetBeforeIt() throws Exception {
        Channel first = bind(bootstrap);
        ChannelFuture second = bootstrap
                .clone()
                .option(WinsockChannelOption.SO_RCVBUF, 70_000)
                .bind(first.localAddress())
                .await();
        assertThat(second.cause()).isInstanceOf(BindException.class).hasMessageContaining("SO_RCVBUF=70000");
    }

    private Channel bind(ServerBootstrap bootstrap) {
        return bootstrap.bind(channels.anyPort()).syncUninterruptibly().channel();
    }

    /** A port that was free a moment ago; by a plain socket, which is closed at once and not by a selector later. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
