package io.github.nettywinsock.example.snippets;

// snippet: quic-datagrams
import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;

final class QuicDatagrams {
    /** A peer that is gone makes no receive fail, bursts find room, and nothing is sent in fragments. */
    static Bootstrap datagrams(EventLoopGroup group, ChannelHandler codec) {
        return new Bootstrap()
                .group(group)
                .channelFactory(() -> new NioDatagramChannel(SocketProtocolFamily.INET))
                .handler(new WinsockChannelInitializer(codec)
                        .option(WinsockChannelOption.SIO_UDP_CONNRESET, false)
                        .option(WinsockChannelOption.SO_RCVBUF, 2 * 1024 * 1024)
                        .option(WinsockChannelOption.IP_DONTFRAGMENT, true));
    }
}
// end
