package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.SilentAddress;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How connects end. */
class IocpConnectIT {
    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    private final IocpChannels.Events events = new IocpChannels.Events();

    private SilentAddress silent;
    private SocketAddress askedFor;

    @AfterEach
    void close() throws IOException {
        if (silent != null) {
            silent.close();
        }
    }

    private SocketAddress silent() throws Exception {
        silent = new SilentAddress();
        return silent.address();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aPortThatNobodyListensToRefuses() throws Exception {
        // Bound, so that nobody else listens there.
        try (Socket bound = new Socket()) {
            bound.bind(IocpChannels.loopback());
            ChannelFuture connect = channels.client(events)
                    .connect(bound.getLocalSocketAddress())
                    .awaitUninterruptibly();
            assertThat(connect.cause())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Connection refused")
                    .hasMessageContaining("WSAECONNREFUSED (10061)");
            assertThat(connect.channel().closeFuture().await(30, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(events.all).isEmpty();
        }
    }

    @Test
    void aPeerThatDoesNotAnswerTimesOut() throws Exception {
        ChannelFuture connect = channels.client(events)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 300)
                .connect(silent());
        assertThat(connect.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(connect.cause()).isInstanceOf(ConnectTimeoutException.class).hasMessageContaining("300 ms");
        assertThat(connect.channel().closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCancelledConnectClosesTheChannel() throws Exception {
        ChannelFuture connect = channels.client(events)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .connect(silent());
        connect.channel().eventLoop().submit(() -> {}).sync();
        assertThat(connect.cancel(false)).isTrue();
        assertThat(connect.channel().closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(connect.isCancelled()).isTrue();
    }

    @Test
    void aConnectUnderWayIsTheOnlyOne() throws Exception {
        ChannelFuture connect = channels.client(events)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .connect(silent());
        connect.channel().eventLoop().submit(() -> {}).sync();
        assertThat(connect.channel().connect(silent.address()).await().cause())
                .isInstanceOf(ConnectionPendingException.class);
        connect.channel().close().sync();
        assertThat(connect.await().isSuccess()).isFalse();
    }

    @Test
    void aConnectedChannelDoesNotConnectAgain() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        Channel client =
                channels.client(events).connect(listener.localAddress()).sync().channel();
        assertThat(client.connect(listener.localAddress()).await().cause())
                .isInstanceOf(AlreadyConnectedException.class);
        assertThat(client.isActive()).isTrue();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void theLocalAddressIsTheOneAskedFor() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        ChannelFuture connect = connectFromAFreePort(listener);
        // Another process may have taken it meanwhile.
        for (int i = 0; i < 10 && connect.cause() instanceof BindException; i++) {
            connect = connectFromAFreePort(listener);
        }
        Channel client = connect.sync().channel();
        SocketAddress local = client.localAddress();
        assertThat(local).isEqualTo(askedFor);
        Channel child = channels.nextAccepted();
        assertThat(child.remoteAddress()).isEqualTo(local);
        assertThat(child.localAddress()).isEqualTo(listener.localAddress());
        assertThat(client.remoteAddress()).isEqualTo(listener.localAddress());
        assertThat(child.parent()).isSameAs(listener);
    }

    private ChannelFuture connectFromAFreePort(Channel listener) throws Exception {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            askedFor = unused.getLocalSocketAddress();
        }
        return channels.client(new IocpChannels.Events())
                .connect(listener.localAddress(), askedFor)
                .await();
    }

    @Test
    void aConnectGoesOnWhenTheOutputIsShutDownMeanwhile() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        Channel client = channels.client(events).register().sync().channel();
        List<ChannelFuture> futures = new CopyOnWriteArrayList<>();
        client.eventLoop()
                .submit(() -> {
                    futures.add(client.connect(listener.localAddress()));
                    futures.add(((SocketChannel) client).shutdownOutput());
                })
                .sync();
        futures.get(0).sync();
        // Windows decides whether the connection stands already.
        assertThat(futures.get(1).await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(client.isActive()).isTrue();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aConnectionThatThePeerResetsAtOnceIsActiveAndThenInactive() throws Exception {
        int context = Catalogue.byName("SO_UPDATE_CONNECT_CONTEXT").optname();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
                if (Interceptor.sets(context, call, arguments)) {
                    Socket accepted = listener.accept();
                    accepted.setSoLinger(true, 0);
                    accepted.close();
                    Thread.sleep(200);
                }
                return null;
            });
            ChannelFuture connect = channels.client(events, () -> new IocpSocketChannel(ws2, ws2, null))
                    .connect(listener.getLocalSocketAddress());
            assertThat(connect.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(connect.isSuccess()).isTrue();
            assertThat(connect.channel().remoteAddress()).isEqualTo(listener.getLocalSocketAddress());
            assertThat(events.next()).isEqualTo("active");
            Object next = events.next();
            assertThat(next instanceof IOException ? events.next() : next).isEqualTo("inactive");
        }
    }

    @Test
    void anUnresolvedAddressFailsTheConnect() {
        Channel client =
                channels.client(events).register().syncUninterruptibly().channel();
        ChannelFuture connect = client.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
        assertThat(connect.awaitUninterruptibly().cause()).isInstanceOf(UnresolvedAddressException.class);
    }
}
