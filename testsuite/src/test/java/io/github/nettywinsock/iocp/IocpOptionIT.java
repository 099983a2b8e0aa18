package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The options of channels of the transport. */
class IocpOptionIT {
    private static final int SO_UPDATE_ACCEPT_CONTEXT = 0x700B;

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @Test
    void aListenerIsExclusiveByDefault() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        assertThat(listener.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isTrue();
        ChannelFuture second = channels.server(IocpChannels.Echo::new)
                .bind(listener.localAddress())
                .await();
        assertThat(second.cause()).isInstanceOf(BindException.class).hasMessageContaining("bind: WSAE");
        assertThat(second.channel().closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void exclusiveUseSwitchedOffStaysOffAfterBind() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, false)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isFalse();
    }

    @Test
    void addressReuseIsNativeByTheNameOfTheLibrary() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .option(WinsockChannelOption.SO_REUSEADDR, true)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_REUSEADDR))
                .isTrue();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isFalse();
    }

    @Test
    void anOptionThatFailsFailsTheBindAndClosesTheListener() throws Exception {
        ChannelFuture bind = channels.server(IocpChannels.Echo::new)
                .option(WinsockChannelOption.SO_USELOOPBACK, true)
                .bind(IocpChannels.loopback())
                .await();
        assertThat(bind.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("SO_USELOOPBACK");
        assertThat(bind.channel().isOpen()).isFalse();
    }

    @Test
    void anOptionThatFailsFailsTheConnectWithItsOwnException() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        ChannelFuture connect = channels.client(new IocpChannels.Events())
                .option(WinsockChannelOption.SO_USELOOPBACK, true)
                .connect(listener.localAddress())
                .await();
        assertThat(connect.cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageStartingWith("setsockopt(SOL_SOCKET, SO_USELOOPBACK, ");
        assertThat(connect.channel().closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aChannelWhoseAddressIsTakenCanBindAnother() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        IocpServerSocketChannel second = TransportUnderTest.newListener();
        channels.group.register(second).sync();
        assertThat(second.bind(listener.localAddress()).await().cause()).isInstanceOf(BindException.class);
        assertThat(second.isOpen()).isTrue();
        second.bind(IocpChannels.loopback()).sync();
        assertThat(second.isActive()).isTrue();
    }

    @Test
    void tooLateIsAnError() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        assertThatThrownBy(() -> listener.config().setOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too late for SO_EXCLUSIVEADDRUSE");
    }

    @Test
    void nettysOptionsAreReadBackFromTheSocket() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        Channel client = channels.client(new IocpChannels.Events())
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.SO_LINGER, 3)
                .option(ChannelOption.SO_RCVBUF, 50_000)
                .option(ChannelOption.SO_SNDBUF, 60_000)
                .option(ChannelOption.TCP_NODELAY, false)
                .connect(listener.localAddress())
                .sync()
                .channel();
        assertThat(client.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
        assertThat(client.config().getOption(ChannelOption.SO_LINGER)).isEqualTo(3);
        assertThat(client.config().getOption(ChannelOption.SO_RCVBUF)).isGreaterThanOrEqualTo(50_000);
        assertThat(client.config().getOption(ChannelOption.SO_SNDBUF)).isGreaterThanOrEqualTo(60_000);
        assertThat(client.config().getOption(ChannelOption.TCP_NODELAY)).isFalse();
        assertThat(client.config().getOption(WinsockChannelOption.SO_LINGER)).isEqualTo(Linger.ofSeconds(3));
        Map<ChannelOption<?>, Object> all = client.config().getOptions();
        assertThat(all).containsEntry(ChannelOption.SO_KEEPALIVE, true).containsKey(WinsockChannelOption.SO_TYPE);
    }

    @Test
    void optionsOfTheCatalogueAreSetAtTheirPhases() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .childOption(WinsockChannelOption.SO_LINGER, Linger.ofSeconds(7))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        Channel client = channels.client(new IocpChannels.Events())
                .option(WinsockChannelOption.SO_RANDOMIZE_PORT, true)
                .option(WinsockChannelOption.SO_KEEPALIVE, true)
                .connect(listener.localAddress())
                .sync()
                .channel();
        assertThat(client.config().getOption(WinsockChannelOption.SO_KEEPALIVE)).isTrue();
        Channel child = channels.nextAccepted();
        client.close().sync();
        assertThat(child.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void childOptionsAreSetBeforeTheChildIsActive() throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        Channel listener = channels.server(() -> new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(io.netty.channel.ChannelHandlerContext ctx) {
                        seen.add(ctx.channel().config().getOption(WinsockChannelOption.SO_LINGER));
                    }
                })
                .childOption(WinsockChannelOption.SO_LINGER, Linger.ofSeconds(7))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(Linger.ofSeconds(7));
        }
    }

    @Test
    @NeedsWindows("options that are available")
    void theInitializerSetsTheOptionsOfTheChannel() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .handler(new WinsockChannelInitializer(new ChannelInboundHandlerAdapter())
                        .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, false))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isFalse();
    }

    @Test
    @NeedsWindows("options that are available")
    void everyChildGetsTheAcceptContextOfItsListener() throws Exception {
        BlockingQueue<long[]> contexts = new LinkedBlockingQueue<>();
        Winsock2 real = TransportUnderTest.ws2();
        Interceptor.Sockets recording = TransportUnderTest.intercepted((call, arguments) -> {
            if (!Interceptor.sets(SO_UPDATE_ACCEPT_CONTEXT, call, arguments)) {
                return null;
            }
            int result = real.setsockopt(
                    (long) arguments[0], (int) arguments[1], (int) arguments[2], (ByteBuffer) arguments[3], (int)
                            arguments[4]);
            contexts.add(
                    new long[] {(long) arguments[0], ((ByteBuffer) arguments[3]).getLong(0), (int) arguments[4], result
                    });
            return result;
        });
        Channel listener = channels.server(
                        IocpChannels.Echo::new, () -> new IocpServerSocketChannel(recording, recording, null))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        for (int i = 0; i < 5; i++) {
            try (Socket peer = IocpChannels.peerOf(listener)) {
                Channel child = channels.nextAccepted();
                assertThat(contexts.poll(30, TimeUnit.SECONDS))
                        .containsExactly(Winsock.handle(child), Winsock.handle(listener), Long.BYTES, 0);
            }
        }
    }

    /** Wine has no TCP_FASTOPEN, and a listener goes without. */
    @Test
    void nettysFastOpenOfAListenerIsThatOfWindows() throws Exception {
        int fastOpen = Catalogue.byName("TCP_FASTOPEN").optname();
        List<Object> values = new CopyOnWriteArrayList<>();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (Interceptor.sets(fastOpen, call, arguments)) {
                values.add(((ByteBuffer) arguments[3]).getInt(0));
            }
            return null;
        });
        Channel listener = channels.server(IocpChannels.Echo::new, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .option(ChannelOption.TCP_FASTOPEN, 3)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(listener.config().getOption(ChannelOption.TCP_FASTOPEN)).isEqualTo(3);
        assertThat(values).containsExactly(1);
    }

    @Test
    void backlogIsTakenAndAListenerOfIpv4IsOne() throws Exception {
        Channel listener = channels.server(
                        IocpChannels.Echo::new,
                        () -> TransportUnderTest.newListener(io.netty.channel.socket.SocketProtocolFamily.INET))
                .option(ChannelOption.SO_BACKLOG, 5)
                .bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0))
                .sync()
                .channel();
        assertThat(listener.config().getOption(ChannelOption.SO_BACKLOG)).isEqualTo(5);
        assertThat(((InetSocketAddress) listener.localAddress()).getAddress().getHostAddress())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void pendingAcceptsAreCheckedAtOnceAndSetBeforeBind() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .option(IocpChannelOption.PENDING_ACCEPTS, 1)
                .register()
                .sync()
                .channel();
        assertThatThrownBy(() -> listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PENDING_ACCEPTS");
        assertThat(listener.config().getOption(IocpChannelOption.PENDING_ACCEPTS))
                .isEqualTo(1);
        listener.close().sync();
    }

    @Test
    void pendingAcceptsAreTooLateAfterBind() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        assertThat(listener.config().getOptions()).containsEntry(IocpChannelOption.PENDING_ACCEPTS, 16);
        assertThatThrownBy(() -> listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too late");
    }

    @Test
    void aRefusedNumberOfPendingAcceptsFailsTheBind() throws Exception {
        IocpServerSocketChannel listener = TransportUnderTest.newListener();
        assertThatThrownBy(() -> listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, 0))
                .isInstanceOf(IllegalArgumentException.class);
        channels.group.register(listener).sync();
        assertThat(listener.bind(IocpChannels.loopback()).await().cause())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PENDING_ACCEPTS");
        assertThat(listener.isOpen()).isFalse();
    }

    @Test
    void anAcceptCallIsPostedForEachPendingAccept() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new)
                .option(IocpChannelOption.PENDING_ACCEPTS, 3)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        // Each posted call holds a slot; the task runs after the read that bind triggers.
        assertThat(listener.eventLoop()
                        .submit(() -> ((AbstractIocpChannel) listener).handler().slotsInUse())
                        .get())
                .isEqualTo(3);
    }
}
