package io.github.nettywinsock.iocp;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;

/**
 * A {@link SocketChannel} on an I/O completion port, for event loops of {@link IocpIoHandler}.
 *
 * <p>It takes every {@link io.github.nettywinsock.WinsockChannelOption} at the phase that Windows asks for; an option that
 * fails fails the bind or connect and closes the channel.
 *
 * <p>A read is posted before data is there. So data that arrives after automatic reading was switched off is kept for the
 * next read, up to the size of one receive buffer. The connections of an event loop hold 4 MiB in such buffers, or a 64th of
 * the direct memory if that is less; all others wait as with {@link IocpChannelOption#ZERO_BYTE_READ}.
 *
 * <p>Messages are {@link ByteBuf}s and {@link FileRegion}s. A {@link DefaultFileRegion} is sent by {@code TransmitFile}
 * where {@link IocpChannelOption#TRANSMIT_FILE} says so; other regions are copied, in pieces of up to 512 KiB. The connections
 * of an event loop hold 4 MiB in such pieces, or a 64th of the direct memory if that is less, and all others copy 16 KiB at a
 * time: peers that do not read cost no more. Windows tells
 * how much was sent when a call has sent all that it was given: progress shows in steps of up to 1 MiB, which are 64 KiB
 * when the peer is slow. A close goes on sending what was flushed, for 200 ms or, where Windows copies nothing, for 2 s; then
 * the pending send is cancelled, and its promise fails unless all of it was sent. A send pending when the output is shut down
 * goes on, but its promise fails.
 *
 * <p>A {@code SO_LINGER} that is set on the SOCKET itself is not noticed: closing then waits on the event loop.
 *
 * <p>Like the JDK it binds exclusively where bind is called, or connect with a local address, unless one of the options
 * named next is set.
 *
 * <p>A connect that binds by itself sets {@code SO_REUSE_UNICASTPORT}, unless that, {@code SO_RANDOMIZE_PORT}, {@code
 * SO_PORT_SCALABILITY}, {@code SO_REUSEADDR}, {@code SO_EXCLUSIVEADDRUSE} or a port reservation is set; one to a loopback
 * address sets {@code SIO_TCP_INITIAL_RTO}, unless that is set, so that a refusal does not take two seconds.
 *
 * <p>With {@link io.netty.channel.ChannelOption#TCP_FASTOPEN_CONNECT}, and where Windows has {@code TCP_FASTOPEN}, connect
 * sends the first message that was written before it.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-transmitfile">TransmitFile</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_connectex">ConnectEx</a>
 */
public final class IocpSocketChannel extends AbstractIocpDataChannel implements SocketChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final IocpSocketChannelConfig config = socket.orClose(() -> new IocpSocketChannelConfig(this));
    private final StreamReceiver receiver = new StreamReceiver(this);
    private final ReceiveLoop receiveLoop = new ReceiveLoop(this, receiver);
    final StreamWrites writes = new StreamWrites(this);

    private volatile boolean outputShutdown;

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
        this(Iocp.ws2(), Iocp.sockets(), family);
    }

    IocpSocketChannel(Winsock2 ws2, OverlappedSockets sockets, SocketProtocolFamily family) {
        this(NewSocket.open(ws2, sockets, family, IocpSocket.Kind.CONNECTION));
    }

    private IocpSocketChannel(IocpSocket socket) {
        super(null, socket);
    }

    IocpSocketChannel(Channel parent, IocpSocket socket, InetSocketAddress local, InetSocketAddress remote) {
        super(parent, socket);
        activate(local, remote);
    }

    @Override
    public ServerSocketChannel parent() {
        return (ServerSocketChannel) super.parent();
    }

    @Override
    public SocketChannelConfig config() {
        return config;
    }

    /** The configuration, with what only this transport has. */
    IocpSocketChannelConfig iocpConfig() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new StreamUnsafe(this);
    }

    @Override
    ReceiveLoop receiveLoop() {
        return receiveLoop;
    }

    private StreamUnsafe streamUnsafe() {
        return (StreamUnsafe) unsafe();
    }

    @Override
    void beforeBind() throws Exception {
        super.beforeBind();
        bindExclusively();
    }

    /** Keeps other sockets from the address that it is bound to by name, unless an option lets them share it. */
    void bindExclusively() throws IOException {
        if (!ConnectDefaults.isPortDecided(options)) {
            LocalBind.exclusiveByDefault(this);
        }
    }

    @Override
    void registeredWithHandler() {
        if (isActive()) {
            streamUnsafe().flush0();
            receiveLoop.resume();
        }
    }

    @Override
    void completed(IocpOperation operation) {
        try {
            if (operation instanceof ReceiveOperation) {
                receiveLoop.completed((ReceiveOperation) operation);
            } else {
                streamUnsafe().completed(operation);
                cancelReceiveOfShutInput();
            }
        } finally {
            streamUnsafe().callCompleted();
        }
    }

    /** Cancels the receive that was left when the input was shut down, because of a send. */
    private void cancelReceiveOfShutInput() {
        if (receiver.endsLater() && isOpen()) {
            cancelReads();
        }
    }

    @Override
    boolean isSending() {
        return writes.isPending() || streamUnsafe().isConnecting();
    }

    /** Whether a send or receive is pending. */
    boolean isBusy() {
        return writes.isPending() || receiveLoop.isPending();
    }

    @Override
    protected void doDisconnect() throws Exception {
        doClose();
    }

    @Override
    void finishClose() throws Exception {
        if (streamUnsafe().isClosedByOtherThread()) {
            socket.close();
            return;
        }
        streamUnsafe().failConnect();
        super.finishClose();
    }

    @Override
    void giveUpCalls() {
        super.giveUpCalls();
        releaseBuffers();
    }

    @Override
    void releaseBuffers() {
        super.releaseBuffers();
        writes.releaseBuffers();
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof FileRegion) {
            return message;
        }
        if (!(message instanceof ByteBuf)) {
            throw new UnsupportedOperationException("only a ByteBuf or a FileRegion can be written, not a "
                    + message.getClass().getName());
        }
        ByteBuf buffer = (ByteBuf) message;
        return DirectBuffers.isDirect(buffer) ? buffer : DirectBuffers.copy(alloc(), buffer, buffer);
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
        try {
            if (writes.write(in, config.getWriteSpinCount())) {
                eventLoop().execute(streamUnsafe()::flush0);
            }
        } finally {
            streamUnsafe().writeEnded();
        }
    }

    /**
     * Checks that a file is as long as its region needs.
     *
     * @throws IOException when it is not
     */
    void validate(DefaultFileRegion region) throws IOException {
        validateFileRegion(region, region.transferred());
    }

    @Override
    protected void doShutdownOutput() throws Exception {
        writes.stop();
        requireConnected();
        socket.shutdownSend();
        outputShutdown = true;
    }

    /** Whether the peer has sent its end, or has reset the connection. */
    boolean hasPeerEnded() {
        return receiver.hasPeerEnded();
    }

    /** Whether the output was shut down. */
    boolean wasOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public boolean isInputShutdown() {
        return receiver.isShutDown() || !isActive();
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
        onLoop(() -> streamUnsafe().shutdownOutput(promise));
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

    /** As over NIO; besides, a SOCKET takes no shutdown before its context is updated. */
    private void requireConnected() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (socket.state() != ChannelSocket.State.CONNECTED) {
            throw new NotYetConnectedException();
        }
    }

    private void shutdownInputNow(ChannelPromise promise) {
        try {
            requireConnected();
            socket.shutdownReceive();
            receiver.shutDown();
            cancelReads();
            promise.setSuccess();
        } catch (Throwable e) {
            promise.setFailure(e);
        }
    }
}
