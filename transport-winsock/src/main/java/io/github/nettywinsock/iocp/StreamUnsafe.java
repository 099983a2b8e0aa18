package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.TcpLevel.TCP_FASTOPEN;

import io.github.nettywinsock.engine.ChannelSocket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Connects a connection and closes it, the latter not before its calls have completed. */
final class StreamUnsafe extends AbstractIocpChannel.AbstractIocpUnsafe {
    private final IocpSocketChannel channel;
    private final StreamClose close;
    private ConnectOperation connect;

    private ChannelPromise connectPromise;
    private SocketAddress requestedRemoteAddress;
    private InetSocketAddress remote;
    private InetSocketAddress local;
    private Future<?> connectTimeout;

    StreamUnsafe(IocpSocketChannel channel) {
        channel.super();
        this.channel = channel;
        close = new StreamClose(channel);
    }

    /** Handles the completion of a connect or a send. */
    void completed(IocpOperation operation) {
        if (operation == connect) {
            connectCompleted();
        } else {
            writeCompleted();
        }
    }

    // --- connect

    @Override
    public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
        // A connect can be cancelled while it is pending, so the promise stays cancellable.
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
        boolean binds = false;
        try {
            remote = channel.reachable(AbstractIocpChannel.resolved(remoteAddress));
            local = localAddress == null ? null : AbstractIocpChannel.resolved(localAddress);
            prepareConnect();
            if (local != null) {
                channel.bindExclusively();
                binds = true;
                channel.socket.bind(local);
                binds = false;
            }
            startConnect();
        } catch (Throwable e) {
            if (connect != null) {
                connect.releaseData();
            }
            promise.tryFailure(connectFailure(e, remoteAddress));
            if (!binds) {
                // Else the channel stays open, as over NIO: another local address can be tried.
                close(voidPromise());
            }
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

    private void prepareConnect() throws IOException {
        if (!channel.canSubmit()) {
            throw new IllegalStateException("the channel has to be registered with an event loop to connect");
        }
        channel.options.beforeConnect();
    }

    private void startConnect() throws IOException {
        if (channel.socket.state() == ChannelSocket.State.UNBOUND) {
            channel.handler().connectDefaults().beforeBind(channel.options, channel.socket);
            channel.socket.bind(IocpSocket.ANYWHERE);
        }
        channel.handler().connectDefaults().beforeConnect(channel.socket, remote.getAddress());
        connect = new ConnectOperation(channel.socket);
        connect.to(remote, channel.socket);
        channel.socket.connecting();
        if (channel.iocpConfig().isFastOpenConnect() && channel.socket.trySet(TCP_FASTOPEN, true)) {
            sendFirstWrite();
        }
        if (channel.submit(connect)) {
            channel.handleLater(connect);
        }
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

    private void connectCompleted() {
        ChannelPromise promise = connectPromise;
        connectPromise = null;
        cancelConnectTimeout();
        connect.releaseData();
        if (promise == null) {
            return;
        }
        try {
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
            if (connect.error() != 0) {
                throw connect.failure("ConnectEx");
            }
            // Without its context, which the peer has undone, a SOCKET takes no options: the first receive will fail.
            if (channel.socket.connected()) {
                channel.options.afterConnect();
            }
            channel.activate(localAddressOfConnection(), remote);
            if (connect.bytes() > 0 && outboundBuffer() != null) {
                outboundBuffer().removeBytes(connect.bytes());
            }
        } catch (Throwable e) {
            Throwable failure = connectFailure(e, requestedRemoteAddress);
            if (connect.bytes() > 0 && outboundBuffer() != null) {
                // It was sent: a flush by a listener must not tell that the channel was not connected yet.
                outboundBuffer().remove(failure);
            }
            promise.tryFailure(failure);
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

    /** The local address; as it was asked for when the peer has reset the connection already, and Windows tells none. */
    private InetSocketAddress localAddressOfConnection() throws ClosedChannelException {
        try {
            return channel.socket.localAddress();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            return local != null ? local : IocpSocket.ANYWHERE;
        }
    }

    /** Whether {@code ConnectEx} is pending. */
    boolean isConnecting() {
        return connect != null && connect.isPending();
    }

    /** Fails a pending connect. */
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
        if (channel.writes.canWrite() && !(isConnecting() && connect.hasData())) {
            super.flush0();
        }
    }

    /** Sends what was flushed, and goes on later when that takes long. */
    void write(ChannelOutboundBuffer in) throws Exception {
        if (channel.writes.write(in, channel.config().getWriteSpinCount())) {
            channel.eventLoop().execute(this::flush0);
        }
    }

    private void writeCompleted() {
        try {
            channel.writes.completed(channel.isClosing() ? unsent() : outboundBuffer());
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

    /** Goes on sending after a pause, also when a close waits for that. */
    void sendAgain() {
        flush0();
        close.sendCompleted();
        close.callCompleted();
    }

    // --- close

    /** Goes on with a close that has waited for the last pending call. */
    void callCompleted() {
        close.callCompleted();
    }

    /** Whether another thread closes the SOCKET. */
    boolean isClosedByOtherThread() {
        return close.isOnOtherThread();
    }

    @Override
    void closeNow() {
        close.now();
    }

    @Override
    Executor closeExecutor() {
        failConnect();
        handleHeld();
        return close.waits() ? close : null;
    }
}
