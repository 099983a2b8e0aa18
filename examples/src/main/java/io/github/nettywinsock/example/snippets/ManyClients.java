package io.github.nettywinsock.example.snippets;

// snippet: many-clients
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;

final class ManyClients {
    /** Connections to different peers may share a local port. */
    static Bootstrap client(EventLoopGroup group, ChannelHandler handler, InetAddress local) {
        return new Bootstrap()
                .group(group)
                .channel(WinsockSocketChannel.class)
                .localAddress(local, 0)
                .option(WinsockChannelOption.SO_REUSE_UNICASTPORT, true)
                .handler(handler);
    }
}
// end
