package io.github.nettywinsock.iocp;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The promises of closes that are called while the first one goes on. Netty has an event loop complete them, which may have
 * ended when another thread closes the SOCKET.
 */
final class JoinedCloses {
    private final ChannelFuture closeFuture;
    private final Queue<ChannelPromise> promises = new ConcurrentLinkedQueue<>();

    /** @param closeFuture what is done when the first one is over */
    JoinedCloses(ChannelFuture closeFuture) {
        this.closeFuture = closeFuture;
    }

    /** Has a promise complete with the first close. */
    void add(ChannelPromise promise) {
        if (promise.setUncancellable()) {
            promises.add(promise);
            complete();
        }
    }

    /** Completes them if the first close is over; on any thread. */
    void complete() {
        while (closeFuture.isDone() && !promises.isEmpty()) {
            ChannelPromise promise = promises.poll();
            if (promise != null) {
                promise.trySuccess();
            }
        }
    }
}
