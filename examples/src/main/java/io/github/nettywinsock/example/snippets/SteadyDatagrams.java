package io.github.nettywinsock.example.snippets;

// snippet: steady-datagrams
import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;

final class SteadyDatagrams {
    /** A peer that is gone makes no receive fail. */
    static Bootstrap datagrams(EventLoopGroup group, ChannelHandler handler) {
        return new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new WinsockChannelInitializer(handler)
                        .option(WinsockChannelOption.SIO_UDP_CONNRESET, false)
                        .option(WinsockChannelOption.SIO_UDP_NETRESET, false));
    }
}
// end
