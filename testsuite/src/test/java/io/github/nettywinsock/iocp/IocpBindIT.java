package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.testsuite.EventLoops;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ConnectionPendingException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bind and what goes wrong with it, side by side with NIO. */
class IocpBindIT {
    private enum Kind {
        NIO_LISTENER(NioServerSocketChannel::new),
        IOCP_LISTENER(TransportUnderTest::newListener),
        NIO_CONNECTION(NioSocketChannel::new),
        IOCP_CONNECTION(TransportUnderTest::newConnection),
        NIO_DATAGRAM(NioDatagramChannel::new),
        IOCP_DATAGRAM(TransportUnderTest::newDatagrams);

        private final Supplier<Channel> factory;

        Kind(Supplier<Channel> factory) {
            this.factory = factory;
        }

        boolean isNio() {
            return name().startsWith("NIO");
        }

        boolean isListener() {
            return name().endsWith("LISTENER");
        }
    }

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @RegisterExtension
    final EventLoops nio = EventLoops.nio();

    @ParameterizedTest
    @EnumSource
    @NeedsWindows("NIO channels")
    void aSecondBindFailsAlone(Kind kind) throws Exception {
        Channel channel = registered(kind);
        channel.bind(IocpChannels.loopback()).sync();
        SocketAddress local = channel.localAddress();
        assertThat(channel.bind(IocpChannels.loopback()).await().cause()).isInstanceOf(AlreadyBoundException.class);
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.localAddress()).isEqualTo(local);
        if (kind.isListener()) {
            assertThat(channel.isActive()).isTrue();
            IocpChannels.peerOf(channel).close();
        }
        channel.close().sync();
    }

    @ParameterizedTest
    @EnumSource(names = ".*(CONNECTION|DATAGRAM)", mode = EnumSource.Mode.MATCH_ALL)
    @NeedsWindows("NIO channels")
    void aSecondBindByConnectFailsAlone(Kind kind) throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        Channel channel = registered(kind);
        channel.bind(IocpChannels.loopback()).sync();
        SocketAddress local = channel.localAddress();
        assertThat(channel.connect(listener.localAddress(), IocpChannels.loopback())
                        .await()
                        .cause())
                .isInstanceOf(AlreadyBoundException.class);
        assertThat(channel.isOpen()).isTrue();
        channel.connect(listener.localAddress()).sync();
        assertThat(channel.localAddress()).isEqualTo(local);
        assertThat(channel.isActive()).isTrue();
        channel.close().sync();
    }

    @ParameterizedTest
    @EnumSource(names = ".*(CONNECTION|DATAGRAM)", mode = EnumSource.Mode.MATCH_ALL)
    @NeedsWindows("NIO channels")
    void aConnectedChannelIsNotBound(Kind kind) throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        Channel channel = registered(kind);
        channel.connect(listener.localAddress()).sync();
        assertThat(channel.bind(IocpChannels.loopback()).await().cause()).isInstanceOf(AlreadyBoundException.class);
        assertThat(channel.isActive()).isTrue();
        channel.close().sync();
    }

    @ParameterizedTest
    @EnumSource(names = ".*CONNECTION", mode = EnumSource.Mode.MATCH_ALL)
    @NeedsWindows("NIO channels")
    void aConnectingChannelIsNotBound(Kind kind) throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        Channel channel = registered(kind);
        ChannelFuture bind = channel.eventLoop()
                .submit(() -> {
                    ChannelFuture connect = channel.connect(listener.localAddress());
                    return connect.isDone() ? null : channel.bind(IocpChannels.loopback());
                })
                .get();
        if (bind != null) {
            assertThat(bind.await().cause()).isInstanceOf(ConnectionPendingException.class);
            assertThat(channel.isOpen()).isTrue();
        }
        channel.close().sync();
    }

    @ParameterizedTest
    @EnumSource
    @NeedsWindows("sockets of the JDK")
    void aBindThatIsCancelledBeforeItBeginsBindsNothing(Kind kind) throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        EventLoopGroup group = kind.isNio() ? nio.group : channels.group;
        group.execute(() -> await(cancelled));
        ChannelFuture bind = kind.isListener()
                ? new ServerBootstrap()
                        .group(group)
                        .channelFactory(() -> (ServerChannel) kind.factory.get())
                        .childHandler(new ChannelInboundHandlerAdapter())
                        .bind(IocpChannels.loopback())
                : new Bootstrap()
                        .group(group)
                        .channelFactory(kind.factory::get)
                        .handler(new ChannelInboundHandlerAdapter())
                        .bind(IocpChannels.loopback());
        assertThat(bind.cancel(false)).isTrue();
        cancelled.countDown();
        assertThat(bind.channel().closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bind.isCancelled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledPromiseBindsNothingAndABoundOneIsNotCancelled(Kind kind) throws Exception {
        Channel channel = registered(kind);
        ChannelPromise cancelled = channel.newPromise();
        assertThat(cancelled.cancel(false)).isTrue();
        channel.bind(IocpChannels.loopback(), cancelled);
        ChannelPromise queued = channel.newPromise();
        boolean[] wasCancelled = new boolean[1];
        channel.eventLoop()
                .submit(() -> {
                    channel.eventLoop().execute(() -> channel.bind(IocpChannels.loopback(), queued));
                    wasCancelled[0] = queued.cancel(false);
                })
                .sync();
        channel.eventLoop().submit(() -> {}).sync();
        assertThat(wasCancelled[0]).isTrue();
        assertThat(isBound(channel)).isFalse();
        ChannelFuture bind = channel.bind(IocpChannels.loopback()).sync();
        assertThat(bind.cancel(false)).isFalse();
        assertThat(isBound(channel)).isTrue();
        channel.close().sync();
    }

    @ParameterizedTest
    @EnumSource
    void anOptionOfAClosedChannelIsNotRead(Kind kind) throws Exception {
        Channel channel = registered(kind);
        channel.close().sync();
        for (ChannelOption<?> option : new ChannelOption<?>[] {ChannelOption.SO_RCVBUF, ChannelOption.SO_REUSEADDR}) {
            assertThatThrownBy(() -> channel.config().getOption(option)).isInstanceOf(ChannelException.class);
        }
        assertThatThrownBy(() -> channel.config().setOption(ChannelOption.SO_REUSEADDR, true))
                .isInstanceOf(ChannelException.class);
        assertThatThrownBy(() -> channel.config().getOptions()).isInstanceOf(ChannelException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 1025, 0, -1, Integer.MIN_VALUE})
    void aNumberOfPendingAcceptsThatIsRefusedCanBeCorrected(int number) throws Exception {
        IocpServerSocketChannel listener = TransportUnderTest.newListener();
        assertThatThrownBy(() -> listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PENDING_ACCEPTS: " + number + " (expected: 1-1024)");
        assertThat(listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, 1024))
                .isTrue();
        channels.server(ChannelInboundHandlerAdapter::new, () -> listener)
                .bind(IocpChannels.loopback())
                .sync();
        IocpChannels.peerOf(listener).close();
        listener.close().sync();
    }

    @Test
    void aConditionThatIsRefusedCanBeCorrectedAndNoOtherOptionDoesThat() throws Exception {
        IocpServerSocketChannel listener = TransportUnderTest.newListener();
        assertThatThrownBy(() -> listener.config().setOption(IocpChannelOption.ACCEPT_CONDITION, null))
                .isInstanceOf(NullPointerException.class);
        listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, 2);
        channels.group.register(listener).sync();
        IocpServerSocketChannel corrected = TransportUnderTest.newListener();
        assertThatThrownBy(() -> corrected.config().setOption(IocpChannelOption.ACCEPT_CONDITION, null))
                .isInstanceOf(NullPointerException.class);
        corrected
                .config()
                .setOption(IocpChannelOption.ACCEPT_CONDITION, (remote, local) -> AcceptCondition.Decision.ACCEPT);
        channels.group.register(corrected).sync();
        assertThat(listener.bind(IocpChannels.loopback()).await().cause()).isInstanceOf(NullPointerException.class);
        assertThat(listener.isOpen()).isFalse();
        corrected.bind(IocpChannels.loopback()).sync();
        corrected.close().sync();
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void anOptionOfAnotherTypeIsRefusedByName() {
        IocpServerSocketChannel listener = TransportUnderTest.newListener();
        assertThatThrownBy(() -> listener.config().setOption((ChannelOption) IocpChannelOption.PENDING_ACCEPTS, "16"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PENDING_ACCEPTS")
                .hasMessageContaining("java.lang.String");
        listener.unsafe().closeForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"setsockopt", "listen", "getsockname"})
    void whateverIsThrownInBindClosesTheListener(String failing) throws Exception {
        int exclusive = Catalogue.byName("SO_EXCLUSIVEADDRUSE").optname();
        OutOfMemoryError error = new OutOfMemoryError("native memory");
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (call.equals(failing) && (!call.equals("setsockopt") || Interceptor.sets(exclusive, call, arguments))) {
                throw error;
            }
            return null;
        });
        IocpServerSocketChannel listener = new IocpServerSocketChannel(ws2, ws2, null);
        channels.group.register(listener).sync();
        assertThat(listener.bind(IocpChannels.loopback()).await().cause()).isSameAs(error);
        assertThat(listener.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(listener.isOpen()).isFalse();
    }

    @Test
    void whateverIsThrownInBindClosesADatagramChannel() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("native memory");
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (call.equals("getsockname")) {
                throw error;
            }
            return null;
        });
        IocpDatagramChannel channel = new IocpDatagramChannel(ws2, ws2, null);
        channels.group.register(channel).sync();
        assertThat(channel.bind(IocpChannels.loopback()).await().cause()).isSameAs(error);
        assertThat(channel.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aListenerThatIsClosedWhileItAcceptsLeavesNothingOpen() throws Exception {
        for (int i = 0; i < 20; i++) {
            Channel listener = channels.listen(IocpChannels.Echo::new);
            InetSocketAddress address = (InetSocketAddress) listener.localAddress();
            Thread connecting = new Thread(() -> connectUntilRefused(address));
            connecting.start();
            channels.nextAccepted();
            listener.close().sync();
            connecting.join(IocpChannels.TIMEOUT_MILLIS);
            assertThat(connecting.isAlive()).isFalse();
        }
        for (Channel child : channels.accepted) {
            assertThat(child.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void connectUntilRefused(InetSocketAddress address) {
        try {
            for (int i = 0; i < 10_000; i++) {
                new Socket(address.getAddress(), address.getPort()).close();
            }
        } catch (IOException e) {
            // The listener is closed.
        }
    }

    private Channel registered(Kind kind) throws InterruptedException {
        Channel channel = kind.factory.get();
        (kind.isNio() ? nio.group : channels.group).register(channel).sync();
        return channel;
    }

    private static boolean isBound(Channel channel) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        return local != null && local.getPort() > 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
