package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_TCP;
import static io.github.nettywinsock.option.Phase.AFTER_CONNECT;
import static io.github.nettywinsock.option.Phase.BEFORE_CONNECT;
import static io.github.nettywinsock.option.Sockets.TCP;
import static java.lang.Integer.MAX_VALUE;

/** The options of level IPPROTO_TCP. What each does is its {@link WinsockOption#description}. */
public final class TcpLevel {
    private static final String GETSOCKOPT_PAGE = "api/winsock/nf-winsock-getsockopt";

    static final OptionGroup OPTIONS =
            OptionGroup.of(IPPROTO_TCP).sockets(TCP).page("winsock/ipproto-tcp-socket-options");

    public static final WinsockOption<Boolean> TCP_NODELAY = OPTIONS.option("TCP_NODELAY", 0x0001, BOOL)
            .description("Sends small segments at once: turns the Nagle algorithm off.")
            .define();

    public static final WinsockOption<Boolean> TCP_EXPEDITED_1122 = OPTIONS.option("TCP_EXPEDITED_1122", 0x0002, BOOL)
            .since("Windows XP")
            .description("Handles urgent data as RFC 1122 says. Once set it stays set.")
            .define();

    public static final WinsockOption<Boolean> TCP_BSDURGENT = OPTIONS.option("TCP_BSDURGENT", 0x7000, BOOL)
            .description("Handles urgent data as BSD does, the default and the opposite of TCP_EXPEDITED_1122.")
            .define();

    public static final WinsockOption<Integer> TCP_MAXRT = OPTIONS.option(
                    "TCP_MAXRT", 0x0005, dword(-1, MAX_VALUE, "seconds"))
            .since("Windows Vista")
            .description("How long unacknowledged data is retransmitted before the connection fails; -1 for ever.")
            .define();

    public static final WinsockOption<Boolean> TCP_TIMESTAMPS = OPTIONS.option("TCP_TIMESTAMPS", 0x000A, BOOL)
            .description("Sends RFC 1323 time stamps, whatever the system setting.")
            .define();

    public static final WinsockOption<Boolean> TCP_FASTOPEN = OPTIONS.option("TCP_FASTOPEN", 0x000F, BOOL)
            .phase(BEFORE_CONNECT)
            .since("Windows 10 1607")
            .description("Carries data in the handshake (RFC 7413). A client needs ConnectEx for it, which NIO does"
                    + " not use; a listener needs nothing else.")
            .define();

    public static final WinsockOption<Integer> TCP_KEEPCNT = OPTIONS.option(
                    "TCP_KEEPCNT", 0x0010, dword(0, 255, "probes"))
            .since("Windows 10 1703")
            .description("Keep-alive probes without an answer before the connection fails.")
            .define();

    public static final WinsockOption<Integer> TCP_KEEPIDLE = OPTIONS.option(
                    "TCP_KEEPIDLE", 0x0003, dword(0, MAX_VALUE, "seconds"))
            .since("Windows 10 1709")
            .description("How long a connection is idle before the first keep-alive probe.")
            .define();

    public static final WinsockOption<Integer> TCP_KEEPINTVL = OPTIONS.option(
                    "TCP_KEEPINTVL", 0x0011, dword(0, MAX_VALUE, "seconds"))
            .since("Windows 10 1709")
            .description("The time between keep-alive probes.")
            .define();

    public static final WinsockOption<Boolean> TCP_FAIL_CONNECT_ON_ICMP_ERROR = OPTIONS.option(
                    "TCP_FAIL_CONNECT_ON_ICMP_ERROR", 0x0012, BOOL)
            .phase(BEFORE_CONNECT)
            .since("Windows 10 2004")
            .description("Fails a connect with WSAEHOSTUNREACH as soon as an ICMP error arrives.")
            .define();

    public static final WinsockOption<IcmpError> TCP_ICMP_ERROR_INFO = OPTIONS.option(
                    "TCP_ICMP_ERROR_INFO", 0x0013, IcmpError.CODEC)
            .phase(AFTER_CONNECT)
            .access(READ_ONLY)
            .since("Windows 10 2004")
            .description("The ICMP error that made the last connect fail, or null.")
            .define();

    public static final WinsockOption<Integer> TCP_KEEPALIVE = OPTIONS.option(
                    "TCP_KEEPALIVE", 0x0003, dword(0, MAX_VALUE, "seconds"))
            .undocumented()
            .description("The older name of TCP_KEEPIDLE.")
            .define();

    public static final WinsockOption<Integer> TCP_MAXSEG = OPTIONS.option("TCP_MAXSEG", 0x0004, dword("bytes"))
            .access(READ_ONLY)
            .page(GETSOCKOPT_PAGE)
            .since("Windows 10")
            .description("The maximum segment size.")
            .define();

    public static final WinsockOption<Boolean> TCP_STDURG = OPTIONS.option("TCP_STDURG", 0x0006, BOOL)
            .undocumented()
            .description("Standard handling of urgent data.")
            .define();

    public static final WinsockOption<Boolean> TCP_NOURG = OPTIONS.option("TCP_NOURG", 0x0007, BOOL)
            .undocumented()
            .description("No urgent data.")
            .define();

    public static final WinsockOption<Boolean> TCP_ATMARK = OPTIONS.option("TCP_ATMARK", 0x0008, BOOL)
            .undocumented()
            .description("Whether the stream is at the urgent mark.")
            .define();

    public static final WinsockOption<Boolean> TCP_NOSYNRETRIES = OPTIONS.option("TCP_NOSYNRETRIES", 0x0009, BOOL)
            .undocumented()
            .description("Does not send the SYN of a connect again.")
            .define();

    public static final WinsockOption<Integer> TCP_OFFLOAD_PREFERENCE = OPTIONS.option(
                    "TCP_OFFLOAD_PREFERENCE", 0x000B, dword(0, 2))
            .undocumented()
            .description("Whether the connection should be offloaded to the network card: 0 no preference, 1 not"
                    + " preferred, 2 preferred.")
            .define();

    public static final WinsockOption<Integer> TCP_CONGESTION_ALGORITHM = OPTIONS.option(
                    "TCP_CONGESTION_ALGORITHM", 0x000C, dword(0, MAX_VALUE))
            .undocumented()
            .description("The congestion control algorithm.")
            .define();

    public static final WinsockOption<Boolean> TCP_DELAY_FIN_ACK = OPTIONS.option("TCP_DELAY_FIN_ACK", 0x000D, BOOL)
            .undocumented()
            .description("Delays the acknowledgement of a FIN.")
            .define();

    public static final WinsockOption<Integer> TCP_MAXRTMS = OPTIONS.option(
                    "TCP_MAXRTMS", 0x000E, dword(-1, MAX_VALUE, "milliseconds"))
            .undocumented()
            .description("TCP_MAXRT in milliseconds.")
            .define();

    private TcpLevel() {}
}
