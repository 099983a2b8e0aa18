package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.iocp.MessageLayout.BUFFERS;
import static io.github.nettywinsock.iocp.MessageLayout.BUFFER_COUNT;
import static io.github.nettywinsock.iocp.MessageLayout.CONTROL_BUFFER;
import static io.github.nettywinsock.iocp.MessageLayout.CONTROL_LENGTH;
import static io.github.nettywinsock.iocp.MessageLayout.DATA;
import static io.github.nettywinsock.iocp.MessageLayout.FLAGS;
import static io.github.nettywinsock.iocp.MessageLayout.IN6_PKTINFO_LENGTH;
import static io.github.nettywinsock.iocp.MessageLayout.IN_PKTINFO_LENGTH;
import static io.github.nettywinsock.iocp.MessageLayout.LEVEL;
import static io.github.nettywinsock.iocp.MessageLayout.NAME;
import static io.github.nettywinsock.iocp.MessageLayout.NAMELEN;
import static io.github.nettywinsock.iocp.MessageLayout.TYPE;
import static io.github.nettywinsock.option.IpLevel.IP_ECN;
import static io.github.nettywinsock.option.IpLevel.IP_PKTINFO;
import static io.github.nettywinsock.option.IpLevel.IP_TOS;
import static io.github.nettywinsock.option.Ipv6Level.IPV6_ECN;
import static io.github.nettywinsock.option.Ipv6Level.IPV6_PKTINFO;
import static io.github.nettywinsock.option.Ipv6Level.IPV6_TCLASS;
import static io.github.nettywinsock.option.UdpLevel.UDP_COALESCED_INFO;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * {@code WSARecvMsg} of one datagram: the address of its sender and its control messages are in the slot.
 *
 * <p>It is given room for the longest datagram there is. One that did not fit would complete inline with WSAEMSGSIZE, and
 * nothing says for certain whether a packet follows then, or when: it might be taken for the end of the next call.
 */
final class ReceiveMessageOperation extends ReceiveOperation {
    /** The second WSABUF. */
    private static final int CUT_OFF = OverlappedSlab.WSABUF + 16;

    private static final int NONE = -1;

    /** The control messages that have the bits of explicit congestion notification, alone or with others. */
    private static final WinsockOption<?>[] ECN_TYPES = {IP_ECN, IPV6_ECN, IP_TOS, IPV6_TCLASS};

    /** Set by Windows when the datagram was sent to all hosts of a network. */
    private static final int MSG_BCAST = 0x400;

    /** Set by Windows when control messages did not fit. */
    private static final int MSG_CTRUNC = 0x200;

    /** More than any datagram has, and any that Windows joins. */
    static final int MAX_DATAGRAM = 1 << 16;

    /** A copy of the slot, which is given back before the message is read, or null. */
    private ByteBuffer kept;

    ReceiveMessageOperation(Winsock2 ws2) {
        super(ws2);
    }

    @Override
    void losesSlot() {
        if (hasBuffer()) {
            ByteBuffer memory = slot().memory;
            kept = ByteBuffer.allocate(OverlappedSlab.SLOT_LENGTH)
                    .order(memory.order())
                    .put(memory.duplicate())
                    .clear();
        }
    }

    private ByteBuffer message() {
        return kept != null ? kept : slot().memory;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        kept = null;
        writeWsabuf();
        long base = slot().address;
        ByteBuffer memory = slot().memory;
        for (int i = 0; i < SocketAddresses.MAX_LENGTH; i += Integer.BYTES) {
            memory.putInt(OverlappedSlab.ADDRESS + i, 0);
        }
        memory.putLong(NAME, base + OverlappedSlab.ADDRESS);
        memory.putInt(NAMELEN, SocketAddresses.MAX_LENGTH);
        memory.putLong(BUFFERS, base + OverlappedSlab.WSABUF);
        memory.putInt(BUFFER_COUNT, 2);
        memory.putInt(CUT_OFF, MAX_DATAGRAM)
                .putLong(CUT_OFF + Long.BYTES, handler.memory().cutOff().address());
        memory.putInt(CONTROL_LENGTH, OverlappedSlab.SLOT_LENGTH - OverlappedSlab.CONTROL);
        memory.putLong(CONTROL_BUFFER, base + OverlappedSlab.CONTROL);
        memory.putInt(FLAGS, 0);
        memory.putLong(OverlappedSlab.CONTROL, 0);
        return sockets.WSARecvMsg(s, base + OverlappedSlab.MESSAGE, base + OverlappedSlab.BYTES, base);
    }

    /** That control messages did not fit, then. */
    @Override
    boolean isWarning(int error) {
        return error == WsaErrors.WSAEMSGSIZE;
    }

    /** Who sent the datagram, or null when Windows does not say. */
    InetSocketAddress sender(AddressTable senders) {
        return senders.read(message(), OverlappedSlab.ADDRESS);
    }

    /** The address and {@code port} that the datagram was sent to, or null when neither option for it is on. */
    InetSocketAddress recipient(Recipients recipients, int port) {
        int info = find(IP_PKTINFO, IN_PKTINFO_LENGTH);
        if (info != NONE) {
            boolean isBroadcast = (message().getInt(FLAGS) & MSG_BCAST) != 0;
            return recipients.ofPacketInfo(message(), info, port, isBroadcast);
        }
        info = find(IPV6_PKTINFO, IN6_PKTINFO_LENGTH);
        return info == NONE ? null : recipients.ofPacketInfo6(message(), info, port);
    }

    /** The bits of explicit congestion notification, or null when no option for them is on. */
    Ecn ecn() {
        for (WinsockOption<?> type : ECN_TYPES) {
            int bits = find(type, Integer.BYTES);
            if (bits != NONE) {
                return Ecn.of(message().getInt(bits));
            }
        }
        return null;
    }

    /** The length of every datagram in a received buffer but the last: Windows may have joined those of one sender. */
    int datagramLength(ByteBuf buffer) {
        int info = find(UDP_COALESCED_INFO, Integer.BYTES);
        int length = info == NONE ? 0 : message().getInt(info);
        return length > 0 ? length : buffer.readableBytes();
    }

    /** Whether control messages did not fit, so that it is not known whether datagrams were joined. */
    boolean lacksControlMessages() {
        return (message().getInt(FLAGS) & MSG_CTRUNC) != 0;
    }

    /** Where the data of a control message is; one that is shorter than {@code dataLength} is none. */
    private int find(WinsockOption<?> option, int dataLength) {
        if (lacksControlMessages()) {
            // What is behind those that are there may be of an earlier datagram.
            return NONE;
        }
        ByteBuffer memory = message();
        long controlLength = Integer.toUnsignedLong(memory.getInt(CONTROL_LENGTH));
        int end = (int) Math.min(OverlappedSlab.CONTROL + controlLength, OverlappedSlab.SLOT_LENGTH);
        int message = OverlappedSlab.CONTROL;
        while (end - message >= DATA) {
            long length = memory.getLong(message);
            if (length < DATA || length > end - message) {
                break;
            }
            if (length >= DATA + dataLength
                    && memory.getInt(message + LEVEL) == option.level()
                    && memory.getInt(message + TYPE) == option.optname()) {
                return message + DATA;
            }
            message += MessageLayout.padded(length);
        }
        return NONE;
    }
}
