package io.github.nettywinsock.example.snippets;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;

/** The first way in, for a client. */
final class ClientSnippet {
    private ClientSnippet() {}

    static ChannelFuture connect(EventLoopGroup group, ChannelHandler handler, int port) {
        // snippet: client
        Bootstrap client = new Bootstrap()
                .group(group)
                .channel(WinsockSocketChannel.class)
                .option(WinsockChannelOption.SO_RANDOMIZE_PORT, true)
                .option(WinsockChannelOption.TCP_NODELAY, true)
                .handler(handler);
        // end
        return client.connect("127.0.0.1", port);
    }
}
