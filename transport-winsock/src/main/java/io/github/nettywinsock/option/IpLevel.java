package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Access.UNDOCUMENTED;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_IP;
import static io.github.nettywinsock.option.Phase.AFTER_BIND;
import static io.github.nettywinsock.option.Phase.AFTER_CONNECT;
import static io.github.nettywinsock.option.Sockets.RAW;
import static io.github.nettywinsock.option.Sockets.UDP;
import static io.github.nettywinsock.option.Sockets.UDP_RAW;

import java.util.List;

/** The options of level IPPROTO_IP. */
final class IpLevel {
    private static final int MIN = Integer.MIN_VALUE;
    private static final int MAX = Integer.MAX_VALUE;
    private static final String PAGE = "winsock/ipproto-ip-socket-options";
    private static final String GROUP_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_req";
    private static final String SOURCE_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_source_req";
    private static final String HEADER = "";

    // Memberships are set after bind: Windows refuses them with WSAEINVAL on a socket that is not bound.
    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        IPPROTO_IP.option("IP_OPTIONS", 0x0001, bytes(40), Sockets.ANY, Phase.ANY, READ_WRITE, "", PAGE, "The IP options of outgoing packets, as they stand in the header; no bytes clear them."),
        IPPROTO_IP.option("IP_HDRINCL", 0x0002, BOOL, RAW, Phase.ANY, READ_WRITE, "", PAGE, "The caller supplies the IP header of what it sends; raw sockets only."),
        IPPROTO_IP.option("IP_TOS", 0x0003, dword(0, 255, ""), Sockets.ANY, AFTER_BIND, READ_WRITE, "", PAGE, "The type-of-service byte of outgoing packets. Microsoft advises against it: current Windows takes the byte from its QoS policies."),
        IPPROTO_IP.option("IP_TTL", 0x0004, dword(1, 255, "hops"), Sockets.ANY, Phase.ANY, READ_WRITE, "", PAGE, "The time to live of outgoing unicast packets."),
        IPPROTO_IP.option("IP_MULTICAST_IF", 0x0009, Interfaces.BY_ADDRESS, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "The interface that IPv4 multicast is sent from."),
        IPPROTO_IP.option("IP_MULTICAST_TTL", 0x000A, dword(0, 255, "hops"), UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "The time to live of outgoing multicast packets, 1 by default."),
        IPPROTO_IP.option("IP_MULTICAST_LOOP", 0x000B, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "Receives multicast that was sent from this host, the default. On Windows it is set on the receiving socket, elsewhere on the sending one."),
        IPPROTO_IP.option("IP_ADD_MEMBERSHIP", 0x000C, MulticastCodecs.IP_MREQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Joins a multicast group. Joining it twice on one interface answers WSAEADDRNOTAVAIL.").cumulative(),
        IPPROTO_IP.option("IP_DROP_MEMBERSHIP", 0x000D, MulticastCodecs.IP_MREQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Leaves a multicast group; WSAEINVAL when the socket is not a member.").cumulative(),
        IPPROTO_IP.option("IP_DONTFRAGMENT", 0x000E, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "Forbids fragmenting outgoing packets; honoured for UDP and ICMP only."),
        IPPROTO_IP.option("IP_ADD_SOURCE_MEMBERSHIP", 0x000F, MulticastCodecs.IP_MREQ_SOURCE, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Joins a multicast group for one sender.").cumulative(),
        IPPROTO_IP.option("IP_DROP_SOURCE_MEMBERSHIP", 0x0010, MulticastCodecs.IP_MREQ_SOURCE, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Leaves a multicast group for one sender. After IP_ADD_MEMBERSHIP it answers WSAEINVAL: use IP_BLOCK_SOURCE.").cumulative(),
        IPPROTO_IP.option("IP_BLOCK_SOURCE", 0x0011, MulticastCodecs.IP_MREQ_SOURCE, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Drops what one sender sends to a group joined by IP_ADD_MEMBERSHIP.").cumulative(),
        IPPROTO_IP.option("IP_UNBLOCK_SOURCE", 0x0012, MulticastCodecs.IP_MREQ_SOURCE, UDP_RAW, AFTER_BIND, WRITE_ONLY, "", PAGE, "Undoes IP_BLOCK_SOURCE; an error when the sender was not blocked.").cumulative(),
        IPPROTO_IP.option("IP_PKTINFO", 0x0013, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows XP", "winsock/ip-pktinfo", "Delivers destination address and interface with each datagram, in a control message of WSARecvMsg, which NIO does not call. A dual-stack socket needs IPV6_PKTINFO too."),
        IPPROTO_IP.option("IP_HOPLIMIT", 0x0015, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "IP_RECVTTL by the name of its control message."),
        IPPROTO_IP.option("IP_RECVTTL", 0x0015, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows 10", PAGE, "Delivers the time to live with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_RECEIVE_BROADCAST", 0x0016, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "", PAGE, "Receives broadcasts, the default."),
        IPPROTO_IP.option("IP_RECVIF", 0x0018, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows Vista", PAGE, "Delivers the interface it arrived on with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_RECVDSTADDR", 0x0019, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers the destination address with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_IFLIST", 0x001C, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows 10 1803", PAGE, "Receives only from the interfaces added by IP_ADD_IFLIST: from none at first."),
        IPPROTO_IP.option("IP_ADD_IFLIST", 0x001D, Interfaces.HOST_ORDER, UDP_RAW, Phase.ANY, WRITE_ONLY, "Windows 10 1803", PAGE, "Adds an interface to those that IP_IFLIST receives from.").cumulative(),
        IPPROTO_IP.option("IP_DEL_IFLIST", 0x001E, Interfaces.HOST_ORDER, UDP_RAW, Phase.ANY, WRITE_ONLY, "Windows 10 1803", PAGE, "Removes an interface from those that IP_IFLIST receives from. Windows keeps interfaces that have gone until they are removed.").cumulative(),
        IPPROTO_IP.option("IP_UNICAST_IF", 0x001F, Interfaces.NETWORK_ORDER, Sockets.ANY, Phase.ANY, READ_WRITE, "Windows Vista", PAGE, "The interface that IPv4 unicast is sent from, whatever the routing table."),
        IPPROTO_IP.option("IP_RTHDR", 0x0020, bytes(2048), Sockets.ANY, Phase.ANY, UNDOCUMENTED, "", HEADER, "A routing header for outgoing packets."),
        IPPROTO_IP.option("IP_GET_IFLIST", 0x0021, InterfaceList.CODEC, UDP_RAW, Phase.ANY, READ_ONLY, "Windows 10 1803", PAGE, "The interfaces that IP_IFLIST receives from; an error while IP_IFLIST is off."),
        IPPROTO_IP.option("IP_RECVRTHDR", 0x0026, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers the routing header with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_TCLASS", 0x0027, dword(0, 255, ""), UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "The control message that carries the traffic class; the headers have the number without documentation."),
        IPPROTO_IP.option("IP_RECVTCLASS", 0x0028, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "IP_RECVTOS by another name."),
        IPPROTO_IP.option("IP_RECVTOS", 0x0028, BOOL, UDP, Phase.ANY, READ_WRITE, "", PAGE, "Delivers the type-of-service byte, DSCP and ECN bits together, with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_ORIGINAL_ARRIVAL_IF", 0x002F, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows 7 / Server 2008 R2", PAGE, "Delivers the interface that a tunnelled packet first arrived on with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_ECN", 0x0032, dword(0, 3, ""), UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "The control message that carries the ECN bits; the headers have the number without documentation."),
        IPPROTO_IP.option("IP_RECVECN", 0x0032, BOOL, UDP_RAW, Phase.ANY, READ_WRITE, "Windows 11 / Server 2022", PAGE, "Delivers the ECN bits with each datagram, in a control message of WSARecvMsg, which NIO does not call. A dual-stack socket needs IPV6_RECVECN too."),
        IPPROTO_IP.option("IP_PKTINFO_EX", 0x0033, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers destination address, interface and scope with each datagram, in a control message of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_WFP_REDIRECT_RECORDS", 0x003C, bytes(4096), UDP, Phase.ANY, READ_WRITE, "Windows 8 / Server 2012", PAGE, "The records of a connection that a filter driver has redirected, for a proxy to pass on, in the layout of a control message."),
        IPPROTO_IP.option("IP_WFP_REDIRECT_CONTEXT", 0x0046, bytes(4096), UDP, Phase.ANY, READ_WRITE, "Windows 8 / Server 2012", PAGE, "The context that a filter driver attached to a redirected connection, in the layout of a control message."),
        IPPROTO_IP.option("IP_MTU_DISCOVER", 0x0047, PathMtuDiscovery.CODEC, Sockets.ANY, Phase.ANY, READ_WRITE, "", PAGE, "Whether the socket discovers the path MTU."),
        IPPROTO_IP.option("IP_MTU", 0x0049, dword(MIN, MAX, "bytes"), Sockets.ANY, AFTER_CONNECT, READ_ONLY, "", PAGE, "What is known of the MTU of the path to the peer; for connected sockets."),
        IPPROTO_IP.option("IP_NRT_INTERFACE", 0x004A, dword(MIN, MAX, ""), Sockets.ANY, Phase.ANY, UNDOCUMENTED, "", HEADER, "The index of an interface, in a byte order that is not documented."),
        IPPROTO_IP.option("IP_RECVERR", 0x004B, BOOL, UDP_RAW, Phase.ANY, UNDOCUMENTED, "", HEADER, "Delivers ICMP errors in control messages of WSARecvMsg, which NIO does not call."),
        IPPROTO_IP.option("IP_USER_MTU", 0x004C, dword(-1, MAX, "bytes, -1 for no bound"), Sockets.ANY, Phase.ANY, READ_WRITE, "", PAGE, "An upper bound on the MTU of the path, none by default. A dual-stack socket needs IPV6_USER_MTU too."),
        IPPROTO_IP.option("MCAST_JOIN_GROUP", 0x0029, MulticastCodecs.GROUP_REQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", GROUP_PAGE, "Joins a multicast group, by the call that IPv4 and IPv6 share.").cumulative(),
        IPPROTO_IP.option("MCAST_LEAVE_GROUP", 0x002A, MulticastCodecs.GROUP_REQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", GROUP_PAGE, "Leaves a multicast group, by the call that IPv4 and IPv6 share.").cumulative(),
        IPPROTO_IP.option("MCAST_BLOCK_SOURCE", 0x002B, MulticastCodecs.GROUP_SOURCE_REQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Drops what one sender sends to a group that the socket has joined, by the call that IPv4 and IPv6 share.").cumulative(),
        IPPROTO_IP.option("MCAST_UNBLOCK_SOURCE", 0x002C, MulticastCodecs.GROUP_SOURCE_REQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Receives again from a sender that was blocked, by the call that IPv4 and IPv6 share.").cumulative(),
        IPPROTO_IP.option("MCAST_JOIN_SOURCE_GROUP", 0x002D, MulticastCodecs.GROUP_SOURCE_REQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Joins a multicast group for one sender, by the call that IPv4 and IPv6 share.").cumulative(),
        IPPROTO_IP.option("MCAST_LEAVE_SOURCE_GROUP", 0x002E, MulticastCodecs.GROUP_SOURCE_REQ, UDP_RAW, AFTER_BIND, WRITE_ONLY, "Windows Vista", SOURCE_PAGE, "Leaves a multicast group for one sender, by the call that IPv4 and IPv6 share.").cumulative());
    // spotless:on

    private IpLevel() {}
}
