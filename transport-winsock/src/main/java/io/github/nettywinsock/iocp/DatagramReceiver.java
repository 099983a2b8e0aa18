package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.UdpLevel.UDP_RECV_MAX_COALESCED_SIZE;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** The datagrams that a channel receives, and what a receive that fails says of it. */
final class DatagramReceiver implements Receiver {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(DatagramReceiver.class);

    private final IocpDatagramChannel channel;
    private final AddressTable senders = new AddressTable();
    private final Recipients recipients = new Recipients();
    private boolean hasReportedDrop;

    DatagramReceiver(IocpDatagramChannel channel) {
        this.channel = channel;
    }

    @Override
    public ReceiveOperation newReceive() {
        return new ReceiveMessageOperation(channel.socket.ws2());
    }

    @Override
    public int pendingReceives() {
        return channel.datagramConfig().pendingReceives();
    }

    @Override
    public boolean canReceive() {
        return channel.isOpen() && channel.isBound();
    }

    @Override
    public ByteBuf bufferToWaitWith() {
        return channel.receiveBuffer();
    }

    @Override
    public boolean mayCancel() {
        return true;
    }

    @Override
    public boolean isAborted(ReceiveOperation receive) {
        return receive.error() == WsaErrors.WSA_OPERATION_ABORTED;
    }

    @Override
    public boolean continuesReading() {
        var sizes = channel.unsafe().recvBufAllocHandle();
        return sizes instanceof RecvByteBufAllocator.ExtendedHandle
                // A short datagram does not say that there is no other.
                ? ((RecvByteBufAllocator.ExtendedHandle) sizes).continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER)
                : sizes.continueReading();
    }

    @Override
    public boolean hasReceived(ReceiveOperation receive) {
        if (!isDatagram(receive)) {
            return false;
        }
        ReceiveMessageOperation message = (ReceiveMessageOperation) receive;
        return isOfPeer(message) && !(message.lacksControlMessages() && joinsDatagrams());
    }

    private static boolean isDatagram(ReceiveOperation receive) {
        return receive.error() == 0 || receive.error() == WsaErrors.WSAEMSGSIZE;
    }

    /** Whether it is for this channel: Windows keeps others from it when it is connected, but not what came before. */
    private boolean isOfPeer(ReceiveMessageOperation receive) {
        if (!channel.isConnected()) {
            return true;
        }
        InetSocketAddress sender = receive.sender(senders);
        return sender == null || sender.equals(channel.remoteAddress());
    }

    /** Whether Windows may have joined datagrams, which cannot be taken apart without the control message about it. */
    private boolean joinsDatagrams() {
        try {
            return channel.socket.get(UDP_RECV_MAX_COALESCED_SIZE) > 0;
        } catch (Throwable e) {
            logger.debug("{} does not tell whether it joins datagrams", channel, e);
            return channel.socket.setOptions().include(UDP_RECV_MAX_COALESCED_SIZE);
        }
    }

    @Override
    public boolean deliver(ReceiveOperation receive, ByteBuf buffer) {
        ReceiveMessageOperation message = (ReceiveMessageOperation) receive;
        InetSocketAddress recipient = recipient(message);
        InetSocketAddress sender = sender(message);
        Ecn ecn = message.ecn();
        int length = message.datagramLength(buffer);
        int datagrams = 1;
        try {
            while (buffer.readableBytes() > length) {
                channel.pipeline().fireChannelRead(packet(buffer.readRetainedSlice(length), recipient, sender, ecn));
                datagrams++;
            }
        } catch (Throwable e) {
            buffer.release();
            throw e;
        }
        channel.pipeline().fireChannelRead(packet(buffer, recipient, sender, ecn));
        channel.unsafe().recvBufAllocHandle().incMessagesRead(datagrams - 1);
        return continuesReading();
    }

    private static DatagramPacket packet(
            ByteBuf content, InetSocketAddress recipient, InetSocketAddress sender, Ecn ecn) {
        return ecn == null
                ? new DatagramPacket(content, recipient, sender)
                : new IocpDatagramPacket(content, recipient, sender, 0, ecn);
    }

    private InetSocketAddress recipient(ReceiveMessageOperation receive) {
        InetSocketAddress local = channel.localAddress();
        InetSocketAddress recipient = receive.recipient(recipients, local.getPort());
        return recipient == null ? local : recipient;
    }

    private InetSocketAddress sender(ReceiveMessageOperation receive) {
        InetSocketAddress sender = receive.sender(senders);
        return sender == null ? channel.remoteAddress() : sender;
    }

    @Override
    public Runnable receivedNothing(ReceiveOperation receive, ReceiveLoop loop) {
        int error = receive.error();
        if (isDatagram(receive)) {
            return isOfPeer((ReceiveMessageOperation) receive) ? this::reportDrop : () -> {};
        }
        SocketException failure = receive.datagramFailure("WSARecvMsg");
        if (isOfEarlierSend(error)) {
            return () -> earlierSendFailed(failure);
        }
        boolean isFinal = isFinal(error);
        // What is not known to pass may last: told once, and tried again after a pause.
        boolean isNew = isFinal || loop.pause();
        return () -> receiveFailed(failure, isNew, isFinal);
    }

    private void reportDrop() {
        String message = "{} drops what it received: UDP_RECV_MAX_COALESCED_SIZE lets Windows join datagrams,"
                + " and there was no room for the control message that tells where one ends; set fewer options that"
                + " ask for control messages";
        if (hasReportedDrop) {
            logger.debug(message, channel);
        } else {
            hasReportedDrop = true;
            logger.warn(message, channel);
        }
    }

    private static boolean isOfEarlierSend(int error) {
        switch (error) {
            case WsaErrors.WSAECONNRESET:
            case WsaErrors.WSAECONNREFUSED:
            case WsaErrors.WSAENETRESET:
            case WsaErrors.WSAENETUNREACH:
            case WsaErrors.WSAEHOSTUNREACH:
                return true;
            default:
                return false;
        }
    }

    private void earlierSendFailed(SocketException failure) {
        if (channel.isConnected()) {
            channel.pipeline().fireExceptionCaught(failure);
        } else {
            logger.debug("{} goes on reading after {}", channel, failure.getMessage());
        }
    }

    /** Whether the next receive would fail for the same reason. */
    private static boolean isFinal(int error) {
        switch (error) {
            case WsaErrors.WSAEFAULT:
            case WsaErrors.WSAEINVAL:
            case WsaErrors.WSAENETDOWN:
            case WsaErrors.WSAENOTSOCK:
            case WsaErrors.WSAEOPNOTSUPP:
            case WsaErrors.WSAESHUTDOWN:
            case WsaErrors.WSASYSCALLFAILURE:
                return true;
            default:
                return false;
        }
    }

    private void receiveFailed(SocketException failure, boolean isNew, boolean isFinal) {
        if (isNew) {
            channel.pipeline().fireExceptionCaught(failure);
        } else {
            logger.debug("{} still cannot receive", channel, failure);
        }
        if (isFinal) {
            channel.unsafe().close(channel.unsafe().voidPromise());
        }
    }
}
