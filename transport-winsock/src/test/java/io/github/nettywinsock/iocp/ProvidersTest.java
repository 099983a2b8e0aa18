package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What depends on the service providers of Windows: extension functions (R014), and whether SOCKETs are file handles (R210). */
class ProvidersTest extends FreeRunningTest {
    static Stream<Boolean> layers() {
        return Stream.of(false, true);
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketProtocolFamily.class,
            names = {"INET", "INET6"})
    void eachFamilyHasItsOwnExtensionFunctions(SocketProtocolFamily family) throws Exception {
        start(1);
        IocpSocketChannel connection = connect(family);
        connection.close().sync();
        Channel datagrams = new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.datagrams(family))
                .handler(new ChannelInboundHandlerAdapter())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        datagrams.close().sync();
        transport.windows.verify();
    }

    @ParameterizedTest(name = "layered: {0}")
    @MethodSource("layers")
    void packetsAreSkippedWhereAllProvidersHaveFileHandles(boolean layered) throws Exception {
        // One that takes the mode.
        start(0);
        if (layered) {
            transport.windows.layer();
        }
        assertThat(connect(SocketProtocolFamily.INET).socket.overlapped().skipPackets())
                .isEqualTo(!layered);
    }

    @Test
    void aLoopStaysOnItsThreadWithWhoseEndCallsMayEnd() {
        start(0);
        assertThat(transport.handlers().isChangingThreadSupported()).isFalse();
    }

    private IocpSocketChannel connect(SocketProtocolFamily family) throws InterruptedException {
        Channel listener = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> transport.listener(family))
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        return (IocpSocketChannel) new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.connection(family))
                .handler(new ChannelInboundHandlerAdapter())
                .connect(listener.localAddress())
                .sync()
                .channel();
    }
}
