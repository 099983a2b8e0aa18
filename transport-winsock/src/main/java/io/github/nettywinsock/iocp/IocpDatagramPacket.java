package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.internal.ObjectUtil;
import java.net.InetSocketAddress;

/**
 * A {@link DatagramPacket} with what {@code WSASendMsg} and {@code WSARecvMsg} know of it besides. {@link IocpDatagramChannel}
 * takes it, and gives it where it is asked for what a plain one has no room for.
 *
 * <p>Written, it is sent from the address of {@linkplain #sender() the sender}, if it has one, which has to be of this machine;
 * its port has no meaning: an answer that leaves from where the question came to is {@code new IocpDatagramPacket(content,
 * question.sender(), question.recipient())}, if {@code IP_PKTINFO} is set, {@code IPV6_PKTINFO} for IPv6. Where that was a
 * multicast group or a broadcast, Windows chooses, as it does for the wildcard. The broadcast address of a network fails the
 * write if it is not the {@code recipient()} of a packet that was received, which alone tells what it is.
 *
 * <p>Packets do not change: methods that begin with {@code with} return another one of the same content, which is not retained.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasendmsg">WSASendMsg</a>
 */
public final class IocpDatagramPacket extends DatagramPacket {
    private final int segmentSize;
    private final Ecn ecn;

    /**
     * Creates a packet that is sent from the address that Windows chooses.
     *
     * @param data      what to send
     * @param recipient where to
     */
    public IocpDatagramPacket(ByteBuf data, InetSocketAddress recipient) {
        this(data, recipient, null, 0, null);
    }

    /**
     * Creates a packet.
     *
     * @param data      what to send
     * @param recipient where to
     * @param sender    where from, or null to leave it to Windows
     */
    public IocpDatagramPacket(ByteBuf data, InetSocketAddress recipient, InetSocketAddress sender) {
        this(data, recipient, sender, 0, null);
    }

    IocpDatagramPacket(ByteBuf data, InetSocketAddress recipient, InetSocketAddress sender, int segmentSize, Ecn ecn) {
        super(data, recipient, sender);
        this.segmentSize = segmentSize;
        this.ecn = ecn;
    }

    /**
     * This packet, of which each {@code segmentSize} bytes are sent as a datagram of their own, and so is what is left at the end.
     * It is one call from Windows 10 2004 on, for up to 512 datagrams and the length of the longest one, and a call for each before
     * that: {@link IocpDatagramChannel#isSegmentationOffloadSupported()}. If one of the calls fails, the write fails, what
     * follows is not sent, and what was sent before stays sent.
     *
     * <p>Netty's QUIC codec makes such packets by
     *
     * <pre>{@code
     * codec.option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR,
     *         (data, segmentSize, remote) -> new IocpDatagramPacket(data, remote).withSegmentSize(segmentSize));
     * }</pre>
     *
     * @param segmentSize bytes, 1 or more; or 0 to send one datagram
     * @see <a href="https://learn.microsoft.com/windows/win32/winsock/ipproto-udp-socket-options">UDP_SEND_MSG_SIZE</a>
     */
    public IocpDatagramPacket withSegmentSize(int segmentSize) {
        ObjectUtil.checkPositiveOrZero(segmentSize, "segmentSize");
        return new IocpDatagramPacket(content(), recipient(), sender(), segmentSize, ecn);
    }

    /**
     * This packet with these bits of explicit congestion notification. Windows sends them from Windows 11 and Server 2022 on;
     * before, they are left out.
     *
     * @param ecn the bits, or null to leave them to Windows
     */
    public IocpDatagramPacket withEcn(Ecn ecn) {
        return new IocpDatagramPacket(content(), recipient(), sender(), segmentSize, ecn);
    }

    /** The number of bytes of each datagram but the last; or 0 when it is one datagram, as each that was received. */
    public int segmentSize() {
        return segmentSize;
    }

    /**
     * The bits of explicit congestion notification. A packet that was received has them if {@code IP_RECVECN} or {@code
     * IP_RECVTOS}, and for IPv6 {@code IPV6_RECVECN} or {@code IPV6_RECVTCLASS}, is set; else they are null.
     */
    public Ecn ecn() {
        return ecn;
    }

    @Override
    public IocpDatagramPacket copy() {
        return replace(content().copy());
    }

    @Override
    public IocpDatagramPacket duplicate() {
        return replace(content().duplicate());
    }

    @Override
    public IocpDatagramPacket retainedDuplicate() {
        return replace(content().retainedDuplicate());
    }

    @Override
    public IocpDatagramPacket replace(ByteBuf content) {
        return new IocpDatagramPacket(content, recipient(), sender(), segmentSize, ecn);
    }

    @Override
    public IocpDatagramPacket retain() {
        super.retain();
        return this;
    }

    @Override
    public IocpDatagramPacket retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public IocpDatagramPacket touch() {
        super.touch();
        return this;
    }

    @Override
    public IocpDatagramPacket touch(Object hint) {
        super.touch(hint);
        return this;
    }

    @Override
    public String toString() {
        return super.toString()
                + (segmentSize == 0 ? "" : ", segments of " + segmentSize)
                + (ecn == null ? "" : ", " + ecn);
    }
}
