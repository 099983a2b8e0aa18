package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_RCVBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.engine.OptionValues;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.github.nettywinsock.option.WinsockException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Initializers that are added to a channel that has passed its registration already. */
class LateInitializerTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @Test
    void whatIsTooLateReachesThePipelineAndClosesAListener() throws Exception {
        Channel listener = succeeded(Loopback.done(new ServerBootstrap()
                .group(loopback.group)
                .channel(NioServerSocketChannel.class)
                .handler(loopback.client)
                .childHandler(loopback.child)
                .bind(Loopback.ANY_PORT)));
        loopback.client.next("active");
        add(listener, SO_EXCLUSIVEADDRUSE, true);
        assertFails(listener, IllegalStateException.class, "too late for SO_EXCLUSIVEADDRUSE");
    }

    @Test
    void whatIsTooLateReachesThePipelineAndClosesAClient() throws Exception {
        Channel client = connected();
        add(client, SO_EXCLUSIVEADDRUSE, true);
        assertFails(client, IllegalStateException.class, "too late for SO_EXCLUSIVEADDRUSE");
    }

    /** Its first refusal waits for the connect; the second is not lost because a handler is there already. */
    @Test
    void whatIsTooLateClosesAClientThatHadOptionsBefore() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(loopback.connect(WayIn.CHANNEL_CLASSES, listener.localAddress(), SO_SNDBUF, 4242));
        loopback.client.next("active");
        add(client, SO_EXCLUSIVEADDRUSE, true);
        assertFails(client, IllegalStateException.class, "too late for SO_EXCLUSIVEADDRUSE");
    }

    @Test
    void whatWindowsRefusesReachesThePipelineAndClosesADatagramChannel() throws Exception {
        Channel channel = succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(loopback.client)
                .bind(Loopback.ANY_PORT)));
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("SO_SNDBUF"));
        loopback.client.next("active");
        add(channel, SO_SNDBUF, 4242);
        assertFails(channel, WinsockException.class, "setsockopt(SOL_SOCKET, SO_SNDBUF, 4242)");
    }

    @Test
    void whatWindowsRefusesReachesThePipelineAndClosesAChild() throws Exception {
        Channel listener = loopback.listener(WayIn.INITIALIZER, options(), options());
        loopback.connectPlainly(listener);
        Channel child = loopback.child.next("active").channel;
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("SO_SNDBUF"));

        add(child, SO_SNDBUF, 4242);

        Recorder.Event event = loopback.child.next("exception");
        assertThat(event.cause).hasMessageContaining("SO_SNDBUF").isInstanceOf(WinsockException.class);
        assertThat(event.channel).isSameAs(child);
        Loopback.assertCloses(child);
        loopback.child.next("inactive");
    }

    @Test
    void anActiveChildGetsIts() throws Exception {
        Channel listener = loopback.listener(WayIn.INITIALIZER, options(), options());
        loopback.connectPlainly(listener);
        Channel child = loopback.child.next("active").channel;

        add(child, SO_SNDBUF, 4242);
        settle(child);

        assertThat(ws2.set("SO_SNDBUF").socket).isSameAs(loopback.beneath(child));
        assertThat(child.isActive()).isTrue();
        assertThat(loopback.child.isEmpty()).isTrue();
        assertThat(child.pipeline().get(WinsockOptionHandler.class)).isNull();
    }

    /** Each has a handler of its own, which it must not mistake for that of the other. */
    @Test
    void anActiveChildGetsThoseOfTwo() throws Exception {
        Channel listener = loopback.listener(WayIn.INITIALIZER, options(), options());
        loopback.connectPlainly(listener);
        Channel child = loopback.child.next("active").channel;

        child.eventLoop()
                .submit(() -> {
                    add(child, SO_SNDBUF, 4242);
                    add(child, SO_RCVBUF, 4243);
                })
                .get(30, TimeUnit.SECONDS);
        settle(child);

        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(4242);
        assertThat(ws2.set("SO_RCVBUF").intValue()).isEqualTo(4243);
        assertThat(child.isActive()).isTrue();
        assertThat(loopback.child.isEmpty()).isTrue();
        assertThat(child.pipeline().get(WinsockOptionHandler.class)).isNull();
    }

    /** An accepted child of the channel classes keeps its options: they take more after they had some. */
    @Test
    void anActiveChildThatHadOptionsGetsMore() throws Exception {
        Channel listener =
                loopback.listener(WayIn.CHANNEL_CLASSES, options(), options(WinsockChannelOption.TCP_KEEPIDLE, 30));
        loopback.connectPlainly(listener);
        Channel child = loopback.child.next("active").channel;
        add(child, SO_SNDBUF, 4242);
        settle(child);
        assertThat(ws2.set("SO_SNDBUF").result).isZero();
    }

    /** The connect has gone past the place where the handler is added. */
    @Test
    void whatWaitsForAConnectThatRunsIsSetBeforeTheChannelIsActive() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channel(NioSocketChannel.class)
                .handler(loopback.client)
                .register()));
        ChannelFuture connect = client.eventLoop()
                .submit(() -> {
                    ChannelFuture connecting = client.connect(listener.localAddress());
                    assertThat(loopback.beneath(client).state()).isEqualTo(State.CONNECTING);
                    add(client, SO_UPDATE_CONNECT_CONTEXT, true);
                    return connecting;
                })
                .get(30, TimeUnit.SECONDS);
        succeeded(Loopback.done(connect));

        assertThat(loopback.client.next("active").callsBefore).contains(ws2.set("SO_UPDATE_CONNECT_CONTEXT"));
        assertThat(ws2.set("SO_UPDATE_CONNECT_CONTEXT").state).isEqualTo(State.CONNECTED);
    }

    @Test
    void whatIsRefusedWhileAConnectRunsFailsTheChannel() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channel(NioSocketChannel.class)
                .handler(loopback.client)
                .register()));
        client.eventLoop()
                .submit(() -> {
                    client.connect(listener.localAddress());
                    add(client, SO_EXCLUSIVEADDRUSE, true);
                })
                .get(30, TimeUnit.SECONDS);
        Loopback.assertCloses(client);
        assertThat(loopback.client.next("exception").cause).hasMessageStartingWith("too late for SO_EXCLUSIVEADDRUSE");
    }

    /** Registered and unbound is not late. */
    @Test
    void aRefusalBeforeBindFailsTheBind() throws Exception {
        Channel channel = succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(loopback.client)
                .register()));
        add(channel, WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT, true);
        settle(channel);
        assertThat(channel.isOpen()).isTrue();
        assertThat(Loopback.done(channel.bind(Loopback.ANY_PORT)).cause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never comes");
        Loopback.assertCloses(channel);
    }

    /** The handler is added from a thread that is not the event loop's. */
    @Test
    @SuppressWarnings("deprecation")
    void onAnotherExecutorItComesTooOrTheChannelFails() throws Exception {
        DefaultEventExecutorGroup other = new DefaultEventExecutorGroup(1);
        try {
            Channel channel = succeeded(Loopback.done(new Bootstrap()
                    .group(loopback.group)
                    .channel(NioDatagramChannel.class)
                    .handler(loopback.client)
                    .bind(Loopback.ANY_PORT)));
            loopback.client.next("active");
            channel.pipeline()
                    .addLast(other, WayIn.initializer(ws2.provider(), options(SO_EXCLUSIVEADDRUSE, true), null));
            Loopback.assertCloses(channel);
            assertThat(loopback.client.next("exception").cause).hasMessageStartingWith("too late");
        } finally {
            other.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    /** A handler of the bootstrap can bind before the handler of an option that was set last is there. */
    @Test
    void whatWasBoundBeforeTheHandlerWasThereFails() throws Exception {
        Channel channel = new NioDatagramChannel();
        channel.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(loopback.client);
                channel.bind(Loopback.ANY_PORT);
            }
        });
        OptionValues values = new OptionValues();
        values.put(WayIn.line(SO_EXCLUSIVEADDRUSE), true);
        WinsockOptionHandler.configure(channel, values, ws2.provider());
        loopback.group.register(channel);

        Loopback.assertCloses(channel);
        assertThat(loopback.client.next("exception").cause).hasMessageStartingWith("too late for SO_EXCLUSIVEADDRUSE");
    }

    @Test
    void whatIsStillToBeSetWhenTheHandlerIsRemovedFails() throws Exception {
        Channel client = succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channelFactory(() -> WayIn.channel(ws2.provider()))
                .handler(loopback.client)
                .register()));
        client.pipeline().remove(WinsockOptionHandler.class);
        client.eventLoop().submit(() -> {}).get(30, TimeUnit.SECONDS);
        assertThat(client.config().setOption(SO_SNDBUF, 4242)).isTrue();
        assertThat(client.pipeline().first()).isInstanceOf(WinsockOptionHandler.class);

        client.pipeline().removeFirst();

        Loopback.assertCloses(client);
        assertThat(loopback.client.next("exception").cause).hasMessageContaining("when their handler was removed");
    }

    private Channel connected() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Channel client = succeeded(loopback.connect(WayIn.INITIALIZER, listener.localAddress()));
        loopback.client.next("active");
        return client;
    }

    private void add(Channel channel, Object... optionsAndValues) {
        channel.pipeline().addLast(WayIn.initializer(ws2.provider(), options(optionsAndValues), null));
    }

    private static void settle(Channel channel) throws Exception {
        for (int i = 0; i < 3; i++) {
            channel.eventLoop().submit(() -> {}).get(30, TimeUnit.SECONDS);
        }
    }

    private void assertFails(Channel channel, Class<? extends Throwable> type, String message) throws Exception {
        Recorder.Event event = loopback.client.next("exception");
        assertThat(event.cause).hasMessageStartingWith(message);
        assertThat(event.cause).isInstanceOf(type);
        assertThat(event.channel).isSameAs(channel);
        Loopback.assertCloses(channel);
        loopback.client.next("inactive");
    }
}
