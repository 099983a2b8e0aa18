package io.github.nettywinsock.iocp;

import io.github.nettywinsock.WinsockServerSocketChannelConfig;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
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
import java.util.ArrayDeque;
import java.util.stream.Stream;

/**
 * A {@link ServerSocketChannel} on an I/O completion port, for event loops of {@link IocpIoHandler}. Its children are
 * {@link IocpSocketChannel}s.
 *
 * <p>It keeps {@link IocpChannelOption#PENDING_ACCEPTS} {@code AcceptEx} calls posted. It takes every {@link
 * io.github.nettywinsock.WinsockChannelOption} at the phase that Windows asks for; an option that fails fails the bind and
 * closes the channel. Like the JDK it binds exclusively, unless {@code SO_REUSEADDR} or {@code SO_EXCLUSIVEADDRUSE} is set.
 *
 * <p>{@code SO_CONDITIONAL_ACCEPT} does not go together with {@code AcceptEx}: bind fails when it is set.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex">AcceptEx</a>
 */
public final class IocpServerSocketChannel extends AbstractIocpChannel implements ServerSocketChannel {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpServerSocketChannel.class);
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
    private static final WinsockOption<?> CONDITIONAL = Catalogue.byName("SO_CONDITIONAL_ACCEPT");

    private final IocpServerSocketChannelConfig ownConfig;
    private final WinsockServerSocketChannelConfig config;
    private AcceptOperation[] accepts;

    /** Connections that nobody has asked for yet; for each, one AcceptEx is not posted. */
    private final ArrayDeque<IocpSocket> held = new ArrayDeque<>();

    private boolean readPending;

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
        this(Iocp.ws2(), family);
    }

    IocpServerSocketChannel(Winsock2 ws2, SocketProtocolFamily family) {
        super(null, IocpSocket.open(ws2, family, IocpSocket.Kind.LISTENER));
        try {
            ownConfig = new IocpServerSocketChannelConfig(this);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
        config = new WinsockServerSocketChannelConfig(ownConfig, options);
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
        ownConfig.throwRefusal();
        super.beforeBind();
        bindExclusivelyByDefault();
    }

    @Override
    void afterBind() throws Exception {
        options.beforeListen();
        if (options.isSetBeforeBind(CONDITIONAL) && isOn(CONDITIONAL)) {
            throw new UnsupportedOperationException(
                    CONDITIONAL + " does not go together with AcceptEx: use a NIO channel");
        }
        accepts = Stream.generate(AcceptOperation::new)
                .limit(ownConfig.pendingAccepts())
                .toArray(AcceptOperation[]::new);
        socket.listen(config.getBacklog());
        super.afterBind();
        activate(socket.localAddress(), null);
    }

    @Override
    protected void doBeginRead() {
        readPending = true;
        if (isActive()) {
            postAccepts();
            if (!held.isEmpty()) {
                eventLoop().execute(this::deliver);
            }
        }
    }

    @Override
    void clearRead() {
        readPending = false;
    }

    @Override
    void registeredWithHandler() {
        if (readPending) {
            doBeginRead();
        }
    }

    @Override
    void ended(IocpOperation operation) {
        IocpSocket child = ((AcceptOperation) operation).takeChild();
        if (!isOpen()) {
            discard(child);
        } else if (operation.error() == 0) {
            held.add(child);
            deliver();
        } else {
            discard(child);
            acceptFailed(operation.error());
        }
    }

    /** A client that has gone again is no failure of the listener; a listener that fails at once must not spin. */
    private void acceptFailed(int error) {
        switch (error) {
            case WsaErrors.WSAEINVAL:
            case WsaErrors.WSAEMFILE:
            case WsaErrors.WSAENOBUFS:
            case WsaErrors.WSAENOTSOCK:
            case WsaErrors.WSAEOPNOTSUPP:
                endRead(SocketFailure.of("AcceptEx", error));
                break;
            default:
                logger.debug("{} posts AcceptEx again after {}", this, WsaErrors.symbol(error));
                postAccepts();
        }
    }

    private void postAccepts() {
        int idle = accepts.length - held.size();
        for (AcceptOperation accept : accepts) {
            if (accept.isUnderWay()) {
                idle--;
            }
        }
        for (AcceptOperation accept : accepts) {
            if (idle > 0 && canSubmit() && !accept.isUnderWay()) {
                try {
                    accept.with(socket.openChild());
                } catch (IOException e) {
                    eventLoop().execute(() -> endRead(e));
                    return;
                }
                submit(accept);
                idle--;
            }
        }
    }

    /** Hands over one connection for one read. */
    private void deliver() {
        while (readPending && isOpen() && !held.isEmpty()) {
            IocpSocketChannel child = configured(held.poll());
            if (child == null) {
                postAccepts();
            } else {
                readPending = false;
                var allocHandle = unsafe().recvBufAllocHandle();
                allocHandle.reset(config);
                allocHandle.incMessagesRead(1);
                pipeline().fireChannelRead(child);
                allocHandle.readComplete();
                pipeline().fireChannelReadComplete();
            }
        }
    }

    private IocpSocketChannel configured(IocpSocket child) {
        try {
            child.accepted();
            return new IocpSocketChannel(this, child);
        } catch (IOException | ChannelException e) {
            logger.debug("A connection to {} is gone before it was accepted", this, e);
            discard(child);
            return null;
        }
    }

    private void endRead(IOException failure) {
        readPending = false;
        pipeline().fireChannelReadComplete();
        pipeline().fireExceptionCaught(failure);
    }

    private void discard(IocpSocket child) {
        try {
            child.close();
        } catch (IOException e) {
            logger.debug("Closing a socket of {} failed", this, e);
        }
    }

    @Override
    protected void doClose() throws Exception {
        super.doClose();
        held.forEach(this::discard);
        held.clear();
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
        @Override
        public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
            safeSetFailure(promise, new UnsupportedOperationException("a listener does not connect"));
        }
    }
}
