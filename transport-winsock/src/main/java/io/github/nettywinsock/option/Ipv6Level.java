package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Access.UNDOCUMENTED;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_IPV6;
import static io.github.nettywinsock.option.Phase.AFTER_BIND;
import static io.github.nettywinsock.option.Phase.AFTER_CONNECT;
import static io.github.nettywinsock.option.Phase.BEFORE_BIND;
import static io.github.nettywinsock.option.Sockets.RAW;
import static io.github.nettywinsock.option.Sockets.UDP;
import static io.github.nettywinsock.option.Sockets.UDP_RAW;

import java.util.List;

/** The options of level IPPROTO_IPV6. */
final class Ipv6Level {
    private static final int MIN = Integer.MIN_VALUE;
    private static final int MAX = Integer.MAX_VALUE;
    private static final String PAGE = "winsock/ipproto-ipv6-socket-options";
    private static final String GROUP_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_req";
    private static final String SOURCE_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_source_req";
    private static final String HEADER = "";

    // Memberships are set after bind: Windows refuses them with WSAEINVAL on a socket that is not bound.
    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        IPPROTO_IPV6.option("IPV6_HOPOPTS", 0x0001, bytes(2048), Sockets.ANY, Phase.ANY, UNDOCUMENTED, "", HEADER, "The hop-by-hop options of outgoing packets."),
        IPPROTO_IPV6.option("IPV6_HDRINCL", 0x0002, BOOL, RAW, Phase.ANY, READ_WRITE, "", PAGE, "The caller supplies the IPv6 header of what it sends; raw sockets only."),
        IPPROTO_IPV6.option("IPV6_UNICAST_HOPS", 0x0004, dword(0, 255, "hops"), Sockets.ANY, Phase.ANY, READ_WRITE, "", PAGE, "The hop limit of outgoing unicast packets."),
        IPPROTO_IPV6.option("IPV6_MULTICAST_IF", 0x0009, Interfaces.HOST_ORDER, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "The interface that IPv6 multicast is sent from."),
        IPPROTO_IPV6.option("IPV6_MULTICAST_HOPS", 0x000A, dword(0, 255, "hops"), UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "The hop limit of outgoing multicast packets."),
        IPPROTO_IPV6.option("IPV6_MULTICAST_LOOP", 0x000B, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "Receives multicast that was sent from this host."),
        IPPROTO_IPV6.option("IPV6_ADD_MEMBERSHIP", 0x000C, MulticastCodecs.IPV6_MREQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Joins a multicast group.").cumulative(),
        IPPROTO_IPV6.option("IPV6_JOIN_GROUP", 0x000C, MulticastCodecs.IPV6_MREQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "IPV6_ADD_MEMBERSHIP by another name.").cumulative(),
        IPPROTO_IPV6.option("IPV6_DROP_MEMBERSHIP", 0x000D, MulticastCodecs.IPV6_MREQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Leaves a multicast group.").cumulative(),
        IPPROTO_IPV6.option("IPV6_LEAVE_GROUP", 0x000D, MulticastCodecs.IPV6_MREQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "IPV6_DROP_MEMBERSHIP by another name.").cumulative(),
        IPPROTO_IPV6.option("IPV6_DONTFRAG", 0x000E, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "Forbids fragmenting outgoing packets."),
        IPPROTO_IPV6.option("IPV6_PKTINFO", 0x0013, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows XP", "winsock/ipv6-pktinfo", "Delivers destination address and interface with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_HOPLIMIT", 0x0015, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "Delivers the hop limit with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_PROTECTION_LEVEL", 0x0017, ProtectionLevel.CODEC, Sockets.ANY, BEFORE_BIND, READ_WRITE, "", "winsock/ipv6-protection-level", "Whose packets the socket accepts; the default differs between versions of Windows."),
        IPPROTO_IPV6.option("IPV6_RECVIF", 0x0018, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows Vista", PAGE, "Delivers the interface it arrived on with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_RECVDSTADDR", 0x0019, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers the destination address with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_CHECKSUM", 0x001A, dword(-1, MAX, "bytes"), RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Where in the packet of a raw socket the checksum stands."),
        IPPROTO_IPV6.option("IPV6_V6ONLY", 0x001B, BOOL, Sockets.ANY, BEFORE_BIND, READ_WRITE, "Windows Vista", PAGE, "Keeps IPv4 away from an IPv6 socket. Windows sets it and the JDK clears it on every socket it opens, for dual-stack use."),
        IPPROTO_IPV6.option("IPV6_IFLIST", 0x001C, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows 10 1803", PAGE, "Receives only from the interfaces added by IPV6_ADD_IFLIST: from none at first."),
        IPPROTO_IPV6.option("IPV6_ADD_IFLIST", 0x001D, Interfaces.HOST_ORDER, UDP_RAW, Phase.ANY, WRITE_ONLY, "Windows 10 1803", PAGE, "Adds an interface to those that IPV6_IFLIST receives from.").cumulative(),
        IPPROTO_IPV6.option("IPV6_DEL_IFLIST", 0x001E, Interfaces.HOST_ORDER, UDP_RAW, Phase.ANY, WRITE_ONLY, "Windows 10 1803", PAGE, "Removes an interface from those that IPV6_IFLIST receives from.").cumulative(),
        IPPROTO_IPV6.option("IPV6_UNICAST_IF", 0x001F, Interfaces.HOST_ORDER, Sockets.ANY, Phase.ANY, READ_WRITE, "Windows Vista", PAGE, "The interface that IPv6 unicast is sent from, whatever the routing table."),
        IPPROTO_IPV6.option("IPV6_RTHDR", 0x0020, bytes(2048), Sockets.ANY, Phase.ANY, UNDOCUMENTED, "", HEADER, "A routing header for outgoing packets."),
        IPPROTO_IPV6.option("IPV6_GET_IFLIST", 0x0021, InterfaceList.CODEC, UDP_RAW, Phase.ANY, READ_ONLY, "Windows 10 1803", PAGE, "The interfaces that IPV6_IFLIST receives from; an error while IPV6_IFLIST is off."),
        IPPROTO_IPV6.option("IPV6_RECVRTHDR", 0x0026, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers the routing header with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_TCLASS", 0x0027, dword(0, 255, ""), UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "The control message that carries the traffic class; the headers have the number without documentation."),
        IPPROTO_IPV6.option("IPV6_RECVTCLASS", 0x0028, BOOL, UDP, Phase.ANY, READ_WRITE, "", PAGE, "Delivers the traffic class with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_IP_ORIGINAL_ARRIVAL_IF", 0x002F, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows 7 / Server 2008 R2", PAGE, "Delivers the IPv4 interface that a tunnelled packet first arrived on with each datagram, in a control message of WSARecvMsg, which NIO does not call. The headers call it IP_ORIGINAL_ARRIVAL_IF at this level too."),
        IPPROTO_IPV6.option("IPV6_ECN", 0x0032, dword(0, 3, ""), UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "The control message that carries the ECN bits; the headers have the number without documentation."),
        IPPROTO_IPV6.option("IPV6_RECVECN", 0x0032, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows 11 / Server 2022", PAGE, "Delivers the ECN bits with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_PKTINFO_EX", 0x0033, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers destination address, interface and scope with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_WFP_REDIRECT_RECORDS", 0x003C, bytes(4096), UDP, Phase.ANY, UNDOCUMENTED, "", HEADER, "The records of a connection that a filter driver has redirected, in the layout of a control message."),
        IPPROTO_IPV6.option("IPV6_WFP_REDIRECT_CONTEXT", 0x0046, bytes(4096), UDP, Phase.ANY, UNDOCUMENTED, "", HEADER, "The context that a filter driver attached to a redirected connection, in the layout of a control message."),
        IPPROTO_IPV6.option("IPV6_MTU_DISCOVER", 0x0047, PathMtuDiscovery.CODEC, Sockets.ANY, Phase.ANY, READ_WRITE, "", PAGE, "Whether the socket discovers the path MTU."),
        IPPROTO_IPV6.option("IPV6_MTU", 0x0048, dword(MIN, MAX, "bytes"), Sockets.ANY, AFTER_CONNECT, READ_ONLY, "", PAGE, "What is known of the MTU of the path to the peer; for connected sockets."),
        IPPROTO_IPV6.option("IPV6_NRT_INTERFACE", 0x004A, dword(MIN, MAX, ""), Sockets.ANY, Phase.ANY, UNDOCUMENTED, "", HEADER, "The index of an interface, in a byte order that is not documented."),
        IPPROTO_IPV6.option("IPV6_RECVERR", 0x004B, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers ICMPv6 errors in control messages of WSARecvMsg, which NIO does not call."),
        IPPROTO_IPV6.option("IPV6_USER_MTU", 0x004C, dword(-1, MAX, "bytes, -1 for no bound"), Sockets.ANY, Phase.ANY, READ_WRITE, "", PAGE, "An upper bound on the MTU of the path, none by default."),
        IPPROTO_IPV6.option("IPV6_MCAST_JOIN_GROUP", 0x0029, MulticastCodecs.GROUP_REQ_V6, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", GROUP_PAGE, "Joins a multicast group. The headers call it MCAST_JOIN_GROUP at this level too.").cumulative(),
        IPPROTO_IPV6.option("IPV6_MCAST_LEAVE_GROUP", 0x002A, MulticastCodecs.GROUP_REQ_V6, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", GROUP_PAGE, "Leaves a multicast group. The headers call it MCAST_LEAVE_GROUP at this level too.").cumulative(),
        IPPROTO_IPV6.option("IPV6_MCAST_BLOCK_SOURCE", 0x002B, MulticastCodecs.GROUP_SOURCE_REQ_V6, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Drops what one sender sends to a group that the socket has joined. The headers call it MCAST_BLOCK_SOURCE at this level too.").cumulative(),
        IPPROTO_IPV6.option("IPV6_MCAST_UNBLOCK_SOURCE", 0x002C, MulticastCodecs.GROUP_SOURCE_REQ_V6, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Receives again from a sender that was blocked. The headers call it MCAST_UNBLOCK_SOURCE at this level too.").cumulative(),
        IPPROTO_IPV6.option("IPV6_MCAST_JOIN_SOURCE_GROUP", 0x002D, MulticastCodecs.GROUP_SOURCE_REQ_V6, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Joins a multicast group for one sender. The headers call it MCAST_JOIN_SOURCE_GROUP at this level too.").cumulative(),
        IPPROTO_IPV6.option("IPV6_MCAST_LEAVE_SOURCE_GROUP", 0x002E, MulticastCodecs.GROUP_SOURCE_REQ_V6, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Leaves a multicast group for one sender. The headers call it MCAST_LEAVE_SOURCE_GROUP at this level too.").cumulative());
    // spotless:on

    private Ipv6Level() {}
}
