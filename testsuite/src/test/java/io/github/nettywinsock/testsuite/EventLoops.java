package io.github.nettywinsock.testsuite;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Event loops of a test, with whose end its channels are closed. */
public class EventLoops implements AutoCloseable, AfterEachCallback {
    public final EventLoopGroup group;

    protected EventLoops(int loops, IoHandlerFactory factory) {
        group = new MultiThreadIoEventLoopGroup(loops, factory);
    }

    /** One of NIO. */
    public static EventLoops nio() {
        return new EventLoops(1, NioIoHandler.newFactory());
    }

    @Override
    public final void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
