package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.NONE;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_UDP;
import static io.github.nettywinsock.option.Sockets.UDP;
import static java.lang.Integer.MAX_VALUE;

/** The options of level IPPROTO_UDP. What each does is its {@link WinsockOption#description}. */
public final class UdpLevel {

    static final OptionGroup OPTIONS =
            OptionGroup.of(IPPROTO_UDP).sockets(UDP).page("winsock/ipproto-udp-socket-options");

    public static final WinsockOption<Boolean> UDP_NOCHECKSUM = OPTIONS.option("UDP_NOCHECKSUM", 0x0001, BOOL)
            .since("Windows NT 4.0")
            .description("Sends datagrams with a checksum of zero. Providers may accept it without effect; it is"
                    + " not for IPv6.")
            .define();

    public static final WinsockOption<Boolean> UDP_CHECKSUM_COVERAGE = OPTIONS.option(
                    "UDP_CHECKSUM_COVERAGE", 0x0014, BOOL)
            .since("Windows XP")
            .description("Sends datagrams with a checksum.")
            .define();

    public static final WinsockOption<Integer> UDP_SEND_MSG_SIZE = OPTIONS.option(
                    "UDP_SEND_MSG_SIZE", 0x0002, dword(0, MAX_VALUE, "bytes"))
            .since("Windows 10 2004")
            .description("Splits one large send into datagrams of this size; 0 turns that off. Choose a size below"
                    + " the path MTU; send time stamps are not available with it.")
            .define();

    public static final WinsockOption<Integer> UDP_RECV_MAX_COALESCED_SIZE = OPTIONS.option(
                    "UDP_RECV_MAX_COALESCED_SIZE", 0x0003, dword(0, MAX_VALUE, "bytes"))
            .since("Windows 10 2004")
            .description("Joins datagrams of one sender into receives of up to this size; 0 turns that off. Only"
                    + " WSARecvMsg tells where one datagram ends, which NIO does not call.")
            .define();

    public static final WinsockOption<Integer> UDP_COALESCED_INFO = OPTIONS.option(
                    "UDP_COALESCED_INFO", 0x0003, dword("bytes"))
            .access(NONE)
            .since("Windows 10 2004")
            .description("The type of the control message that carries the size of each datagram in a coalesced"
                    + " receive; not an option that can be set.")
            .define();

    private UdpLevel() {}
}
