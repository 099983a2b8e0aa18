package io.github.nettywinsock.example.snippets;

// snippet: exclusive-port
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;

final class ExclusivePort {
    /** Its bind fails where the port is somebody else's, and nobody can take it over afterwards. */
    static ServerBootstrap server(EventLoopGroup group, ChannelHandler handler) {
        return new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true)
                .childHandler(handler);
    }
}
// end
