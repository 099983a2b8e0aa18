package io.github.nettywinsock.quic;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** Sends back what comes on each stream. */
public final class QuicEchoServer {
    private QuicEchoServer() {}

    /** Takes {@code nio} or {@code iocp}; prints the port and runs until it is ended. */
    public static void main(String[] args) throws Exception {
        Transport transport = Transport.of(args[0]);
        EventLoopGroup group = transport.eventLoop();
        try {
            Channel server = transport.bind(group, codec(Transport::packets));
            System.out.println(((InetSocketAddress) server.localAddress()).getPort());
            server.closeFuture().sync();
        } finally {
            group.shutdownGracefully();
        }
    }

    /** @param packets what connections over a channel of datagrams write */
    static ChannelHandler codec(Function<Channel, SegmentedDatagramPacketAllocator> packets) throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        QuicSslContext context = QuicSslContextBuilder.forServer(
                        certificate.getKeyPair().getPrivate(), null, certificate.getCertificatePath())
                .applicationProtocols(QuicLoad.PROTOCOL)
                .build();
        return QuicLoad.limits(new QuicServerCodecBuilder().sslContext(context))
                .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel connection) {
                        connection
                                .config()
                                .setOption(
                                        QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR,
                                        packets.apply(connection.parent()));
                    }
                })
                .streamHandler(new Echo())
                .build();
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            cause.printStackTrace();
            ctx.close();
        }
    }
}
