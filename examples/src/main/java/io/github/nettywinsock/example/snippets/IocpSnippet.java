package io.github.nettywinsock.example.snippets;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.iocp.AcceptCondition.Decision;
import io.github.nettywinsock.iocp.IocpChannelOption;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;

/** The transport on completion ports, and a listener that decides which connections it accepts. */
final class IocpSnippet {
    private IocpSnippet() {}

    static EventLoopGroup group() {
        // snippet: iocp-group
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(IocpIoHandler.newFactory());
        // end
        return group;
    }

    static ChannelFuture listen(EventLoopGroup group, ChannelHandler handler, InetAddress unwanted, int port) {
        // snippet: iocp
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channel(IocpServerSocketChannel.class)
                .option(WinsockChannelOption.SO_RCVBUF, 65536)
                .option(
                        IocpChannelOption.ACCEPT_CONDITION,
                        (remote, local) -> remote.getAddress().equals(unwanted) ? Decision.REJECT : Decision.ACCEPT)
                .childHandler(handler);
        // end
        return server.bind("127.0.0.1", port);
    }
}
