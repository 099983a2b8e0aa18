package io.github.nettywinsock.iocp;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.engine.SocketOptions;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.github.nettywinsock.option.WinsockException;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;

/** What the channels have in common: a SOCKET, and its registration with an event loop. */
abstract class AbstractIocpChannel extends AbstractChannel {
    final IocpSocket socket;
    final SocketOptions options;

    private final OwnerLoop owner = new OwnerLoop();

    private volatile boolean active;

    /** Whether close was called, which may wait for the end of calls. */
    private volatile boolean closing;

    private volatile InetSocketAddress local;
    private volatile InetSocketAddress remote;

    AbstractIocpChannel(Channel parent, IocpSocket socket) {
        super(parent);
        this.socket = socket;
        options = WinsockOptionHandler.optionsOf(this, socket, socket.backend());
    }

    @Override
    public final boolean isOpen() {
        return !closing && socket.isOpen();
    }

    @Override
    public boolean isActive() {
        return active && isOpen();
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) super.remoteAddress();
    }

    /** Handles the completion of a call. */
    abstract void completed(IocpOperation operation);

    /** Whether a call is pending that closing alone may complete as late as the peer likes. */
    boolean isSending() {
        return false;
    }

    /** Handles that reading is not wanted any more, on the event loop. */
    abstract void clearRead();

    /** Cancels the calls that read, which still end. */
    abstract void cancelReads();

    /** Handles that close was called, on the event loop that the calls complete on. */
    void closing() {}

    /** Goes on with what an earlier registration has left, on the event loop. */
    abstract void registeredWithHandler();

    /** What follows when the configuration has switched automatic reading off, on any thread. */
    final void autoReadCleared() {
        if (!isRegistered()) {
            return;
        }
        if (eventLoop().inEventLoop()) {
            clearRead();
        } else {
            eventLoop().execute(() -> {
                // It may have been switched on again, and nobody reads then but for what it has asked for.
                if (!config().isAutoRead()) {
                    clearRead();
                }
            });
        }
    }

    /** Makes a channel active that was bound. */
    final void activateBound() {
        active = true;
    }

    final void activate(InetSocketAddress local, InetSocketAddress remote) {
        this.local = local;
        this.remote = remote;
        active = true;
    }

    /** Whether close was called. */
    final boolean isClosing() {
        return closing;
    }

    /** Whether calls can be made. */
    final boolean canSubmit() {
        return socket.isOpen() && owner.canSubmit();
    }

    /**
     * Makes a call.
     *
     * @return whether it has completed inline, see {@link IocpRegistration#submit(IocpOperation)}
     */
    final boolean submit(IocpOperation operation) {
        return owner.registration().submit(operation);
    }

    /** Has a call handled later that has completed inline. */
    final void handleLater(IocpOperation operation) {
        owner.registration().handleLater(operation);
    }

    /** The registration with the event loop, if there is one. */
    final IocpRegistration registration() {
        return owner.registration();
    }

    final IocpIoHandler handler() {
        return owner.registration().handler();
    }

    /** What runs a task that may block. */
    final EventExecutor other() {
        return owner.other();
    }

    /** The event loop that the calls of the channel complete on. */
    final EventLoop ownerLoop() {
        return owner.loop();
    }

    final AbstractIocpUnsafe iocpUnsafe() {
        return (AbstractIocpUnsafe) unsafe();
    }

    @Override
    protected final boolean isCompatible(EventLoop loop) {
        // The first registration fails by itself, with a reason that says what to do.
        return !owner.isKnown() || OwnerLoop.isIocp(loop);
    }

    /**
     * Applies what has to be set before the native bind.
     *
     * @throws Exception when a value is refused
     */
    void beforeBind() throws Exception {
        options.beforeBind();
    }

    /**
     * Goes on after the native bind.
     *
     * @throws Exception when a value is refused
     */
    void afterBind() throws Exception {
        options.afterBind();
        local = socket.localAddress();
    }

    @Override
    protected final void doBind(SocketAddress localAddress) throws Exception {
        InetSocketAddress address = SocketFamily.resolved(localAddress);
        LocalBind.requireUnbound(this);
        new LocalBind(this).withOptions(address);
    }

    @Override
    protected void doRegister(ChannelPromise promise) {
        if (!OwnerLoop.isIocp(eventLoop())) {
            promise.setFailure(new IllegalStateException(getClass().getSimpleName()
                    + " needs event loops of its own: new MultiThreadIoEventLoopGroup(IocpIoHandler.newFactory())"));
            return;
        }
        options.registered();
        ((IoEventLoop) eventLoop()).register((IocpIoHandle) unsafe()).addListener(registered -> {
            if (registered.isSuccess()) {
                owner.registered(eventLoop(), (IoRegistration) registered.getNow());
                // After Netty has told the pipeline of it.
                promise.addListener(told -> {
                    iocpUnsafe().held().handle();
                    registeredWithHandler();
                });
                promise.setSuccess();
            } else {
                promise.setFailure(registered.cause());
            }
        });
    }

    @Override
    protected final void doDeregister() {
        // What is sent or connected goes on: cancelled, Windows does not tell for certain how far it came.
        cancelReads();
        if (!closing) {
            // A close that still sends needs the registration, and ends it.
            owner.cancelRegistration();
        }
    }

    /**
     * Registers a channel that is closed while it is registered nowhere with the event loop that its SOCKET belongs to, so
     * that it can still send. Only used on that event loop.
     */
    final void registerToClose() {
        if (owner.isKnown() && !canSubmit() && socket.isOpen()) {
            owner.registerToClose(iocpUnsafe());
        }
    }

    @Override
    protected final void doClose() throws Exception {
        if (!owner.isKnown()) {
            socket.giveUpLinger();
        }
        if (closing || !owner.isKnown()) {
            if (!iocpUnsafe().leavesToOther()) {
                finishClose();
            }
        } else {
            // No event loop would register the channel. Netty closes the SOCKET alone then: it forgets what was
            // written, and that calls may go on.
            unsafe().close(unsafe().voidPromise());
        }
    }

    /**
     * Closes the SOCKET, as the last step of a close.
     *
     * @throws Exception when Windows does not
     */
    void finishClose() throws Exception {
        try {
            if (isSending()) {
                socket.overlapped().cancelAll();
            }
            closeSocket();
        } finally {
            owner.cancelRegistration();
            onOwnerLoop(iocpUnsafe()::closed);
        }
    }

    /** Closes the SOCKET. */
    void closeSocket() throws IOException {
        socket.close();
    }

    /** Runs a task on the event loop that the calls complete on. */
    final void onOwnerLoop(Runnable task) {
        owner.execute(task);
    }

    @Override
    protected final SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected final SocketAddress remoteAddress0() {
        return remote;
    }

    /** Does all of a close but closing the SOCKET, which another thread does then. */
    void giveUpCalls() {
        if (isSending()) {
            socket.overlapped().cancelAll();
        }
        cancelReads();
        owner.cancelRegistration();
    }

    /** The I/O handle of the channel. */
    abstract class AbstractIocpUnsafe extends AbstractUnsafe implements IocpIoHandle, ChannelSocket.Owner {
        private final HeldCompletions held = new HeldCompletions(AbstractIocpChannel.this);
        private final UnsentWrites unsent = new UnsentWrites();
        private final JoinedCloses joined = new JoinedCloses(closeFuture());

        @Override
        public final IocpSocket socket() {
            return socket;
        }

        @Override
        public final SocketOptions options() {
            return options;
        }

        @Override
        public final void handle(IoRegistration registration, IoEvent event) {
            completed((IocpOperation) event);
        }

        /** What keeps completions while the channel is registered nowhere. */
        final HeldCompletions held() {
            return held;
        }

        @Override
        public final String toString() {
            return AbstractIocpChannel.this.toString();
        }

        /** Handles that the handling of an operation, or a handler in it, has thrown: the channel cannot go on. */
        void failed(Throwable cause) {
            if (!eventLoop().isShutdown()) {
                pipeline().fireExceptionCaught(cause);
            }
            close();
        }

        @Override
        public final void close() {
            close(voidPromise());
        }

        @Override
        protected void close(ChannelPromise promise, Throwable cause, ClosedChannelException closeCause) {
            if (closing && !promise.isVoid() && !closeFuture().isDone()) {
                joined.add(promise);
                return;
            }
            if (!closing) {
                unsent.keep(outboundBuffer(), closeCause);
            }
            super.close(promise, cause, closeCause);
            joined.complete();
        }

        /** What was written before close and is not sent. */
        final UnsentWrites unsent() {
            return unsent;
        }

        /** What was written and is not sent, or null; after a close too. */
        final ChannelOutboundBuffer written() {
            return closing ? unsent.buffer() : outboundBuffer();
        }

        private void closed() {
            held.handle();
            if (owner.isKnown() && (eventLoop() != owner.loop() || owner.loop().isShutdown())) {
                // Netty does it on its event loop, which has perhaps shut down.
                unsent.fail();
            }
            unsent.forget();
        }

        @Override
        protected final Executor prepareToClose() {
            closing = true;
            EventLoop loop = owner.loop();
            if (loop != null && !loop.inEventLoop()) {
                return close -> onOwnerLoop(() -> run(close, executorToClose()));
            }
            Executor executor = executorToClose();
            return executor == null ? null : close -> run(close, executor);
        }

        private Executor executorToClose() {
            AbstractIocpChannel.this.closing();
            if (owner.isKnown() && eventLoop().isShutdown()) {
                // Nobody could be told of what is still sent.
                unsent.fail();
            }
            return closeExecutor();
        }

        private void run(Runnable close, Executor executor) {
            Runnable closeAll = () -> {
                try {
                    close.run();
                } finally {
                    joined.complete();
                }
            };
            if (executor == null) {
                closeAll.run();
            } else {
                executor.execute(closeAll);
            }
        }

        /** What runs the close of the SOCKET, later or on another thread; null to close inline. */
        Executor closeExecutor() {
            return null;
        }

        /** Goes on with a close where no task of the event loop runs; returns whether it has more to do before a call completes. */
        boolean goOnClosing() {
            return false;
        }

        /** Closes what waits for a call, without waiting any more. */
        void closeNow() {}

        /** Whether the SOCKET is closed by a close that was begun before, which a forced one must not wait for. */
        boolean leavesToOther() {
            return false;
        }

        /** The reason, with the address unless an option was refused. */
        final Throwable connectFailure(Throwable cause, SocketAddress remoteAddress) {
            Exception failure = options.failed(cause);
            return failure instanceof WinsockException ? failure : annotateConnectException(failure, remoteAddress);
        }
    }
}
