package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.IpLevel.IP_RECVECN;
import static io.github.nettywinsock.option.Ipv6Level.IPV6_RECVECN;
import static io.github.nettywinsock.option.UdpLevel.UDP_SEND_MSG_SIZE;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.util.NetUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;

/** Makes calls of what is written to a datagram channel, with what this Windows has for it. */
final class DatagramPreparation {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(DatagramPreparation.class);

    /** The most that one call sends (R324). */
    private static final int MAX_SEGMENTS = 512;

    private static final int MAX_BYTES = 65507;

    private static final InetAddress ALL_HOSTS = NetUtil.createInetAddressFromIpAddressString("255.255.255.255");

    private final IocpDatagramChannel channel;

    /** What this Windows has, or null when it is not known yet. */
    private volatile Boolean sendsSegments;

    private volatile Boolean sendsEcn;

    DatagramPreparation(IocpDatagramChannel channel) {
        this.channel = channel;
    }

    /** Whether one call sends several segments. */
    boolean sendsSegments() {
        if (sendsSegments == null) {
            sendsSegments = has(UDP_SEND_MSG_SIZE);
        }
        return Boolean.TRUE.equals(sendsSegments);
    }

    private boolean sendsEcn() {
        if (sendsEcn == null) {
            // Windows takes the control message since it gives it.
            sendsEcn = has(channel.socket.isInet6() ? IPV6_RECVECN : IP_RECVECN);
        }
        return Boolean.TRUE.equals(sendsEcn);
    }

    /** Whether this Windows has an option; null when the channel is closed. */
    private Boolean has(WinsockOption<?> option) {
        try {
            channel.socket.get(option);
            return true;
        } catch (SocketException e) {
            logger.debug("{} goes without {}", channel, option, e);
            return channel.socket.isOpen() ? false : null;
        }
    }

    /**
     * Prepares the next call of a write.
     *
     * @throws IOException when the recipient is of another family
     */
    void prepare(SendDatagramOperation send) throws IOException {
        Object message = send.message();
        InetSocketAddress recipient = channel.socket.family().reachable(recipient(message));
        if (channel.isConnected()) {
            // Windows would send to others too.
            if (recipient != null && !recipient.equals(channel.remoteAddress())) {
                throw new AlreadyConnectedException();
            }
            recipient = channel.remoteAddress();
            send.toPeer();
        } else if (recipient == null) {
            throw new NotYetConnectedException();
        } else {
            send.to(recipient, channel.socket);
        }
        send.control.clear();
        int maximum = Integer.MAX_VALUE;
        if (message instanceof IocpDatagramPacket) {
            maximum = control((IocpDatagramPacket) message, recipient, send.control);
        }
        send.content(content(message), maximum);
    }

    /** Prepares the control messages; returns how many bytes a call may send. */
    private int control(IocpDatagramPacket packet, InetSocketAddress recipient, SendControl control) {
        InetSocketAddress source = packet.sender();
        if (source != null && isSource(source)) {
            control.source(source);
        }
        if (packet.ecn() != null && sendsEcn()) {
            control.ecn(packet.ecn(), recipient.getAddress() instanceof Inet4Address);
        }
        int segmentSize = packet.segmentSize();
        if (segmentSize == 0) {
            return Integer.MAX_VALUE;
        }
        if (packet.content().readableBytes() <= segmentSize || !sendsSegments()) {
            return segmentSize;
        }
        control.segmentSize(segmentSize);
        return segmentSize * Math.max(1, Math.min(MAX_SEGMENTS, MAX_BYTES / segmentSize));
    }

    /** Whether one machine can have the address, so that a datagram may leave from there: what a question came to need not be. */
    private static boolean isSource(InetSocketAddress source) {
        InetAddress address = source.getAddress();
        return address != null
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !address.equals(ALL_HOSTS)
                && !KnownAddress.isBroadcast(source);
    }

    private static ByteBuf content(Object message) {
        return (ByteBuf) (message instanceof ByteBuf ? message : ((AddressedEnvelope<?, ?>) message).content());
    }

    private static InetSocketAddress recipient(Object message) {
        return message instanceof ByteBuf ? null : (InetSocketAddress) ((AddressedEnvelope<?, ?>) message).recipient();
    }
}
