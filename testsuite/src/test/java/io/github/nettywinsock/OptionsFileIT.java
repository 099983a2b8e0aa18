package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.github.nettywinsock.testsuite.EventLoops;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Stock channels that get their options from a file, as written by an editor of Windows. */
@NeedsWindows("NIO channels")
class OptionsFileIT {
    @RegisterExtension
    final EventLoops nio = EventLoops.nio();

    private final InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);

    @TempDir
    Path directory;

    @Test
    void tcpChannelsGetTheOptionsOfTheirRole() throws Exception {
        WinsockInitializerExtension extension = extension(
                "\uFEFFlistener.SO_RCVBUF = 33000\r\nclient.SO_SNDBUF = 33001\r\nclient.TCP_NODELAY = true\r\n");
        Channel listener = listener(extension).sync().channel();
        assertThat(Winsock.getOption(listener, WinsockChannelOption.SO_RCVBUF)).isEqualTo(33000);

        Channel client = client(new NioSocketChannel(), extension::postInitializeClientChannel)
                .group(nio.group)
                .connect(listener.localAddress())
                .sync()
                .channel();
        assertThat(Winsock.getOption(client, WinsockChannelOption.SO_SNDBUF)).isEqualTo(33001);
        assertThat(Winsock.getOption(client, WinsockChannelOption.TCP_NODELAY)).isTrue();
    }

    @Test
    void iocpChannelsGetThemToo() throws Exception {
        EventLoopGroup iocp = new MultiThreadIoEventLoopGroup(1, IocpIoHandler.newFactory());
        try {
            WinsockInitializerExtension extension =
                    extension("\uFEFFlistener.SO_RCVBUF = 33000\r\ndatagram.SO_BROADCAST = true\r\n");
            Channel listener = listener(extension, iocp, IocpServerSocketChannel::new)
                    .sync()
                    .channel();
            assertThat(Winsock.getOption(listener, WinsockChannelOption.SO_RCVBUF))
                    .isEqualTo(33000);
            int port = ((InetSocketAddress) listener.localAddress()).getPort();

            WinsockInitializerExtension ofPort =
                    extension("\uFEFFclient.SO_SNDBUF = 33001\r\nclient[" + port + "].SO_SNDBUF = 33002\r\n");
            Channel client = client(new IocpSocketChannel(), ofPort::postInitializeClientChannel)
                    .group(iocp)
                    .connect(listener.localAddress())
                    .sync()
                    .channel();
            assertThat(Winsock.getOption(client, WinsockChannelOption.SO_SNDBUF))
                    .isEqualTo(33002);
        } finally {
            iocp.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** A DNS resolver in the same application. */
    @Test
    void aDatagramChannelIsNotGivenTheOptionsOfTcpClients() throws Exception {
        WinsockInitializerExtension extension =
                extension("\uFEFFclient.TCP_NODELAY = true\r\ndatagram.SO_BROADCAST = true\r\n");
        Channel datagrams = client(new NioDatagramChannel(), extension::postInitializeClientChannel)
                .group(nio.group)
                .bind(anyPort)
                .sync()
                .channel();
        assertThat(Winsock.getOption(datagrams, WinsockChannelOption.SO_BROADCAST))
                .isTrue();
        assertThat(datagrams
                        .writeAndFlush(new DatagramPacket(
                                Unpooled.buffer().writeByte(42), (InetSocketAddress) datagrams.localAddress()))
                        .await()
                        .cause())
                .isNull();
    }

    @Test
    void aLineThatCannotBeUsedFailsTheBindWithTheReason() throws Exception {
        ChannelFuture bind = listener(extension("\uFEFF# policy\r\nlistener.SO_EXCLUSIVEADDRUS = true\r\n"))
                .await();
        assertThat(bind.cause())
                .hasMessageEndingWith(", line 2: listener.SO_EXCLUSIVEADDRUS: there is no socket option"
                        + " SO_EXCLUSIVEADDRUS; did you mean SO_EXCLUSIVEADDRUSE?");
    }

    private ChannelFuture listener(WinsockInitializerExtension extension) {
        return listener(extension, nio.group, NioServerSocketChannel::new);
    }

    private ChannelFuture listener(
            WinsockInitializerExtension extension, EventLoopGroup loops, Supplier<ServerChannel> channel) {
        return new ServerBootstrap()
                .group(loops)
                .channelFactory(() -> initialized(channel.get(), extension::postInitializeServerListenerChannel))
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(anyPort);
    }

    private <C extends Channel> Bootstrap client(C channel, Consumer<? super C> hook) {
        return new Bootstrap()
                .channelFactory(() -> initialized(channel, hook))
                .handler(new ChannelInboundHandlerAdapter());
    }

    private static <C> C initialized(C channel, Consumer<? super C> hook) {
        hook.accept(channel);
        return channel;
    }

    /** In UTF-16, as Windows PowerShell writes it. */
    private WinsockInitializerExtension extension(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("winsock.properties"), text, StandardCharsets.UTF_16LE);
        System.setProperty(WinsockInitializerExtension.OPTIONS_FILE, file.toString());
        try {
            return new WinsockInitializerExtension();
        } finally {
            System.clearProperty(WinsockInitializerExtension.OPTIONS_FILE);
        }
    }
}
