package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener with SO_CONDITIONAL_ACCEPT whose thread cannot wait. */
class PendingConnectionsTest extends FreeRunningTest {
    private static final int ERROR_NO_SYSTEM_RESOURCES = 1450;
    private static final int SECONDS = 20;

    private final AtomicInteger waits = new AtomicInteger();

    @AfterEach
    void end() throws Exception {
        assertThat(group.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).await(SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    /** As long as it cannot, it looks for connections now and then. */
    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE})
    void acceptsAllTheSame(int failures) throws Exception {
        transport = new SimulatedTransport(SimulatedWindows.freeRunningWithoutWhims());
        group = new MultiThreadIoEventLoopGroup(2, transport.handlers());
        Interceptor.Sockets ws2 = Interceptor.sockets(
                transport.windows.ws2(),
                transport.windows.sockets(),
                (call, arguments) -> call.equals("WaitForSingleObject") && waits.getAndIncrement() < failures
                        ? -ERROR_NO_SYSTEM_RESOURCES
                        : null);
        Channel listener = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> new IocpServerSocketChannel(ws2, ws2, SocketProtocolFamily.INET))
                .option(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true)
                .childHandler(quiet())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        for (int i = 0; i < 3; i++) {
            Channel client = new Bootstrap()
                    .group(group)
                    .channelFactory(() -> transport.connection(SocketProtocolFamily.INET))
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) TimeUnit.SECONDS.toMillis(SECONDS))
                    .handler(quiet())
                    .connect(listener.localAddress())
                    .sync()
                    .channel();
            client.close().sync();
        }
        listener.close().sync();
        assertThat(waits.get()).isPositive();
    }

    private static ChannelInitializer<Channel> quiet() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {}
        };
    }
}
