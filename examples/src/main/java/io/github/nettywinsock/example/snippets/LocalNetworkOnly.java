package io.github.nettywinsock.example.snippets;

// snippet: local-network-only
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.option.ProtectionLevel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;

final class LocalNetworkOnly {
    /** Over IPv6 nobody from outside the local network gets in. */
    static ServerBootstrap server(EventLoopGroup group, ChannelHandler handler) {
        return new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .option(WinsockChannelOption.IPV6_PROTECTION_LEVEL, ProtectionLevel.RESTRICTED)
                .childHandler(handler);
    }
}
// end
