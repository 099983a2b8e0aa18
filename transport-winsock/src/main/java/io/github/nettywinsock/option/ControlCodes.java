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

import java.util.List;

/** The control codes of WSAIoctl that act like options. */
final class ControlCodes {
    private static final int MAX = Integer.MAX_VALUE;
    private static final String IOCTLS_PAGE = "winsock/winsock-ioctls";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        line("FIONREAD", 0x4004667F, dword(0, MAX, "bytes"), ANY, Phase.ANY, READ_ONLY, "", IOCTLS_PAGE, "Bytes that can be read: of a stream in one call, of datagrams all that are queued."),
        line("SIOCATMARK", 0x40047307, BOOL, TCP, Phase.ANY, READ_ONLY, "", IOCTLS_PAGE, "Whether the stream is at the urgent mark; true when no urgent data waits. It needs SO_OOBINLINE."),
        line("SIO_ENABLE_CIRCULAR_QUEUEING", 0x28000002, NO_DATA, UDP, Phase.ANY, WRITE_ONLY, "", IOCTLS_PAGE, "Drops the oldest instead of the newest datagram when the receive buffer is full."),
        line("SIO_FLUSH", 0x28000004, NO_DATA, ANY, Phase.ANY, WRITE_ONLY, "", IOCTLS_PAGE, "Discards what waits to be sent."),
        line("SIO_GET_BROADCAST_ADDRESS", 0x48000005, SocketAddresses.CODEC, UDP, Phase.ANY, READ_ONLY, "", IOCTLS_PAGE, "The broadcast address of the protocol; not for IPv6."),
        line("SIO_MULTIPOINT_LOOPBACK", 0x88000009, BOOL, UDP, Phase.ANY, WRITE_ONLY, "", IOCTLS_PAGE, "Whether multicast that is sent is also received."),
        line("SIO_MULTICAST_SCOPE", 0x8800000A, dword(0, 255, "hops"), UDP, Phase.ANY, WRITE_ONLY, "", IOCTLS_PAGE, "How far multicast goes; 1 by default."),
        line("SIO_ADDRESS_LIST_QUERY", 0x48000016, AddressList.CODEC, ANY, Phase.ANY, READ_ONLY, "Windows 2000", "winsock/sio-address-list-query", "The local addresses of the family of the socket."),
        line("SIO_QUERY_TARGET_PNP_HANDLE", 0x48000018, UINT64, ANY, Phase.ANY, READ_ONLY, "", "winsock/summary-of-socket-ioctl-opcodes-2", "The SOCKET of the provider that answers plug-and-play notifications."),
        line("SIO_BSP_HANDLE", 0x4800001B, UINT64, ANY, Phase.ANY, READ_ONLY, "Windows Vista", IOCTLS_PAGE, "The SOCKET of the base provider, for WSASendMsg."),
        line("SIO_BSP_HANDLE_SELECT", 0x4800001C, UINT64, ANY, Phase.ANY, READ_ONLY, "Windows Vista", IOCTLS_PAGE, "The SOCKET of the base provider, for select."),
        line("SIO_BSP_HANDLE_POLL", 0x4800001D, UINT64, ANY, Phase.ANY, READ_ONLY, "Windows Vista", IOCTLS_PAGE, "The SOCKET of the base provider, for WSAPoll."),
        line("SIO_BASE_HANDLE", 0x48000022, UINT64, ANY, Phase.ANY, READ_ONLY, "Windows Vista", IOCTLS_PAGE, "The SOCKET of the base provider, beneath any layered one."),
        line("SIO_QUERY_RSS_PROCESSOR_INFO", 0x48000025, ProcessorAffinity.CODEC, ANY, Phase.ANY, READ_ONLY, "Windows 8 / Server 2012", "winsock/sio-query-rss-processor-info", "The processor that receives the traffic of the connection. UDP must be connected."),
        line("SIO_IDEAL_SEND_BACKLOG_QUERY", 0x4004747B, dword(0, MAX, "bytes"), TCP, Phase.ANY, READ_ONLY, "Windows Vista SP1 / Server 2008", "winsock/sio-ideal-send-backlog-query", "How much should be under way to keep the connection busy; an error unless connected."),
        line("SIO_RCVALL", 0x98000001, dword(0, 3, ""), RAW, AFTER_BIND, WRITE_ONLY, "Windows 2000", "winsock/sio-rcvall", "Whether a raw socket receives all packets of its interface: 0 off, 1 all, 3 without promiscuous mode. It needs an administrator."),
        line("SIO_RCVALL_MCAST", 0x98000002, BOOL, RAW, AFTER_BIND, WRITE_ONLY, "Windows 2000", IOCTLS_PAGE, "Whether a raw UDP socket receives all multicast. It needs an administrator."),
        line("SIO_RCVALL_IGMPMCAST", 0x98000003, BOOL, RAW, AFTER_BIND, WRITE_ONLY, "Windows 2000", IOCTLS_PAGE, "Whether a raw IGMP socket receives all multicast. It needs an administrator."),
        line("SIO_RCVALL_IF", 0x9800000E, ReceiveAll.CODEC, RAW, AFTER_BIND, WRITE_ONLY, "", "", "What a raw socket receives of one interface. It needs an administrator."),
        line("SIO_RCVALL_MCAST_IF", 0x9800000D, ReceiveAll.CODEC, RAW, AFTER_BIND, WRITE_ONLY, "", "", "What a raw socket receives of the multicast of one interface. It needs an administrator."),
        line("SIO_GET_INTERFACE_LIST", 0x4004747F, InterfaceAddresses.CODEC, ANY, Phase.ANY, READ_ONLY, "Windows NT 4.0 SP4 / 98", IOCTLS_PAGE, "The addresses of the interfaces of this host."),
        line("SIO_KEEPALIVE_VALS", 0x98000004, KeepAliveValues.CODEC, TCP, Phase.ANY, WRITE_ONLY, "Windows 2000", "winsock/sio-keepalive-vals", "Whether and when keep-alive probes are sent; Windows sends 10. TCP_KEEPALIVE_SETTINGS chooses between this and TCP_KEEPIDLE."),
        line("SIO_UDP_CONNRESET", 0x9800000C, BOOL, UDP, Phase.ANY, WRITE_ONLY, "Windows XP", IOCTLS_PAGE, "Whether a datagram that could not be delivered makes a later receive fail with WSAECONNRESET. The JDK turns it off for a new socket and on at connect; so it is set again after connect.").setAgainAfterConnect(),
        line("SIO_UDP_NETRESET", 0x9800000F, BOOL, UDP, Phase.ANY, WRITE_ONLY, "", IOCTLS_PAGE, "Whether a datagram whose time to live ran out makes a later receive fail with WSAENETRESET; on by default where it is supported."),
        line("SIO_LOOPBACK_FAST_PATH", 0x98000010, BOOL, TCP, BEFORE_CONNECT, WRITE_ONLY, "Windows 8 / Server 2012", "winsock/sio-loopback-fast-path", "A shorter way for connections over loopback. Microsoft advises against it: both ends must ask for it and many options do not work with it.").deprecated(),
        line("SIO_TCP_INITIAL_RTO", 0x98000011, InitialRto.CODEC, TCP, BEFORE_CONNECT, WRITE_ONLY, "Windows 8 / Server 2012", "winsock/sio-tcp-initial-rto", "The first retransmission timeout and the retransmissions of a connect."),
        line("SIO_CPU_AFFINITY", 0x98000015, word(0, 0xFFFF, ""), UDP, BEFORE_BIND, WRITE_ONLY, "Windows 10 2004", IOCTLS_PAGE, "The processor that receives the datagrams of the port, so that several sockets share it; not together with SO_REUSEADDR."),
        line("SIO_TCP_SET_ICW", 0x98000016, dword(0, 4, ""), TCP, Phase.ANY, WRITE_ONLY, "", "", "The initial congestion window as a level."),
        line("SIO_TCP_SET_ACK_FREQUENCY", 0x98000017, octet(0, 255, "segments"), TCP, Phase.ANY, WRITE_ONLY, "", "", "After how many segments an acknowledgement is sent; 1 acknowledges each."),
        line("SIO_SET_PRIORITY_HINT", 0x98000018, dword(0, 2, ""), TCP, Phase.ANY, WRITE_ONLY, "Windows 10 1809", IOCTLS_PAGE, "The priority of what is sent: 0 very low, which uses LEDBAT, 1 low, 2 normal."),
        line("SIO_PRIORITY_HINT", 0x98000018, dword(0, 2, ""), TCP, Phase.ANY, WRITE_ONLY, "Windows 10 1809", IOCTLS_PAGE, "SIO_SET_PRIORITY_HINT by the name of newer headers."),
        line("SIO_TCP_INFO", 0xD8000027, WinsockTcpInfo.CODEC, TCP, Phase.ANY, READ_ONLY, "Windows 10 1703 / Server 2016", "winsock/sio-tcp-info", "What TCP knows of the connection.").requests(new byte[] {1, 0, 0, 0}, new byte[] {0, 0, 0, 0}),
        line("SIO_RELEASE_PORT_RESERVATION", 0x98000065, PortReservation.CODEC, ANY, Phase.ANY, WRITE_ONLY, "Windows Vista", "winsock/sio-release-port-reservation", "Gives back a block of ports that Winsock.acquirePortReservation has reserved."),
        line("SIO_ASSOCIATE_PORT_RESERVATION", 0x98000066, PortReservation.CODEC, ANY, BEFORE_BIND, WRITE_ONLY, "Windows Vista", "winsock/sio-associate-port-reservation", "Binds to a port of a block that is reserved."),
        line("SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE", 0x580000CD, UINT64, ANY, Phase.ANY, READ_ONLY, "Windows Vista", IOCTLS_PAGE, "The handle of the socket within the Windows Filtering Platform."),
        line("SIO_QUERY_RSS_SCALABILITY_INFO", 0x580000D2, BOOL, ANY, Phase.ANY, READ_ONLY, "Windows Vista", IOCTLS_PAGE, "Whether receive-side scaling is in use."),
        line("SIO_SET_COMPATIBILITY_MODE", 0x9800012C, CompatibilityMode.CODEC, TCP, Phase.ANY, WRITE_ONLY, "Windows Vista", "winsock/sio-set-compatibility-mode", "Makes the socket behave as on an older Windows."));
    // spotless:on

    private ControlCodes() {}

    static <T> WinsockOption<T> line(
            String name,
            int code,
            Codec<T> codec,
            Sockets sockets,
            Phase phase,
            Access access,
            String since,
            String page,
            String description) {
        return new WinsockOption<>(name, 0, code, codec, sockets, phase, access, since, page, description)
                .controlCode();
    }
}
