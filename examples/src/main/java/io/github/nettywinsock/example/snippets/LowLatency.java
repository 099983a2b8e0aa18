package io.github.nettywinsock.example.snippets;

// snippet: low-latency
import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;

final class LowLatency {
    /** What is small leaves without waiting for more, and each segment that comes is acknowledged. */
    static Bootstrap client(EventLoopGroup group, ChannelHandler handler) {
        Bootstrap client = new Bootstrap()
                .group(group)
                .channel(WinsockSocketChannel.class)
                .option(WinsockChannelOption.TCP_NODELAY, true)
                .handler(handler);
        if (Winsock.isSupported(WinsockChannelOption.SIO_TCP_SET_ACK_FREQUENCY)) {
            client.option(WinsockChannelOption.SIO_TCP_SET_ACK_FREQUENCY, 1);
        }
        return client;
    }
}
// end
