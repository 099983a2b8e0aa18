package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows checks some options only at bind, so its failure names what was set before. */
class BindFailureTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private ServerSocket holder;

    @BeforeEach
    void holdAPort() throws Exception {
        holder = new ServerSocket(0, 1, Loopback.ANY_PORT.getAddress());
    }

    @AfterEach
    void releaseIt() throws Exception {
        holder.close();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void anAddressInUseListsTheOptionsSetBefore(WayIn way) throws Exception {
        ChannelFuture bind = loopback.bind(
                way, options(SO_EXCLUSIVEADDRUSE, true, SO_SNDBUF, 4242), options(), holder.getLocalPort());

        assertThat(bind.cause())
                .isExactlyInstanceOf(BindException.class)
                .hasMessageEndingWith(
                        "; set before bind, which may have failed because of it: SO_EXCLUSIVEADDRUSE=true, SO_SNDBUF=4242");
        assertThat(bind.cause().getCause()).isInstanceOf(BindException.class);
        assertThat(bind.cause()).hasMessageStartingWith(bind.cause().getCause().getMessage());
        Loopback.assertCloses(bind.channel());
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void withoutOptionsItIsTheFailureOfTheJdk(WayIn way) throws Exception {
        ChannelFuture bind = loopback.bind(way, options(), options(), holder.getLocalPort());
        assertThat(bind.cause()).isInstanceOf(BindException.class).hasNoCause();
        assertThat(bind.cause().getMessage()).doesNotContain("set before bind");
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aLocalAddressInUseListsTheOptionsOfAClient(WayIn way) throws Exception {
        InetSocketAddress used = (InetSocketAddress) holder.getLocalSocketAddress();
        ChannelFuture connect =
                Loopback.done(way.client(loopback.ws2.provider(), options(SO_SNDBUF, 4242), loopback.client)
                        .group(loopback.group)
                        .connect(used, used));

        assertThat(connect.cause())
                .hasMessageContaining("set before bind, which may have failed because of it: SO_SNDBUF=4242");
        assertThat(connect.cause()).hasRootCauseInstanceOf(BindException.class);
        Loopback.assertCloses(connect.channel());
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aRefusedConnectionStaysAConnectException(WayIn way) throws Exception {
        InetSocketAddress nobody = (InetSocketAddress) holder.getLocalSocketAddress();
        holder.close();
        ChannelFuture connect = loopback.connect(way, nobody, SO_SNDBUF, 4242);

        assertThat(connect.cause()).isInstanceOf(ConnectException.class);
        assertThat(connect.cause().getMessage()).doesNotContain("SO_SNDBUF").contains(nobody.toString());
        Loopback.assertCloses(connect.channel());
    }

    /** Such as a firewall that blocks the connection: bind has succeeded. */
    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aFailureOfTheConnectItselfIsNotTheFaultOfTheOptions(WayIn way) throws Exception {
        Channel client = Loopback.succeeded(
                Loopback.done(way.client(loopback.ws2.provider(), options(SO_SNDBUF, 4242), loopback.client)
                        .group(loopback.group)
                        .register()));
        BindException blocked = new BindException("Permission denied: connect");
        client.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void connect(
                    ChannelHandlerContext ctx, SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                ctx.bind(local).addListener(bound -> promise.setFailure(blocked));
            }
        });
        ChannelFuture connect = Loopback.done(client.connect(holder.getLocalSocketAddress(), Loopback.ANY_PORT));
        assertThat(connect.cause()).isSameAs(blocked);
    }
}
