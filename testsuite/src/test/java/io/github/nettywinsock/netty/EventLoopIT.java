package io.github.nettywinsock.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.iocp.IocpIoHandle;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.testsuite.transport.AbstractSingleThreadEventLoopTest;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class EventLoopIT extends AbstractSingleThreadEventLoopTest {
    @Test
    void takesHandlesOfItsTransport() {
        EventLoopGroup group = newEventLoopGroup();
        try {
            assertThat(((IoEventLoop) group.next()).isCompatible(IocpIoHandle.class))
                    .isNotEqualTo(IocpSocketTestPermutation.ON_NIO);
        } finally {
            group.shutdownGracefully();
        }
    }

    @Override
    protected EventLoopGroup newEventLoopGroup() {
        return new MultiThreadIoEventLoopGroup(1, handlers());
    }

    @Override
    protected EventLoopGroup newAutoScalingEventLoopGroup() {
        return new MultiThreadIoEventLoopGroup(
                SCALING_MAX_THREADS, (Executor) null, AUTO_SCALING_CHOOSER_FACTORY, handlers());
    }

    @Override
    protected Channel newChannel() {
        return IocpSocketTestPermutation.ON_NIO ? new NioServerSocketChannel() : new IocpServerSocketChannel();
    }

    @Override
    protected Class<? extends ServerChannel> serverChannelClass() {
        return IocpSocketTestPermutation.ON_NIO ? NioServerSocketChannel.class : IocpServerSocketChannel.class;
    }

    private static IoHandlerFactory handlers() {
        return IocpSocketTestPermutation.ON_NIO ? NioIoHandler.newFactory() : IocpIoHandler.newFactory();
    }
}
