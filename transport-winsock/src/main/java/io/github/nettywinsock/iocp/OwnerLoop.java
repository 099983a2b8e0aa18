package io.github.nettywinsock.iocp;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The event loop whose port a SOCKET belongs to for life, from the first registration of its channel on, and the
 * registration there. What only asks may be called on any thread.
 */
final class OwnerLoop {
    private volatile IoRegistration registration;
    private volatile EventLoop loop;

    /** Whether {@code loop} takes the channels of this transport. */
    static boolean isIocp(EventLoop loop) {
        return loop instanceof IoEventLoop && ((IoEventLoop) loop).isCompatible(IocpIoHandle.class);
    }

    /** Notes that a channel was registered. */
    void registered(EventLoop loop, IoRegistration registration) {
        this.registration = registration;
        this.loop = loop;
    }

    /**
     * Registers a channel again that is registered nowhere, so that it can still send. Only used on the event loop.
     */
    void registerToClose(IocpIoHandle handle) {
        if (loop.isShuttingDown()) {
            return;
        }
        Future<IoRegistration> registered = ((IoEventLoop) loop).register(handle);
        if (registered.isSuccess()) {
            registration = registered.getNow();
        }
    }

    /** Cancels the registration, if there is one. */
    void cancelRegistration() {
        IoRegistration current = registration;
        if (current != null) {
            current.cancel();
        }
    }

    /** Whether the channel was registered once. */
    boolean isKnown() {
        return loop != null;
    }

    /** The event loop, or null before the first registration. */
    EventLoop loop() {
        return loop;
    }

    /** Whether calls can be made. */
    boolean canSubmit() {
        IoRegistration current = registration;
        return current != null && current.isValid();
    }

    /** The last registration. */
    IocpRegistration registration() {
        return registration.attachment();
    }

    /** What runs a task that may block. */
    EventExecutor other() {
        return registration == null
                ? GlobalEventExecutor.INSTANCE
                : registration().handler().other();
    }

    /** Runs a task on the event loop; any thread may close a channel that cannot be registered. */
    void execute(Runnable task) {
        EventLoop current = loop;
        if (current == null || current.inEventLoop() || current.isTerminated()) {
            task.run();
            return;
        }
        try {
            current.execute(task);
        } catch (RejectedExecutionException e) {
            // It takes no task any more, and its thread may still end the calls of the channel.
            current.terminationFuture().addListener(terminated -> task.run());
        }
    }
}
