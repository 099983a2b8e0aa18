package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.NO_DATA;
import static io.github.nettywinsock.option.Codecs.UINT64;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Codecs.octet;
import static io.github.nettywinsock.option.Codecs.word;
import static io.github.nettywinsock.option.Phase.AFTER_BIND;
import static io.github.nettywinsock.option.Phase.BEFORE_BIND;
import static io.github.nettywinsock.option.Phase.BEFORE_CONNECT;
import static io.github.nettywinsock.option.Sockets.ANY;
import static io.github.nettywinsock.option.Sockets.RAW;
import static io.github.nettywinsock.option.Sockets.TCP;
import static io.github.nettywinsock.option.Sockets.UDP;
import static java.lang.Integer.MAX_VALUE;

import java.net.InetSocketAddress;

/** The control codes of WSAIoctl that act like options. What each does is its {@link WinsockOption#description}. */
public final class ControlCodes {

    static final OptionGroup OPTIONS = OptionGroup.ofControlCodes().sockets(ANY).page("winsock/winsock-ioctls");

    public static final WinsockOption<Integer> FIONREAD = OPTIONS.option(
                    "FIONREAD", 0x4004667F, dword(0, MAX_VALUE, "bytes"))
            .access(READ_ONLY)
            .description("Bytes that can be read: of a stream in one call, of datagrams all that are queued.")
            .define();

    public static final WinsockOption<Boolean> SIOCATMARK = OPTIONS.option("SIOCATMARK", 0x40047307, BOOL)
            .sockets(TCP)
            .access(READ_ONLY)
            .description("Whether the stream is at the urgent mark; true when no urgent data waits. It needs"
                    + " SO_OOBINLINE.")
            .define();

    public static final WinsockOption<Boolean> SIO_ENABLE_CIRCULAR_QUEUEING = OPTIONS.option(
                    "SIO_ENABLE_CIRCULAR_QUEUEING", 0x28000002, NO_DATA)
            .sockets(UDP)
            .access(WRITE_ONLY)
            .description("Drops the oldest instead of the newest datagram when the receive buffer is full.")
            .define();

    public static final WinsockOption<Boolean> SIO_FLUSH = OPTIONS.option("SIO_FLUSH", 0x28000004, NO_DATA)
            .access(WRITE_ONLY)
            .description("Discards what waits to be sent.")
            .define();

    public static final WinsockOption<InetSocketAddress> SIO_GET_BROADCAST_ADDRESS = OPTIONS.option(
                    "SIO_GET_BROADCAST_ADDRESS", 0x48000005, SocketAddresses.CODEC)
            .sockets(UDP)
            .access(READ_ONLY)
            .description("The broadcast address of the protocol; not for IPv6.")
            .define();

    public static final WinsockOption<Boolean> SIO_MULTIPOINT_LOOPBACK = OPTIONS.option(
                    "SIO_MULTIPOINT_LOOPBACK", 0x88000009, BOOL)
            .sockets(UDP)
            .access(WRITE_ONLY)
            .description("Whether multicast that is sent is also received.")
            .define();

    public static final WinsockOption<Integer> SIO_MULTICAST_SCOPE = OPTIONS.option(
                    "SIO_MULTICAST_SCOPE", 0x8800000A, dword(0, 255, "hops"))
            .sockets(UDP)
            .access(WRITE_ONLY)
            .description("How far multicast goes; 1 by default.")
            .define();

    public static final WinsockOption<AddressList> SIO_ADDRESS_LIST_QUERY = OPTIONS.option(
                    "SIO_ADDRESS_LIST_QUERY", 0x48000016, AddressList.CODEC)
            .access(READ_ONLY)
            .page("winsock/sio-address-list-query")
            .since("Windows 2000")
            .description("The local addresses of the family of the socket.")
            .define();

    public static final WinsockOption<Long> SIO_QUERY_TARGET_PNP_HANDLE = OPTIONS.option(
                    "SIO_QUERY_TARGET_PNP_HANDLE", 0x48000018, UINT64)
            .access(READ_ONLY)
            .page("winsock/summary-of-socket-ioctl-opcodes-2")
            .description("The SOCKET of the provider that answers plug-and-play notifications.")
            .define();

    public static final WinsockOption<Long> SIO_BSP_HANDLE = OPTIONS.option("SIO_BSP_HANDLE", 0x4800001B, UINT64)
            .access(READ_ONLY)
            .since("Windows Vista")
            .description("The SOCKET of the base provider, for WSASendMsg.")
            .define();

    public static final WinsockOption<Long> SIO_BSP_HANDLE_SELECT = OPTIONS.option(
                    "SIO_BSP_HANDLE_SELECT", 0x4800001C, UINT64)
            .access(READ_ONLY)
            .since("Windows Vista")
            .description("The SOCKET of the base provider, for select.")
            .define();

    public static final WinsockOption<Long> SIO_BSP_HANDLE_POLL = OPTIONS.option(
                    "SIO_BSP_HANDLE_POLL", 0x4800001D, UINT64)
            .access(READ_ONLY)
            .since("Windows Vista")
            .description("The SOCKET of the base provider, for WSAPoll.")
            .define();

    public static final WinsockOption<Long> SIO_BASE_HANDLE = OPTIONS.option("SIO_BASE_HANDLE", 0x48000022, UINT64)
            .access(READ_ONLY)
            .since("Windows Vista")
            .description("The SOCKET of the base provider, beneath any layered one.")
            .define();

    public static final WinsockOption<ProcessorAffinity> SIO_QUERY_RSS_PROCESSOR_INFO = OPTIONS.option(
                    "SIO_QUERY_RSS_PROCESSOR_INFO", 0x48000025, ProcessorAffinity.CODEC)
            .access(READ_ONLY)
            .page("winsock/sio-query-rss-processor-info")
            .since("Windows 8 / Server 2012")
            .description("The processor that receives the traffic of the connection. UDP must be connected.")
            .define();

    public static final WinsockOption<Integer> SIO_IDEAL_SEND_BACKLOG_QUERY = OPTIONS.option(
                    "SIO_IDEAL_SEND_BACKLOG_QUERY", 0x4004747B, dword(0, MAX_VALUE, "bytes"))
            .sockets(TCP)
            .access(READ_ONLY)
            .page("winsock/sio-ideal-send-backlog-query")
            .since("Windows Vista SP1 / Server 2008")
            .description("How much should be in flight to keep the connection busy; an error unless connected.")
            .define();

    public static final WinsockOption<Integer> SIO_RCVALL = OPTIONS.option("SIO_RCVALL", 0x98000001, dword(0, 3))
            .sockets(RAW)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page("winsock/sio-rcvall")
            .since("Windows 2000")
            .description("Whether a raw socket receives all packets of its interface: 0 off, 1 all, 3 without"
                    + " promiscuous mode. It needs an administrator.")
            .define();

    public static final WinsockOption<Boolean> SIO_RCVALL_MCAST = OPTIONS.option("SIO_RCVALL_MCAST", 0x98000002, BOOL)
            .sockets(RAW)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .since("Windows 2000")
            .description("Whether a raw UDP socket receives all multicast. It needs an administrator.")
            .define();

    public static final WinsockOption<Boolean> SIO_RCVALL_IGMPMCAST = OPTIONS.option(
                    "SIO_RCVALL_IGMPMCAST", 0x98000003, BOOL)
            .sockets(RAW)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .since("Windows 2000")
            .description("Whether a raw IGMP socket receives all multicast. It needs an administrator.")
            .define();

    public static final WinsockOption<ReceiveAll> SIO_RCVALL_IF = OPTIONS.option(
                    "SIO_RCVALL_IF", 0x9800000E, ReceiveAll.CODEC)
            .sockets(RAW)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .headerOnly()
            .description("What a raw socket receives of one interface. It needs an administrator.")
            .define();

    public static final WinsockOption<ReceiveAll> SIO_RCVALL_MCAST_IF = OPTIONS.option(
                    "SIO_RCVALL_MCAST_IF", 0x9800000D, ReceiveAll.CODEC)
            .sockets(RAW)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .headerOnly()
            .description("What a raw socket receives of the multicast of one interface. It needs an administrator.")
            .define();

    public static final WinsockOption<InterfaceAddresses> SIO_GET_INTERFACE_LIST = OPTIONS.option(
                    "SIO_GET_INTERFACE_LIST", 0x4004747F, InterfaceAddresses.CODEC)
            .access(READ_ONLY)
            .since("Windows NT 4.0 SP4 / 98")
            .description("The addresses of the interfaces of this host.")
            .define();

    public static final WinsockOption<KeepAliveValues> SIO_KEEPALIVE_VALS = OPTIONS.option(
                    "SIO_KEEPALIVE_VALS", 0x98000004, KeepAliveValues.CODEC)
            .sockets(TCP)
            .access(WRITE_ONLY)
            .page("winsock/sio-keepalive-vals")
            .since("Windows 2000")
            .description("Whether and when keep-alive probes are sent; Windows sends 10. TCP_KEEPALIVE_SETTINGS"
                    + " chooses between this and TCP_KEEPIDLE.")
            .define();

    public static final WinsockOption<Boolean> SIO_UDP_CONNRESET = OPTIONS.option("SIO_UDP_CONNRESET", 0x9800000C, BOOL)
            .sockets(UDP)
            .access(WRITE_ONLY)
            .since("Windows XP")
            .description("Whether a datagram that could not be delivered makes a later receive fail with"
                    + " WSAECONNRESET. The JDK turns it off for a new socket and on at connect; so it is set"
                    + " again after connect.")
            .setAgainAfterConnect()
            .define();

    public static final WinsockOption<Boolean> SIO_UDP_NETRESET = OPTIONS.option("SIO_UDP_NETRESET", 0x9800000F, BOOL)
            .sockets(UDP)
            .access(WRITE_ONLY)
            .description("Whether a datagram whose time to live ran out makes a later receive fail with"
                    + " WSAENETRESET; on by default where it is supported.")
            .define();

    public static final WinsockOption<Boolean> SIO_LOOPBACK_FAST_PATH = OPTIONS.option(
                    "SIO_LOOPBACK_FAST_PATH", 0x98000010, BOOL)
            .sockets(TCP)
            .phase(BEFORE_CONNECT)
            .access(WRITE_ONLY)
            .page("winsock/sio-loopback-fast-path")
            .since("Windows 8 / Server 2012")
            .description("A shorter way for connections over loopback. Microsoft advises against it: both ends must"
                    + " ask for it and many options do not work with it.")
            .deprecated()
            .define();

    public static final WinsockOption<InitialRto> SIO_TCP_INITIAL_RTO = OPTIONS.option(
                    "SIO_TCP_INITIAL_RTO", 0x98000011, InitialRto.CODEC)
            .sockets(TCP)
            .phase(BEFORE_CONNECT)
            .access(WRITE_ONLY)
            .page("winsock/sio-tcp-initial-rto")
            .since("Windows 8 / Server 2012")
            .description("The first retransmission timeout and the retransmissions of a connect.")
            .define();

    public static final WinsockOption<Integer> SIO_CPU_AFFINITY = OPTIONS.option(
                    "SIO_CPU_AFFINITY", 0x98000015, word(0, 0xFFFF))
            .sockets(UDP)
            .phase(BEFORE_BIND)
            .access(WRITE_ONLY)
            .since("Windows 10 2004")
            .description("The processor that receives the datagrams of the port, so that several sockets share it;"
                    + " not together with SO_REUSEADDR.")
            .define();

    public static final WinsockOption<Integer> SIO_TCP_SET_ICW = OPTIONS.option(
                    "SIO_TCP_SET_ICW", 0x98000016, dword(0, 4))
            .sockets(TCP)
            .access(WRITE_ONLY)
            .headerOnly()
            .description("The initial congestion window as a level.")
            .define();

    public static final WinsockOption<Integer> SIO_TCP_SET_ACK_FREQUENCY = OPTIONS.option(
                    "SIO_TCP_SET_ACK_FREQUENCY", 0x98000017, octet(0, 255, "segments"))
            .sockets(TCP)
            .access(WRITE_ONLY)
            .headerOnly()
            .description("After how many segments an acknowledgement is sent; 1 acknowledges each.")
            .define();

    public static final WinsockOption<Integer> SIO_SET_PRIORITY_HINT = OPTIONS.option(
                    "SIO_SET_PRIORITY_HINT", 0x98000018, dword(0, 2))
            .sockets(TCP)
            .access(WRITE_ONLY)
            .since("Windows 10 1809")
            .description("The priority of what is sent: 0 very low, which uses LEDBAT, 1 low, 2 normal.")
            .define();

    public static final WinsockOption<Integer> SIO_PRIORITY_HINT = OPTIONS.option(
                    "SIO_PRIORITY_HINT", 0x98000018, dword(0, 2))
            .sockets(TCP)
            .access(WRITE_ONLY)
            .since("Windows 10 1809")
            .description("SIO_SET_PRIORITY_HINT by the name of newer headers.")
            .define();

    public static final WinsockOption<WinsockTcpInfo> SIO_TCP_INFO = OPTIONS.option(
                    "SIO_TCP_INFO", 0xD8000027, WinsockTcpInfo.CODEC)
            .sockets(TCP)
            .access(READ_ONLY)
            .page("winsock/sio-tcp-info")
            .since("Windows 10 1703 / Server 2016")
            .description("What TCP knows of the connection.")
            .requests(new byte[] {1, 0, 0, 0}, new byte[] {0, 0, 0, 0})
            .define();

    public static final WinsockOption<PortReservation> SIO_RELEASE_PORT_RESERVATION = OPTIONS.option(
                    "SIO_RELEASE_PORT_RESERVATION", 0x98000065, PortReservation.CODEC)
            .access(WRITE_ONLY)
            .page("winsock/sio-release-port-reservation")
            .since("Windows Vista")
            .description("Gives back a block of ports that Winsock.acquirePortReservation has reserved.")
            .define();

    public static final WinsockOption<PortReservation> SIO_ASSOCIATE_PORT_RESERVATION = OPTIONS.option(
                    "SIO_ASSOCIATE_PORT_RESERVATION", 0x98000066, PortReservation.CODEC)
            .phase(BEFORE_BIND)
            .access(WRITE_ONLY)
            .page("winsock/sio-associate-port-reservation")
            .since("Windows Vista")
            .description("Binds to a port of a block that is reserved.")
            .define();

    public static final WinsockOption<Long> SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE = OPTIONS.option(
                    "SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE", 0x580000CD, UINT64)
            .access(READ_ONLY)
            .since("Windows Vista")
            .description("The handle of the socket within the Windows Filtering Platform.")
            .define();

    public static final WinsockOption<Boolean> SIO_QUERY_RSS_SCALABILITY_INFO = OPTIONS.option(
                    "SIO_QUERY_RSS_SCALABILITY_INFO", 0x580000D2, BOOL)
            .access(READ_ONLY)
            .since("Windows Vista")
            .description("Whether receive-side scaling is in use.")
            .define();

    public static final WinsockOption<CompatibilityMode> SIO_SET_COMPATIBILITY_MODE = OPTIONS.option(
                    "SIO_SET_COMPATIBILITY_MODE", 0x9800012C, CompatibilityMode.CODEC)
            .sockets(TCP)
            .access(WRITE_ONLY)
            .page("winsock/sio-set-compatibility-mode")
            .since("Windows Vista")
            .description("Makes the socket behave as on an older Windows.")
            .define();

    private ControlCodes() {}
}
