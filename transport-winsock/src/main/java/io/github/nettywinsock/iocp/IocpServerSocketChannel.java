package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_CONDITIONAL_ACCEPT;
import static io.github.nettywinsock.option.TcpLevel.TCP_FASTOPEN;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Executor;

/**
 * A {@link ServerSocketChannel} on an I/O completion port, for event loops of {@link IocpIoHandler}. Its children are
 * {@link IocpSocketChannel}s.
 *
 * <p>It keeps {@link IocpChannelOption#PENDING_ACCEPTS} {@code AcceptEx} calls posted, and asks an {@link
 * IocpChannelOption#ACCEPT_CONDITION} about what they have accepted. With {@code SO_CONDITIONAL_ACCEPT} a thread of its
 * own accepts with {@code WSAAccept} instead, when it reads. It takes every {@link
 * io.github.nettywinsock.WinsockChannelOption} at the phase that Windows asks for; an option that fails fails the bind and
 * closes the channel. Like the JDK it binds exclusively, unless {@link io.github.nettywinsock.WinsockChannelOption
 * WinsockChannelOption}'s {@code SO_REUSEADDR}, {@code SO_EXCLUSIVEADDRUSE}, {@code SO_REUSE_MULTICASTPORT} or {@code
 * SIO_CPU_AFFINITY} is set; Netty's own {@code ChannelOption.SO_REUSEADDR} is only remembered. A {@code SO_BACKLOG} of 0 is 50 as in the JDK, and one of more than 200,
 * up to 65535, is asked for as Windows wants it.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex">AcceptEx</a>
 */
public final class IocpServerSocketChannel extends AbstractIocpChannel implements ServerSocketChannel {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpServerSocketChannel.class);
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final IocpServerSocketChannelConfig config = socket.orClose(() -> new IocpServerSocketChannelConfig(this));
    private Acceptor acceptor;
    private volatile boolean readPending;

    /**
     * Creates a channel of IPv4 and, where the system has it, IPv6.
     *
     * @throws ChannelException     when Windows opens no SOCKET
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public IocpServerSocketChannel() {
        this(null);
    }

    /**
     * Creates a channel.
     *
     * @param family IPv4 alone for {@link SocketProtocolFamily#INET}, both families for
     *               {@link SocketProtocolFamily#INET6}, or null for the default
     * @throws ChannelException     when Windows opens no SOCKET
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public IocpServerSocketChannel(SocketProtocolFamily family) {
        this(Iocp.ws2(), Iocp.sockets(), family);
    }

    IocpServerSocketChannel(Winsock2 ws2, OverlappedSockets sockets, SocketProtocolFamily family) {
        super(null, NewSocket.open(ws2, sockets, family, IocpSocket.Kind.LISTENER));
    }

    @Override
    public ServerSocketChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return null;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new ServerUnsafe();
    }

    @Override
    void beforeBind() throws Exception {
        config.throwRefusal();
        super.beforeBind();
        LocalBind.exclusiveByDefault(this);
        if (config.isFastOpen()) {
            socket.trySet(TCP_FASTOPEN, true);
        }
    }

    @Override
    void afterBind() throws Exception {
        options.beforeListen();
        acceptor = newAcceptor();
        socket.listen(Backlog.argument(config.getBacklog()));
        acceptor.listening();
        super.afterBind();
        activateBound();
    }

    private Acceptor newAcceptor() throws IOException {
        AcceptCondition condition = config.acceptCondition();
        if (options.isSetBeforeBind(SO_CONDITIONAL_ACCEPT) && socket.get(SO_CONDITIONAL_ACCEPT)) {
            // AcceptEx does not know the option: the connection would never be completed.
            return new ConditionalAccepts(this, condition);
        }
        Admission admission = new Admission(this, condition, Backlog.length(config.getBacklog()));
        return new PostedAccepts(this, config.pendingAccepts(), admission);
    }

    @Override
    protected void doBeginRead() {
        readPending = true;
        if (isActive()) {
            acceptor.read();
        }
    }

    @Override
    void clearRead() {
        readPending = false;
    }

    @Override
    void cancelReads() {
        if (acceptor != null) {
            acceptor.cancel();
        }
    }

    @Override
    void registeredWithHandler() {
        if (readPending) {
            doBeginRead();
        }
    }

    @Override
    void completed(IocpOperation operation) {
        acceptor.completed(operation);
    }

    /** Whether a connection can be delivered. */
    boolean isReadPending() {
        return readPending && canSubmit();
    }

    /** Hands over the channel of a connection, for one read. */
    void accept(Accepted connection) {
        IocpSocketChannel child;
        try {
            child = new IocpSocketChannel(this, connection.child, connection.local, connection.remote);
        } catch (Throwable e) {
            childFailed(connection.child, e);
            return;
        }
        readPending = false;
        try {
            var allocHandle = unsafe().recvBufAllocHandle();
            allocHandle.reset(config);
            allocHandle.incMessagesRead(1);
        } catch (Throwable e) {
            childFailed(child.socket, e);
            readFailed(e);
            return;
        }
        pipeline().fireChannelRead(child);
        try {
            unsafe().recvBufAllocHandle().readComplete();
        } catch (Throwable e) {
            readFailed(e);
            return;
        }
        pipeline().fireChannelReadComplete();
    }

    /** Ends a read that has failed. The listener stays open, and goes on when the pipeline reads again. */
    void readFailed(Throwable failure) {
        if (isOpen()) {
            readPending = false;
            pipeline().fireChannelReadComplete();
            pipeline().fireExceptionCaught(failure);
        }
    }

    /** Handles that no channel could be created on an accepted socket, as Netty does: it costs that connection alone. */
    void childFailed(IocpSocket child, Throwable failure) {
        logger.warn("Failed to create a new channel from an accepted socket.", failure);
        discard(child);
    }

    /** Closes a socket that nobody gets. */
    void discard(IocpSocket child) {
        try {
            child.giveUpLinger();
            child.close();
        } catch (Throwable e) {
            logger.debug("Closing a socket of {} failed", this, e);
        }
    }

    @Override
    void closeSocket() throws IOException {
        if (acceptor != null) {
            acceptor.closeSocket();
        } else {
            super.closeSocket();
        }
    }

    @Override
    void finishClose() throws Exception {
        try {
            super.finishClose();
        } finally {
            if (acceptor != null) {
                onOwnerLoop(acceptor::close);
            }
        }
    }

    @Override
    protected void doDisconnect() {
        throw new UnsupportedOperationException("a listener has no connection");
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        throw new UnsupportedOperationException("a listener has no connection to write to");
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        throw new UnsupportedOperationException("a listener has no connection to write to");
    }

    private final class ServerUnsafe extends AbstractIocpUnsafe {
        /** The listener stays open, and goes on when the pipeline reads again. */
        @Override
        void failed(Throwable cause) {
            pipeline().fireExceptionCaught(cause);
        }

        @Override
        Executor closeExecutor() {
            return acceptor != null ? acceptor.closeExecutor() : null;
        }

        @Override
        void closeNow() {
            if (acceptor != null) {
                acceptor.closeNow();
            }
        }

        @Override
        public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
            safeSetFailure(promise, new UnsupportedOperationException("a listener does not connect"));
        }
    }
}
