package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Binds and connects that cannot be: they fail as those of Netty's NIO channels do, and cost no more than those. */
class SecondCallTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aSecondBindOfAListenerFailsAlone(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(way, SO_SNDBUF, 4242));
        Channel plain = succeeded(Loopback.done(plainListener().bind(Loopback.ANY_PORT)));
        assertSameFailure(
                Loopback.done(listener.bind(Loopback.ANY_PORT)), Loopback.done(plain.bind(Loopback.ANY_PORT)));
        assertThat(listener.isActive()).isTrue();
        assertThat(ws2.sets("SO_SNDBUF")).hasSize(1);
        loopback.connectPlainly(listener);
        loopback.child.next("active");
    }

    /** What was refused meanwhile was told to the one who asked; another bind is not the one to fail of it. */
    @Test
    void aSecondBindDoesNotMeetWhatWasRefusedMeanwhile() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        listener.deregister().sync();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> listener.config().setOption(WayIn.cast(SO_SNDBUF), "junk")))
                .isInstanceOf(IllegalArgumentException.class);
        loopback.group.register(listener).sync();
        Channel plain = succeeded(Loopback.done(plainListener().bind(Loopback.ANY_PORT)));
        assertSameFailure(
                Loopback.done(listener.bind(Loopback.ANY_PORT)), Loopback.done(plain.bind(Loopback.ANY_PORT)));
        assertThat(listener.isActive()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aBindOfAConnectedClientFailsAlone(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(loopback.connect(way, listener.localAddress(), SO_SNDBUF, 4242));
        Channel plain = loopback.connectPlainly(listener);
        assertSameFailure(Loopback.done(client.bind(Loopback.ANY_PORT)), Loopback.done(plain.bind(Loopback.ANY_PORT)));
        assertThat(client.isActive()).isEqualTo(plain.isActive()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aBindWhileAConnectRunsFailsAlone(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(Loopback.done(
                client(way, SO_SNDBUF, 4242, SO_UPDATE_CONNECT_CONTEXT, true).register()));
        Channel plain = succeeded(Loopback.done(plainClient().register()));

        ChannelFuture[] futures = onLoop(client, listener, true);
        ChannelFuture[] plainFutures = onLoop(plain, listener, true);

        assertSameFailure(futures[1], plainFutures[1]);
        succeeded(Loopback.done(plainFutures[0]));
        succeeded(Loopback.done(futures[0]));
        assertThat(ws2.set("SO_UPDATE_CONNECT_CONTEXT").result).isZero();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aSecondConnectWhileTheFirstRunsFailsAlone(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(Loopback.done(
                client(way, SO_SNDBUF, 4242, SO_UPDATE_CONNECT_CONTEXT, true).register()));
        Channel plain = succeeded(Loopback.done(plainClient().register()));

        ChannelFuture[] futures = onLoop(client, listener, false);
        ChannelFuture[] plainFutures = onLoop(plain, listener, false);

        assertSameFailure(futures[1], plainFutures[1]);
        succeeded(Loopback.done(plainFutures[0]));
        succeeded(Loopback.done(futures[0]));
        assertThat(ws2.set("SO_UPDATE_CONNECT_CONTEXT").result).isZero();
        assertThat(ws2.sets("SO_SNDBUF")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aSecondConnectEndsAsItDoesWithoutOptions(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(loopback.connect(way, listener.localAddress(), SO_SNDBUF, 4242));
        Channel plain = loopback.connectPlainly(listener);
        assertSameFailure(
                Loopback.done(client.connect(listener.localAddress())),
                Loopback.done(plain.connect(listener.localAddress())));
        assertSameEnd(client, plain);
    }

    @Test
    void aSecondBindAndConnectOfADatagramChannelEndAsWithoutOptions() throws Exception {
        Channel channel = succeeded(Loopback.done(datagram(true).bind(Loopback.ANY_PORT)));
        Channel plain = succeeded(Loopback.done(datagram(false).bind(Loopback.ANY_PORT)));
        assertSameFailure(Loopback.done(channel.bind(Loopback.ANY_PORT)), Loopback.done(plain.bind(Loopback.ANY_PORT)));
        assertThat(channel.isActive()).isEqualTo(plain.isActive()).isTrue();
        SocketAddress peer = succeeded(Loopback.done(datagram(false).bind(Loopback.ANY_PORT)))
                .localAddress();
        succeeded(Loopback.done(channel.connect(peer)));
        succeeded(Loopback.done(plain.connect(peer)));
        assertSameFailure(Loopback.done(channel.connect(peer)), Loopback.done(plain.connect(peer)));
        assertSameEnd(channel, plain);
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aBindOfAClosedChannelFailsAsWithoutOptions(WayIn way) throws Exception {
        Channel client = succeeded(Loopback.done(client(way, SO_SNDBUF, 4242).register()));
        Channel[] closed = {client};
        ChannelFuture bind = client.eventLoop()
                .submit(() -> {
                    closed[0].close();
                    return closed[0].bind(Loopback.ANY_PORT);
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(Loopback.done(bind).cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(bind.cause().getMessage()).isNull();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void anUnresolvedAddressIsNotTheFaultOfTheOptions(WayIn way) throws Exception {
        Channel client = succeeded(Loopback.done(client(way, SO_SNDBUF, 4242).register()));
        assertThat(Loopback.done(client.bind(InetSocketAddress.createUnresolved("nowhere.invalid", 0)))
                        .cause())
                .isInstanceOf(UnresolvedAddressException.class);
        assertThat(client.isOpen()).isTrue();
        succeeded(Loopback.done(client.bind(Loopback.ANY_PORT)));
        assertThat(ws2.set("SO_SNDBUF").result).isZero();
    }

    /** Its promise cannot be cancelled once it has begun, so that nobody listens without knowing it. */
    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aBindThatRunsCannotBeCancelled(WayIn way) throws Exception {
        assertThat(cancelledWhileItRuns(succeeded(
                        Loopback.done(way.server(ws2.provider(), options(SO_SNDBUF, 4242), options(), loopback.child)
                                .group(loopback.group)
                                .register()))))
                .isEqualTo(cancelledWhileItRuns(
                        succeeded(Loopback.done(plainListener().register()))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aBindThatWasCancelledBeforeDoesNothing(WayIn way) throws Exception {
        Channel listener =
                succeeded(Loopback.done(way.server(ws2.provider(), options(SO_SNDBUF, 4242), options(), loopback.child)
                        .group(loopback.group)
                        .register()));
        ChannelPromise promise = listener.newPromise();
        promise.cancel(false);
        listener.bind(Loopback.ANY_PORT, promise);
        listener.eventLoop().submit(() -> {}).get(30, TimeUnit.SECONDS);
        assertThat(listener.isActive()).isFalse();
        assertThat(listener.isOpen()).isTrue();
        assertThat(ws2.sets("SO_SNDBUF")).isEmpty();
        succeeded(Loopback.done(listener.bind(Loopback.ANY_PORT)));
        assertThat(ws2.set("SO_SNDBUF").result).isZero();
    }

    /** Whether the bind could be cancelled where it passes the handler next to the head. */
    private boolean cancelledWhileItRuns(Channel channel) throws Exception {
        ChannelPromise promise = channel.newPromise();
        boolean[] cancelled = new boolean[1];
        channel.eventLoop()
                .submit(() -> {
                    // In front of the handler that sets the options.
                    channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void bind(ChannelHandlerContext ctx, SocketAddress local, ChannelPromise inner) {
                            ctx.bind(local, inner).addListener(bound -> cancelled[0] = promise.cancel(false));
                        }
                    });
                    channel.bind(Loopback.ANY_PORT, promise);
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(Loopback.done(promise).isCancelled()).isEqualTo(cancelled[0]);
        return cancelled[0];
    }

    private ChannelFuture[] onLoop(Channel client, Channel listener, boolean bind) throws Exception {
        ChannelFuture[] futures = client.eventLoop()
                .submit(() -> new ChannelFuture[] {
                    client.connect(listener.localAddress()),
                    bind ? client.bind(Loopback.ANY_PORT) : client.connect(listener.localAddress())
                })
                .get(30, TimeUnit.SECONDS);
        Loopback.done(futures[1]);
        return futures;
    }

    private static void assertSameFailure(ChannelFuture future, ChannelFuture plain) {
        assertThat(plain.cause()).isNotNull();
        assertThat(future.cause()).isExactlyInstanceOf(plain.cause().getClass());
        assertThat(String.valueOf(future.cause().getMessage())).doesNotContain("set before bind");
    }

    private static void assertSameEnd(Channel channel, Channel plain) throws InterruptedException {
        plain.eventLoop().submit(() -> {}).sync();
        channel.eventLoop().submit(() -> {}).sync();
        assertThat(channel.isOpen()).isEqualTo(plain.isOpen());
    }

    private Bootstrap client(WayIn way, Object... optionsAndValues) {
        return way.client(ws2.provider(), options(optionsAndValues), loopback.client)
                .group(loopback.group);
    }

    private Bootstrap plainClient() {
        return new Bootstrap()
                .group(loopback.group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInboundHandlerAdapter());
    }

    private ServerBootstrap plainListener() {
        return new ServerBootstrap()
                .group(loopback.group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInboundHandlerAdapter());
    }

    private Bootstrap datagram(boolean configured) {
        ChannelHandler handler = new ChannelInboundHandlerAdapter();
        return new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(configured ? WayIn.initializer(ws2.provider(), options(SO_SNDBUF, 4242), handler) : handler);
    }
}
