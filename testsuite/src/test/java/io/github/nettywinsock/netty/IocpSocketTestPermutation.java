package io.github.nettywinsock.netty;

import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapFactory;
import io.netty.testsuite.transport.socket.SocketTestPermutation;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;

/** What Netty's tests run on: channels of the IOCP transport with each other, and with NIO channels at either end. */
final class IocpSocketTestPermutation extends SocketTestPermutation {
    /** Whether the tests run on NIO channels alone, to tell what fails there too. */
    static final boolean ON_NIO = "nio".equals(System.getProperty("netty.suite.transport"));

    static final SocketTestPermutation INSTANCE =
            ON_NIO ? new SocketTestPermutation() : new IocpSocketTestPermutation();

    private final EventLoopGroup iocpGroup = new MultiThreadIoEventLoopGroup(
            NUM_THREADS, new DefaultThreadFactory("testsuite-iocp", true), IocpIoHandler.newFactory());

    private IocpSocketTestPermutation() {}

    @Override
    public List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> socket() {
        return withoutNioAlone(combo(serverSocket(), clientSocket()));
    }

    @Override
    public List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> socketWithFastOpen() {
        return withoutNioAlone(combo(serverSocket(), clientSocketWithFastOpen()));
    }

    @Override
    public List<BootstrapFactory<ServerBootstrap>> serverSocket() {
        return List.of(
                () -> new ServerBootstrap().group(iocpGroup).channel(IocpServerSocketChannel.class),
                () -> new ServerBootstrap().group(NIO_GROUP).channel(NioServerSocketChannel.class));
    }

    @Override
    public List<BootstrapFactory<Bootstrap>> clientSocket() {
        return List.of(
                () -> new Bootstrap().group(iocpGroup).channel(IocpSocketChannel.class),
                () -> new Bootstrap().group(NIO_GROUP).channel(NioSocketChannel.class));
    }

    @Override
    public List<BootstrapFactory<Bootstrap>> clientSocketWithFastOpen() {
        List<BootstrapFactory<Bootstrap>> factories = new ArrayList<>(clientSocket());
        factories.add(0, () -> clientSocket().get(0).newInstance().option(ChannelOption.TCP_FASTOPEN_CONNECT, true));
        return factories;
    }

    @Override
    public List<BootstrapComboFactory<Bootstrap, Bootstrap>> datagram(SocketProtocolFamily family) {
        List<BootstrapFactory<Bootstrap>> factories = List.of(
                () -> new Bootstrap().group(iocpGroup).channelFactory(() -> new IocpDatagramChannel(family)),
                () -> new Bootstrap().group(NIO_GROUP).channelFactory(() -> new NioDatagramChannel(family)));
        return withoutNioAlone(combo(factories, factories));
    }

    @Override
    public List<BootstrapFactory<Bootstrap>> datagramSocket() {
        return List.of(() -> new Bootstrap().group(iocpGroup).channel(IocpDatagramChannel.class));
    }

    private static <T> List<T> withoutNioAlone(List<T> combinations) {
        return combinations.subList(0, combinations.size() - 1);
    }
}
