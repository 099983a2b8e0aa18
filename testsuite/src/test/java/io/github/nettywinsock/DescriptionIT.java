package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a live channel says of itself. */
@NeedsWindows("the provider's own answers")
class DescriptionIT {
    @Test
    void aChannelOfNio() throws Exception {
        describe(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioDatagramChannel.class);
    }

    @Test
    void aChannelOfIocp() throws Exception {
        describe(IocpIoHandler.newFactory(), IocpServerSocketChannel.class, IocpDatagramChannel.class);
    }

    private static void describe(
            IoHandlerFactory io, Class<? extends ServerChannel> listener, Class<? extends Channel> datagrams)
            throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io);
        try {
            String ofListener = describe(new ServerBootstrap()
                    .group(group)
                    .channel(listener)
                    .childHandler(new ChannelInboundHandlerAdapter()));
            assertThat(ofListener)
                    .contains(", listening:\n")
                    .containsPattern("\n  SOL_SOCKET +SO_ACCEPTCONN +true\n")
                    .containsPattern("\n  SOL_SOCKET +SO_EXCLUSIVEADDRUSE +true\n")
                    .containsPattern("\n  IPPROTO_TCP +TCP_NODELAY +false\n")
                    .doesNotContain("SO_ERROR");
            String ofDatagrams = describe(
                    new Bootstrap().group(group).channel(datagrams).handler(new ChannelInboundHandlerAdapter()));
            assertThat(ofDatagrams)
                    .contains(", bound:\n")
                    .containsPattern("\n  SOL_SOCKET +SO_BROADCAST +(true|false)\n")
                    .doesNotContain("TCP_NODELAY");
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static String describe(AbstractBootstrap<?, ?> bootstrap) throws Exception {
        Channel channel = bootstrap.bind("127.0.0.1", 0).sync().channel();
        String description = Winsock.describe(channel);
        assertThat(description).startsWith(channel + ", SOCKET 0x");
        return description;
    }
}
