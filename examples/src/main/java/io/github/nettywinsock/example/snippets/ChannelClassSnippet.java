package io.github.nettywinsock.example.snippets;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.option.Linger;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;

/** The first way in: a channel class that takes the options. */
final class ChannelClassSnippet {
    private ChannelClassSnippet() {}

    static ChannelFuture listen(EventLoopGroup group, ChannelHandler handler, int port) {
        // snippet: channel-class
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true)
                .childOption(WinsockChannelOption.SO_KEEPALIVE, true)
                .childOption(WinsockChannelOption.SO_LINGER, Linger.ofSeconds(5))
                .childHandler(handler);
        // end
        return server.bind("127.0.0.1", port);
    }
}
