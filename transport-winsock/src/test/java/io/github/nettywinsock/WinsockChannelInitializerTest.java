package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_BROADCAST;
import static io.github.nettywinsock.WinsockChannelOption.SO_REUSE_MULTICASTPORT;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static io.github.nettywinsock.engine.ChannelSocket.State.CONNECTED;
import static io.github.nettywinsock.engine.ChannelSocket.State.UNBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.github.nettywinsock.option.WinsockException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only channels of Netty's own classes need. */
class WinsockChannelInitializerTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @Test
    void aDatagramChannelGetsItsOptionsBeforeBind() throws Exception {
        Channel channel = succeeded(Loopback.done(
                datagram(SO_REUSE_MULTICASTPORT, 1, SO_BROADCAST, true).bind(Loopback.ANY_PORT)));

        FakeCall call = ws2.set("SO_REUSE_MULTICASTPORT");
        assertThat(call.state).isEqualTo(UNBOUND);
        assertThat(call.result).isZero();
        assertThat(call.socket).isSameAs(loopback.beneath(channel));
        assertThat(ws2.set("SO_BROADCAST").state).isEqualTo(UNBOUND);
        loopback.client.next("active");
    }

    @Test
    void aDatagramChannelThatOnlyConnectsGetsThemBeforeThat() throws Exception {
        Channel peer = succeeded(Loopback.done(datagram().bind(Loopback.ANY_PORT)));
        loopback.client.next("active");
        Channel channel = succeeded(Loopback.done(datagram(SO_SNDBUF, 4242).connect(peer.localAddress())));

        assertThat(ws2.set("SO_SNDBUF").state).isEqualTo(UNBOUND);
        assertThat(loopback.beneath(channel).state()).isEqualTo(CONNECTED);
        assertThat(loopback.client.next("active").channel).isSameAs(channel);
    }

    @Test
    void theHandlerTakesThePlaceOfTheInitializer() throws Exception {
        ChannelHandler before = new ChannelInboundHandlerAdapter();
        ChannelHandler user = new ChannelInboundHandlerAdapter();
        ChannelHandler after = new ChannelInboundHandlerAdapter();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loopback.group)
                .channel(NioServerSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(before, initializer(user, SO_SNDBUF, 4242), after);
                    }
                })
                .childHandler(loopback.child);
        Channel listener = succeeded(Loopback.done(bootstrap.bind(Loopback.ANY_PORT)));

        assertThat(listener.pipeline().toMap().values())
                .filteredOn(handler -> handler.getClass() == ChannelInboundHandlerAdapter.class)
                .containsExactly(before, user, after);
        assertThat(listener.pipeline().get(WinsockChannelInitializer.class)).isNull();
        assertThat(ws2.set("SO_SNDBUF").state).isEqualTo(UNBOUND);
    }

    @Test
    void aWrappedInitializerOfAChildRunsAndItsHandlersGetTheData() throws Exception {
        CompletableFuture<String> read = new CompletableFuture<>();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loopback.group)
                .channel(NioServerSocketChannel.class)
                .childHandler(initializer(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel child) {
                                child.pipeline().addLast(loopback.child, new SimpleChannelInboundHandler<ByteBuf>() {
                                    @Override
                                    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf data) {
                                        read.complete(data.toString(StandardCharsets.US_ASCII));
                                    }
                                });
                            }
                        },
                        SO_SNDBUF,
                        4242));
        Channel listener = succeeded(Loopback.done(bootstrap.bind(Loopback.ANY_PORT)));
        Channel client = loopback.connectPlainly(listener);
        client.writeAndFlush(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII));

        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo("hello");
        Recorder.Event active = loopback.child.next("active");
        assertThat(active.callsBefore).contains(ws2.set("SO_SNDBUF"));
        assertThat(active.channel.pipeline().get(WinsockOptionHandler.class))
                .as("nothing stays behind in the pipeline of a child")
                .isNull();
    }

    @Test
    void oneInitializerServesSeveralListeners() throws Exception {
        WinsockChannelInitializer shared = initializer(null, SO_SNDBUF, 4242);
        for (int i = 1; i <= 2; i++) {
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .group(loopback.group)
                    .channel(NioServerSocketChannel.class)
                    .handler(shared)
                    .childHandler(loopback.child);
            succeeded(Loopback.done(bootstrap.bind(Loopback.ANY_PORT)));
            assertThat(ws2.sets("SO_SNDBUF")).hasSize(i);
        }
    }

    @Test
    void nullLeavesAnOptionAloneAgain() throws Exception {
        WinsockChannelInitializer initializer =
                initializer(null, SO_SNDBUF, 4242).option(SO_SNDBUF, null);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loopback.group)
                .channel(NioServerSocketChannel.class)
                .handler(initializer)
                .childHandler(loopback.child);
        succeeded(Loopback.done(bootstrap.bind(Loopback.ANY_PORT)));
        assertThat(ws2.calls()).isEmpty();
    }

    @Test
    void otherOptionsBelongToTheBootstrap() {
        assertThatThrownBy(() -> new WinsockChannelInitializer().option(ChannelOption.SO_BACKLOG, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SO_BACKLOG is not a WinsockChannelOption: set it with the option method of the bootstrap");
    }

    @Test
    void bytesAreCopiedWhenTheyAreSet() throws Exception {
        ChannelOption<byte[]> raw = WinsockChannelOption.raw(0xFFFF, 0x1001, 4);
        byte[] value = {1, 2, 3, 0};
        WinsockChannelInitializer initializer = initializer(null, raw, value);
        value[0] = 42;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loopback.group)
                .channel(NioServerSocketChannel.class)
                .handler(initializer)
                .childHandler(loopback.child);
        succeeded(Loopback.done(bootstrap.bind(Loopback.ANY_PORT)));
        assertThat(ws2.set("SO_SNDBUF").bytes).containsExactly(1, 2, 3, 0);
    }

    @Test
    void streamOptionsFailTheBindOfADatagramChannel() throws Exception {
        assertThat(Loopback.done(datagram(WinsockChannelOption.SO_KEEPALIVE, true)
                                .bind(Loopback.ANY_PORT))
                        .cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageContaining("WSAENOPROTOOPT (10042)")
                .hasMessageEndingWith("SO_KEEPALIVE is for stream sockets, at any time");
    }

    /** It would come after connect, so that binding is not the time for it. */
    @Test
    void whatWaitsForConnectIsNotSetByBind() throws Exception {
        succeeded(Loopback.done(datagram(SO_UPDATE_CONNECT_CONTEXT, true).bind(Loopback.ANY_PORT)));
        assertThat(ws2.calls()).isEmpty();
    }

    private WinsockChannelInitializer initializer(ChannelHandler handler, Object... optionsAndValues) {
        return WayIn.initializer(ws2.provider(), options(optionsAndValues), handler);
    }

    private Bootstrap datagram(Object... optionsAndValues) {
        return new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(initializer(loopback.client, optionsAndValues));
    }
}
