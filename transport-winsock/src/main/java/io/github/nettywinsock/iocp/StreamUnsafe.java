package io.github.nettywinsock.iocp;

import io.github.nettywinsock.engine.ChannelSocket;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ConnectionPendingException;
import java.util.concurrent.Executor;

/** What Netty asks of a connection, and what its calls have come to: who connects, sends and closes is told. */
final class StreamUnsafe extends AbstractIocpChannel.AbstractIocpUnsafe {
    private final IocpSocketChannel channel;
    private final StreamClose close;

    /** The last connect, or null. */
    private ConnectAttempt attempt;

    StreamUnsafe(IocpSocketChannel channel) {
        channel.super();
        this.channel = channel;
        close = new StreamClose(channel);
    }

    @Override
    public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
        // A connect can be cancelled while it is pending, so the promise stays cancellable.
        if (promise.isDone() || !ensureOpen(promise)) {
            return;
        }
        RuntimeException refusal = refusal(localAddress);
        if (refusal != null) {
            promise.tryFailure(refusal);
            return;
        }
        attempt = new ConnectAttempt(channel, this, remoteAddress);
        attempt.begin(localAddress, promise);
    }

    private RuntimeException refusal(SocketAddress localAddress) {
        if (attempt != null && attempt.isPending()) {
            return new ConnectionPendingException();
        }
        if (channel.isActive()) {
            return new AlreadyConnectedException();
        }
        return localAddress != null && channel.socket.state() != ChannelSocket.State.UNBOUND
                ? new AlreadyBoundException()
                : null;
    }

    /** Whether {@code ConnectEx} is pending. */
    boolean isConnecting() {
        return attempt != null && attempt.isCallPending();
    }

    /** Fails a pending connect. */
    void failConnect() {
        if (attempt != null) {
            attempt.fail();
        }
    }

    /** Handles the completion of a connect or a send. */
    void completed(IocpOperation operation) {
        if (attempt != null && attempt.isCall(operation)) {
            attempt.completed();
        } else {
            sendCompleted();
        }
    }

    private void sendCompleted() {
        try {
            channel.writes.completed(written());
        } catch (IOException e) {
            if (channel.isOpen()) {
                handleWriteError(e);
            } else {
                close.sendFailed();
            }
        } finally {
            if (channel.isOpen()) {
                flush0();
            } else {
                close.sendCompleted();
            }
        }
    }

    @Override
    protected void flush0() {
        if (channel.writes.canWrite() && (attempt == null || !attempt.isSending())) {
            super.flush0();
        }
    }

    /** Goes on sending after a pause, also when a close waits for that. */
    void sendAgain() {
        flush0();
        close.goOn();
    }

    /** Goes on with a close by the listener of a write, which that write has kept from sending. */
    void writeEnded() {
        if (!channel.isOpen()) {
            close.goOn();
        }
    }

    /** Goes on with a close that has waited for the last pending call. */
    void callCompleted() {
        close.callCompleted();
    }

    /** Whether another thread closes the SOCKET. */
    boolean isClosedByOtherThread() {
        return close.isOnOtherThread();
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
        failConnect();
        held().handle();
        if (close.waits()) {
            return close;
        }
        close.withoutWait();
        return null;
    }
}
