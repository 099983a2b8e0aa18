package io.github.nettywinsock;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Real channels on the loopback address with a {@link FakeWinsock} beneath, for one test. */
final class Loopback implements AfterEachCallback {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    final FakeWinsock ws2;
    final Recorder child;
    final Recorder client;

    Loopback() {
        this(new FakeWinsock());
    }

    Loopback(FakeWinsock ws2) {
        this.ws2 = ws2;
        child = new Recorder(ws2);
        client = new Recorder(ws2);
    }

    /** Options in the order given: option, value, option, value... */
    static Map<ChannelOption<?>, Object> options(Object... optionsAndValues) {
        Map<ChannelOption<?>, Object> options = new LinkedHashMap<>();
        for (int i = 0; i < optionsAndValues.length; i += 2) {
            options.put((ChannelOption<?>) optionsAndValues[i], optionsAndValues[i + 1]);
        }
        return options;
    }

    ChannelFuture bind(WayIn way, Map<ChannelOption<?>, ?> listener, Map<ChannelOption<?>, ?> children)
            throws InterruptedException {
        return bind(way, listener, children, 0);
    }

    ChannelFuture bind(WayIn way, Map<ChannelOption<?>, ?> listener, Map<ChannelOption<?>, ?> children, int port)
            throws InterruptedException {
        return done(way.server(ws2.provider(), listener, children, child)
                .group(group)
                .bind(ANY_PORT.getAddress(), port));
    }

    ChannelFuture bind(WayIn way, Object... listener) throws InterruptedException {
        return bind(way, options(listener), options());
    }

    /** A listener that is bound. */
    Channel listener(WayIn way, Map<ChannelOption<?>, ?> listener, Map<ChannelOption<?>, ?> children)
            throws InterruptedException {
        return succeeded(bind(way, listener, children));
    }

    ChannelFuture connect(WayIn way, SocketAddress remote, Object... options) throws InterruptedException {
        return done(way.client(ws2.provider(), options(options), client)
                .group(group)
                .connect(remote));
    }

    /** A connection from Netty's own client, which the fake does not see. */
    Channel connectPlainly(Channel listener) throws InterruptedException {
        return succeeded(done(new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new Recorder(ws2))
                .connect(listener.localAddress())));
    }

    FakeSocket beneath(Channel channel) {
        return ws2.beneath(((AbstractNioChannel) channel).unsafe().ch());
    }

    /** The selector releases a closed channel's port when it next selects. */
    static void assertNothingListens(int port) throws Exception {
        eventually(() -> assertThat(isAnythingListening(port))
                .as("listening on %d", port)
                .isFalse());
    }

    private static boolean isAnythingListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ANY_PORT.getAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static ChannelFuture done(ChannelFuture future) throws InterruptedException {
        assertThat(future.await(30, TimeUnit.SECONDS)).isTrue();
        return future;
    }

    static Channel succeeded(ChannelFuture future) {
        assertThat(future.cause()).isNull();
        assertThat(future.isSuccess()).isTrue();
        return future.channel();
    }

    static void assertCloses(Channel channel) throws InterruptedException {
        assertThat(channel.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
