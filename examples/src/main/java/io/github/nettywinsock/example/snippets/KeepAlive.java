package io.github.nettywinsock.example.snippets;

// snippet: keep-alive
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.option.TcpKeepAlive;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;

final class KeepAlive {
    /** Probes after 30 s of silence, every 5 s; after 10 of them the connection is given up. */
    static ServerBootstrap server(EventLoopGroup group, ChannelHandler handler) {
        return new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .childOption(WinsockChannelOption.TCP_KEEPALIVE_SETTINGS, TcpKeepAlive.of(30, 5, 10))
                .childHandler(handler);
    }
}
// end
