package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.DWORD;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_IP;
import static io.github.nettywinsock.option.Phase.AFTER_BIND;
import static io.github.nettywinsock.option.Phase.AFTER_CONNECT;
import static io.github.nettywinsock.option.Sockets.ANY;
import static io.github.nettywinsock.option.Sockets.RAW;
import static io.github.nettywinsock.option.Sockets.UDP;
import static io.github.nettywinsock.option.Sockets.UDP_RAW;
import static java.lang.Integer.MAX_VALUE;

import java.net.NetworkInterface;

/** The options of level IPPROTO_IP. What each does is its {@link WinsockOption#description}. */
public final class IpLevel {
    private static final String GROUP_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_req";
    private static final String SOURCE_PAGE = "api/ws2ipdef/ns-ws2ipdef-group_source_req";

    // Memberships are set after bind: Windows refuses them with WSAEINVAL on a socket that is not bound.
    static final OptionGroup OPTIONS =
            OptionGroup.of(IPPROTO_IP).sockets(UDP_RAW).page("winsock/ipproto-ip-socket-options");

    public static final WinsockOption<byte[]> IP_OPTIONS = OPTIONS.option("IP_OPTIONS", 0x0001, bytes(40))
            .sockets(ANY)
            .description("The IP options of outgoing packets, as they stand in the header; no bytes clear them.")
            .define();

    public static final WinsockOption<Boolean> IP_HDRINCL = OPTIONS.option("IP_HDRINCL", 0x0002, BOOL)
            .sockets(RAW)
            .description("The caller supplies the IP header of what it sends; raw sockets only.")
            .define();

    public static final WinsockOption<Integer> IP_TOS = OPTIONS.option("IP_TOS", 0x0003, dword(0, 255))
            .sockets(ANY)
            .phase(AFTER_BIND)
            .description("The type-of-service byte of outgoing packets. Microsoft advises against it: current"
                    + " Windows takes the byte from its QoS policies.")
            .define();

    public static final WinsockOption<Integer> IP_TTL = OPTIONS.option("IP_TTL", 0x0004, dword(1, 255, "hops"))
            .sockets(ANY)
            .description("The time to live of outgoing unicast packets.")
            .define();

    public static final WinsockOption<NetworkInterface> IP_MULTICAST_IF = OPTIONS.option(
                    "IP_MULTICAST_IF", 0x0009, Interfaces.BY_ADDRESS)
            .description("The interface that IPv4 multicast is sent from.")
            .define();

    public static final WinsockOption<Integer> IP_MULTICAST_TTL = OPTIONS.option(
                    "IP_MULTICAST_TTL", 0x000A, dword(0, 255, "hops"))
            .description("The time to live of outgoing multicast packets, 1 by default.")
            .define();

    public static final WinsockOption<Boolean> IP_MULTICAST_LOOP = OPTIONS.option("IP_MULTICAST_LOOP", 0x000B, BOOL)
            .description("Receives multicast that was sent from this host, the default. On Windows it is set on the"
                    + " receiving socket, elsewhere on the sending one.")
            .define();

    public static final WinsockOption<MulticastGroup> IP_ADD_MEMBERSHIP = OPTIONS.option(
                    "IP_ADD_MEMBERSHIP", 0x000C, MulticastCodecs.IP_MREQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Joins a multicast group. Joining it twice on one interface fails with WSAEADDRNOTAVAIL.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastGroup> IP_DROP_MEMBERSHIP = OPTIONS.option(
                    "IP_DROP_MEMBERSHIP", 0x000D, MulticastCodecs.IP_MREQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Leaves a multicast group; WSAEINVAL when the socket is not a member.")
            .cumulative()
            .define();

    public static final WinsockOption<Boolean> IP_DONTFRAGMENT = OPTIONS.option("IP_DONTFRAGMENT", 0x000E, BOOL)
            .description("Forbids fragmenting outgoing packets; honoured for UDP and ICMP only.")
            .define();

    public static final WinsockOption<MulticastSource> IP_ADD_SOURCE_MEMBERSHIP = OPTIONS.option(
                    "IP_ADD_SOURCE_MEMBERSHIP", 0x000F, MulticastCodecs.IP_MREQ_SOURCE)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Joins a multicast group for one sender.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> IP_DROP_SOURCE_MEMBERSHIP = OPTIONS.option(
                    "IP_DROP_SOURCE_MEMBERSHIP", 0x0010, MulticastCodecs.IP_MREQ_SOURCE)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Leaves a multicast group for one sender. After IP_ADD_MEMBERSHIP it fails with WSAEINVAL:"
                    + " use IP_BLOCK_SOURCE.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> IP_BLOCK_SOURCE = OPTIONS.option(
                    "IP_BLOCK_SOURCE", 0x0011, MulticastCodecs.IP_MREQ_SOURCE)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Drops what one sender sends to a group joined by IP_ADD_MEMBERSHIP.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> IP_UNBLOCK_SOURCE = OPTIONS.option(
                    "IP_UNBLOCK_SOURCE", 0x0012, MulticastCodecs.IP_MREQ_SOURCE)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Undoes IP_BLOCK_SOURCE; an error when the sender was not blocked.")
            .cumulative()
            .define();

    public static final WinsockOption<Boolean> IP_PKTINFO = OPTIONS.option("IP_PKTINFO", 0x0013, BOOL)
            .page("winsock/ip-pktinfo")
            .since("Windows XP")
            .description("Delivers destination address and interface with each datagram, in a control message of"
                    + " WSARecvMsg, which NIO does not call. A dual-stack socket needs IPV6_PKTINFO too.")
            .define();

    public static final WinsockOption<Boolean> IP_HOPLIMIT = OPTIONS.option("IP_HOPLIMIT", 0x0015, BOOL)
            .undocumented()
            .description("IP_RECVTTL by the name of its control message.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVTTL = OPTIONS.option("IP_RECVTTL", 0x0015, BOOL)
            .since("Windows 10")
            .description("Delivers the time to live with each datagram, in a control message of WSARecvMsg, which"
                    + " NIO does not call.")
            .define();

    public static final WinsockOption<Boolean> IP_RECEIVE_BROADCAST = OPTIONS.option(
                    "IP_RECEIVE_BROADCAST", 0x0016, BOOL)
            .description("Receives broadcasts, the default.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVIF = OPTIONS.option("IP_RECVIF", 0x0018, BOOL)
            .since("Windows Vista")
            .description("Delivers the interface it arrived on with each datagram, in a control message of"
                    + " WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVDSTADDR = OPTIONS.option("IP_RECVDSTADDR", 0x0019, BOOL)
            .undocumented()
            .description("Delivers the destination address with each datagram, in a control message of WSARecvMsg,"
                    + " which NIO does not call.")
            .define();

    public static final WinsockOption<Boolean> IP_IFLIST = OPTIONS.option("IP_IFLIST", 0x001C, BOOL)
            .since("Windows 10 1803")
            .description("Receives only from the interfaces added by IP_ADD_IFLIST: from none at first.")
            .define();

    public static final WinsockOption<NetworkInterface> IP_ADD_IFLIST = OPTIONS.option(
                    "IP_ADD_IFLIST", 0x001D, Interfaces.HOST_ORDER)
            .access(WRITE_ONLY)
            .since("Windows 10 1803")
            .description("Adds an interface to those that IP_IFLIST receives from.")
            .cumulative()
            .define();

    public static final WinsockOption<NetworkInterface> IP_DEL_IFLIST = OPTIONS.option(
                    "IP_DEL_IFLIST", 0x001E, Interfaces.HOST_ORDER)
            .access(WRITE_ONLY)
            .since("Windows 10 1803")
            .description("Removes an interface from those that IP_IFLIST receives from. Windows keeps interfaces"
                    + " that have gone until they are removed.")
            .cumulative()
            .define();

    public static final WinsockOption<NetworkInterface> IP_UNICAST_IF = OPTIONS.option(
                    "IP_UNICAST_IF", 0x001F, Interfaces.NETWORK_ORDER)
            .sockets(ANY)
            .since("Windows Vista")
            .description("The interface that IPv4 unicast is sent from, whatever the routing table.")
            .define();

    public static final WinsockOption<byte[]> IP_RTHDR = OPTIONS.option("IP_RTHDR", 0x0020, bytes(2048))
            .sockets(ANY)
            .undocumented()
            .description("A routing header for outgoing packets.")
            .define();

    public static final WinsockOption<InterfaceList> IP_GET_IFLIST = OPTIONS.option(
                    "IP_GET_IFLIST", 0x0021, InterfaceList.CODEC)
            .access(READ_ONLY)
            .since("Windows 10 1803")
            .description("The interfaces that IP_IFLIST receives from; an error while IP_IFLIST is off.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVRTHDR = OPTIONS.option("IP_RECVRTHDR", 0x0026, BOOL)
            .undocumented()
            .description("Delivers the routing header with each datagram, in a control message of WSARecvMsg, which"
                    + " NIO does not call.")
            .define();

    public static final WinsockOption<Integer> IP_TCLASS = OPTIONS.option("IP_TCLASS", 0x0027, dword(0, 255))
            .undocumented()
            .description("The control message that carries the traffic class; the headers have the number without"
                    + " documentation.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVTCLASS = OPTIONS.option("IP_RECVTCLASS", 0x0028, BOOL)
            .undocumented()
            .description("IP_RECVTOS by another name.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVTOS = OPTIONS.option("IP_RECVTOS", 0x0028, BOOL)
            .sockets(UDP)
            .description("Delivers the type-of-service byte, DSCP and ECN bits together, with each datagram, in a"
                    + " control message of WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<Boolean> IP_ORIGINAL_ARRIVAL_IF = OPTIONS.option(
                    "IP_ORIGINAL_ARRIVAL_IF", 0x002F, BOOL)
            .since("Windows 7 / Server 2008 R2")
            .description("Delivers the interface that a tunnelled packet first arrived on with each datagram, in a"
                    + " control message of WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<Integer> IP_ECN = OPTIONS.option("IP_ECN", 0x0032, dword(0, 3))
            .undocumented()
            .description("The control message that carries the ECN bits; the headers have the number without"
                    + " documentation.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVECN = OPTIONS.option("IP_RECVECN", 0x0032, BOOL)
            .since("Windows 11 / Server 2022")
            .description("Delivers the ECN bits with each datagram, in a control message of WSARecvMsg, which NIO"
                    + " does not call. A dual-stack socket needs IPV6_RECVECN too.")
            .define();

    public static final WinsockOption<Boolean> IP_PKTINFO_EX = OPTIONS.option("IP_PKTINFO_EX", 0x0033, BOOL)
            .undocumented()
            .description("Delivers destination address, interface and scope with each datagram, in a control"
                    + " message of WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<byte[]> IP_WFP_REDIRECT_RECORDS = OPTIONS.option(
                    "IP_WFP_REDIRECT_RECORDS", 0x003C, bytes(4096))
            .sockets(UDP)
            .since("Windows 8 / Server 2012")
            .description("The records of a connection that a filter driver has redirected, for a proxy to pass on,"
                    + " in the layout of a control message.")
            .define();

    public static final WinsockOption<byte[]> IP_WFP_REDIRECT_CONTEXT = OPTIONS.option(
                    "IP_WFP_REDIRECT_CONTEXT", 0x0046, bytes(4096))
            .sockets(UDP)
            .since("Windows 8 / Server 2012")
            .description("The context that a filter driver attached to a redirected connection, in the layout of a"
                    + " control message.")
            .define();

    public static final WinsockOption<PathMtuDiscovery> IP_MTU_DISCOVER = OPTIONS.option(
                    "IP_MTU_DISCOVER", 0x0047, PathMtuDiscovery.CODEC)
            .sockets(ANY)
            .description("Whether the socket discovers the path MTU.")
            .define();

    public static final WinsockOption<Integer> IP_MTU = OPTIONS.option("IP_MTU", 0x0049, dword("bytes"))
            .sockets(ANY)
            .phase(AFTER_CONNECT)
            .access(READ_ONLY)
            .description("What is known of the MTU of the path to the peer; for connected sockets.")
            .define();

    public static final WinsockOption<Integer> IP_NRT_INTERFACE = OPTIONS.option("IP_NRT_INTERFACE", 0x004A, DWORD)
            .sockets(ANY)
            .undocumented()
            .description("The index of an interface, in a byte order that is not documented.")
            .define();

    public static final WinsockOption<Boolean> IP_RECVERR = OPTIONS.option("IP_RECVERR", 0x004B, BOOL)
            .undocumented()
            .description("Delivers ICMP errors in control messages of WSARecvMsg, which NIO does not call.")
            .define();

    public static final WinsockOption<Integer> IP_USER_MTU = OPTIONS.option(
                    "IP_USER_MTU", 0x004C, dword(-1, MAX_VALUE, "bytes, -1 for no bound"))
            .sockets(ANY)
            .description("An upper bound on the MTU of the path, none by default. A dual-stack socket needs"
                    + " IPV6_USER_MTU too.")
            .define();

    public static final WinsockOption<MulticastGroup> MCAST_JOIN_GROUP = OPTIONS.option(
                    "MCAST_JOIN_GROUP", 0x0029, MulticastCodecs.GROUP_REQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(GROUP_PAGE)
            .since("Windows Vista")
            .description("Joins a multicast group, by the call that IPv4 and IPv6 share.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastGroup> MCAST_LEAVE_GROUP = OPTIONS.option(
                    "MCAST_LEAVE_GROUP", 0x002A, MulticastCodecs.GROUP_REQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(GROUP_PAGE)
            .since("Windows Vista")
            .description("Leaves a multicast group, by the call that IPv4 and IPv6 share.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> MCAST_BLOCK_SOURCE = OPTIONS.option(
                    "MCAST_BLOCK_SOURCE", 0x002B, MulticastCodecs.GROUP_SOURCE_REQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Drops what one sender sends to a group that the socket has joined, by the call that IPv4"
                    + " and IPv6 share.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> MCAST_UNBLOCK_SOURCE = OPTIONS.option(
                    "MCAST_UNBLOCK_SOURCE", 0x002C, MulticastCodecs.GROUP_SOURCE_REQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Receives again from a sender that was blocked, by the call that IPv4 and IPv6 share.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> MCAST_JOIN_SOURCE_GROUP = OPTIONS.option(
                    "MCAST_JOIN_SOURCE_GROUP", 0x002D, MulticastCodecs.GROUP_SOURCE_REQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Joins a multicast group for one sender, by the call that IPv4 and IPv6 share.")
            .cumulative()
            .define();

    public static final WinsockOption<MulticastSource> MCAST_LEAVE_SOURCE_GROUP = OPTIONS.option(
                    "MCAST_LEAVE_SOURCE_GROUP", 0x002E, MulticastCodecs.GROUP_SOURCE_REQ)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .page(SOURCE_PAGE)
            .since("Windows Vista")
            .description("Leaves a multicast group for one sender, by the call that IPv4 and IPv6 share.")
            .cumulative()
            .define();

    private IpLevel() {}
}
