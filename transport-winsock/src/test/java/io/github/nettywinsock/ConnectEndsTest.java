package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connect that its caller gives up, before or while the options behind it are set. */
class ConnectEndsTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeThePeers() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    @EnabledOnOs(OS.LINUX)
    void aCancelledConnectClosesTheChannel(WayIn way) throws Exception {
        ChannelFuture connect = client(way).connect(unresponsive());
        while (ws2.sets("SO_SNDBUF").isEmpty()) {
            assertThat(connect.await(10)).as("the peer does not answer").isFalse();
        }

        assertThat(connect.cancel(false)).isTrue();

        assertThat(connect.isCancelled()).isTrue();
        Loopback.assertCloses(connect.channel());
        assertThat(ws2.sets("SO_UPDATE_CONNECT_CONTEXT")).isEmpty();
        assertThat(loopback.client.isEmpty()).as("the handlers saw nothing").isTrue();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    @EnabledOnOs(OS.LINUX)
    void aConnectThatTimesOutClosesTheChannel(WayIn way) throws Exception {
        ChannelFuture connect = Loopback.done(
                client(way).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 100).connect(unresponsive()));

        assertThat(connect.cause()).isInstanceOf(ConnectTimeoutException.class);
        Loopback.assertCloses(connect.channel());
        assertThat(ws2.sets("SO_UPDATE_CONNECT_CONTEXT")).isEmpty();
    }

    /** Netty closes a channel that connects after its caller has gone: nobody else would. */
    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aConnectCancelledWhileItsOptionsAreSetClosesTheChannel(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        CompletableFuture<ChannelFuture> cancelled = new CompletableFuture<>();
        ws2.intercept(call -> {
            if (call.isSet("SO_UPDATE_CONNECT_CONTEXT")) {
                cancelled.orTimeout(10, TimeUnit.SECONDS).join().cancel(false);
            }
            return 0;
        });

        // The connect of a bootstrap would close the channel by itself.
        Channel channel = succeeded(Loopback.done(client(way).register()));
        ChannelFuture connect = channel.connect(listener.localAddress());
        cancelled.complete(connect);

        assertThat(Loopback.done(connect).isCancelled()).isTrue();
        Loopback.assertCloses(connect.channel());
    }

    private Bootstrap client(WayIn way) {
        return way.client(ws2.provider(), options(SO_SNDBUF, 4242, SO_UPDATE_CONNECT_CONTEXT, true), loopback.client)
                .group(loopback.group);
    }

    /** A listener whose backlog is full: Linux drops what else comes. */
    private SocketAddress unresponsive() throws Exception {
        ServerSocket listener = new ServerSocket(0, 1, Loopback.ANY_PORT.getAddress());
        open.add(listener);
        for (int i = 0; i < 4; i++) {
            SocketChannel filler = SocketChannel.open();
            open.add(filler);
            filler.configureBlocking(false);
            filler.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
        }
        return listener.getLocalSocketAddress();
    }
}
