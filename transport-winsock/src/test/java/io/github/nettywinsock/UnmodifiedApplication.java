package io.github.nettywinsock;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** The bootstraps of an application that knows nothing of the library, with the hooks that Netty calls for it. */
final class UnmodifiedApplication {
    private final Loopback loopback;
    private final WinsockInitializerExtension extension;

    UnmodifiedApplication(Loopback loopback, WinsockInitializerExtension extension) {
        this.loopback = loopback;
        this.extension = extension;
    }

    Bootstrap client() {
        return new Bootstrap()
                .group(loopback.group)
                .channelFactory(() -> initialized(new NioSocketChannel(), extension::postInitializeClientChannel))
                .handler(loopback.client);
    }

    Bootstrap datagrams() {
        return new Bootstrap()
                .group(loopback.group)
                .channelFactory(() -> initialized(new NioDatagramChannel(), extension::postInitializeClientChannel))
                .handler(loopback.client);
    }

    ServerBootstrap listener() {
        return new ServerBootstrap()
                .group(loopback.group)
                .channelFactory(
                        () -> initialized(new NioServerSocketChannel(), extension::postInitializeServerListenerChannel))
                .handler(new WayIn.ChildHook(extension))
                .childHandler(loopback.child);
    }

    private static <C extends Channel> C initialized(C channel, Consumer<? super C> hook) {
        hook.accept(channel);
        channel.pipeline().addFirst(new AnyPort());
        return channel;
    }

    /** Binds to any port, whatever port was asked for: nobody else can have it. */
    private static final class AnyPort extends ChannelOutboundHandlerAdapter {
        @Override
        public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
            ctx.bind(Loopback.ANY_PORT, promise);
        }
    }
}
