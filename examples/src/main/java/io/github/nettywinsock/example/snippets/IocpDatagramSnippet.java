package io.github.nettywinsock.example.snippets;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpDatagramPacket;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;

/** A server on many addresses that answers a question by many datagrams. */
final class IocpDatagramSnippet {
    private IocpDatagramSnippet() {}

    static ChannelFuture listen(EventLoopGroup group, ChannelHandler handler, int port) {
        // snippet: iocp-datagrams
        Bootstrap datagrams = new Bootstrap()
                .group(group)
                .channelFactory(() -> new IocpDatagramChannel(SocketProtocolFamily.INET))
                .option(WinsockChannelOption.IP_PKTINFO, true)
                .handler(handler);
        // end
        return datagrams.bind(port);
    }

    static void answer(ChannelHandlerContext ctx, DatagramPacket question, ByteBuf content) {
        // snippet: iocp-datagram-packet
        ctx.writeAndFlush(
                new IocpDatagramPacket(content, question.sender(), question.recipient()).withSegmentSize(1200));
        // end
    }

    /** Answers by what was asked. */
    static final class Answerer extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket question) {
            answer(ctx, question, question.content().retain());
        }
    }
}
