package io.github.nettywinsock.quic;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.iocp.IocpChannelOption;
import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpDatagramPacket;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.function.Supplier;

/** What the codec of QUIC is on: a channel of datagrams with the options of {@code docs/which-option.md}. */
enum Transport {
    NIO(NioIoHandler::newFactory, () -> new NioDatagramChannel(SocketProtocolFamily.INET)),
    IOCP(IocpIoHandler::newFactory, Transport::iocpChannel);

    /** Packets of which a call sends several, where Windows does that. */
    static final SegmentedDatagramPacketAllocator SEGMENTS =
            (data, segmentSize, remote) -> new IocpDatagramPacket(data, remote).withSegmentSize(segmentSize);

    private final Supplier<IoHandlerFactory> ioHandlers;
    private final ChannelFactory<DatagramChannel> channels;

    Transport(Supplier<IoHandlerFactory> ioHandlers, ChannelFactory<DatagramChannel> channels) {
        this.ioHandlers = ioHandlers;
        this.channels = channels;
    }

    private static IocpDatagramChannel iocpChannel() {
        IocpDatagramChannel channel = new IocpDatagramChannel(SocketProtocolFamily.INET);
        Integer receives = Integer.getInteger("receives");
        if (receives != null) {
            channel.config().setOption(IocpChannelOption.PENDING_RECEIVES, receives);
        }
        return channel;
    }

    static Transport of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    EventLoopGroup eventLoop() {
        return new MultiThreadIoEventLoopGroup(1, ioHandlers.get());
    }

    /** A bound channel with this codec; on other systems than Windows it has no options. */
    Channel bind(EventLoopGroup group, ChannelHandler codec) throws InterruptedException {
        ChannelHandler withOptions = new WinsockChannelInitializer(codec)
                .option(WinsockChannelOption.SIO_UDP_CONNRESET, false)
                .option(WinsockChannelOption.SO_RCVBUF, 2 * 1024 * 1024)
                .option(WinsockChannelOption.IP_DONTFRAGMENT, true);
        return new Bootstrap()
                .group(group)
                .channelFactory(channels)
                .handler(Winsock.isAvailable() ? withOptions : codec)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    /** What is best for connections over a channel of datagrams. */
    static SegmentedDatagramPacketAllocator packets(Channel datagrams) {
        return datagrams instanceof IocpDatagramChannel
                        && ((IocpDatagramChannel) datagrams).isSegmentationOffloadSupported()
                ? SEGMENTS
                : SegmentedDatagramPacketAllocator.NONE;
    }
}
