package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closes that something thrown meets, or a second one: the SOCKET is closed, and the event loop does not wait for that. */
class ThrowingCloseTest {
    private final List<String> faults = new ArrayList<>();
    private final List<Channel> accepted = new ArrayList<>();
    private final VirtualWorld world = new VirtualWorld(1, 1, faults);
    private final VirtualLoop loop = world.loops().get(0);

    @AfterEach
    void nothingIsLeft() {
        world.shutDown();
        assertThat(faults).isEmpty();
        world.windows.verifyClosed();
        world.allocator.free();
    }

    @ParameterizedTest
    @CsvSource({"shutdown, 0", "CancelIoEx, 0", "shutdown, 5", "CancelIoEx, 5"})
    void aCloseCompletesThoughACallThrows(String call, int linger) {
        Channel client = connected();
        client.config().setOption(ChannelOption.SO_LINGER, linger == 0 ? -1 : linger);
        int open = world.windows.openSockets();
        world.windows.faults().throwNth(call, 1, () -> Thrown.error("of " + call));
        ChannelFuture closed = onLoop(client::close);
        assertThat(closed.isDone()).isTrue();
        assertThat(world.windows.openSockets()).isLessThan(open);
        assertThat(world.windows.faults().struck()).isEqualTo(1);
    }

    @Test
    void aListenerClosesThoughACallThrows() {
        Channel listener = listen();
        world.windows.faults().throwNth("CancelIoEx", 1, () -> Thrown.error("of CancelIoEx"));
        assertThat(onLoop(listener::close).isDone()).isTrue();
    }

    /** As a program does that gives a channel up twice, or Netty for a registration that fails. */
    @Test
    void aForcedCloseDoesNotWaitForOneThatLingers() {
        Channel client = connected();
        client.config().setOption(ChannelOption.SO_LINGER, 5);
        ChannelFuture closed = onLoop(() -> {
            client.write(client.alloc().directBuffer().writeZero(1 << 20));
            client.flush();
            ChannelFuture closing = client.close();
            client.unsafe().closeForcibly();
            return closing;
        });
        world.settle(TimeUnit.SECONDS.toNanos(10));
        assertThat(closed.isDone()).isTrue();
        assertThat(client.isOpen()).isFalse();
    }

    private Channel listen() {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop.loop())
                .channelFactory(() -> world.transport.listener(SocketProtocolFamily.INET))
                .childOption(ChannelOption.ALLOCATOR, world.allocator)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted.add(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        settle();
        return bound.syncUninterruptibly().channel();
    }

    /** A client whose peer reads nothing. */
    private Channel connected() {
        ChannelFuture connected = new Bootstrap()
                .group(loop.loop())
                .channelFactory(() -> world.transport.connection(SocketProtocolFamily.INET))
                .option(ChannelOption.ALLOCATOR, world.allocator)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(listen().localAddress());
        settle();
        assertThat(accepted).hasSize(1);
        return connected.syncUninterruptibly().channel();
    }

    private ChannelFuture onLoop(Supplier<ChannelFuture> task) {
        ChannelFuture[] future = new ChannelFuture[1];
        loop.call(() -> future[0] = task.get());
        settle();
        return future[0];
    }

    private void settle() {
        world.settle(TimeUnit.SECONDS.toNanos(3));
    }
}
