package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.ControlCodes.SIO_CPU_AFFINITY;
import static io.github.nettywinsock.option.SocketLevel.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.option.SocketLevel.SO_REUSEADDR;
import static io.github.nettywinsock.option.SocketLevel.SO_REUSE_MULTICASTPORT;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.engine.SocketOptions;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** What the channels have in common: a SOCKET, and its registration with an event loop. */
abstract class AbstractIocpChannel extends AbstractChannel {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(AbstractIocpChannel.class);

    /** What decides whether a port is shared with other sockets, or is set to share it. */
    private static final List<WinsockOption<?>> SHARING =
            List.of(SO_EXCLUSIVEADDRUSE, SO_REUSE_MULTICASTPORT, SIO_CPU_AFFINITY);

    final IocpSocket socket;
    final SocketOptions options;

    private volatile IoRegistration registration;

    /** The event loop whose port the SOCKET belongs to, or null. */
    private volatile EventLoop ownerLoop;

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

    final void activate(InetSocketAddress local, InetSocketAddress remote) {
        this.local = local;
        this.remote = remote;
        active = true;
    }

    /** Whether close was called. */
    final boolean isClosing() {
        return closing;
    }

    /** Whether operations can be submitted. */
    final boolean canSubmit() {
        IoRegistration current = registration;
        return socket.isOpen() && current != null && current.isValid();
    }

    /**
     * Makes a call.
     *
     * @return whether it has completed inline, see {@link IocpRegistration#submit(IocpOperation)}
     */
    final boolean submit(IocpOperation operation) {
        return registration().submit(operation);
    }

    /** Has a call handled later that has completed inline. */
    final void handleLater(IocpOperation operation) {
        registration().handleLater(operation);
    }

    /** The registration with the event loop, if there is one. */
    final IocpRegistration registration() {
        return registration.attachment();
    }

    final IocpIoHandler handler() {
        return registration().handler();
    }

    /** What runs a task that may block. */
    final EventExecutor other() {
        return registration == null ? GlobalEventExecutor.INSTANCE : handler().other();
    }

    /** The event loop that the calls of the channel end on. */
    final EventLoop ownerLoop() {
        return ownerLoop;
    }

    final AbstractIocpUnsafe iocpUnsafe() {
        return (AbstractIocpUnsafe) unsafe();
    }

    static InetSocketAddress resolved(SocketAddress address) {
        if (!(address instanceof InetSocketAddress)) {
            throw new UnsupportedAddressTypeException();
        }
        if (((InetSocketAddress) address).isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        return (InetSocketAddress) address;
    }

    /**
     * Takes the wildcard for this machine, which Windows does not.
     *
     * @param remote the address of a peer, or null
     */
    final InetSocketAddress reachable(InetSocketAddress remote) {
        if (remote == null || !remote.getAddress().isAnyLocalAddress()) {
            return remote;
        }
        InetAddress loopback = socket.isInet6() ? InetAddress.getLoopbackAddress() : NetUtil.LOCALHOST4;
        return new InetSocketAddress(loopback, remote.getPort());
    }

    @Override
    protected final boolean isCompatible(EventLoop loop) {
        // The first registration fails by itself, with a reason that says what to do.
        return registration == null || isIocp(loop);
    }

    private static boolean isIocp(EventLoop loop) {
        return loop instanceof IoEventLoop && ((IoEventLoop) loop).isCompatible(IocpIoHandle.class);
    }

    /**
     * Applies what has to be set before the native bind.
     *
     * @throws Exception when a value is refused
     */
    void beforeBind() throws Exception {
        options.beforeBind();
    }

    /** Keeps other sockets from the address that bind takes, as the JDK does, unless an option says otherwise. */
    final void bindExclusivelyByDefault() throws IOException {
        if (SHARING.stream().noneMatch(options::isSetBeforeBind) && !socket.get(SO_REUSEADDR)) {
            socket.set(SO_EXCLUSIVEADDRUSE, true);
        }
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
        InetSocketAddress address = resolved(localAddress);
        requireUnbound();
        runOrClose(this::beforeBind);
        try {
            socket.bind(address);
        } catch (IOException e) {
            // The channel stays open, as over NIO: another address can be tried.
            throw options.failed(e);
        }
        runOrClose(this::afterBind);
    }

    /** Checks that the channel can be bound; if not, that leaves it as it is, as over NIO. */
    final void requireUnbound() {
        if (socket.state() == ChannelSocket.State.CONNECTING) {
            throw new ConnectionPendingException();
        }
        if (socket.state() != ChannelSocket.State.UNBOUND) {
            throw new AlreadyBoundException();
        }
    }

    /** Runs a step after whose failure nothing half-configured survives. */
    private void runOrClose(Step step) throws Exception {
        try {
            step.run();
        } catch (Throwable e) {
            unsafe().close(unsafe().voidPromise());
            throw e;
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    @Override
    protected void doRegister(ChannelPromise promise) {
        if (!isIocp(eventLoop())) {
            promise.setFailure(new IllegalStateException(getClass().getSimpleName()
                    + " needs event loops of its own: new MultiThreadIoEventLoopGroup(IocpIoHandler.newFactory())"));
            return;
        }
        options.registered();
        ((IoEventLoop) eventLoop()).register((IocpIoHandle) unsafe()).addListener(registered -> {
            if (registered.isSuccess()) {
                registration = (IoRegistration) registered.getNow();
                ownerLoop = eventLoop();
                // After Netty has told the pipeline of it.
                promise.addListener(told -> {
                    iocpUnsafe().handleHeld();
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
            cancelRegistration();
        }
    }

    /**
     * Registers a channel that is closed while it is registered nowhere with the event loop that its SOCKET belongs to, so
     * that it can still send. Only used on that event loop.
     */
    final void registerToClose() {
        if (ownerLoop == null || canSubmit() || !socket.isOpen() || ownerLoop.isShuttingDown()) {
            return;
        }
        Future<IoRegistration> registered = ((IoEventLoop) ownerLoop).register((IocpIoHandle) unsafe());
        if (registered.isSuccess()) {
            registration = registered.getNow();
        }
    }

    @Override
    protected final void doClose() throws Exception {
        if (closing || ownerLoop == null) {
            finishClose();
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
                socket.cancelAll();
            }
            closeSocket();
        } finally {
            cancelRegistration();
            onOwnerLoop(iocpUnsafe()::closed);
        }
    }

    /** Closes the SOCKET. */
    void closeSocket() throws IOException {
        socket.close();
    }

    /** Runs a task on the event loop that the calls end on; any thread may close a channel that cannot be registered. */
    final void onOwnerLoop(Runnable task) {
        EventLoop loop = ownerLoop;
        if (loop == null || loop.inEventLoop() || loop.isShutdown()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // It has shut down, and no call goes on.
            task.run();
        }
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
            socket.cancelAll();
        }
        cancelReads();
        cancelRegistration();
    }

    private void cancelRegistration() {
        IoRegistration current = registration;
        if (current != null) {
            current.cancel();
        }
    }

    /** The I/O handle of the channel. */
    abstract class AbstractIocpUnsafe extends AbstractUnsafe implements IocpIoHandle, ChannelSocket.Owner {
        /** What has completed while the channel is registered nowhere: its pipeline hears of it when it is again. */
        private final ArrayDeque<IocpOperation> held = new ArrayDeque<>(2);

        /** What was written before close, and is taken off by sends until the SOCKET is closed; null before, and after. */
        private ChannelOutboundBuffer unsent;

        private ClosedChannelException closeCause;

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

        /** Keeps a call that has completed while the channel is registered nowhere; answers whether it does. */
        final boolean hold(IocpOperation operation) {
            return !isRegistered() && isOpen() && held.add(operation);
        }

        final void handleHeld() {
            for (IocpOperation operation = held.poll(); operation != null; operation = held.poll()) {
                operation.registration().handle(operation);
            }
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
                // Netty hides it.
                unsent = outboundBuffer();
                this.closeCause = closeCause;
            }
            super.close(promise, cause, closeCause);
            joined.complete();
        }

        /** What was written and not sent before close, or null. */
        final ChannelOutboundBuffer unsent() {
            return unsent;
        }

        /** Whether something was flushed before close and is not sent. */
        final boolean hasUnsent() {
            return unsent != null && unsent.current() != null;
        }

        private void closed() {
            handleHeld();
            if (ownerLoop != null && (eventLoop() != ownerLoop || ownerLoop.isShutdown())) {
                // Netty does it on its event loop, which has perhaps shut down.
                failUnsent();
            }
            unsent = null;
        }

        /** Fails what was written before close and is not sent. */
        final void failUnsent() {
            ChannelOutboundBuffer written = unsent;
            unsent = null;
            if (written != null) {
                written.addFlush();
                while (isLeftOf(written)) {
                    // The next one.
                }
            }
        }

        private boolean isLeftOf(ChannelOutboundBuffer written) {
            try {
                return written.remove(closeCause);
            } catch (RejectedExecutionException e) {
                logger.debug("{} cannot tell its pipeline that it has become writable", this, e);
                return true;
            }
        }

        @Override
        protected final Executor prepareToClose() {
            closing = true;
            EventLoop loop = ownerLoop;
            if (loop != null && !loop.inEventLoop()) {
                return close -> onOwnerLoop(() -> run(close, executorToClose()));
            }
            Executor executor = executorToClose();
            return executor == null ? null : close -> run(close, executor);
        }

        private Executor executorToClose() {
            if (ownerLoop != null && eventLoop().isShutdown()) {
                // Nobody could be told of what is still sent.
                failUnsent();
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

        /** What runs the close of the SOCKET, later or on another thread; null to close at once. */
        Executor closeExecutor() {
            return null;
        }

        /** Closes what waits for the end of a call, without waiting any more. */
        void closeNow() {}

        /** The reason, with the address unless an option was refused. */
        final Throwable connectFailure(Throwable cause, SocketAddress remoteAddress) {
            Exception failure = options.failed(cause);
            return failure instanceof WinsockException ? failure : annotateConnectException(failure, remoteAddress);
        }
    }
}
