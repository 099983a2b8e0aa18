package io.github.nettywinsock.iocp;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.TimeUnit;

/** An event loop for channels of the transport that has shut down: it takes no task, and so no channel. */
final class TerminatedLoop {
    private static final EventLoop LOOP = terminated();

    private TerminatedLoop() {}

    static EventLoop get() {
        return LOOP;
    }

    private static EventLoop terminated() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, executor -> new Handler());
        EventLoop loop = group.next();
        if (!group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the event loop does not end");
        }
        return loop;
    }

    private static final class Handler implements IoHandler {
        @Override
        public int run(IoHandlerContext context) {
            return 0;
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            throw new UnsupportedOperationException("no channels");
        }

        @Override
        public void wakeup() {
            // It never sleeps.
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return true;
        }
    }
}
