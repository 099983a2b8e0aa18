package io.github.nettywinsock.example.snippets;

import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** The second way in: an initializer, for channels whose class cannot be chosen. */
final class InitializerSnippet {
    private InitializerSnippet() {}

    static ChannelFuture listen(EventLoopGroup group, ChannelHandler handler, int port) {
        // snippet: initializer
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .handler(new WinsockChannelInitializer().option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true))
                .childHandler(new WinsockChannelInitializer(handler).option(WinsockChannelOption.SO_KEEPALIVE, true));
        // end
        return server.bind("127.0.0.1", port);
    }

    static ChannelFuture listenForDatagrams(EventLoopGroup group, ChannelHandler handler, int port) {
        // snippet: datagrams
        Bootstrap datagrams = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new WinsockChannelInitializer(handler)
                        .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true)
                        .option(WinsockChannelOption.SO_BROADCAST, true));
        // end
        return datagrams.bind("127.0.0.1", port);
    }
}
