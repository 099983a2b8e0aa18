package io.github.nettywinsock.example.snippets;

// snippet: dead-peer
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;

final class DeadPeer {
    /** What was sent and not acknowledged for 10 s ends the connection. */
    static Bootstrap client(EventLoopGroup group, ChannelHandler handler) {
        return new Bootstrap()
                .group(group)
                .channel(WinsockSocketChannel.class)
                .option(WinsockChannelOption.TCP_MAXRT, 10)
                .handler(handler);
    }
}
// end
