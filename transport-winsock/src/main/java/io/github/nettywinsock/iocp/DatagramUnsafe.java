package io.github.nettywinsock.iocp;

import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.util.concurrent.Executor;

/** What Netty asks of a datagram channel, and what its sends have come to: who sends and closes is told. */
final class DatagramUnsafe extends AbstractIocpChannel.AbstractIocpUnsafe {
    private final IocpDatagramChannel channel;
    private final DatagramClose close;

    DatagramUnsafe(IocpDatagramChannel channel) {
        channel.super();
        this.channel = channel;
        close = new DatagramClose(channel);
    }

    @Override
    public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
        if (!promise.setUncancellable() || !ensureOpen(promise)) {
            return;
        }
        if (channel.isConnected()) {
            promise.tryFailure(new AlreadyConnectedException());
            return;
        }
        if (localAddress != null && channel.isBound()) {
            promise.tryFailure(new AlreadyBoundException());
            return;
        }
        boolean wasActive = channel.isActive();
        LocalBind bind = new LocalBind(channel);
        try {
            InetSocketAddress remote = SocketFamily.resolved(remoteAddress);
            InetSocketAddress local = localAddress == null ? null : SocketFamily.resolved(localAddress);
            channel.options.beforeConnect();
            if (local != null) {
                LocalBind.exclusiveByDefault(channel);
                bind.bind(local);
            }
            channel.connectNow(remote);
        } catch (Throwable e) {
            promise.tryFailure(connectFailure(e, remoteAddress));
            bind.closeUnlessRefused();
            return;
        }
        boolean becomesActive = !wasActive && channel.isActive();
        promise.trySuccess();
        // Even if a listener of the promise has closed the channel.
        if (becomesActive) {
            channel.pipeline().fireChannelActive();
        }
        channel.receiveLoop().resume();
    }

    /** Handles the completion of a send. */
    void sendCompleted(SendDatagramOperation send) {
        try {
            channel.writes.completed(send, written());
        } finally {
            // The pipeline that is told to be writable again may be of an event loop that takes no tasks.
            flushNow();
        }
    }

    @Override
    protected void flush0() {
        if (channel.writes.canWrite()) {
            super.flush0();
        }
    }

    /** Sends what was flushed, also when a close waits for that. */
    void flushNow() {
        flush0();
        close.sendCompleted();
    }

    @Override
    boolean leavesToOther() {
        return close.leavesToOther();
    }

    @Override
    boolean goOnClosing() {
        return close.goOnWithoutTasks();
    }

    @Override
    void closeNow() {
        close.now();
    }

    @Override
    Executor closeExecutor() {
        held().handle();
        return close.waits() ? close : null;
    }
}
