package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockSocketChannel;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoOps;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoHandler;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The event loop of the transport, apart from its channels. */
@NeedsWindows("NIO channels")
class IocpIoHandlerIT {
    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    private final IocpChannels.Events events = new IocpChannels.Events();

    @Test
    void shutdownWithoutAQuietPeriodTellsChannelsThatTheyAreInactive() throws Exception {
        try (LogOf log = new LogOf(AbstractChannel.class);
                Socket peer = IocpChannels.peerOf(channels.listen(() -> events))) {
            channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            // Asked for by the loop's last task, the loop ends without another look at its handler.
            channels.group.execute(() -> channels.group.shutdownGracefully(0, 0, TimeUnit.SECONDS));
            assertThat(channels.group.terminationFuture().await(20, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(events.all).containsExactly("inactive");
            assertThat(IocpReadIT.isClosed(peer)).isTrue();
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void anOperationIsSubmittedFromAnyThread() throws Exception {
        IocpServerSocketChannel listener = (IocpServerSocketChannel) channels.server(() -> events)
                .option(ChannelOption.AUTO_READ, false)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        AcceptOperation accept = new AcceptOperation();
        accept.with(listener.socket.openChild());
        listener.registration().submit((IoOps) accept);
        // Only this call has been made.
        try (Socket peer = IocpChannels.peerOf(listener)) {
            eventually(() -> assertThat(onLoop(listener, () -> accept.slot() != null && !accept.isPending()))
                    .isTrue());
            listener.read();
            assertThat(channels.nextAccepted().remoteAddress()).isEqualTo(peer.getLocalSocketAddress());
        }
    }

    private static <T> T onLoop(Channel channel, Callable<T> question) throws Exception {
        return channel.eventLoop().submit(question).get();
    }

    @Test
    void aChannelOnAnEventLoopOfNioIsToldWhatToUse() throws Exception {
        EventLoopGroup nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            ChannelFuture connect = new Bootstrap()
                    .group(nio)
                    .channel(IocpSocketChannel.class)
                    .handler(events)
                    .connect(IocpChannels.loopback())
                    .await();
            assertThat(connect.cause())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("IocpSocketChannel needs event loops of its own: new"
                            + " MultiThreadIoEventLoopGroup(IocpIoHandler.newFactory())");
            assertThat(connect.channel().isOpen()).isFalse();
        } finally {
            nio.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void anAcceptedChannelOnAnEventLoopOfNioIsClosed() throws Exception {
        EventLoopGroup nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Channel listener = new ServerBootstrap()
                    .group(channels.group, nio)
                    .channel(IocpServerSocketChannel.class)
                    .childHandler(events)
                    .bind(IocpChannels.loopback())
                    .sync()
                    .channel();
            try (Socket peer = IocpChannels.peerOf(listener)) {
                assertThat(IocpReadIT.isClosed(peer)).isTrue();
            }
            assertThat(listener.isActive()).isTrue();
        } finally {
            nio.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    /** Frameworks ask so which transport an event loop is of. */
    @Test
    void whoAsksWhetherAnEventLoopIsOfNioIsToldThatItIsNot() {
        try (LogOf log = new LogOf(IocpIoHandler.class)) {
            assertThat(((IoEventLoop) channels.group.next()).isCompatible(NioIoHandle.class))
                    .isFalse();
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void aNioChannelOnItsEventLoopIsToldWhatToUse() throws Exception {
        try (LogOf log = new LogOf(IocpIoHandler.class)) {
            ChannelFuture connect = new Bootstrap()
                    .group(channels.group)
                    .channel(WinsockSocketChannel.class)
                    .handler(events)
                    .connect(IocpChannels.loopback())
                    .await();
            assertThat(connect.cause()).hasMessageStartingWith("incompatible event loop type");
            assertThat(log.warnings())
                    .containsExactly("A NIO channel cannot be registered with an event loop of IocpIoHandler: use"
                            + " IocpServerSocketChannel, IocpSocketChannel or IocpDatagramChannel, or a group of"
                            + " NioIoHandler");
        }
    }
}
