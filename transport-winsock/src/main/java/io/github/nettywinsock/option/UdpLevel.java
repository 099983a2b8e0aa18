package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.NONE;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_UDP;
import static io.github.nettywinsock.option.Sockets.UDP;

import java.util.List;

/** The options of level IPPROTO_UDP. */
final class UdpLevel {
    private static final int MIN = Integer.MIN_VALUE;
    private static final int MAX = Integer.MAX_VALUE;
    private static final String PAGE = "winsock/ipproto-udp-socket-options";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        IPPROTO_UDP.option("UDP_NOCHECKSUM", 0x0001, BOOL, UDP, Phase.ANY, READ_WRITE, "Windows NT 4.0", PAGE, "Sends datagrams with a checksum of zero. Providers may accept it without effect; it is not for IPv6."),
        IPPROTO_UDP.option("UDP_CHECKSUM_COVERAGE", 0x0014, BOOL, UDP, Phase.ANY, READ_WRITE, "Windows XP", PAGE, "Sends datagrams with a checksum."),
        IPPROTO_UDP.option("UDP_SEND_MSG_SIZE", 0x0002, dword(0, MAX, "bytes"), UDP, Phase.ANY, READ_WRITE, "Windows 10 2004", PAGE, "Splits one large send into datagrams of this size; 0 turns that off. Choose a size below the path MTU; send time stamps are not available with it."),
        IPPROTO_UDP.option("UDP_RECV_MAX_COALESCED_SIZE", 0x0003, dword(0, MAX, "bytes"), UDP, Phase.ANY, READ_WRITE, "Windows 10 2004", PAGE, "Joins datagrams of one sender into receives of up to this size; 0 turns that off. Only WSARecvMsg tells where one datagram ends, which NIO does not call."),
        IPPROTO_UDP.option("UDP_COALESCED_INFO", 0x0003, dword(MIN, MAX, "bytes"), UDP, Phase.ANY, NONE, "Windows 10 2004", PAGE, "The type of the control message that carries the size of each datagram in a coalesced receive; not an option that can be set."));
    // spotless:on

    private UdpLevel() {}
}
