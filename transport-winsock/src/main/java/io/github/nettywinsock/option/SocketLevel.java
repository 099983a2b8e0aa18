package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.NONE;
import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Access.UNDOCUMENTED;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
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

import java.util.List;

/** The options of level SOL_SOCKET. */
final class SocketLevel {
    private static final int MIN = Integer.MIN_VALUE;
    private static final int MAX = Integer.MAX_VALUE;
    private static final String SOCKET_PAGE = "winsock/sol-socket-socket-options";
    private static final String HEADER = "";
    private static final String JDK_BINDS_EXCLUSIVELY =
            "the JDK sets SO_EXCLUSIVEADDRUSE=true just before it binds; to keep it false, start the JVM with"
                    + " -Dsun.net.useExclusiveBind=false, or set SO_REUSEADDR=true instead (which the JDK respects), or"
                    + " use a transport that does not bind through the JDK (IOCP)";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        SOL_SOCKET.option("PVD_CONFIG", 0x3001, bytes(1024), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Configuration of the service provider, in a layout that only the provider defines."),
        SOL_SOCKET.option("SO_DEBUG", 0x0001, BOOL, ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Asks for debugging output; Microsoft's providers accept it without effect."),
        SOL_SOCKET.option("SO_ACCEPTCONN", 0x0002, BOOL, STREAM, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "Whether the socket listens."),
        SOL_SOCKET.option("SO_REUSEADDR", 0x0004, BOOL, ANY, BEFORE_BIND, READ_WRITE, "", SOCKET_PAGE, "Lets the socket bind an address and port that another socket holds, and so receive its traffic. Windows has no other meaning for it: use SO_EXCLUSIVEADDRUSE unless that is wanted.").excludes("SO_EXCLUSIVEADDRUSE"),
        SOL_SOCKET.option("SO_EXCLUSIVEADDRUSE", 0xFFFFFFFB, BOOL, ANY, BEFORE_BIND, READ_WRITE, "Windows NT 4.0 SP4", "winsock/so-exclusiveaddruse", "Keeps every other socket from binding the same address and port.").excludes("SO_REUSEADDR").overwrittenAtBind(JDK_BINDS_EXCLUSIVELY),
        SOL_SOCKET.option("SO_KEEPALIVE", 0x0008, BOOL, STREAM, Phase.ANY, READ_WRITE, "", "winsock/so-keepalive", "Sends keep-alive probes on an idle connection, by default after two hours."),
        SOL_SOCKET.option("SO_DONTROUTE", 0x0010, BOOL, DGRAM, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Sends past the routing table; ignored on IPv4, refused on IPv6."),
        SOL_SOCKET.option("SO_BROADCAST", 0x0020, BOOL, DGRAM, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Allows sending to a broadcast address."),
        SOL_SOCKET.option("SO_USELOOPBACK", 0x0040, BOOL, ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Avoids the hardware where possible; TCP/IP does not support it."),
        SOL_SOCKET.option("SO_LINGER", 0x0080, Linger.CODEC, STREAM, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "What closing the socket does with data that was not sent yet."),
        SOL_SOCKET.option("SO_DONTLINGER", 0xFFFFFF7F, BOOL, STREAM, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "The opposite of SO_LINGER as a boolean: close does not wait for unsent data."),
        SOL_SOCKET.option("SO_OOBINLINE", 0x0100, BOOL, STREAM, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Delivers urgent data within the normal stream."),
        SOL_SOCKET.option("SO_SNDBUF", 0x1001, dword(0, MAX, "bytes"), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Bytes buffered for sending. Setting it turns dynamic send buffering off; 0 sends from the buffers of the caller."),
        SOL_SOCKET.option("SO_RCVBUF", 0x1002, dword(0, MAX, "bytes"), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Bytes buffered for receiving. Window scaling needs more than 65535, set before connect or listen."),
        SOL_SOCKET.option("SO_SNDLOWAT", 0x1003, dword(0, MAX, "bytes"), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "A low-water mark for sending from BSD; TCP/IP does not support it."),
        SOL_SOCKET.option("SO_RCVLOWAT", 0x1004, dword(0, MAX, "bytes"), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "A low-water mark for receiving from BSD; TCP/IP does not support it."),
        SOL_SOCKET.option("SO_SNDTIMEO", 0x1005, dword(0, MAX, "milliseconds"), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "How long a blocking send waits; 0 waits for ever. Non-blocking I/O, and so Netty, is not affected."),
        SOL_SOCKET.option("SO_RCVTIMEO", 0x1006, dword(0, MAX, "milliseconds"), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "How long a blocking receive waits; 0 waits for ever. Non-blocking I/O, and so Netty, is not affected."),
        SOL_SOCKET.option("SO_ERROR", 0x1007, dword(MIN, MAX, ""), ANY, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "The pending error of the socket, cleared by reading it.").clearedByReading(),
        SOL_SOCKET.option("SO_TYPE", 0x1008, dword(MIN, MAX, ""), ANY, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "The type of the socket: SOCK_STREAM is 1, SOCK_DGRAM is 2, SOCK_RAW is 3."),
        SOL_SOCKET.option("SO_BSP_STATE", 0x1009, SocketState.CODEC, ANY, Phase.ANY, READ_ONLY, "Windows Vista / Server 2008", "winsock/so-bsp-state", "Addresses, type and protocol of the socket."),
        SOL_SOCKET.option("SO_GROUP_ID", 0x2001, dword(MIN, MAX, ""), ANY, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "Reserved: the group of the socket."),
        SOL_SOCKET.option("SO_GROUP_PRIORITY", 0x2002, dword(MIN, MAX, ""), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Reserved: the priority within the group; sockets in no group answer WSAENOPROTOOPT."),
        SOL_SOCKET.option("SO_MAX_MSG_SIZE", 0x2003, dword(MIN, MAX, "bytes"), DGRAM, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "The largest message that can be sent; without meaning for streams."),
        SOL_SOCKET.option("SO_PROTOCOL_INFOA", 0x2004, ProtocolInfo.ANSI, ANY, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "The entry of the protocol catalogue that the socket was created from, read in the ANSI form."),
        SOL_SOCKET.option("SO_PROTOCOL_INFOW", 0x2005, ProtocolInfo.WIDE, ANY, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "The entry of the protocol catalogue that the socket was created from."),
        SOL_SOCKET.option("SO_PROTOCOL_INFO", 0x2005, ProtocolInfo.WIDE, ANY, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "SO_PROTOCOL_INFOW by the name that the headers give it in a Unicode program."),
        SOL_SOCKET.option("SO_CONDITIONAL_ACCEPT", 0x3002, BOOL, STREAM, BEFORE_LISTEN, READ_WRITE, "Windows 2000", "winsock/so-conditional-accept", "Holds the handshake of a connection back until WSAAccept's condition function accepts it. Microsoft advises against it: it turns off protection against SYN attacks and in effect the backlog. NIO has no condition function: it accepts every connection, later. Over IOCP a thread of the listener calls WSAAccept, with the ACCEPT_CONDITION of IocpChannelOption if there is one."),
        SOL_SOCKET.option("SO_PAUSE_ACCEPT", 0x3003, BOOL, STREAM, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Makes a listener refuse new connections with a reset while set."),
        SOL_SOCKET.option("SO_RANDOMIZE_PORT", 0x3005, BOOL, ANY, BEFORE_BIND, READ_WRITE, "Windows Vista / Server 2008", SOCKET_PAGE, "Picks a random ephemeral port when binding port 0; refused after SO_REUSE_UNICASTPORT.").excludes("SO_REUSE_UNICASTPORT"),
        SOL_SOCKET.option("SO_PORT_SCALABILITY", 0x3006, BOOL, ANY, BEFORE_BIND, READ_WRITE, "Windows 7 / Server 2008", "winsock/so-port-scalability", "Allocates ephemeral ports per local address, so that several addresses have more ports; for a socket bound to an address and port 0."),
        SOL_SOCKET.option("SO_REUSE_UNICASTPORT", 0x3007, BOOL, STREAM, BEFORE_BIND, READ_WRITE, "Windows 10", SOCKET_PAGE, "Shares ephemeral ports between connections to different peers; for a socket that is bound before it connects."),
        SOL_SOCKET.option("SO_REUSE_MULTICASTPORT", 0x3008, dword(0, 1, ""), DGRAM, BEFORE_BIND, READ_WRITE, "Windows 10", SOCKET_PAGE, "1 gives up unicast, so that multicast sockets can share the port."),
        SOL_SOCKET.option("SO_CONNDATA", 0x7000, bytes(1024), CONN_DATA, BEFORE_CONNECT, READ_WRITE, "", SOCKET_PAGE, "Data that goes with a connect request, for protocols that carry it."),
        SOL_SOCKET.option("SO_CONNOPT", 0x7001, bytes(1024), CONN_DATA, BEFORE_CONNECT, READ_WRITE, "", SOCKET_PAGE, "Options that go with a connect request, for protocols that carry them."),
        SOL_SOCKET.option("SO_DISCDATA", 0x7002, bytes(1024), CONN_DATA, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Data that goes with a disconnect request, for protocols that carry it."),
        SOL_SOCKET.option("SO_DISCOPT", 0x7003, bytes(1024), CONN_DATA, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "Options that go with a disconnect request, for protocols that carry them."),
        SOL_SOCKET.option("SO_CONNDATALEN", 0x7004, dword(0, MAX, "bytes"), CONN_DATA, BEFORE_CONNECT, WRITE_ONLY, "", SOCKET_PAGE, "The length of SO_CONNDATA."),
        SOL_SOCKET.option("SO_CONNOPTLEN", 0x7005, dword(0, MAX, "bytes"), CONN_DATA, BEFORE_CONNECT, WRITE_ONLY, "", SOCKET_PAGE, "The length of SO_CONNOPT."),
        SOL_SOCKET.option("SO_DISCDATALEN", 0x7006, dword(0, MAX, "bytes"), CONN_DATA, Phase.ANY, WRITE_ONLY, "", SOCKET_PAGE, "The length of SO_DISCDATA."),
        SOL_SOCKET.option("SO_DISCOPTLEN", 0x7007, dword(0, MAX, "bytes"), CONN_DATA, Phase.ANY, WRITE_ONLY, "", SOCKET_PAGE, "The length of SO_DISCOPT."),
        SOL_SOCKET.option("SO_OPENTYPE", 0x7008, dword(0, 0x20, ""), ANY, Phase.ANY, READ_WRITE, "", SOCKET_PAGE, "How sockets created afterwards in the process are opened: 0 overlapped, 0x10 synchronous alertable, 0x20 synchronous. It is not a property of the socket."),
        SOL_SOCKET.option("SO_MAXDG", 0x7009, dword(MIN, MAX, "bytes"), DGRAM, Phase.ANY, READ_ONLY, "Windows 2000", SOCKET_PAGE, "The largest datagram that the protocol can send."),
        SOL_SOCKET.option("SO_MAXPATHDG", 0x700A, dword(MIN, MAX, "bytes"), DGRAM, Phase.ANY, READ_ONLY, "Windows 2000", SOCKET_PAGE, "The largest datagram that can be sent to a destination."),
        SOL_SOCKET.option("SO_UPDATE_ACCEPT_CONTEXT", 0x700B, LISTENER, STREAM, AFTER_ACCEPT, WRITE_ONLY, "Windows NT 4.0", SOCKET_PAGE, "Gives a socket accepted by AcceptEx the properties of its listener; getpeername, shutdown and inherited options need it. It is not needed over NIO, which does not use AcceptEx."),
        SOL_SOCKET.option("SO_CONNECT_TIME", 0x700C, dword(-1, MAX, "seconds"), STREAM, Phase.ANY, READ_ONLY, "", SOCKET_PAGE, "Seconds since the connection was made; -1 when not connected."),
        SOL_SOCKET.option("SO_UPDATE_CONNECT_CONTEXT", 0x7010, NO_DATA, STREAM, AFTER_CONNECT, WRITE_ONLY, "Windows XP", SOCKET_PAGE, "Completes the state of a socket connected by ConnectEx; getpeername, shutdown and socket options need it. It is not needed over NIO, which does not use ConnectEx."),
        SOL_SOCKET.option("SO_COMPARTMENT_ID", 0x3004, dword(0, MAX, ""), ANY, Phase.ANY, UNDOCUMENTED, "", HEADER, "The network compartment of the socket."),
        SOL_SOCKET.option("SO_TIMESTAMP", 0x300A, UINT64, DGRAM, Phase.ANY, NONE, "Windows 11 / Server 2022", "winsock/winsock-timestamping", "The type of the control message that carries the time a datagram was received; not an option that can be set."),
        SOL_SOCKET.option("SO_TIMESTAMP_ID", 0x300B, dword(MIN, MAX, ""), DGRAM, Phase.ANY, NONE, "Windows 11 / Server 2022", "winsock/winsock-timestamping", "The type of the control message that names a datagram for its send time stamp; not an option that can be set."));
    // spotless:on

    private SocketLevel() {}
}
