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
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/** The connect of a connection, which succeeds, fails, is cancelled or takes too long, whatever comes first. */
final class ConnectAttempt {
    private final IocpSocketChannel channel;
    private final StreamUnsafe unsafe;
    private final SocketAddress requested;
    private final ConnectOperation connect;
    private InetSocketAddress remote;
    private InetSocketAddress local;

    /** What is completed with its outcome, until then. */
    private ChannelPromise promise;

    private Future<?> timeout;

    ConnectAttempt(IocpSocketChannel channel, StreamUnsafe unsafe, SocketAddress remoteAddress) {
        this.channel = channel;
        this.unsafe = unsafe;
        requested = remoteAddress;
        connect = new ConnectOperation(channel.socket);
    }

    /**
     * Begins it.
     *
     * @param localAddress what to bind to before, or null
     */
    void begin(SocketAddress localAddress, ChannelPromise promise) {
        LocalBind bind = new LocalBind(channel);
        try {
            remote = channel.socket.family().reachable(SocketFamily.resolved(requested));
            local = localAddress == null ? null : SocketFamily.resolved(localAddress);
            prepare(bind);
        } catch (Throwable e) {
            connect.releaseData();
            promise.tryFailure(unsafe.connectFailure(e, requested));
            bind.closeUnlessRefused();
            return;
        }
        this.promise = promise;
        if (channel.submit(connect)) {
            channel.handleLater(connect);
        }
        scheduleTimeout();
        promise.addListener((ChannelFutureListener) future -> {
            if (future.isCancelled()) {
                end();
                unsafe.close();
            }
        });
    }

    private void prepare(LocalBind bind) throws IOException {
        if (!channel.canSubmit()) {
            throw new IllegalStateException("the channel has to be registered with an event loop to connect");
        }
        channel.options.beforeConnect();
        if (local != null) {
            channel.bindExclusively();
            bind.bind(local);
        } else if (channel.socket.state() == ChannelSocket.State.UNBOUND) {
            channel.handler().connectDefaults().beforeBind(channel.options, channel.socket);
            channel.socket.bind(IocpSocket.ANYWHERE);
        }
        channel.handler().connectDefaults().beforeConnect(channel.socket, remote.getAddress());
        connect.to(remote, channel.socket);
        channel.socket.connecting();
        if (channel.iocpConfig().isFastOpenConnect() && channel.socket.trySet(TCP_FASTOPEN, true)) {
            takeFirstWrite();
        }
    }

    private void takeFirstWrite() {
        ChannelOutboundBuffer in = unsafe.outboundBuffer();
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

    private void scheduleTimeout() {
        int millis = channel.config().getConnectTimeoutMillis();
        if (millis > 0) {
            timeout = channel.eventLoop().schedule(() -> timedOut(millis), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void timedOut(int millis) {
        if (promise != null
                && promise.tryFailure(
                        new ConnectTimeoutException("connection timed out after " + millis + " ms: " + requested))) {
            promise = null;
            unsafe.close();
        }
    }

    /** Whether it has no outcome yet. */
    boolean isPending() {
        return promise != null;
    }

    /** Whether {@code ConnectEx} is pending, which may go on after the attempt. */
    boolean isCallPending() {
        return connect.isPending();
    }

    /** Whether a pending {@code ConnectEx} sends the first that was written. */
    boolean isSending() {
        return connect.isPending() && connect.hasData();
    }

    /** Whether {@code operation} is the call of this attempt. */
    boolean isCall(IocpOperation operation) {
        return operation == connect;
    }

    /** Fails it because the channel is closed. */
    void fail() {
        ChannelPromise failed = end();
        if (failed != null) {
            failed.tryFailure(new ClosedChannelException());
        }
    }

    private ChannelPromise end() {
        ChannelPromise promised = promise;
        promise = null;
        if (timeout != null) {
            timeout.cancel(false);
        }
        return promised;
    }

    /** Handles the completion of {@code ConnectEx}. */
    void completed() {
        ChannelPromise promised = end();
        connect.releaseData();
        if (promised == null) {
            return;
        }
        try {
            takeConnection();
        } catch (Throwable e) {
            failed(promised, e);
            return;
        }
        boolean wanted = promised.trySuccess();
        // Even if a listener of the promise has closed the channel.
        channel.pipeline().fireChannelActive();
        if (wanted) {
            channel.registeredWithHandler();
        } else {
            unsafe.close();
        }
    }

    private void takeConnection() throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        if (connect.error() != 0) {
            throw connect.failure("ConnectEx");
        }
        // Without its context, which the peer has undone, a SOCKET takes no options: the first receive will fail.
        if (ConnectionContext.ofConnect(channel.socket)) {
            channel.options.afterConnect();
        }
        channel.activate(localAddressOfConnection(), remote);
        if (hasSent()) {
            OutboundOperation.takeOff(unsafe.outboundBuffer(), connect.bytes());
        }
    }

    private void failed(ChannelPromise promised, Throwable e) {
        Throwable failure = unsafe.connectFailure(e, requested);
        if (hasSent()) {
            // It was sent: a flush by a listener must not tell that the channel was not connected yet.
            unsafe.outboundBuffer().remove(failure);
        }
        promised.tryFailure(failure);
        unsafe.close();
    }

    private boolean hasSent() {
        return connect.bytes() > 0 && unsafe.outboundBuffer() != null;
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
}
