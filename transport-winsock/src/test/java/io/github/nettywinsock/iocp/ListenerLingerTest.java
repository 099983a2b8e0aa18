package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.simulation.Door;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SO_LINGER of a listener, which its connections get when they are accepted (R115): no event loop waits for their end. */
class ListenerLingerTest extends VirtualTimeTest {
    private static final int MUCH = 1 << 20;

    private final List<Channel> children = new ArrayList<>();
    private IocpServerSocketChannel listener;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noEventLoopWaitsForAConnection(boolean beforeBind) {
        start(5);
        open();
        if (beforeBind) {
            linger();
        }
        bind();
        if (!beforeBind) {
            onLoop(this::linger);
        }
        connect();
        Channel child = children.get(0);
        loop.call(() -> loop.register(child));
        settle(5);
        ByteBuf data = Unpooled.directBuffer(MUCH).writeZero(MUCH);
        onLoop(() -> child.writeAndFlush(data));
        settle(80);
        ChannelFuture[] closed = new ChannelFuture[1];
        onLoop(() -> closed[0] = child.close());
        settle(10_000);
        assertThat(closed[0].isSuccess()).isTrue();
        end();
    }

    @Test
    void noEventLoopWaitsForOneThatNobodyGets() {
        start(5);
        open();
        linger();
        listener.config().setAutoRead(false);
        bind();
        onLoop(listener::read);
        connect();
        connect();
        assertThat(children).hasSize(1);
        onLoop(() -> children.get(0).unsafe().closeForcibly());
        end();
    }

    private void open() {
        listener = world.transport.listener(SocketProtocolFamily.INET);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object child) {
                children.add((Channel) child);
            }
        });
    }

    private void linger() {
        listener.config().setOption(WinsockChannelOption.SO_LINGER, Linger.ofSeconds(5));
    }

    private void bind() {
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(50);
    }

    private void connect() {
        long peer = door.boundTcp();
        Door.Slot connect = door.slot();
        door.connect(peer, listener.localAddress(), connect);
        settle(200);
        door.updateConnectContext(peer);
    }

    private void end() {
        onLoop(listener::close);
        settle(10_000);
    }
}
