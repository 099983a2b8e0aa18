package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.DWORD;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_IPV6;
import static io.github.nettywinsock.option.Phase.AFTER_BIND;
import static io.github.nettywinsock.option.Phase.AFTER_CONNECT;
import static io.github.nettywinsock.option.Phase.BEFORE_BIND;
import static io.github.nettywinsock.option.Sockets.ANY;
import static io.github.nettywinsock.option.Sockets.RAW;
import static io.github.nettywinsock.option.Sockets.UDP;
import static io.github.nettywinsock.option.Sockets.UDP_RAW;
import static java.lang.Integer.MAX_VALUE;

import java.net.NetworkInterface;

/** The options of level IPPROTO_IPV6. What each does is its {@link WinsockOption#description}. */
public final class Ipv6Level {
    private static final String GROUP_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_req";
    private static final String SOURCE_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_source_req";

    // Memberships are set after bind: Windows refuses them with WSAEINVAL on a socket that is not bound.
    static final OptionGroup OPTIONS =
            OptionGroup.of(IPPROTO_IPV6).sockets(UDP_RAW).page("winsock/ipproto-ipv6-socket-options");

    public static final WinsockOption<byte[]> IPV6_HOPOPTS = OPTIONS.option("IPV6_HOPOPTS", 0x0001, bytes(2048))
            .sockets(ANY)
            .undocumented()
            .description("The hop-by-hop options of outgoing packets.")
            .define();

    public static final WinsockOption<Boolean> IPV6_HDRINCL = OPTIONS.option("IPV6_HDRINCL", 0x0002, BOOL)
            .sockets(RAW)
            .description("The caller supplies the IPv6 header of what it sends; raw sockets only.")
            .define();

    public static final WinsockOption<Integer> IPV6_UNICAST_HOPS = OPTIONS.option(
                    "IPV6_UNICAST_HOPS", 0x0004, dword(0, 255, "hops"))
            .sockets(ANY)
            .description("The hop limit of outgoing unicast packets.")
            .define();

    public static final WinsockOption<NetworkInterface> IPV6_MULTICAST_IF = OPTIONS.option(
                    "IPV6_MULTICAST_IF", 0x0009, Interfaces.HOST_ORDER)
            .description("The interface that IPv6 multicast is sent from.")
            .define();

    public static final WinsockOption<Integer> IPV6_MULTICAST_HOPS = OPTIONS.option(
                    "IPV6_MULTICAST_HOPS", 0x000A, dword(0, 255, "hops"))
            .description("The hop limit of outgoing multicast packets.")
            .define();

    public static final WinsockOption<Boolean> IPV6_MULTICAST_LOOP = OPTIONS.option("IPV6_MULTICAST_LOOP", 0x000B, BOOL)
            .description("Receives multicast that was sent from this host.")
            .define();

    public static final WinsockOption<MulticastGroup> IPV6_ADD_MEMBERSHIP = OPTIONS.option(
                    "IPV6_ADD_MEMBERSHIP", 0x000C, MulticastCodecs.IPV6_MREQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Joins a multicast group.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastGroup> IPV6_JOIN_GROUP = OPTIONS.option(
                    "IPV6_JOIN_GROUP", 0x000C, MulticastCodecs.IPV6_MREQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("IPV6_ADD_MEMBERSHIP by another name.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastGroup> IPV6_DROP_MEMBERSHIP = OPTIONS.option(
                    "IPV6_DROP_MEMBERSHIP", 0x000D, MulticastCodecs.IPV6_MREQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Leaves a multicast group.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastGroup> IPV6_LEAVE_GROUP = OPTIONS.option(
                    "IPV6_LEAVE_GROUP", 0x000D, MulticastCodecs.IPV6_MREQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("IPV6_DROP_MEMBERSHIP by another name.")
            .cumulative()
            .define();

    public static final WinsockOption<Boolean> IPV6_DONTFRAG = OPTIONS.option("IPV6_DONTFRAG", 0x000E, BOOL)
            .description("Forbids fragmenting outgoing packets.")
            .define();

    public static final WinsockOption<Boolean> IPV6_PKTINFO = OPTIONS.option("IPV6_PKTINFO", 0x0013, BOOL)
            .page("winsock/ipv6-pktinfo")
            .since("Windows XP")
            .description("Delivers destination address and interface with each datagram, in a control message of"
                    + " WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<Boolean> IPV6_HOPLIMIT = OPTIONS.option("IPV6_HOPLIMIT", 0x0015, BOOL)
            .description("Delivers the hop limit with each datagram, in a control message of WSARecvMsg, which NIO"
                    + " does not call.")
            .define();

    public static final WinsockOption<ProtectionLevel> IPV6_PROTECTION_LEVEL = OPTIONS.option(
                    "IPV6_PROTECTION_LEVEL", 0x0017, ProtectionLevel.CODEC)
            .sockets(ANY)
            .phase(BEFORE_BIND)
            .page("winsock/ipv6-protection-level")
            .description("Whose packets the socket accepts; the default differs between versions of Windows.")
            .define();

    public static final WinsockOption<Boolean> IPV6_RECVIF = OPTIONS.option("IPV6_RECVIF", 0x0018, BOOL)
            .since("Windows Vista")
            .description("Delivers the interface it arrived on with each datagram, in a control message of"
                    + " WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<Boolean> IPV6_RECVDSTADDR = OPTIONS.option("IPV6_RECVDSTADDR", 0x0019, BOOL)
            .undocumented()
            .description("Delivers the destination address with each datagram, in a control message of WSARecvMsg,"
                    + " which NIO does not call.")
            .define();

    public static final WinsockOption<Integer> IPV6_CHECKSUM = OPTIONS.option(
                    "IPV6_CHECKSUM", 0x001A, dword(-1, MAX_VALUE, "bytes"))
            .sockets(RAW)
            .undocumented()
            .description("Where in the packet of a raw socket the checksum stands.")
            .define();

    public static final WinsockOption<Boolean> IPV6_V6ONLY = OPTIONS.option("IPV6_V6ONLY", 0x001B, BOOL)
            .sockets(ANY)
            .phase(BEFORE_BIND)
            .since("Windows Vista")
            .description("Keeps IPv4 away from an IPv6 socket. Windows sets it and the JDK clears it on every"
                    + " socket it opens, for dual-stack use.")
            .define();

    public static final WinsockOption<Boolean> IPV6_IFLIST = OPTIONS.option("IPV6_IFLIST", 0x001C, BOOL)
            .since("Windows 10 1803")
            .description("Receives only from the interfaces added by IPV6_ADD_IFLIST: from none at first.")
            .define();

    public static final WinsockOption<NetworkInterface> IPV6_ADD_IFLIST = OPTIONS.option(
                    "IPV6_ADD_IFLIST", 0x001D, Interfaces.HOST_ORDER)
            .access(WRITE_ONLY)
            .since("Windows 10 1803")
            .description("Adds an interface to those that IPV6_IFLIST receives from.")
            .cumulative()
            .define();

    public static final WinsockOption<NetworkInterface> IPV6_DEL_IFLIST = OPTIONS.option(
                    "IPV6_DEL_IFLIST", 0x001E, Interfaces.HOST_ORDER)
            .access(WRITE_ONLY)
            .since("Windows 10 1803")
            .description("Removes an interface from those that IPV6_IFLIST receives from.")
            .cumulative()
            .define();

    public static final WinsockOption<NetworkInterface> IPV6_UNICAST_IF = OPTIONS.option(
                    "IPV6_UNICAST_IF", 0x001F, Interfaces.HOST_ORDER)
            .sockets(ANY)
            .since("Windows Vista")
            .description("The interface that IPv6 unicast is sent from, whatever the routing table.")
            .define();

    public static final WinsockOption<byte[]> IPV6_RTHDR = OPTIONS.option("IPV6_RTHDR", 0x0020, bytes(2048))
            .sockets(ANY)
            .undocumented()
            .description("A routing header for outgoing packets.")
            .define();

    public static final WinsockOption<InterfaceList> IPV6_GET_IFLIST = OPTIONS.option(
                    "IPV6_GET_IFLIST", 0x0021, InterfaceList.CODEC)
            .access(READ_ONLY)
            .since("Windows 10 1803")
            .description("The interfaces that IPV6_IFLIST receives from; an error while IPV6_IFLIST is off.")
            .define();

    public static final WinsockOption<Boolean> IPV6_RECVRTHDR = OPTIONS.option("IPV6_RECVRTHDR", 0x0026, BOOL)
            .undocumented()
            .description("Delivers the routing header with each datagram, in a control message of WSARecvMsg, which"
                    + " NIO does not call.")
            .define();

    public static final WinsockOption<Integer> IPV6_TCLASS = OPTIONS.option("IPV6_TCLASS", 0x0027, dword(0, 255))
            .undocumented()
            .description("The control message that carries the traffic class; the headers have the number without"
                    + " documentation.")
            .define();

    public static final WinsockOption<Boolean> IPV6_RECVTCLASS = OPTIONS.option("IPV6_RECVTCLASS", 0x0028, BOOL)
            .sockets(UDP)
            .description("Delivers the traffic class with each datagram, in a control message of WSARecvMsg, which"
                    + " NIO does not call.")
            .define();

    public static final WinsockOption<Boolean> IPV6_IP_ORIGINAL_ARRIVAL_IF = OPTIONS.option(
                    "IPV6_IP_ORIGINAL_ARRIVAL_IF", 0x002F, BOOL)
            .since("Windows 7 / Server 2008 R2")
            .description("Delivers the IPv4 interface that a tunnelled packet first arrived on with each datagram,"
                    + " in a control message of WSARecvMsg, which NIO does not call. The headers call it"
                    + " IP_ORIGINAL_ARRIVAL_IF at this level too.")
            .define();

    public static final WinsockOption<Integer> IPV6_ECN = OPTIONS.option("IPV6_ECN", 0x0032, dword(0, 3))
            .undocumented()
            .description("The control message that carries the ECN bits; the headers have the number without"
                    + " documentation.")
            .define();

    public static final WinsockOption<Boolean> IPV6_RECVECN = OPTIONS.option("IPV6_RECVECN", 0x0032, BOOL)
            .since("Windows 11 / Server 2022")
            .description("Delivers the ECN bits with each datagram, in a control message of WSARecvMsg, which NIO"
                    + " does not call.")
            .define();

    public static final WinsockOption<Boolean> IPV6_PKTINFO_EX = OPTIONS.option("IPV6_PKTINFO_EX", 0x0033, BOOL)
            .undocumented()
            .description("Delivers destination address, interface and scope with each datagram, in a control"
                    + " message of WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<byte[]> IPV6_WFP_REDIRECT_RECORDS = OPTIONS.option(
                    "IPV6_WFP_REDIRECT_RECORDS", 0x003C, bytes(4096))
            .sockets(UDP)
            .undocumented()
            .description("The records of a connection that a filter driver has redirected, in the layout of a"
                    + " control message.")
            .define();

    public static final WinsockOption<byte[]> IPV6_WFP_REDIRECT_CONTEXT = OPTIONS.option(
                    "IPV6_WFP_REDIRECT_CONTEXT", 0x0046, bytes(4096))
            .sockets(UDP)
            .undocumented()
            .description("The context that a filter driver attached to a redirected connection, in the layout of a"
                    + " control message.")
            .define();

    public static final WinsockOption<PathMtuDiscovery> IPV6_MTU_DISCOVER = OPTIONS.option(
                    "IPV6_MTU_DISCOVER", 0x0047, PathMtuDiscovery.CODEC)
            .sockets(ANY)
            .description("Whether the socket discovers the path MTU.")
            .define();

    public static final WinsockOption<Integer> IPV6_MTU = OPTIONS.option("IPV6_MTU", 0x0048, dword("bytes"))
            .sockets(ANY)
            .phase(AFTER_CONNECT)
            .access(READ_ONLY)
            .description("What is known of the MTU of the path to the peer; for connected sockets.")
            .define();

    public static final WinsockOption<Integer> IPV6_NRT_INTERFACE = OPTIONS.option("IPV6_NRT_INTERFACE", 0x004A, DWORD)
            .sockets(ANY)
            .undocumented()
            .description("The index of an interface, in a byte order that is not documented.")
            .define();

    public static final WinsockOption<Boolean> IPV6_RECVERR = OPTIONS.option("IPV6_RECVERR", 0x004B, BOOL)
            .undocumented()
            .description("Delivers ICMPv6 errors in control messages of WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<Integer> IPV6_USER_MTU = OPTIONS.option(
                    "IPV6_USER_MTU", 0x004C, dword(-1, MAX_VALUE, "bytes, -1 for no bound"))
            .sockets(ANY)
            .description("An upper bound on the MTU of the path, none by default.")
            .define();

    public static final WinsockOption<MulticastGroup> IPV6_MCAST_JOIN_GROUP = OPTIONS.option(
                    "IPV6_MCAST_JOIN_GROUP", 0x0029, MulticastCodecs.GROUP_REQ_V6)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(GROUP_PAGE)
            .since("Windows Vista")
            .description("Joins a multicast group. The headers call it MCAST_JOIN_GROUP at this level too.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastGroup> IPV6_MCAST_LEAVE_GROUP = OPTIONS.option(
                    "IPV6_MCAST_LEAVE_GROUP", 0x002A, MulticastCodecs.GROUP_REQ_V6)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(GROUP_PAGE)
            .since("Windows Vista")
            .description("Leaves a multicast group. The headers call it MCAST_LEAVE_GROUP at this level too.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> IPV6_MCAST_BLOCK_SOURCE = OPTIONS.option(
                    "IPV6_MCAST_BLOCK_SOURCE", 0x002B, MulticastCodecs.GROUP_SOURCE_REQ_V6)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Drops what one sender sends to a group that the socket has joined. The headers call it"
                    + " MCAST_BLOCK_SOURCE at this level too.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> IPV6_MCAST_UNBLOCK_SOURCE = OPTIONS.option(
                    "IPV6_MCAST_UNBLOCK_SOURCE", 0x002C, MulticastCodecs.GROUP_SOURCE_REQ_V6)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Receives again from a sender that was blocked. The headers call it MCAST_UNBLOCK_SOURCE"
                    + " at this level too.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> IPV6_MCAST_JOIN_SOURCE_GROUP = OPTIONS.option(
                    "IPV6_MCAST_JOIN_SOURCE_GROUP", 0x002D, MulticastCodecs.GROUP_SOURCE_REQ_V6)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Joins a multicast group for one sender. The headers call it MCAST_JOIN_SOURCE_GROUP at"
                    + " this level too.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> IPV6_MCAST_LEAVE_SOURCE_GROUP = OPTIONS.option(
                    "IPV6_MCAST_LEAVE_SOURCE_GROUP", 0x002E, MulticastCodecs.GROUP_SOURCE_REQ_V6)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Leaves a multicast group for one sender. The headers call it MCAST_LEAVE_SOURCE_GROUP at"
                    + " this level too.")
            .cumulative()
            .define();

    private Ipv6Level() {}
}
