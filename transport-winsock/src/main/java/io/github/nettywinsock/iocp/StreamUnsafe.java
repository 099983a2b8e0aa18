package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ChannelSocket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.PromiseNotifier;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Connects a connection and closes it, the latter not before its calls have ended. */
final class StreamUnsafe extends AbstractIocpChannel.AbstractIocpUnsafe {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(StreamUnsafe.class);
    private static final int CLOSE_LIMIT_MILLIS = 2000;

    private final IocpSocketChannel channel;
    private ConnectOperation connect;

    private ChannelPromise connectPromise;
    private SocketAddress requestedRemoteAddress;
    private Future<?> connectTimeout;

    /** The shutdown of the output that waits for a send under way. */
    private ChannelPromise waitingShutdown;

    /** The close that waits for a send or receive under way. */
    private Runnable waitingClose;

    private Future<?> closeLimit;

    StreamUnsafe(IocpSocketChannel channel) {
        channel.super();
        this.channel = channel;
    }

    /** Handles the end of a connect or a send. */
    void ended(IocpOperation operation) {
        if (operation == connect) {
            connectEnded();
        } else {
            writeEnded();
        }
    }

    // --- connect

    @Override
    public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
        // A connect can be cancelled while it is under way, so the promise stays cancellable.
        if (promise.isDone() || !ensureOpen(promise)) {
            return;
        }
        if (connectPromise != null) {
            promise.tryFailure(new ConnectionPendingException());
            return;
        }
        if (channel.isActive()) {
            promise.tryFailure(new AlreadyConnectedException());
            return;
        }
        if (localAddress != null && channel.socket.state() != ChannelSocket.State.UNBOUND) {
            promise.tryFailure(new AlreadyBoundException());
            return;
        }
        try {
            InetSocketAddress remote = AbstractIocpChannel.resolved(remoteAddress);
            startConnect(remote, localAddress == null ? null : AbstractIocpChannel.resolved(localAddress));
        } catch (Exception e) {
            promise.tryFailure(connectFailure(e, remoteAddress));
            close(voidPromise());
            return;
        }
        connectPromise = promise;
        requestedRemoteAddress = remoteAddress;
        scheduleTimeout(remoteAddress);
        promise.addListener((ChannelFutureListener) future -> {
            if (future.isCancelled()) {
                cancelConnectTimeout();
                connectPromise = null;
                close(voidPromise());
            }
        });
    }

    private void startConnect(InetSocketAddress remote, InetSocketAddress local) throws IOException {
        channel.options.beforeConnect();
        if (local != null) {
            channel.socket.bind(local);
        } else if (channel.socket.state() == ChannelSocket.State.UNBOUND) {
            channel.socket.bind(IocpSocket.ANYWHERE);
        }
        connect = new ConnectOperation(channel.socket);
        connect.to(reachable(remote), channel.socket);
        if (channel.own().isFastOpenConnect() && channel.socket.trySwitchOn("TCP_FASTOPEN")) {
            sendFirstWrite();
        }
        channel.socket.connecting();
        channel.submit(connect);
    }

    private void sendFirstWrite() {
        ChannelOutboundBuffer in = outboundBuffer();
        if (in == null) {
            return;
        }
        in.addFlush();
        Object first = in.current();
        // One that was released too early fails the flush, not the connect.
        if (first instanceof ByteBuf && ((ByteBuf) first).refCnt() > 0 && DirectBuffers.isOnePiece((ByteBuf) first)) {
            connect.data((ByteBuf) first);
        }
    }

    private void scheduleTimeout(SocketAddress remoteAddress) {
        int millis = channel.config().getConnectTimeoutMillis();
        if (millis > 0) {
            connectTimeout = channel.eventLoop()
                    .schedule(() -> connectTimedOut(millis, remoteAddress), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void connectTimedOut(int millis, SocketAddress remoteAddress) {
        ChannelPromise promise = connectPromise;
        if (promise != null
                && promise.tryFailure(new ConnectTimeoutException(
                        "connection timed out after " + millis + " ms: " + remoteAddress))) {
            connectPromise = null;
            close(voidPromise());
        }
    }

    private void connectEnded() {
        ChannelPromise promise = connectPromise;
        connectPromise = null;
        cancelConnectTimeout();
        connect.releaseData();
        if (promise == null || !channel.isOpen()) {
            return;
        }
        try {
            if (connect.error() != 0) {
                throw SocketFailure.of("ConnectEx", connect.error());
            }
            channel.socket.connected();
            channel.options.afterConnect();
            channel.activate(channel.socket.localAddress(), channel.socket.remoteAddress());
            if (connect.bytes() > 0 && outboundBuffer() != null) {
                outboundBuffer().removeBytes(connect.bytes());
            }
        } catch (Exception e) {
            promise.tryFailure(connectFailure(e, requestedRemoteAddress));
            close(voidPromise());
            return;
        }
        boolean wanted = promise.trySuccess();
        // Even if a listener of the promise has closed the channel.
        channel.pipeline().fireChannelActive();
        if (wanted) {
            channel.registeredWithHandler();
        } else {
            close(voidPromise());
        }
    }

    /** Whether {@code ConnectEx} is under way. */
    boolean isConnecting() {
        return connect != null && connect.isUnderWay();
    }

    /** Fails a connect under way. */
    void failConnect() {
        ChannelPromise promise = connectPromise;
        if (promise != null) {
            connectPromise = null;
            promise.tryFailure(new ClosedChannelException());
        }
        cancelConnectTimeout();
    }

    private void cancelConnectTimeout() {
        cancel(connectTimeout);
    }

    private static void cancel(Future<?> scheduled) {
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    // --- write

    @Override
    protected void flush0() {
        if (channel.writes.canWrite() && !isClosing() && !(isConnecting() && connect.hasData())) {
            super.flush0();
        }
    }

    /** Sends what was flushed, and goes on later when that takes long. */
    void write(ChannelOutboundBuffer in) throws Exception {
        if (channel.writes.write(in, channel.config().getWriteSpinCount())) {
            channel.eventLoop().execute(this::flush0);
        }
    }

    private void writeEnded() {
        try {
            channel.writes.end(outboundBuffer());
        } catch (IOException e) {
            if (!isClosing() && channel.isOpen()) {
                handleWriteError(e);
            }
        } finally {
            if (!isClosing()) {
                shutdownNow();
                flush0();
            }
        }
    }

    /** Goes on with a shutdown of the output that has waited; it fails when the channel is closed. */
    private void shutdownNow() {
        ChannelPromise promise = waitingShutdown;
        if (promise != null) {
            waitingShutdown = null;
            shutdownOutput(promise);
        }
    }

    // --- close

    /** Shuts the output down, after a send under way. */
    void shutdownOutputAfterSend(ChannelPromise promise) {
        if (waitingShutdown != null) {
            PromiseNotifier.cascade(waitingShutdown, promise);
        } else if (channel.writes.isUnderWay()) {
            waitingShutdown = promise;
        } else {
            shutdownOutput(promise);
        }
    }

    /** Whether a close waits for a send or receive under way. */
    boolean isClosing() {
        return waitingClose != null;
    }

    /** Goes on with a close that has waited for the last call under way. */
    void closeIfQuiet() {
        if (!channel.isBusy()) {
            closeNow();
        }
    }

    @Override
    void closeNow() {
        Runnable close = waitingClose;
        if (close != null) {
            waitingClose = null;
            cancel(closeLimit);
            close.run();
            shutdownNow();
        }
    }

    /** Does not wait without end for calls that the peer or another provider keeps from being cancelled. */
    private void limitWait() {
        if (!channel.eventLoop().isShuttingDown()) {
            closeLimit = channel.eventLoop().schedule(this::closeNow, CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Closes when no send or receive is under way: a send has to tell how much of it was sent, and Windows resets a
     * connection that is closed while it receives.
     *
     * @see <a href="https://github.com/libuv/libuv/issues/3034">libuv/libuv#3034</a>
     */
    @Override
    protected void close(ChannelPromise promise, Throwable cause, ClosedChannelException closeCause) {
        if (!channel.isOpen() || !channel.isBusy()) {
            super.close(promise, cause, closeCause);
        } else if (promise.setUncancellable()) {
            if (waitingClose == null) {
                waitingClose = () -> super.close(promise, cause, closeCause);
                channel.socket.cancelAll();
                limitWait();
            } else if (!promise.isVoid()) {
                channel.closeFuture().addListener(closed -> promise.trySuccess());
            }
        }
    }

    @Override
    protected Executor prepareToClose() {
        try {
            if (channel.socket.mayLinger()
                    && channel.isOpen()
                    && channel.config().getSoLinger() > 0) {
                // Closing waits for unsent data then, which the event loop must not.
                channel.doDeregister();
                channel.releaseBuffers();
                return GlobalEventExecutor.INSTANCE;
            }
        } catch (Exception e) {
            logger.debug("{} is closed by its event loop", channel, e);
        }
        return null;
    }
}
