package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.IpLevel.IP_ECN;
import static io.github.nettywinsock.option.IpLevel.IP_PKTINFO;
import static io.github.nettywinsock.option.Ipv6Level.IPV6_ECN;
import static io.github.nettywinsock.option.Ipv6Level.IPV6_PKTINFO;
import static io.github.nettywinsock.option.UdpLevel.UDP_SEND_MSG_SIZE;

import io.github.nettywinsock.option.WinsockOption;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The control messages of a datagram to send: its source address, its bits of explicit congestion notification and the size of
 * its segments.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2def/ns-ws2def-wsacmsghdr">WSACMSGHDR</a>
 */
final class SendControl {
    private InetSocketAddress source;
    private Ecn ecn;
    private boolean toInet4;
    private int segmentSize;

    /** Has none. */
    void clear() {
        source = null;
        ecn = null;
        segmentSize = 0;
    }

    /** Sends from an address. */
    void source(InetSocketAddress address) {
        source = address;
    }

    /**
     * Sends with these bits.
     *
     * @param toInet4 whether to an address of IPv4, also on a SOCKET of both families
     */
    void ecn(Ecn ecn, boolean toInet4) {
        this.ecn = ecn;
        this.toInet4 = toInet4;
    }

    /** Sends segments. */
    void segmentSize(int bytes) {
        segmentSize = bytes;
    }

    boolean isEmpty() {
        return source == null && ecn == null && segmentSize == 0;
    }

    /** What an error says of the source. */
    String fromSource() {
        return source == null ? "" : " from " + source.getAddress().getHostAddress();
    }

    /** Writes them; returns their length. */
    int write(ByteBuffer out, int offset) {
        int end = offset;
        if (source != null) {
            end = writeSource(out, end);
        }
        if (ecn != null) {
            end = write(out, end, toInet4 ? IP_ECN : IPV6_ECN, ecn.bits());
        }
        if (segmentSize > 0) {
            end = write(out, end, UDP_SEND_MSG_SIZE, segmentSize);
        }
        return end - offset;
    }

    private int writeSource(ByteBuffer out, int offset) {
        int data = offset + MessageLayout.DATA;
        KnownAddress.writeHost(source, out, data);
        InetAddress host = source.getAddress();
        if (host instanceof Inet4Address) {
            out.putInt(data + 4, 0);
            return header(out, offset, IP_PKTINFO, MessageLayout.IN_PKTINFO_LENGTH);
        }
        // The index of the interface, which is the scope of a local address.
        out.putInt(data + 16, host.isLinkLocalAddress() ? ((Inet6Address) host).getScopeId() : 0);
        return header(out, offset, IPV6_PKTINFO, MessageLayout.IN6_PKTINFO_LENGTH);
    }

    private static int write(ByteBuffer out, int offset, WinsockOption<?> type, int value) {
        out.putInt(offset + MessageLayout.DATA, value);
        return header(out, offset, type, Integer.BYTES);
    }

    /** Writes a WSACMSGHDR before its data; returns where the next one is. */
    private static int header(ByteBuffer out, int offset, WinsockOption<?> type, int dataLength) {
        int length = MessageLayout.DATA + dataLength;
        out.putLong(offset, length)
                .putInt(offset + MessageLayout.LEVEL, type.level())
                .putInt(offset + MessageLayout.TYPE, type.optname());
        return offset + MessageLayout.padded(length);
    }
}
