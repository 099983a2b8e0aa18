package io.github.nettywinsock.example.snippets;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** The third way in: an application that knows nothing of this library, and gets its options from a file. */
final class ExtensionSnippet {
    private ExtensionSnippet() {}

    static ChannelFuture listen(EventLoopGroup group, ChannelHandler handler, int port) {
        // snippet: extension
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(handler);
        // end
        return server.bind("127.0.0.1", port);
    }
}
