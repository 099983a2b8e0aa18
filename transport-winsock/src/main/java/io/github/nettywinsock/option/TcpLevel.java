package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Access.UNDOCUMENTED;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_TCP;
import static io.github.nettywinsock.option.Phase.AFTER_CONNECT;
import static io.github.nettywinsock.option.Phase.BEFORE_CONNECT;
import static io.github.nettywinsock.option.Sockets.TCP;

import java.util.List;

/** The options of level IPPROTO_TCP. */
final class TcpLevel {
    private static final int MIN = Integer.MIN_VALUE;
    private static final int MAX = Integer.MAX_VALUE;
    private static final String TCP_PAGE = "winsock/ipproto-tcp-socket-options";
    private static final String GETSOCKOPT_PAGE = "api/winsock/nf-winsock-getsockopt";
    private static final String HEADER = "";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        IPPROTO_TCP.option("TCP_NODELAY", 0x0001, BOOL, TCP, Phase.ANY, READ_WRITE, "", TCP_PAGE, "Sends small segments at once: turns the Nagle algorithm off."),
        IPPROTO_TCP.option("TCP_EXPEDITED_1122", 0x0002, BOOL, TCP, Phase.ANY, READ_WRITE, "Windows XP", TCP_PAGE, "Handles urgent data as RFC 1122 says. Once set it stays set."),
        IPPROTO_TCP.option("TCP_BSDURGENT", 0x7000, BOOL, TCP, Phase.ANY, READ_WRITE, "", TCP_PAGE, "Handles urgent data as BSD does, the default and the opposite of TCP_EXPEDITED_1122."),
        IPPROTO_TCP.option("TCP_MAXRT", 0x0005, dword(-1, MAX, "seconds"), TCP, Phase.ANY, READ_WRITE, "Windows Vista", TCP_PAGE, "How long unacknowledged data is retransmitted before the connection fails; -1 for ever."),
        IPPROTO_TCP.option("TCP_TIMESTAMPS", 0x000A, BOOL, TCP, Phase.ANY, READ_WRITE, "", TCP_PAGE, "Sends RFC 1323 time stamps, whatever the system setting."),
        IPPROTO_TCP.option("TCP_FASTOPEN", 0x000F, BOOL, TCP, BEFORE_CONNECT, READ_WRITE, "Windows 10 1607", TCP_PAGE, "Carries data in the handshake (RFC 7413). A client needs ConnectEx for it, which NIO does not use; a listener needs nothing else."),
        IPPROTO_TCP.option("TCP_KEEPCNT", 0x0010, dword(0, 255, "probes"), TCP, Phase.ANY, READ_WRITE, "Windows 10 1703", TCP_PAGE, "Keep-alive probes without an answer before the connection fails."),
        IPPROTO_TCP.option("TCP_KEEPIDLE", 0x0003, dword(0, MAX, "seconds"), TCP, Phase.ANY, READ_WRITE, "Windows 10 1709", TCP_PAGE, "How long a connection is idle before the first keep-alive probe."),
        IPPROTO_TCP.option("TCP_KEEPINTVL", 0x0011, dword(0, MAX, "seconds"), TCP, Phase.ANY, READ_WRITE, "Windows 10 1709", TCP_PAGE, "The time between keep-alive probes."),
        IPPROTO_TCP.option("TCP_FAIL_CONNECT_ON_ICMP_ERROR", 0x0012, BOOL, TCP, BEFORE_CONNECT, READ_WRITE, "Windows 10 2004", TCP_PAGE, "Fails a connect with WSAEHOSTUNREACH as soon as an ICMP error arrives."),
        IPPROTO_TCP.option("TCP_ICMP_ERROR_INFO", 0x0013, IcmpError.CODEC, TCP, AFTER_CONNECT, READ_ONLY, "Windows 10 2004", TCP_PAGE, "The ICMP error that made the last connect fail, or null."),
        IPPROTO_TCP.option("TCP_KEEPALIVE", 0x0003, dword(0, MAX, "seconds"), TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "The older name of TCP_KEEPIDLE."),
        IPPROTO_TCP.option("TCP_MAXSEG", 0x0004, dword(MIN, MAX, "bytes"), TCP, Phase.ANY, READ_ONLY, "Windows 10", GETSOCKOPT_PAGE, "The maximum segment size."),
        IPPROTO_TCP.option("TCP_STDURG", 0x0006, BOOL, TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "Standard handling of urgent data."),
        IPPROTO_TCP.option("TCP_NOURG", 0x0007, BOOL, TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "No urgent data."),
        IPPROTO_TCP.option("TCP_ATMARK", 0x0008, BOOL, TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "Whether the stream is at the urgent mark."),
        IPPROTO_TCP.option("TCP_NOSYNRETRIES", 0x0009, BOOL, TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "Does not send the SYN of a connect again."),
        IPPROTO_TCP.option("TCP_OFFLOAD_PREFERENCE", 0x000B, dword(0, 2, ""), TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "Whether the connection should be offloaded to the network card: 0 no preference, 1 not preferred, 2 preferred."),
        IPPROTO_TCP.option("TCP_CONGESTION_ALGORITHM", 0x000C, dword(0, MAX, ""), TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "The congestion control algorithm."),
        IPPROTO_TCP.option("TCP_DELAY_FIN_ACK", 0x000D, BOOL, TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delays the acknowledgement of a FIN."),
        IPPROTO_TCP.option("TCP_MAXRTMS", 0x000E, dword(-1, MAX, "milliseconds"), TCP, Phase.ANY, UNDOCUMENTED, "", HEADER, "TCP_MAXRT in milliseconds."));
    // spotless:on

    private TcpLevel() {}
}
