package io.github.nettywinsock.netty;

import io.github.nettywinsock.iocp.TransportUnderTest;
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
import java.util.concurrent.TimeUnit;

/**
 * What Netty's tests run on: channels of the IOCP transport with each other, and, where there is a Windows, with NIO channels
 * at either end.
 */
final class IocpSocketTestPermutation extends SocketTestPermutation {
    /** Whether the tests run on NIO channels alone, to tell what fails there too. */
    static final boolean ON_NIO = "nio".equals(System.getProperty("netty.suite.transport"));

    static final SocketTestPermutation INSTANCE =
            ON_NIO ? new SocketTestPermutation() : new IocpSocketTestPermutation();

    private EventLoopGroup group;

    private IocpSocketTestPermutation() {}

    private EventLoopGroup group() {
        if (group == null) {
            group = new MultiThreadIoEventLoopGroup(
                    NUM_THREADS, new DefaultThreadFactory("testsuite-iocp", true), TransportUnderTest.handlers());
            TransportUnderTest.beforeTheEnd(this::closeGroup);
        }
        return group;
    }

    private void closeGroup() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        group = null;
    }

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
        return withoutNio(List.of(
                () -> new ServerBootstrap().group(group()).channelFactory(TransportUnderTest::newListener),
                () -> new ServerBootstrap().group(NIO_GROUP).channel(NioServerSocketChannel.class)));
    }

    @Override
    public List<BootstrapFactory<Bootstrap>> clientSocket() {
        return withoutNio(List.of(
                () -> new Bootstrap().group(group()).channelFactory(TransportUnderTest::newConnection),
                () -> new Bootstrap().group(NIO_GROUP).channel(NioSocketChannel.class)));
    }

    @Override
    public List<BootstrapFactory<Bootstrap>> clientSocketWithFastOpen() {
        List<BootstrapFactory<Bootstrap>> factories = new ArrayList<>(clientSocket());
        factories.add(0, () -> clientSocket().get(0).newInstance().option(ChannelOption.TCP_FASTOPEN_CONNECT, true));
        return factories;
    }

    @Override
    public List<BootstrapComboFactory<Bootstrap, Bootstrap>> datagram(SocketProtocolFamily family) {
        List<BootstrapFactory<Bootstrap>> factories = withoutNio(List.of(
                () -> new Bootstrap().group(group()).channelFactory(() -> TransportUnderTest.newDatagrams(family)),
                () -> new Bootstrap().group(NIO_GROUP).channelFactory(() -> new NioDatagramChannel(family))));
        return withoutNioAlone(combo(factories, factories));
    }

    @Override
    public List<BootstrapFactory<Bootstrap>> datagramSocket() {
        return List.of(() -> new Bootstrap().group(group()).channelFactory(TransportUnderTest::newDatagrams));
    }

    /** A Windows in memory has no sockets that NIO could open. */
    private static <T> List<T> withoutNio(List<T> factories) {
        return TransportUnderTest.IS_SIMULATED ? factories.subList(0, 1) : factories;
    }

    private static <T> List<T> withoutNioAlone(List<T> combinations) {
        return TransportUnderTest.IS_SIMULATED ? combinations : combinations.subList(0, combinations.size() - 1);
    }
}
