package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.NONE;
import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.DWORD;
import static io.github.nettywinsock.option.Codecs.LISTENER;
import static io.github.nettywinsock.option.Codecs.NO_DATA;
import static io.github.nettywinsock.option.Codecs.UINT64;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.SOL_SOCKET;
import static io.github.nettywinsock.option.Phase.AFTER_ACCEPT;
import static io.github.nettywinsock.option.Phase.AFTER_CONNECT;
import static io.github.nettywinsock.option.Phase.BEFORE_BIND;
import static io.github.nettywinsock.option.Phase.BEFORE_CONNECT;
import static io.github.nettywinsock.option.Phase.BEFORE_LISTEN;
import static io.github.nettywinsock.option.Sockets.ANY;
import static io.github.nettywinsock.option.Sockets.CONN_DATA;
import static io.github.nettywinsock.option.Sockets.DGRAM;
import static io.github.nettywinsock.option.Sockets.STREAM;
import static java.lang.Integer.MAX_VALUE;

/** The options of level SOL_SOCKET. What each does is its {@link WinsockOption#description}. */
public final class SocketLevel {
    private static final String JDK_BINDS_EXCLUSIVELY =
            "the JDK sets SO_EXCLUSIVEADDRUSE=true just before it binds; to keep it false, start the JVM with"
                    + " -Dsun.net.useExclusiveBind=false, or set SO_REUSEADDR=true instead (which the JDK respects), or"
                    + " use a transport that does not bind through the JDK (IOCP)";

    static final OptionGroup OPTIONS =
            OptionGroup.of(SOL_SOCKET).sockets(ANY).page("winsock/sol-socket-socket-options");

    public static final WinsockOption<byte[]> PVD_CONFIG = OPTIONS.option("PVD_CONFIG", 0x3001, bytes(1024))
            .description("Configuration of the service provider, in a layout that only the provider defines.")
            .define();

    public static final WinsockOption<Boolean> SO_DEBUG = OPTIONS.option("SO_DEBUG", 0x0001, BOOL)
            .description("Asks for debugging output; Microsoft's providers accept it without effect.")
            .define();

    public static final WinsockOption<Boolean> SO_ACCEPTCONN = OPTIONS.option("SO_ACCEPTCONN", 0x0002, BOOL)
            .sockets(STREAM)
            .access(READ_ONLY)
            .description("Whether the socket listens.")
            .define();

    public static final WinsockOption<Boolean> SO_REUSEADDR = OPTIONS.option("SO_REUSEADDR", 0x0004, BOOL)
            .phase(BEFORE_BIND)
            .description("Lets the socket bind an address and port that another socket holds, and so receive its"
                    + " traffic. Windows has no other meaning for it: use SO_EXCLUSIVEADDRUSE unless that is"
                    + " wanted.")
            .excludes(() -> SocketLevel.SO_EXCLUSIVEADDRUSE)
            .define();

    public static final WinsockOption<Boolean> SO_EXCLUSIVEADDRUSE = OPTIONS.option(
                    "SO_EXCLUSIVEADDRUSE", 0xFFFFFFFB, BOOL)
            .phase(BEFORE_BIND)
            .page("winsock/so-exclusiveaddruse")
            .since("Windows NT 4.0 SP4")
            .description("Keeps every other socket from binding the same address and port.")
            .excludes(() -> SocketLevel.SO_REUSEADDR)
            .overwrittenAtBind(JDK_BINDS_EXCLUSIVELY)
            .define();

    public static final WinsockOption<Boolean> SO_KEEPALIVE = OPTIONS.option("SO_KEEPALIVE", 0x0008, BOOL)
            .sockets(STREAM)
            .page("winsock/so-keepalive")
            .description("Sends keep-alive probes on an idle connection, by default after two hours.")
            .define();

    public static final WinsockOption<Boolean> SO_DONTROUTE = OPTIONS.option("SO_DONTROUTE", 0x0010, BOOL)
            .sockets(DGRAM)
            .description("Sends past the routing table; ignored on IPv4, refused on IPv6.")
            .define();

    public static final WinsockOption<Boolean> SO_BROADCAST = OPTIONS.option("SO_BROADCAST", 0x0020, BOOL)
            .sockets(DGRAM)
            .description("Allows sending to a broadcast address.")
            .define();

    public static final WinsockOption<Boolean> SO_USELOOPBACK = OPTIONS.option("SO_USELOOPBACK", 0x0040, BOOL)
            .description("Avoids the hardware where possible; TCP/IP does not support it.")
            .define();

    public static final WinsockOption<Linger> SO_LINGER = OPTIONS.option("SO_LINGER", 0x0080, Linger.CODEC)
            .sockets(STREAM)
            .description("What closing the socket does with data that was not sent yet.")
            .define();

    public static final WinsockOption<Boolean> SO_DONTLINGER = OPTIONS.option("SO_DONTLINGER", 0xFFFFFF7F, BOOL)
            .sockets(STREAM)
            .description("The opposite of SO_LINGER as a boolean: close does not wait for unsent data.")
            .define();

    public static final WinsockOption<Boolean> SO_OOBINLINE = OPTIONS.option("SO_OOBINLINE", 0x0100, BOOL)
            .sockets(STREAM)
            .description("Delivers urgent data within the normal stream.")
            .define();

    public static final WinsockOption<Integer> SO_SNDBUF = OPTIONS.option(
                    "SO_SNDBUF", 0x1001, dword(0, MAX_VALUE, "bytes"))
            .description("Bytes buffered for sending. Setting it turns dynamic send buffering off; 0 sends from the"
                    + " buffers of the caller.")
            .define();

    public static final WinsockOption<Integer> SO_RCVBUF = OPTIONS.option(
                    "SO_RCVBUF", 0x1002, dword(0, MAX_VALUE, "bytes"))
            .description("Bytes buffered for receiving. Window scaling needs more than 65535, set before connect or"
                    + " listen.")
            .define();

    public static final WinsockOption<Integer> SO_SNDLOWAT = OPTIONS.option(
                    "SO_SNDLOWAT", 0x1003, dword(0, MAX_VALUE, "bytes"))
            .description("A low-water mark for sending from BSD; TCP/IP does not support it.")
            .define();

    public static final WinsockOption<Integer> SO_RCVLOWAT = OPTIONS.option(
                    "SO_RCVLOWAT", 0x1004, dword(0, MAX_VALUE, "bytes"))
            .description("A low-water mark for receiving from BSD; TCP/IP does not support it.")
            .define();

    public static final WinsockOption<Integer> SO_SNDTIMEO = OPTIONS.option(
                    "SO_SNDTIMEO", 0x1005, dword(0, MAX_VALUE, "milliseconds"))
            .description("How long a blocking send waits; 0 waits for ever. Non-blocking I/O, and so Netty, is not"
                    + " affected.")
            .define();

    public static final WinsockOption<Integer> SO_RCVTIMEO = OPTIONS.option(
                    "SO_RCVTIMEO", 0x1006, dword(0, MAX_VALUE, "milliseconds"))
            .description("How long a blocking receive waits; 0 waits for ever. Non-blocking I/O, and so Netty, is"
                    + " not affected.")
            .define();

    public static final WinsockOption<Integer> SO_ERROR = OPTIONS.option("SO_ERROR", 0x1007, DWORD)
            .access(READ_ONLY)
            .description("The pending error of the socket, cleared by reading it.")
            .clearedByReading()
            .define();

    public static final WinsockOption<Integer> SO_TYPE = OPTIONS.option("SO_TYPE", 0x1008, DWORD)
            .access(READ_ONLY)
            .description("The type of the socket: SOCK_STREAM is 1, SOCK_DGRAM is 2, SOCK_RAW is 3.")
            .define();

    public static final WinsockOption<SocketState> SO_BSP_STATE = OPTIONS.option(
                    "SO_BSP_STATE", 0x1009, SocketState.CODEC)
            .access(READ_ONLY)
            .page("winsock/so-bsp-state")
            .since("Windows Vista / Server 2008")
            .description("Addresses, type and protocol of the socket.")
            .define();

    public static final WinsockOption<Integer> SO_GROUP_ID = OPTIONS.option("SO_GROUP_ID", 0x2001, DWORD)
            .access(READ_ONLY)
            .description("Reserved: the group of the socket.")
            .define();

    public static final WinsockOption<Integer> SO_GROUP_PRIORITY = OPTIONS.option("SO_GROUP_PRIORITY", 0x2002, DWORD)
            .description("Reserved: the priority within the group; sockets in no group fail with WSAENOPROTOOPT.")
            .define();

    public static final WinsockOption<Integer> SO_MAX_MSG_SIZE = OPTIONS.option(
                    "SO_MAX_MSG_SIZE", 0x2003, dword("bytes"))
            .sockets(DGRAM)
            .access(READ_ONLY)
            .description("The largest message that can be sent; without meaning for streams.")
            .define();

    public static final WinsockOption<ProtocolInfo> SO_PROTOCOL_INFOA = OPTIONS.option(
                    "SO_PROTOCOL_INFOA", 0x2004, ProtocolInfo.ANSI)
            .access(READ_ONLY)
            .description(
                    "The entry of the protocol catalogue that the socket was created from, read in the ANSI" + " form.")
            .define();

    public static final WinsockOption<ProtocolInfo> SO_PROTOCOL_INFOW = OPTIONS.option(
                    "SO_PROTOCOL_INFOW", 0x2005, ProtocolInfo.WIDE)
            .access(READ_ONLY)
            .description("The entry of the protocol catalogue that the socket was created from.")
            .define();

    public static final WinsockOption<ProtocolInfo> SO_PROTOCOL_INFO = OPTIONS.option(
                    "SO_PROTOCOL_INFO", 0x2005, ProtocolInfo.WIDE)
            .access(READ_ONLY)
            .description("SO_PROTOCOL_INFOW by the name that the headers give it in a Unicode program.")
            .define();

    public static final WinsockOption<Boolean> SO_CONDITIONAL_ACCEPT = OPTIONS.option(
                    "SO_CONDITIONAL_ACCEPT", 0x3002, BOOL)
            .sockets(STREAM)
            .phase(BEFORE_LISTEN)
            .page("winsock/so-conditional-accept")
            .since("Windows 2000")
            .description("Holds the handshake of a connection back until WSAAccept's condition function accepts it."
                    + " Microsoft advises against it: it turns off protection against SYN attacks and in effect"
                    + " the backlog. NIO has no condition function: it accepts every connection, later. Over"
                    + " IOCP a thread of the listener calls WSAAccept, with the ACCEPT_CONDITION of"
                    + " IocpChannelOption if there is one.")
            .define();

    public static final WinsockOption<Boolean> SO_PAUSE_ACCEPT = OPTIONS.option("SO_PAUSE_ACCEPT", 0x3003, BOOL)
            .sockets(STREAM)
            .description("Makes a listener refuse new connections with a reset while set.")
            .define();

    public static final WinsockOption<Boolean> SO_RANDOMIZE_PORT = OPTIONS.option("SO_RANDOMIZE_PORT", 0x3005, BOOL)
            .phase(BEFORE_BIND)
            .since("Windows Vista / Server 2008")
            .description("Picks a random ephemeral port when binding port 0; refused after SO_REUSE_UNICASTPORT.")
            .excludes(() -> SocketLevel.SO_REUSE_UNICASTPORT)
            .define();

    public static final WinsockOption<Boolean> SO_PORT_SCALABILITY = OPTIONS.option("SO_PORT_SCALABILITY", 0x3006, BOOL)
            .phase(BEFORE_BIND)
            .page("winsock/so-port-scalability")
            .since("Windows 7 / Server 2008")
            .description("Allocates ephemeral ports per local address, so that several addresses have more ports;"
                    + " for a socket bound to an address and port 0.")
            .define();

    public static final WinsockOption<Boolean> SO_REUSE_UNICASTPORT = OPTIONS.option(
                    "SO_REUSE_UNICASTPORT", 0x3007, BOOL)
            .sockets(STREAM)
            .phase(BEFORE_BIND)
            .since("Windows 10")
            .description("Shares ephemeral ports between connections to different peers; for a socket that is bound"
                    + " before it connects.")
            .define();

    public static final WinsockOption<Integer> SO_REUSE_MULTICASTPORT = OPTIONS.option(
                    "SO_REUSE_MULTICASTPORT", 0x3008, dword(0, 1))
            .sockets(DGRAM)
            .phase(BEFORE_BIND)
            .since("Windows 10")
            .description("1 gives up unicast, so that multicast sockets can share the port.")
            .define();

    public static final WinsockOption<byte[]> SO_CONNDATA = OPTIONS.option("SO_CONNDATA", 0x7000, bytes(1024))
            .sockets(CONN_DATA)
            .phase(BEFORE_CONNECT)
            .description("Data that goes with a connect request, for protocols that carry it.")
            .define();

    public static final WinsockOption<byte[]> SO_CONNOPT = OPTIONS.option("SO_CONNOPT", 0x7001, bytes(1024))
            .sockets(CONN_DATA)
            .phase(BEFORE_CONNECT)
            .description("Options that go with a connect request, for protocols that carry them.")
            .define();

    public static final WinsockOption<byte[]> SO_DISCDATA = OPTIONS.option("SO_DISCDATA", 0x7002, bytes(1024))
            .sockets(CONN_DATA)
            .description("Data that goes with a disconnect request, for protocols that carry it.")
            .define();

    public static final WinsockOption<byte[]> SO_DISCOPT = OPTIONS.option("SO_DISCOPT", 0x7003, bytes(1024))
            .sockets(CONN_DATA)
            .description("Options that go with a disconnect request, for protocols that carry them.")
            .define();

    public static final WinsockOption<Integer> SO_CONNDATALEN = OPTIONS.option(
                    "SO_CONNDATALEN", 0x7004, dword(0, MAX_VALUE, "bytes"))
            .sockets(CONN_DATA)
            .phase(BEFORE_CONNECT)
            .access(WRITE_ONLY)
            .description("The length of SO_CONNDATA.")
            .define();

    public static final WinsockOption<Integer> SO_CONNOPTLEN = OPTIONS.option(
                    "SO_CONNOPTLEN", 0x7005, dword(0, MAX_VALUE, "bytes"))
            .sockets(CONN_DATA)
            .phase(BEFORE_CONNECT)
            .access(WRITE_ONLY)
            .description("The length of SO_CONNOPT.")
            .define();

    public static final WinsockOption<Integer> SO_DISCDATALEN = OPTIONS.option(
                    "SO_DISCDATALEN", 0x7006, dword(0, MAX_VALUE, "bytes"))
            .sockets(CONN_DATA)
            .access(WRITE_ONLY)
            .description("The length of SO_DISCDATA.")
            .define();

    public static final WinsockOption<Integer> SO_DISCOPTLEN = OPTIONS.option(
                    "SO_DISCOPTLEN", 0x7007, dword(0, MAX_VALUE, "bytes"))
            .sockets(CONN_DATA)
            .access(WRITE_ONLY)
            .description("The length of SO_DISCOPT.")
            .define();

    public static final WinsockOption<Integer> SO_OPENTYPE = OPTIONS.option("SO_OPENTYPE", 0x7008, dword(0, 0x20))
            .description("How sockets created afterwards in the process are opened: 0 overlapped, 0x10 synchronous"
                    + " alertable, 0x20 synchronous. It is not a property of the socket.")
            .define();

    public static final WinsockOption<Integer> SO_MAXDG = OPTIONS.option("SO_MAXDG", 0x7009, dword("bytes"))
            .sockets(DGRAM)
            .access(READ_ONLY)
            .since("Windows 2000")
            .description("The largest datagram that the protocol can send.")
            .define();

    public static final WinsockOption<Integer> SO_MAXPATHDG = OPTIONS.option("SO_MAXPATHDG", 0x700A, dword("bytes"))
            .sockets(DGRAM)
            .access(READ_ONLY)
            .since("Windows 2000")
            .description("The largest datagram that can be sent to a destination.")
            .define();

    public static final WinsockOption<Boolean> SO_UPDATE_ACCEPT_CONTEXT = OPTIONS.option(
                    "SO_UPDATE_ACCEPT_CONTEXT", 0x700B, LISTENER)
            .sockets(STREAM)
            .phase(AFTER_ACCEPT)
            .access(WRITE_ONLY)
            .since("Windows NT 4.0")
            .description("Gives a socket accepted by AcceptEx the properties of its listener; getpeername, shutdown"
                    + " and inherited options need it. It is not needed over NIO, which does not use AcceptEx.")
            .define();

    public static final WinsockOption<Integer> SO_CONNECT_TIME = OPTIONS.option(
                    "SO_CONNECT_TIME", 0x700C, dword(-1, MAX_VALUE, "seconds"))
            .sockets(STREAM)
            .access(READ_ONLY)
            .description("Seconds since the connection was made; -1 when not connected.")
            .define();

    public static final WinsockOption<Boolean> SO_UPDATE_CONNECT_CONTEXT = OPTIONS.option(
                    "SO_UPDATE_CONNECT_CONTEXT", 0x7010, NO_DATA)
            .sockets(STREAM)
            .phase(AFTER_CONNECT)
            .access(WRITE_ONLY)
            .since("Windows XP")
            .description("Completes the state of a socket connected by ConnectEx; getpeername, shutdown and socket"
                    + " options need it. It is not needed over NIO, which does not use ConnectEx.")
            .define();

    public static final WinsockOption<Integer> SO_COMPARTMENT_ID = OPTIONS.option(
                    "SO_COMPARTMENT_ID", 0x3004, dword(0, MAX_VALUE))
            .undocumented()
            .description("The network compartment of the socket.")
            .define();

    public static final WinsockOption<Long> SO_TIMESTAMP = OPTIONS.option("SO_TIMESTAMP", 0x300A, UINT64)
            .sockets(DGRAM)
            .access(NONE)
            .page("winsock/winsock-timestamping")
            .since("Windows 11 / Server 2022")
            .description("The type of the control message that carries the time a datagram was received; not an"
                    + " option that can be set.")
            .define();

    public static final WinsockOption<Integer> SO_TIMESTAMP_ID = OPTIONS.option("SO_TIMESTAMP_ID", 0x300B, DWORD)
            .sockets(DGRAM)
            .access(NONE)
            .page("winsock/winsock-timestamping")
            .since("Windows 11 / Server 2022")
            .description("The type of the control message that names a datagram for its send time stamp; not an"
                    + " option that can be set.")
            .define();

    private SocketLevel() {}
}
