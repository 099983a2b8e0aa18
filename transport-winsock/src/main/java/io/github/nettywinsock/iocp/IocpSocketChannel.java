package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ChannelSocket;
import io.github.nettywinsock.WinsockSocketChannelConfig;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A {@link SocketChannel} on an I/O completion port, for event loops of {@link IocpIoHandler}.
 *
 * <p>It takes every {@link io.github.nettywinsock.WinsockChannelOption} at the phase that Windows asks for; an option that
 * fails fails the bind or connect and closes the channel.
 *
 * <p>A read is posted before data is there. So data that arrives after automatic reading was switched off is kept for the
 * next read, up to the size of one receive buffer. Messages are {@link ByteBuf}s.
 */
public final class IocpSocketChannel extends AbstractIocpDataChannel implements SocketChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final WinsockSocketChannelConfig config;
    private final SendOperation send = new SendOperation(socket.ws2());
    private final ConnectOperation connect = new ConnectOperation();

    private boolean inputEnded;
    private volatile boolean inputShutdown;
    private volatile boolean outputShutdown;

    private ChannelPromise connectPromise;
    private Future<?> connectTimeout;

    /**
     * Creates a channel of IPv4 and, where the system has it, IPv6.
     *
     * @throws ChannelException     when Windows opens no SOCKET
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public IocpSocketChannel() {
        this((SocketProtocolFamily) null);
    }

    /**
     * Creates a channel.
     *
     * @param family IPv4 alone for {@link SocketProtocolFamily#INET}, both families for
     *               {@link SocketProtocolFamily#INET6}, or null for the default
     * @throws ChannelException     when Windows opens no SOCKET
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public IocpSocketChannel(SocketProtocolFamily family) {
        this(IocpSocket.open(Iocp.ws2(), family, IocpSocket.Kind.CONNECTION));
    }

    private IocpSocketChannel(IocpSocket socket) {
        super(null, socket, new ReceiveOperation(socket.ws2()));
        config = newConfig();
    }

    IocpSocketChannel(Channel parent, IocpSocket socket) throws IOException {
        super(parent, socket, new ReceiveOperation(socket.ws2()));
        config = newConfig();
        activate(socket.localAddress(), socket.remoteAddress());
    }

    private WinsockSocketChannelConfig newConfig() {
        return new WinsockSocketChannelConfig(new IocpSocketChannelConfig(this), options);
    }

    @Override
    public ServerSocketChannel parent() {
        return (ServerSocketChannel) super.parent();
    }

    @Override
    public SocketChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new SocketUnsafe();
    }

    @Override
    void registeredWithHandler() {
        if (isActive()) {
            ((SocketUnsafe) unsafe()).flush0();
            resumeRead();
        }
    }

    @Override
    void ended(IocpOperation operation) {
        if (operation == receive) {
            receiveEnded();
        } else if (operation == send) {
            ((SocketUnsafe) unsafe()).sendEnded();
        } else {
            ((SocketUnsafe) unsafe()).connectEnded();
        }
    }

    @Override
    protected void doDisconnect() throws Exception {
        doClose();
    }

    @Override
    protected void doClose() throws Exception {
        ChannelPromise promise = connectPromise;
        if (promise != null) {
            connectPromise = null;
            promise.tryFailure(new ClosedChannelException());
        }
        cancelConnectTimeout();
        super.doClose();
    }

    @Override
    boolean canReceive() {
        return isActive() && !inputEnded;
    }

    @Override
    boolean isAborted() {
        return super.isAborted() && !inputShutdown;
    }

    @Override
    void received(ByteBuf buffer) {
        if (receive.error() != 0 && !inputShutdown) {
            buffer.release();
            inputEnded = true;
            endRead();
            pipeline().fireExceptionCaught(SocketFailure.of("WSARecv", receive.error()));
            unsafe().close(unsafe().voidPromise());
        } else if (receive.error() != 0 || receive.bytes() == 0) {
            buffer.release();
            unsafe().recvBufAllocHandle().lastBytesRead(-1);
            inputEnded = true;
            endRead();
            endInput();
        } else {
            var allocHandle = unsafe().recvBufAllocHandle();
            buffer.writerIndex(buffer.writerIndex() + receive.bytes());
            allocHandle.lastBytesRead(receive.bytes());
            allocHandle.incMessagesRead(1);
            pipeline().fireChannelRead(buffer);
            readOn(!inputShutdown && allocHandle.continueReading());
        }
    }

    private void endInput() {
        ChannelPipeline pipeline = pipeline();
        if (!inputShutdown) {
            if (!config.isAllowHalfClosure()) {
                unsafe().close(unsafe().voidPromise());
                return;
            }
            inputShutdown = true;
            pipeline.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        pipeline.fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (!(message instanceof ByteBuf)) {
            throw new UnsupportedOperationException(
                    "only a ByteBuf can be written, not a " + message.getClass().getName());
        }
        ByteBuf buffer = (ByteBuf) message;
        if (buffer.isDirect()) {
            return buffer;
        }
        ByteBuf direct = alloc().directBuffer(buffer.readableBytes());
        direct.writeBytes(buffer, buffer.readerIndex(), buffer.readableBytes());
        buffer.release();
        return direct;
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
        for (int spins = config.getWriteSpinCount(); spins > 0; spins--) {
            if (in.isEmpty() || send.isUnderWay() || !canSubmit()) {
                return;
            }
            if (send.gather(in, handler().wsabufs().buffer()) == 0) {
                in.removeBytes(0);
                return;
            }
            submit(send);
            // What ended at once is taken off the buffer at once, so that a close that follows does not fail it.
            if (!handler().takeReady(send)) {
                return;
            }
            sent(in);
            if (send.error() != 0) {
                throw SocketFailure.of("WSASend", send.error());
            }
        }
        eventLoop().execute(((SocketUnsafe) unsafe())::flush0);
    }

    private void sent(ChannelOutboundBuffer in) {
        try {
            if (in != null) {
                in.removeBytes(send.bytes());
            }
        } finally {
            send.releaseBuffers();
        }
    }

    @Override
    protected void doShutdownOutput() throws Exception {
        outputShutdown = true;
        socket.shutdownSend();
    }

    @Override
    public boolean isInputShutdown() {
        return inputShutdown || !isActive();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown || !isActive();
    }

    @Override
    public boolean isShutdown() {
        return isInputShutdown() && isOutputShutdown();
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        onLoop(() -> shutdownInputNow(promise));
        return promise;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        onLoop(() -> ((AbstractUnsafe) unsafe()).shutdownOutput(promise));
        return promise;
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        shutdownOutput()
                .addListener(output -> shutdownInput().addListener(input -> {
                    Throwable failure = output.isSuccess() ? input.cause() : output.cause();
                    if (failure == null) {
                        promise.setSuccess();
                    } else {
                        promise.setFailure(failure);
                    }
                }));
        return promise;
    }

    private void onLoop(Runnable task) {
        if (eventLoop().inEventLoop()) {
            task.run();
        } else {
            eventLoop().execute(task);
        }
    }

    private void shutdownInputNow(ChannelPromise promise) {
        try {
            socket.shutdownReceive();
            inputShutdown = true;
            if (receive.isUnderWay()) {
                socket.cancel(receive);
            }
            promise.setSuccess();
        } catch (IOException e) {
            promise.setFailure(e);
        }
    }

    private void cancelConnectTimeout() {
        Future<?> timeout = connectTimeout;
        if (timeout != null) {
            connectTimeout = null;
            timeout.cancel(false);
        }
    }

    private final class SocketUnsafe extends AbstractIocpUnsafe {
        private SocketAddress requestedRemoteAddress;

        @Override
        protected void flush0() {
            if (!send.isUnderWay()) {
                super.flush0();
            }
        }

        void sendEnded() {
            sent(outboundBuffer());
            if (outboundBuffer() == null) {
                return;
            }
            if (send.error() == 0 || send.error() == WsaErrors.WSA_OPERATION_ABORTED) {
                // Aborted by deregistration; what is left goes out when the channel is registered again.
                flush0();
            } else {
                handleWriteError(SocketFailure.of("WSASend", send.error()));
            }
        }

        @Override
        protected Executor prepareToClose() {
            // Closing waits for unsent data then, which the event loop must not.
            return isOpen() && config.getSoLinger() > 0 ? GlobalEventExecutor.INSTANCE : null;
        }

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
            if (isActive()) {
                promise.tryFailure(new AlreadyConnectedException());
                return;
            }
            try {
                InetSocketAddress remote = resolved(remoteAddress);
                startConnect(remote, localAddress == null ? null : resolved(localAddress));
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
            options.beforeConnect();
            if (local != null) {
                socket.bind(local);
            } else if (socket.state() == ChannelSocket.State.UNBOUND) {
                socket.bindAnywhere();
            }
            connect.length(socket.write(reachable(remote), connect.name()));
            socket.connecting();
            submit(connect);
        }

        private void scheduleTimeout(SocketAddress remoteAddress) {
            int millis = config.getConnectTimeoutMillis();
            if (millis > 0) {
                connectTimeout = eventLoop()
                        .schedule(
                                () -> {
                                    ChannelPromise promise = connectPromise;
                                    if (promise != null
                                            && promise.tryFailure(new ConnectTimeoutException("connection timed out"
                                                    + " after " + millis + " ms: " + remoteAddress))) {
                                        connectPromise = null;
                                        close(voidPromise());
                                    }
                                },
                                millis,
                                TimeUnit.MILLISECONDS);
            }
        }

        void connectEnded() {
            ChannelPromise promise = connectPromise;
            connectPromise = null;
            cancelConnectTimeout();
            if (promise == null || !isOpen()) {
                return;
            }
            try {
                if (connect.error() != 0) {
                    throw SocketFailure.of("ConnectEx", connect.error());
                }
                socket.connected();
                options.afterConnect();
                activate(socket.localAddress(), socket.remoteAddress());
            } catch (Exception e) {
                promise.tryFailure(connectFailure(e, requestedRemoteAddress));
                close(voidPromise());
                return;
            }
            boolean wanted = promise.trySuccess();
            if (isActive()) {
                pipeline().fireChannelActive();
            }
            if (!wanted) {
                close(voidPromise());
            } else {
                resumeRead();
            }
        }
    }
}
