package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.ControlCodes.SIO_UDP_CONNRESET;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;

/**
 * A {@link DatagramChannel} on an I/O completion port, for event loops of {@link IocpIoHandler}.
 *
 * <p>It takes every {@link io.github.nettywinsock.WinsockChannelOption} at the phase that Windows asks for; an option that
 * fails fails the bind or connect and closes the channel. Like the JDK it binds exclusively, unless {@code SO_REUSEADDR},
 * Netty's own or the library's, or one of {@code SO_EXCLUSIVEADDRUSE}, {@code SO_REUSE_MULTICASTPORT} and
 * {@code SIO_CPU_AFFINITY} is set.
 *
 * <p>Messages are {@link DatagramPacket}s and other {@link AddressedEnvelope}s of a {@link ByteBuf}; when the channel is
 * connected, {@link ByteBuf}s too. An {@link IocpDatagramPacket} says where it is sent from, how it is marked, and that it is
 * sent as several datagrams. An empty one is sent as an empty datagram. A datagram that cannot be sent
 * fails its own write and no other; as over NIO, one for somebody else than the peer of a connected channel cannot. One to the
 * wildcard address is sent to this machine, which Windows refuses.
 *
 * <p>Receives are posted before a datagram is there, as many as {@link IocpChannelOption#PENDING_RECEIVES} says. So as many
 * that arrive after automatic reading was switched off are kept for the next read. As over NIO, a datagram that is longer
 * than the receive buffer, by default 2048 bytes, loses its end. The recipient of a received packet is the local address of
 * the channel, and with {@code IP_PKTINFO} or, for IPv6, {@code IPV6_PKTINFO} the address that the packet was sent to. With
 * {@code IP_RECVECN} or {@code IPV6_RECVECN} it is an {@link IocpDatagramPacket}, which has the bits of explicit congestion
 * notification.
 *
 * <p>{@code UDP_RECV_MAX_COALESCED_SIZE} has Windows join datagrams of one sender, which saves calls; the channel takes them
 * apart again, and the pipeline reads each. It asks for receive buffers of that size: a shorter one loses all that does not fit,
 * which may be many datagrams. They are slices of one buffer, so that keeping one of them keeps all; one that is kept for long is
 * to be copied. Where Windows has no room to tell their length, which it may lack with many {@code IP_RECV...} options, they are
 * dropped. Some machines are known to join them without telling: then they are read as one
 * (<a href="https://github.com/quinn-rs/quinn/issues/2041">quinn#2041</a>).
 *
 * <p>That an earlier datagram found nobody at its port reaches the pipeline of a connected channel as a {@link
 * java.net.PortUnreachableException}, and is ignored by others; reading goes on. {@code SIO_UDP_CONNRESET} decides whether
 * Windows tells: as in the JDK it is off until connect and on until disconnect; a value that was set on the channel is set
 * again after connect. A receive that fails for another reason reaches the pipeline too, once if it fails again and again,
 * and closes the channel when no later one can succeed. One that Windows has no memory for is made again after a pause.
 */
public final class IocpDatagramChannel extends AbstractIocpMulticastChannel {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpDatagramChannel.class);
    private static final ChannelMetadata METADATA = new ChannelMetadata(true, 16);

    /** After how many sends the event loop does other things by default: a listener of each may write the next. */
    private static final int SENDS_IN_A_ROW = 256;

    private final IocpDatagramChannelConfig config =
            socket.orClose(() -> new IocpDatagramChannelConfig(this, multicast));
    private final ReceiveLoop receiveLoop = new ReceiveLoop(this, new DatagramReceiver(this));
    private final DatagramPreparation preparation = new DatagramPreparation(this);
    final DatagramWrites writes = new DatagramWrites(this, preparation);

    /**
     * Creates a channel of IPv4 and, where the system has it, IPv6.
     *
     * @throws ChannelException     when Windows opens no SOCKET
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public IocpDatagramChannel() {
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
    public IocpDatagramChannel(SocketProtocolFamily family) {
        this(Iocp.ws2(), Iocp.sockets(), family);
    }

    IocpDatagramChannel(Winsock2 ws2, OverlappedSockets sockets, SocketProtocolFamily family) {
        this(NewSocket.open(ws2, sockets, family, IocpSocket.Kind.DATAGRAM));
    }

    private IocpDatagramChannel(IocpSocket socket) {
        super(socket);
        try {
            setConnReset(false);
        } catch (Throwable e) {
            socket.closeAfter(e);
            throw e;
        }
    }

    @Override
    public DatagramChannelConfig config() {
        return config;
    }

    IocpDatagramChannelConfig datagramConfig() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isActive() {
        return super.isActive() || isOpen() && config.isActiveOnRegistration() && isRegistered();
    }

    /**
     * Whether Windows takes an {@link IocpDatagramPacket} apart that is sent as segments, which is one call then; if not, the
     * channel does, and makes a call for each. True from Windows 10 2004 on; false when the channel is closed.
     */
    public boolean isSegmentationOffloadSupported() {
        return preparation.sendsSegments();
    }

    @Override
    public boolean isConnected() {
        return socket.state() == ChannelSocket.State.CONNECTED;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new DatagramUnsafe(this);
    }

    private DatagramUnsafe datagramUnsafe() {
        return (DatagramUnsafe) unsafe();
    }

    @Override
    void registeredWithHandler() {
        if (isActive()) {
            flushNow();
            receiveLoop.resume();
        }
    }

    @Override
    ReceiveLoop receiveLoop() {
        return receiveLoop;
    }

    @Override
    boolean isSending() {
        return writes.isPending();
    }

    @Override
    void completed(IocpOperation operation) {
        if (operation instanceof ReceiveOperation) {
            receiveLoop.completed((ReceiveOperation) operation);
        } else {
            datagramUnsafe().sendCompleted((SendDatagramOperation) operation);
        }
    }

    @Override
    void beforeBind() throws Exception {
        super.beforeBind();
        LocalBind.exclusiveByDefault(this);
    }

    @Override
    void afterBind() throws Exception {
        super.afterBind();
        activateBound();
        receiveLoop.resume();
    }

    @Override
    @SuppressWarnings("deprecation") // invalidateRemoteAddress
    protected void doDisconnect() throws Exception {
        if (isConnected()) {
            socket.disconnect();
            // Whatever is thrown from here on, it has no peer any more, which Netty remembers until nothing is thrown.
            activate(localAddress(), null);
            invalidateRemoteAddress();
            setConnReset(false);
            activate(localAddressAfterDisconnect(), null);
        }
    }

    /** The local address; as it was before when Windows tells none, which does not make the channel connected again. */
    private InetSocketAddress localAddressAfterDisconnect() {
        try {
            return socket.localAddress();
        } catch (IOException e) {
            logger.debug("{} keeps its local address", this, e);
            return localAddress();
        }
    }

    /** Whether a datagram that finds nobody at its port fails a later call. */
    private void setConnReset(boolean on) {
        try {
            socket.set(SIO_UDP_CONNRESET, on);
        } catch (SocketException e) {
            logger.debug("{} goes on without SIO_UDP_CONNRESET={}", this, on, e);
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            ByteBuf buffer = (ByteBuf) message;
            return DirectBuffers.isOnePiece(buffer) && buffer != DatagramWrites.CANCELLED
                    ? buffer
                    : DirectBuffers.copy(alloc(), buffer, buffer);
        }
        if (message instanceof AddressedEnvelope && ((AddressedEnvelope<?, ?>) message).content() instanceof ByteBuf) {
            AddressedEnvelope<?, ?> envelope = (AddressedEnvelope<?, ?>) message;
            InetSocketAddress recipient =
                    envelope.recipient() == null ? null : SocketFamily.resolved(envelope.recipient());
            ByteBuf buffer = (ByteBuf) envelope.content();
            if (DirectBuffers.isOnePiece(buffer)) {
                return envelope;
            }
            ByteBuf direct = DirectBuffers.copy(alloc(), buffer, envelope);
            if (message instanceof IocpDatagramPacket) {
                return ((IocpDatagramPacket) message).replace(direct);
            }
            return recipient == null ? direct : new DatagramPacket(direct, recipient);
        }
        throw new UnsupportedOperationException(
                "only a ByteBuf, a DatagramPacket or another AddressedEnvelope of a ByteBuf" + " can be written, not a "
                        + message.getClass().getName());
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        if (sendInTurn(in)) {
            eventLoop().execute(this::flushNow);
        }
    }

    /** Sends until the event loop has other things to do; returns whether there is more. */
    boolean sendInTurn(ChannelOutboundBuffer in) {
        int most = maxMessagesPerWrite();
        return writes.write(in, most == Integer.MAX_VALUE ? SENDS_IN_A_ROW : most);
    }

    /** Whether a call has to be waited for. */
    boolean isSendUnfinished() {
        return writes.isUnfinished();
    }

    /** Sends what was flushed. */
    void flushNow() {
        datagramUnsafe().flushNow();
    }

    /** Binds before the first send: Windows would do so by itself, but without the options that wait for it. */
    boolean isBoundFor(ChannelOutboundBuffer in) {
        if (isBound()) {
            return true;
        }
        try {
            beforeBind();
            socket.bind(IocpSocket.ANYWHERE);
            afterBind();
            return true;
        } catch (Throwable e) {
            while (in.remove(e)) {
                // Nothing goes out of a SOCKET that is half configured.
            }
            unsafe().close(unsafe().voidPromise());
            return false;
        }
    }

    /** Whether it is bound, or more than that. */
    boolean isBound() {
        return socket.state() != ChannelSocket.State.UNBOUND;
    }

    /** Whether datagrams can be sent without anything else before. */
    boolean canSend() {
        return canSubmit() && isBound();
    }

    /** Gives the SOCKET its peer. */
    void connectNow(InetSocketAddress remote) throws IOException {
        if (!isBound()) {
            LocalBind.exclusiveByDefault(this);
            socket.bind(IocpSocket.ANYWHERE);
        }
        socket.connect(socket.family().reachable(remote));
        setConnReset(true);
        options.afterConnect();
        activate(socket.localAddress(), socket.remoteAddress());
    }
}
