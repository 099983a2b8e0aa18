package io.github.nettywinsock.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.SilentAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapFactory;
import io.netty.testsuite.transport.socket.SocketConnectionAttemptTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The bad host of these tests is an address of this machine that does not answer; limits of time are longer. */
class SocketConnectionAttemptIT extends SocketConnectionAttemptTest {
    private SilentAddress silent;

    @BeforeEach
    void open() throws Exception {
        silent = new SilentAddress();
    }

    @AfterEach
    void close() throws Exception {
        silent.close();
    }

    @Override
    protected List<BootstrapFactory<Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.clientSocket();
    }

    @Override
    public void testConnectTimeout(Bootstrap bootstrap) throws Throwable {
        ChannelFuture connect = bootstrap
                .handler(new ChannelInboundHandlerAdapter())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2000)
                .connect(silent.address());
        assertThat(connect.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(connect.cause()).isInstanceOf(ConnectTimeoutException.class);
        connect.channel().close();
    }

    /** Without asking first, with a plain socket, whether the bad host answers. */
    @Test
    @Override
    public void testConnectCancellation(TestInfo testInfo) throws Throwable {
        run(testInfo, this::testConnectCancellation);
    }

    @Override
    public void testConnectCancellation(Bootstrap bootstrap) throws Throwable {
        ChannelFuture connect = bootstrap
                .handler(new ChannelInboundHandlerAdapter())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 60_000)
                .connect(silent.address());
        Silence.of(connect);
        assertThat(connect.cancel(true)).isTrue();
        assertThat(connect.channel().closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(connect.isCancelled()).isTrue();
    }
}
