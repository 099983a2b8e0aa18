package io.github.nettywinsock;

import static io.github.nettywinsock.engine.ChannelOptions.of;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.option.AddressList;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.CompatibilityMode;
import io.github.nettywinsock.option.ComposedOptions;
import io.github.nettywinsock.option.ControlCodes;
import io.github.nettywinsock.option.IcmpError;
import io.github.nettywinsock.option.InitialRto;
import io.github.nettywinsock.option.InterfaceAddresses;
import io.github.nettywinsock.option.InterfaceList;
import io.github.nettywinsock.option.IpLevel;
import io.github.nettywinsock.option.Ipv6Level;
import io.github.nettywinsock.option.KeepAliveValues;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.MulticastSource;
import io.github.nettywinsock.option.PathMtuDiscovery;
import io.github.nettywinsock.option.PortReservation;
import io.github.nettywinsock.option.ProcessorAffinity;
import io.github.nettywinsock.option.ProtectionLevel;
import io.github.nettywinsock.option.ProtocolInfo;
import io.github.nettywinsock.option.ReceiveAll;
import io.github.nettywinsock.option.SocketLevel;
import io.github.nettywinsock.option.SocketState;
import io.github.nettywinsock.option.TcpKeepAlive;
import io.github.nettywinsock.option.TcpLevel;
import io.github.nettywinsock.option.UdpLevel;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;

/**
 * The socket options of Windows, for {@link WinsockServerSocketChannel}, {@link WinsockSocketChannel},
 * {@link WinsockChannelInitializer}, and the channels of {@code io.github.nettywinsock.iocp}.
 *
 * <p>Setting one fails with an {@link IllegalArgumentException} when the value is of another type or out of range, an
 * {@link IllegalStateException} when it is too late for it, an {@link UnsupportedOperationException} when it is read
 * only, and a {@link io.netty.channel.ChannelException} caused by a {@link WinsockException} when Windows refuses it. An
 * option that has to wait for bind, connect or accept fails that instead. Reading one reads the SOCKET.
 *
 * <p>{@link LegacyChannelOption} has the constants of the protocols beside TCP/IP.
 */
public final class WinsockChannelOption {
    private WinsockChannelOption() {}

    /**
     * The option with this name in the Windows headers, in any case.
     *
     * @throws IllegalArgumentException when there is none; the message suggests the nearest
     */
    public static ChannelOption<?> byName(String name) {
        return of(Catalogue.byName(name));
    }

    /**
     * An option that has no constant here, with the bytes as its value. It may be set at any time; on an unbound channel
     * it is set just before bind or connect.
     *
     * @param level   the level, such as 0xFFFF for SOL_SOCKET
     * @param optname the number of the option
     * @param length  the length of the value in bytes, 0 to 65536
     * @throws IllegalArgumentException when {@code length} is out of range
     */
    public static ChannelOption<byte[]> raw(int level, int optname, int length) {
        return ChannelOptions.ofRaw(WinsockOption.raw(level, optname, length));
    }

    /**
     * A control code that has no constant here, with the bytes as its value: set, they are passed to {@code WSAIoctl};
     * read, zeros are passed and the bytes that come back are the value. It may be set at any time; on an unbound
     * channel it is set just before bind or connect.
     *
     * @param code      the number of the control code
     * @param inLength  the length of what is passed in bytes, 0 to 65536
     * @param outLength the length of what may come back in bytes, 0 to 65536
     * @throws IllegalArgumentException when a length is out of range
     */
    public static ChannelOption<byte[]> rawIoctl(int code, int inLength, int outLength) {
        return ChannelOptions.ofRaw(WinsockOption.rawIoctl(code, inLength, outLength));
    }

    // Generated from the catalogue: see CONTRIBUTING.md.

    /**
     * Configuration of the service provider, in a layout that only the provider defines.
     *
     * <p>Value: 0 to 1024 bytes. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> PVD_CONFIG = of(SocketLevel.PVD_CONFIG);

    /**
     * Asks for debugging output; Microsoft's providers accept it without effect.
     *
     * <p>Value: true or false. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_DEBUG = of(SocketLevel.SO_DEBUG);

    /**
     * Whether the socket listens.
     *
     * <p>Value: true or false. Read only. Sockets: stream.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_ACCEPTCONN = of(SocketLevel.SO_ACCEPTCONN);

    /**
     * Lets the socket bind an address and port that another socket holds, and so receive its traffic. Windows has no
     * other meaning for it: use SO_EXCLUSIVEADDRUSE unless that is wanted.
     *
     * <p>Value: true or false. To be set before bind. Sockets: any. Cannot be on together with {@link
     * #SO_EXCLUSIVEADDRUSE}.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_REUSEADDR = of(SocketLevel.SO_REUSEADDR);

    /**
     * Keeps every other socket from binding the same address and port.
     *
     * <p>Value: true or false. To be set before bind. Sockets: any. First Windows: Windows NT 4.0 SP4. Cannot be on
     * together with {@link #SO_REUSEADDR}. Over NIO the JDK sets SO_EXCLUSIVEADDRUSE=true just before it binds; to keep
     * it false, start the JVM with -Dsun.net.useExclusiveBind=false, or set SO_REUSEADDR=true instead (which the JDK
     * respects), or use a transport that does not bind through the JDK (IOCP).
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/so-exclusiveaddruse">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_EXCLUSIVEADDRUSE = of(SocketLevel.SO_EXCLUSIVEADDRUSE);

    /**
     * Sends keep-alive probes on an idle connection, by default after two hours.
     *
     * <p>Value: true or false. To be set at any time. Sockets: stream.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/so-keepalive">Microsoft's documentation</a>
     */
    public static final ChannelOption<Boolean> SO_KEEPALIVE = of(SocketLevel.SO_KEEPALIVE);

    /**
     * Sends past the routing table; ignored on IPv4, refused on IPv6.
     *
     * <p>Value: true or false. To be set at any time. Sockets: dgram.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_DONTROUTE = of(SocketLevel.SO_DONTROUTE);

    /**
     * Allows sending to a broadcast address.
     *
     * <p>Value: true or false. To be set at any time. Sockets: dgram.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_BROADCAST = of(SocketLevel.SO_BROADCAST);

    /**
     * Avoids the hardware where possible; TCP/IP does not support it.
     *
     * <p>Value: true or false. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_USELOOPBACK = of(SocketLevel.SO_USELOOPBACK);

    /**
     * What closing the socket does with data that was not sent yet.
     *
     * <p>Value: off, or 0 to 65535 seconds. To be set at any time. Sockets: stream.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Linger> SO_LINGER = of(SocketLevel.SO_LINGER);

    /**
     * The opposite of SO_LINGER as a boolean: close does not wait for unsent data.
     *
     * <p>Value: true or false. To be set at any time. Sockets: stream.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_DONTLINGER = of(SocketLevel.SO_DONTLINGER);

    /**
     * Delivers urgent data within the normal stream.
     *
     * <p>Value: true or false. To be set at any time. Sockets: stream.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_OOBINLINE = of(SocketLevel.SO_OOBINLINE);

    /**
     * Bytes buffered for sending. Setting it turns dynamic send buffering off; 0 sends from the buffers of the caller.
     *
     * <p>Value: 0 to 2147483647 bytes. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_SNDBUF = of(SocketLevel.SO_SNDBUF);

    /**
     * Bytes buffered for receiving. Window scaling needs more than 65535, set before connect or listen.
     *
     * <p>Value: 0 to 2147483647 bytes. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_RCVBUF = of(SocketLevel.SO_RCVBUF);

    /**
     * A low-water mark for sending from BSD; TCP/IP does not support it.
     *
     * <p>Value: 0 to 2147483647 bytes. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_SNDLOWAT = of(SocketLevel.SO_SNDLOWAT);

    /**
     * A low-water mark for receiving from BSD; TCP/IP does not support it.
     *
     * <p>Value: 0 to 2147483647 bytes. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_RCVLOWAT = of(SocketLevel.SO_RCVLOWAT);

    /**
     * How long a blocking send waits; 0 waits for ever. Non-blocking I/O, and so Netty, is not affected.
     *
     * <p>Value: 0 to 2147483647 milliseconds. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_SNDTIMEO = of(SocketLevel.SO_SNDTIMEO);

    /**
     * How long a blocking receive waits; 0 waits for ever. Non-blocking I/O, and so Netty, is not affected.
     *
     * <p>Value: 0 to 2147483647 milliseconds. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_RCVTIMEO = of(SocketLevel.SO_RCVTIMEO);

    /**
     * The pending error of the socket, cleared by reading it.
     *
     * <p>Value: -2147483648 to 2147483647. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_ERROR = of(SocketLevel.SO_ERROR);

    /**
     * The type of the socket: SOCK_STREAM is 1, SOCK_DGRAM is 2, SOCK_RAW is 3.
     *
     * <p>Value: -2147483648 to 2147483647. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_TYPE = of(SocketLevel.SO_TYPE);

    /**
     * Addresses, type and protocol of the socket.
     *
     * <p>Value: read only. Read only. Sockets: any. First Windows: Windows Vista / Server 2008.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/so-bsp-state">Microsoft's documentation</a>
     */
    public static final ChannelOption<SocketState> SO_BSP_STATE = of(SocketLevel.SO_BSP_STATE);

    /**
     * Reserved: the group of the socket.
     *
     * <p>Value: -2147483648 to 2147483647. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_GROUP_ID = of(SocketLevel.SO_GROUP_ID);

    /**
     * Reserved: the priority within the group; sockets in no group fail with WSAENOPROTOOPT.
     *
     * <p>Value: -2147483648 to 2147483647. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_GROUP_PRIORITY = of(SocketLevel.SO_GROUP_PRIORITY);

    /**
     * The largest message that can be sent; without meaning for streams.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: dgram.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_MAX_MSG_SIZE = of(SocketLevel.SO_MAX_MSG_SIZE);

    /**
     * The entry of the protocol catalogue that the socket was created from, read in the ANSI form.
     *
     * <p>Value: read only. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<ProtocolInfo> SO_PROTOCOL_INFOA = of(SocketLevel.SO_PROTOCOL_INFOA);

    /**
     * The entry of the protocol catalogue that the socket was created from.
     *
     * <p>Value: read only. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<ProtocolInfo> SO_PROTOCOL_INFOW = of(SocketLevel.SO_PROTOCOL_INFOW);

    /**
     * SO_PROTOCOL_INFOW by the name that the headers give it in a Unicode program.
     *
     * <p>Value: read only. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<ProtocolInfo> SO_PROTOCOL_INFO = of(SocketLevel.SO_PROTOCOL_INFO);

    /**
     * Holds the handshake of a connection back until WSAAccept's condition function accepts it. Microsoft advises
     * against it: it turns off protection against SYN attacks and in effect the backlog. NIO has no condition function:
     * it accepts every connection, later. Over IOCP a thread of the listener calls WSAAccept, with the ACCEPT_CONDITION
     * of IocpChannelOption if there is one.
     *
     * <p>Value: true or false. To be set before listen. Sockets: stream. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/so-conditional-accept">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_CONDITIONAL_ACCEPT = of(SocketLevel.SO_CONDITIONAL_ACCEPT);

    /**
     * Makes a listener refuse new connections with a reset while set.
     *
     * <p>Value: true or false. To be set at any time. Sockets: stream.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_PAUSE_ACCEPT = of(SocketLevel.SO_PAUSE_ACCEPT);

    /**
     * Picks a random ephemeral port when binding port 0; refused after SO_REUSE_UNICASTPORT.
     *
     * <p>Value: true or false. To be set before bind. Sockets: any. First Windows: Windows Vista / Server 2008. Cannot
     * be on together with {@link #SO_REUSE_UNICASTPORT}.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_RANDOMIZE_PORT = of(SocketLevel.SO_RANDOMIZE_PORT);

    /**
     * Allocates ephemeral ports per local address, so that several addresses have more ports; for a socket bound to an
     * address and port 0.
     *
     * <p>Value: true or false. To be set before bind. Sockets: any. First Windows: Windows 7 / Server 2008.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/so-port-scalability">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_PORT_SCALABILITY = of(SocketLevel.SO_PORT_SCALABILITY);

    /**
     * Shares ephemeral ports between connections to different peers; for a socket that is bound before it connects.
     *
     * <p>Value: true or false. To be set before bind. Sockets: stream. First Windows: Windows 10.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_REUSE_UNICASTPORT = of(SocketLevel.SO_REUSE_UNICASTPORT);

    /**
     * 1 gives up unicast, so that multicast sockets can share the port.
     *
     * <p>Value: 0 to 1. To be set before bind. Sockets: dgram. First Windows: Windows 10.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_REUSE_MULTICASTPORT = of(SocketLevel.SO_REUSE_MULTICASTPORT);

    /**
     * Data that goes with a connect request, for protocols that carry it.
     *
     * <p>Value: 0 to 1024 bytes. To be set before connect. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_CONNDATA = of(SocketLevel.SO_CONNDATA);

    /**
     * Options that go with a connect request, for protocols that carry them.
     *
     * <p>Value: 0 to 1024 bytes. To be set before connect. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_CONNOPT = of(SocketLevel.SO_CONNOPT);

    /**
     * Data that goes with a disconnect request, for protocols that carry it.
     *
     * <p>Value: 0 to 1024 bytes. To be set at any time. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_DISCDATA = of(SocketLevel.SO_DISCDATA);

    /**
     * Options that go with a disconnect request, for protocols that carry them.
     *
     * <p>Value: 0 to 1024 bytes. To be set at any time. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_DISCOPT = of(SocketLevel.SO_DISCOPT);

    /**
     * The length of SO_CONNDATA.
     *
     * <p>Value: 0 to 2147483647 bytes. Write only. To be set before connect. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_CONNDATALEN = of(SocketLevel.SO_CONNDATALEN);

    /**
     * The length of SO_CONNOPT.
     *
     * <p>Value: 0 to 2147483647 bytes. Write only. To be set before connect. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_CONNOPTLEN = of(SocketLevel.SO_CONNOPTLEN);

    /**
     * The length of SO_DISCDATA.
     *
     * <p>Value: 0 to 2147483647 bytes. Write only. To be set at any time. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_DISCDATALEN = of(SocketLevel.SO_DISCDATALEN);

    /**
     * The length of SO_DISCOPT.
     *
     * <p>Value: 0 to 2147483647 bytes. Write only. To be set at any time. Sockets: legacy:conn-data.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_DISCOPTLEN = of(SocketLevel.SO_DISCOPTLEN);

    /**
     * How sockets created afterwards in the process are opened: 0 overlapped, 0x10 synchronous alertable, 0x20
     * synchronous. It is not a property of the socket.
     *
     * <p>Value: 0 to 32. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_OPENTYPE = of(SocketLevel.SO_OPENTYPE);

    /**
     * The largest datagram that the protocol can send.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: dgram. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_MAXDG = of(SocketLevel.SO_MAXDG);

    /**
     * The largest datagram that can be sent to a destination.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: dgram. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_MAXPATHDG = of(SocketLevel.SO_MAXPATHDG);

    /**
     * Gives a socket accepted by AcceptEx the properties of its listener; getpeername, shutdown and inherited options
     * need it. It is not needed over NIO, which does not use AcceptEx.
     *
     * <p>Value: true; the listener's SOCKET is passed. Write only. To be set after accept. Sockets: stream. First
     * Windows: Windows NT 4.0.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_UPDATE_ACCEPT_CONTEXT = of(SocketLevel.SO_UPDATE_ACCEPT_CONTEXT);

    /**
     * Seconds since the connection was made; -1 when not connected.
     *
     * <p>Value: -1 to 2147483647 seconds. Read only. Sockets: stream.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SO_CONNECT_TIME = of(SocketLevel.SO_CONNECT_TIME);

    /**
     * Completes the state of a socket connected by ConnectEx; getpeername, shutdown and socket options need it. It is
     * not needed over NIO, which does not use ConnectEx.
     *
     * <p>Value: true; the option carries no data. Write only. To be set after connect. Sockets: stream. First Windows:
     * Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-socket-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SO_UPDATE_CONNECT_CONTEXT = of(SocketLevel.SO_UPDATE_CONNECT_CONTEXT);

    /**
     * The network compartment of the socket.
     *
     * <p>Value: 0 to 2147483647. Not documented. To be set at any time. Sockets: any.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> SO_COMPARTMENT_ID = of(SocketLevel.SO_COMPARTMENT_ID);

    /**
     * Sends small segments at once: turns the Nagle algorithm off.
     *
     * <p>Value: true or false. To be set at any time. Sockets: tcp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> TCP_NODELAY = of(TcpLevel.TCP_NODELAY);

    /**
     * Handles urgent data as RFC 1122 says. Once set it stays set.
     *
     * <p>Value: true or false. To be set at any time. Sockets: tcp. First Windows: Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> TCP_EXPEDITED_1122 = of(TcpLevel.TCP_EXPEDITED_1122);

    /**
     * Handles urgent data as BSD does, the default and the opposite of TCP_EXPEDITED_1122.
     *
     * <p>Value: true or false. To be set at any time. Sockets: tcp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> TCP_BSDURGENT = of(TcpLevel.TCP_BSDURGENT);

    /**
     * How long unacknowledged data is retransmitted before the connection fails; -1 for ever.
     *
     * <p>Value: -1 to 2147483647 seconds. To be set at any time. Sockets: tcp. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> TCP_MAXRT = of(TcpLevel.TCP_MAXRT);

    /**
     * Sends RFC 1323 time stamps, whatever the system setting.
     *
     * <p>Value: true or false. To be set at any time. Sockets: tcp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> TCP_TIMESTAMPS = of(TcpLevel.TCP_TIMESTAMPS);

    /**
     * Carries data in the handshake (RFC 7413). A client needs ConnectEx for it, which NIO does not use; a listener
     * needs nothing else.
     *
     * <p>Value: true or false. To be set before connect. Sockets: tcp. First Windows: Windows 10 1607.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> TCP_FASTOPEN = of(TcpLevel.TCP_FASTOPEN);

    /**
     * Keep-alive probes without an answer before the connection fails.
     *
     * <p>Value: 0 to 255 probes. To be set at any time. Sockets: tcp. First Windows: Windows 10 1703.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> TCP_KEEPCNT = of(TcpLevel.TCP_KEEPCNT);

    /**
     * How long a connection is idle before the first keep-alive probe.
     *
     * <p>Value: 0 to 2147483647 seconds. To be set at any time. Sockets: tcp. First Windows: Windows 10 1709.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> TCP_KEEPIDLE = of(TcpLevel.TCP_KEEPIDLE);

    /**
     * The time between keep-alive probes.
     *
     * <p>Value: 0 to 2147483647 seconds. To be set at any time. Sockets: tcp. First Windows: Windows 10 1709.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> TCP_KEEPINTVL = of(TcpLevel.TCP_KEEPINTVL);

    /**
     * Fails a connect with WSAEHOSTUNREACH as soon as an ICMP error arrives.
     *
     * <p>Value: true or false. To be set before connect. Sockets: tcp. First Windows: Windows 10 2004.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> TCP_FAIL_CONNECT_ON_ICMP_ERROR =
            of(TcpLevel.TCP_FAIL_CONNECT_ON_ICMP_ERROR);

    /**
     * The ICMP error that made the last connect fail, or null.
     *
     * <p>Value: read only. Read only. Sockets: tcp. First Windows: Windows 10 2004.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IcmpError> TCP_ICMP_ERROR_INFO = of(TcpLevel.TCP_ICMP_ERROR_INFO);

    /**
     * The older name of TCP_KEEPIDLE.
     *
     * <p>Value: 0 to 2147483647 seconds. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> TCP_KEEPALIVE = of(TcpLevel.TCP_KEEPALIVE);

    /**
     * The maximum segment size.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: tcp. First Windows: Windows 10.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/winsock/nf-winsock-getsockopt">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> TCP_MAXSEG = of(TcpLevel.TCP_MAXSEG);

    /**
     * Standard handling of urgent data.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> TCP_STDURG = of(TcpLevel.TCP_STDURG);

    /**
     * No urgent data.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> TCP_NOURG = of(TcpLevel.TCP_NOURG);

    /**
     * Whether the stream is at the urgent mark.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> TCP_ATMARK = of(TcpLevel.TCP_ATMARK);

    /**
     * Does not send the SYN of a connect again.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> TCP_NOSYNRETRIES = of(TcpLevel.TCP_NOSYNRETRIES);

    /**
     * Whether the connection should be offloaded to the network card: 0 no preference, 1 not preferred, 2 preferred.
     *
     * <p>Value: 0 to 2. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> TCP_OFFLOAD_PREFERENCE = of(TcpLevel.TCP_OFFLOAD_PREFERENCE);

    /**
     * The congestion control algorithm.
     *
     * <p>Value: 0 to 2147483647. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> TCP_CONGESTION_ALGORITHM = of(TcpLevel.TCP_CONGESTION_ALGORITHM);

    /**
     * Delays the acknowledgement of a FIN.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> TCP_DELAY_FIN_ACK = of(TcpLevel.TCP_DELAY_FIN_ACK);

    /**
     * TCP_MAXRT in milliseconds.
     *
     * <p>Value: -1 to 2147483647 milliseconds. Not documented. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> TCP_MAXRTMS = of(TcpLevel.TCP_MAXRTMS);

    /**
     * Sends datagrams with a checksum of zero. Providers may accept it without effect; it is not for IPv6.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp. First Windows: Windows NT 4.0.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-udp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> UDP_NOCHECKSUM = of(UdpLevel.UDP_NOCHECKSUM);

    /**
     * Sends datagrams with a checksum.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp. First Windows: Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-udp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> UDP_CHECKSUM_COVERAGE = of(UdpLevel.UDP_CHECKSUM_COVERAGE);

    /**
     * Splits one large send into datagrams of this size; 0 turns that off. Choose a size below the path MTU; send time
     * stamps are not available with it.
     *
     * <p>Value: 0 to 2147483647 bytes. To be set at any time. Sockets: udp. First Windows: Windows 10 2004.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-udp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> UDP_SEND_MSG_SIZE = of(UdpLevel.UDP_SEND_MSG_SIZE);

    /**
     * Joins datagrams of one sender into receives of up to this size; 0 turns that off. Only WSARecvMsg tells where one
     * datagram ends, which NIO does not call.
     *
     * <p>Value: 0 to 2147483647 bytes. To be set at any time. Sockets: udp. First Windows: Windows 10 2004.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-udp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> UDP_RECV_MAX_COALESCED_SIZE = of(UdpLevel.UDP_RECV_MAX_COALESCED_SIZE);

    /**
     * The IP options of outgoing packets, as they stand in the header; no bytes clear them.
     *
     * <p>Value: 0 to 40 bytes. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> IP_OPTIONS = of(IpLevel.IP_OPTIONS);

    /**
     * The caller supplies the IP header of what it sends; raw sockets only.
     *
     * <p>Value: true or false. To be set at any time. Sockets: raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_HDRINCL = of(IpLevel.IP_HDRINCL);

    /**
     * The type-of-service byte of outgoing packets. Microsoft advises against it: current Windows takes the byte from
     * its QoS policies.
     *
     * <p>Value: 0 to 255. To be set after bind. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IP_TOS = of(IpLevel.IP_TOS);

    /**
     * The time to live of outgoing unicast packets.
     *
     * <p>Value: 1 to 255 hops. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IP_TTL = of(IpLevel.IP_TTL);

    /**
     * The interface that IPv4 multicast is sent from.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown. To
     * be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IP_MULTICAST_IF = of(IpLevel.IP_MULTICAST_IF);

    /**
     * The time to live of outgoing multicast packets, 1 by default.
     *
     * <p>Value: 0 to 255 hops. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IP_MULTICAST_TTL = of(IpLevel.IP_MULTICAST_TTL);

    /**
     * Receives multicast that was sent from this host, the default. On Windows it is set on the receiving socket,
     * elsewhere on the sending one.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_MULTICAST_LOOP = of(IpLevel.IP_MULTICAST_LOOP);

    /**
     * Joins a multicast group. Joining it twice on one interface fails with WSAEADDRNOTAVAIL.
     *
     * <p>Value: an IPv4 multicast group, written GROUP or GROUP@INTERFACE, such as 239.1.2.3@eth0. Write only. To be
     * set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IP_ADD_MEMBERSHIP = of(IpLevel.IP_ADD_MEMBERSHIP);

    /**
     * Leaves a multicast group; WSAEINVAL when the socket is not a member.
     *
     * <p>Value: an IPv4 multicast group, written GROUP or GROUP@INTERFACE, such as 239.1.2.3@eth0. Write only. To be
     * set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IP_DROP_MEMBERSHIP = of(IpLevel.IP_DROP_MEMBERSHIP);

    /**
     * Forbids fragmenting outgoing packets; honoured for UDP and ICMP only.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_DONTFRAGMENT = of(IpLevel.IP_DONTFRAGMENT);

    /**
     * Joins a multicast group for one sender.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IP_ADD_SOURCE_MEMBERSHIP = of(IpLevel.IP_ADD_SOURCE_MEMBERSHIP);

    /**
     * Leaves a multicast group for one sender. After IP_ADD_MEMBERSHIP it fails with WSAEINVAL: use IP_BLOCK_SOURCE.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IP_DROP_SOURCE_MEMBERSHIP =
            of(IpLevel.IP_DROP_SOURCE_MEMBERSHIP);

    /**
     * Drops what one sender sends to a group joined by IP_ADD_MEMBERSHIP.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IP_BLOCK_SOURCE = of(IpLevel.IP_BLOCK_SOURCE);

    /**
     * Undoes IP_BLOCK_SOURCE; an error when the sender was not blocked.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IP_UNBLOCK_SOURCE = of(IpLevel.IP_UNBLOCK_SOURCE);

    /**
     * Delivers destination address and interface with each datagram, in a control message of WSARecvMsg, which NIO does
     * not call. A dual-stack socket needs IPV6_PKTINFO too.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ip-pktinfo">Microsoft's documentation</a>
     */
    public static final ChannelOption<Boolean> IP_PKTINFO = of(IpLevel.IP_PKTINFO);

    /**
     * IP_RECVTTL by the name of its control message.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IP_HOPLIMIT = of(IpLevel.IP_HOPLIMIT);

    /**
     * Delivers the time to live with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows 10.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_RECVTTL = of(IpLevel.IP_RECVTTL);

    /**
     * Receives broadcasts, the default.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_RECEIVE_BROADCAST = of(IpLevel.IP_RECEIVE_BROADCAST);

    /**
     * Delivers the interface it arrived on with each datagram, in a control message of WSARecvMsg, which NIO does not
     * call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_RECVIF = of(IpLevel.IP_RECVIF);

    /**
     * Delivers the destination address with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IP_RECVDSTADDR = of(IpLevel.IP_RECVDSTADDR);

    /**
     * Receives only from the interfaces added by IP_ADD_IFLIST: from none at first.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_IFLIST = of(IpLevel.IP_IFLIST);

    /**
     * Adds an interface to those that IP_IFLIST receives from.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown.
     * Write only. To be set at any time. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IP_ADD_IFLIST = of(IpLevel.IP_ADD_IFLIST);

    /**
     * Removes an interface from those that IP_IFLIST receives from. Windows keeps interfaces that have gone until they
     * are removed.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown.
     * Write only. To be set at any time. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IP_DEL_IFLIST = of(IpLevel.IP_DEL_IFLIST);

    /**
     * The interface that IPv4 unicast is sent from, whatever the routing table.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown. To
     * be set at any time. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IP_UNICAST_IF = of(IpLevel.IP_UNICAST_IF);

    /**
     * A routing header for outgoing packets.
     *
     * <p>Value: 0 to 2048 bytes. Not documented. To be set at any time. Sockets: any.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<byte[]> IP_RTHDR = of(IpLevel.IP_RTHDR);

    /**
     * The interfaces that IP_IFLIST receives from; an error while IP_IFLIST is off.
     *
     * <p>Value: read only. Read only. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InterfaceList> IP_GET_IFLIST = of(IpLevel.IP_GET_IFLIST);

    /**
     * Delivers the routing header with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IP_RECVRTHDR = of(IpLevel.IP_RECVRTHDR);

    /**
     * The control message that carries the traffic class; the headers have the number without documentation.
     *
     * <p>Value: 0 to 255. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> IP_TCLASS = of(IpLevel.IP_TCLASS);

    /**
     * IP_RECVTOS by another name.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IP_RECVTCLASS = of(IpLevel.IP_RECVTCLASS);

    /**
     * Delivers the type-of-service byte, DSCP and ECN bits together, with each datagram, in a control message of
     * WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_RECVTOS = of(IpLevel.IP_RECVTOS);

    /**
     * Delivers the interface that a tunnelled packet first arrived on with each datagram, in a control message of
     * WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows 7 / Server 2008 R2.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_ORIGINAL_ARRIVAL_IF = of(IpLevel.IP_ORIGINAL_ARRIVAL_IF);

    /**
     * The control message that carries the ECN bits; the headers have the number without documentation.
     *
     * <p>Value: 0 to 3. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> IP_ECN = of(IpLevel.IP_ECN);

    /**
     * Delivers the ECN bits with each datagram, in a control message of WSARecvMsg, which NIO does not call. A
     * dual-stack socket needs IPV6_RECVECN too.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows 11 / Server 2022.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IP_RECVECN = of(IpLevel.IP_RECVECN);

    /**
     * Delivers destination address, interface and scope with each datagram, in a control message of WSARecvMsg, which
     * NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IP_PKTINFO_EX = of(IpLevel.IP_PKTINFO_EX);

    /**
     * The records of a connection that a filter driver has redirected, for a proxy to pass on, in the layout of a
     * control message.
     *
     * <p>Value: 0 to 4096 bytes. To be set at any time. Sockets: udp. First Windows: Windows 8 / Server 2012.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> IP_WFP_REDIRECT_RECORDS = of(IpLevel.IP_WFP_REDIRECT_RECORDS);

    /**
     * The context that a filter driver attached to a redirected connection, in the layout of a control message.
     *
     * <p>Value: 0 to 4096 bytes. To be set at any time. Sockets: udp. First Windows: Windows 8 / Server 2012.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> IP_WFP_REDIRECT_CONTEXT = of(IpLevel.IP_WFP_REDIRECT_CONTEXT);

    /**
     * Whether the socket discovers the path MTU.
     *
     * <p>Value: one of NOT_SET, DO, DONT, PROBE; read as null when Windows returns none of them. To be set at any time.
     * Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PathMtuDiscovery> IP_MTU_DISCOVER = of(IpLevel.IP_MTU_DISCOVER);

    /**
     * What is known of the MTU of the path to the peer; for connected sockets.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IP_MTU = of(IpLevel.IP_MTU);

    /**
     * The index of an interface, in a byte order that is not documented.
     *
     * <p>Value: -2147483648 to 2147483647. Not documented. To be set at any time. Sockets: any.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> IP_NRT_INTERFACE = of(IpLevel.IP_NRT_INTERFACE);

    /**
     * Delivers ICMP errors in control messages of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IP_RECVERR = of(IpLevel.IP_RECVERR);

    /**
     * An upper bound on the MTU of the path, none by default. A dual-stack socket needs IPV6_USER_MTU too.
     *
     * <p>Value: -1 to 2147483647 bytes, -1 for no bound. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IP_USER_MTU = of(IpLevel.IP_USER_MTU);

    /**
     * Joins a multicast group, by the call that IPv4 and IPv6 share.
     *
     * <p>Value: an IPv4 multicast group, written GROUP or GROUP@INTERFACE, such as 239.1.2.3@eth0. Write only. To be
     * set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> MCAST_JOIN_GROUP = of(IpLevel.MCAST_JOIN_GROUP);

    /**
     * Leaves a multicast group, by the call that IPv4 and IPv6 share.
     *
     * <p>Value: an IPv4 multicast group, written GROUP or GROUP@INTERFACE, such as 239.1.2.3@eth0. Write only. To be
     * set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> MCAST_LEAVE_GROUP = of(IpLevel.MCAST_LEAVE_GROUP);

    /**
     * Drops what one sender sends to a group that the socket has joined, by the call that IPv4 and IPv6 share.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> MCAST_BLOCK_SOURCE = of(IpLevel.MCAST_BLOCK_SOURCE);

    /**
     * Receives again from a sender that was blocked, by the call that IPv4 and IPv6 share.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> MCAST_UNBLOCK_SOURCE = of(IpLevel.MCAST_UNBLOCK_SOURCE);

    /**
     * Joins a multicast group for one sender, by the call that IPv4 and IPv6 share.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> MCAST_JOIN_SOURCE_GROUP = of(IpLevel.MCAST_JOIN_SOURCE_GROUP);

    /**
     * Leaves a multicast group for one sender, by the call that IPv4 and IPv6 share.
     *
     * <p>Value: an IPv4 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * 239.1.2.3,192.0.2.1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> MCAST_LEAVE_SOURCE_GROUP = of(IpLevel.MCAST_LEAVE_SOURCE_GROUP);

    /**
     * The hop-by-hop options of outgoing packets.
     *
     * <p>Value: 0 to 2048 bytes. Not documented. To be set at any time. Sockets: any.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<byte[]> IPV6_HOPOPTS = of(Ipv6Level.IPV6_HOPOPTS);

    /**
     * The caller supplies the IPv6 header of what it sends; raw sockets only.
     *
     * <p>Value: true or false. To be set at any time. Sockets: raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_HDRINCL = of(Ipv6Level.IPV6_HDRINCL);

    /**
     * The hop limit of outgoing unicast packets.
     *
     * <p>Value: 0 to 255 hops. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPV6_UNICAST_HOPS = of(Ipv6Level.IPV6_UNICAST_HOPS);

    /**
     * The interface that IPv6 multicast is sent from.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown. To
     * be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IPV6_MULTICAST_IF = of(Ipv6Level.IPV6_MULTICAST_IF);

    /**
     * The hop limit of outgoing multicast packets.
     *
     * <p>Value: 0 to 255 hops. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPV6_MULTICAST_HOPS = of(Ipv6Level.IPV6_MULTICAST_HOPS);

    /**
     * Receives multicast that was sent from this host.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_MULTICAST_LOOP = of(Ipv6Level.IPV6_MULTICAST_LOOP);

    /**
     * Joins a multicast group.
     *
     * <p>Value: an IPv6 multicast group, written GROUP or GROUP@INTERFACE, such as ff15::1:2@eth0. Write only. To be
     * set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IPV6_ADD_MEMBERSHIP = of(Ipv6Level.IPV6_ADD_MEMBERSHIP);

    /**
     * IPV6_ADD_MEMBERSHIP by another name.
     *
     * <p>Value: an IPv6 multicast group, written GROUP or GROUP@INTERFACE, such as ff15::1:2@eth0. Write only. To be
     * set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IPV6_JOIN_GROUP = of(Ipv6Level.IPV6_JOIN_GROUP);

    /**
     * Leaves a multicast group.
     *
     * <p>Value: an IPv6 multicast group, written GROUP or GROUP@INTERFACE, such as ff15::1:2@eth0. Write only. To be
     * set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IPV6_DROP_MEMBERSHIP = of(Ipv6Level.IPV6_DROP_MEMBERSHIP);

    /**
     * IPV6_DROP_MEMBERSHIP by another name.
     *
     * <p>Value: an IPv6 multicast group, written GROUP or GROUP@INTERFACE, such as ff15::1:2@eth0. Write only. To be
     * set after bind. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IPV6_LEAVE_GROUP = of(Ipv6Level.IPV6_LEAVE_GROUP);

    /**
     * Forbids fragmenting outgoing packets.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_DONTFRAG = of(Ipv6Level.IPV6_DONTFRAG);

    /**
     * Delivers destination address and interface with each datagram, in a control message of WSARecvMsg, which NIO does
     * not call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipv6-pktinfo">Microsoft's documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_PKTINFO = of(Ipv6Level.IPV6_PKTINFO);

    /**
     * Delivers the hop limit with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_HOPLIMIT = of(Ipv6Level.IPV6_HOPLIMIT);

    /**
     * Whose packets the socket accepts; the default differs between versions of Windows.
     *
     * <p>Value: one of UNRESTRICTED, EDGE_RESTRICTED, RESTRICTED; read as null when Windows returns none of them. To be
     * set before bind. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipv6-protection-level">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<ProtectionLevel> IPV6_PROTECTION_LEVEL = of(Ipv6Level.IPV6_PROTECTION_LEVEL);

    /**
     * Delivers the interface it arrived on with each datagram, in a control message of WSARecvMsg, which NIO does not
     * call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_RECVIF = of(Ipv6Level.IPV6_RECVIF);

    /**
     * Delivers the destination address with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IPV6_RECVDSTADDR = of(Ipv6Level.IPV6_RECVDSTADDR);

    /**
     * Where in the packet of a raw socket the checksum stands.
     *
     * <p>Value: -1 to 2147483647 bytes. Not documented. To be set at any time. Sockets: raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> IPV6_CHECKSUM = of(Ipv6Level.IPV6_CHECKSUM);

    /**
     * Keeps IPv4 away from an IPv6 socket. Windows sets it and the JDK clears it on every socket it opens, for
     * dual-stack use.
     *
     * <p>Value: true or false. To be set before bind. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_V6ONLY = of(Ipv6Level.IPV6_V6ONLY);

    /**
     * Receives only from the interfaces added by IPV6_ADD_IFLIST: from none at first.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_IFLIST = of(Ipv6Level.IPV6_IFLIST);

    /**
     * Adds an interface to those that IPV6_IFLIST receives from.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown.
     * Write only. To be set at any time. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IPV6_ADD_IFLIST = of(Ipv6Level.IPV6_ADD_IFLIST);

    /**
     * Removes an interface from those that IPV6_IFLIST receives from.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown.
     * Write only. To be set at any time. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IPV6_DEL_IFLIST = of(Ipv6Level.IPV6_DEL_IFLIST);

    /**
     * The interface that IPv6 unicast is sent from, whatever the routing table.
     *
     * <p>Value: a network interface, written as its name or index; read as null when none is set or it is unknown. To
     * be set at any time. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<NetworkInterface> IPV6_UNICAST_IF = of(Ipv6Level.IPV6_UNICAST_IF);

    /**
     * A routing header for outgoing packets.
     *
     * <p>Value: 0 to 2048 bytes. Not documented. To be set at any time. Sockets: any.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<byte[]> IPV6_RTHDR = of(Ipv6Level.IPV6_RTHDR);

    /**
     * The interfaces that IPV6_IFLIST receives from; an error while IPV6_IFLIST is off.
     *
     * <p>Value: read only. Read only. Sockets: udp,raw. First Windows: Windows 10 1803.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InterfaceList> IPV6_GET_IFLIST = of(Ipv6Level.IPV6_GET_IFLIST);

    /**
     * Delivers the routing header with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IPV6_RECVRTHDR = of(Ipv6Level.IPV6_RECVRTHDR);

    /**
     * The control message that carries the traffic class; the headers have the number without documentation.
     *
     * <p>Value: 0 to 255. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> IPV6_TCLASS = of(Ipv6Level.IPV6_TCLASS);

    /**
     * Delivers the traffic class with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_RECVTCLASS = of(Ipv6Level.IPV6_RECVTCLASS);

    /**
     * Delivers the IPv4 interface that a tunnelled packet first arrived on with each datagram, in a control message of
     * WSARecvMsg, which NIO does not call. The headers call it IP_ORIGINAL_ARRIVAL_IF at this level too.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows 7 / Server 2008 R2.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_IP_ORIGINAL_ARRIVAL_IF = of(Ipv6Level.IPV6_IP_ORIGINAL_ARRIVAL_IF);

    /**
     * The control message that carries the ECN bits; the headers have the number without documentation.
     *
     * <p>Value: 0 to 3. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> IPV6_ECN = of(Ipv6Level.IPV6_ECN);

    /**
     * Delivers the ECN bits with each datagram, in a control message of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. To be set at any time. Sockets: udp,raw. First Windows: Windows 11 / Server 2022.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPV6_RECVECN = of(Ipv6Level.IPV6_RECVECN);

    /**
     * Delivers destination address, interface and scope with each datagram, in a control message of WSARecvMsg, which
     * NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IPV6_PKTINFO_EX = of(Ipv6Level.IPV6_PKTINFO_EX);

    /**
     * The records of a connection that a filter driver has redirected, in the layout of a control message.
     *
     * <p>Value: 0 to 4096 bytes. Not documented. To be set at any time. Sockets: udp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<byte[]> IPV6_WFP_REDIRECT_RECORDS = of(Ipv6Level.IPV6_WFP_REDIRECT_RECORDS);

    /**
     * The context that a filter driver attached to a redirected connection, in the layout of a control message.
     *
     * <p>Value: 0 to 4096 bytes. Not documented. To be set at any time. Sockets: udp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<byte[]> IPV6_WFP_REDIRECT_CONTEXT = of(Ipv6Level.IPV6_WFP_REDIRECT_CONTEXT);

    /**
     * Whether the socket discovers the path MTU.
     *
     * <p>Value: one of NOT_SET, DO, DONT, PROBE; read as null when Windows returns none of them. To be set at any time.
     * Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PathMtuDiscovery> IPV6_MTU_DISCOVER = of(Ipv6Level.IPV6_MTU_DISCOVER);

    /**
     * What is known of the MTU of the path to the peer; for connected sockets.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPV6_MTU = of(Ipv6Level.IPV6_MTU);

    /**
     * The index of an interface, in a byte order that is not documented.
     *
     * <p>Value: -2147483648 to 2147483647. Not documented. To be set at any time. Sockets: any.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> IPV6_NRT_INTERFACE = of(Ipv6Level.IPV6_NRT_INTERFACE);

    /**
     * Delivers ICMPv6 errors in control messages of WSARecvMsg, which NIO does not call.
     *
     * <p>Value: true or false. Not documented. To be set at any time. Sockets: udp,raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Boolean> IPV6_RECVERR = of(Ipv6Level.IPV6_RECVERR);

    /**
     * An upper bound on the MTU of the path, none by default.
     *
     * <p>Value: -1 to 2147483647 bytes, -1 for no bound. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ipv6-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPV6_USER_MTU = of(Ipv6Level.IPV6_USER_MTU);

    /**
     * Joins a multicast group. The headers call it MCAST_JOIN_GROUP at this level too.
     *
     * <p>Value: an IPv6 multicast group, written GROUP or GROUP@INTERFACE, such as ff15::1:2@eth0. Write only. To be
     * set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IPV6_MCAST_JOIN_GROUP = of(Ipv6Level.IPV6_MCAST_JOIN_GROUP);

    /**
     * Leaves a multicast group. The headers call it MCAST_LEAVE_GROUP at this level too.
     *
     * <p>Value: an IPv6 multicast group, written GROUP or GROUP@INTERFACE, such as ff15::1:2@eth0. Write only. To be
     * set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastGroup> IPV6_MCAST_LEAVE_GROUP = of(Ipv6Level.IPV6_MCAST_LEAVE_GROUP);

    /**
     * Drops what one sender sends to a group that the socket has joined. The headers call it MCAST_BLOCK_SOURCE at this
     * level too.
     *
     * <p>Value: an IPv6 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * ff15::1:2,2001:db8::1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IPV6_MCAST_BLOCK_SOURCE = of(Ipv6Level.IPV6_MCAST_BLOCK_SOURCE);

    /**
     * Receives again from a sender that was blocked. The headers call it MCAST_UNBLOCK_SOURCE at this level too.
     *
     * <p>Value: an IPv6 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * ff15::1:2,2001:db8::1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IPV6_MCAST_UNBLOCK_SOURCE =
            of(Ipv6Level.IPV6_MCAST_UNBLOCK_SOURCE);

    /**
     * Joins a multicast group for one sender. The headers call it MCAST_JOIN_SOURCE_GROUP at this level too.
     *
     * <p>Value: an IPv6 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * ff15::1:2,2001:db8::1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IPV6_MCAST_JOIN_SOURCE_GROUP =
            of(Ipv6Level.IPV6_MCAST_JOIN_SOURCE_GROUP);

    /**
     * Leaves a multicast group for one sender. The headers call it MCAST_LEAVE_SOURCE_GROUP at this level too.
     *
     * <p>Value: an IPv6 multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such as
     * ff15::1:2,2001:db8::1@eth0. Write only. To be set after bind. Sockets: udp,raw. First Windows: Windows Vista.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/api/ws2ipdef/ns-ws2ipdef-group_source_req">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<MulticastSource> IPV6_MCAST_LEAVE_SOURCE_GROUP =
            of(Ipv6Level.IPV6_MCAST_LEAVE_SOURCE_GROUP);

    /**
     * Bytes that can be read: of a stream in one call, of datagrams all that are queued.
     *
     * <p>Value: 0 to 2147483647 bytes. Read only. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> FIONREAD = of(ControlCodes.FIONREAD);

    /**
     * Whether the stream is at the urgent mark; true when no urgent data waits. It needs SO_OOBINLINE.
     *
     * <p>Value: true or false. Read only. Sockets: tcp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIOCATMARK = of(ControlCodes.SIOCATMARK);

    /**
     * Drops the oldest instead of the newest datagram when the receive buffer is full.
     *
     * <p>Value: true; the option carries no data. Write only. To be set at any time. Sockets: udp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_ENABLE_CIRCULAR_QUEUEING =
            of(ControlCodes.SIO_ENABLE_CIRCULAR_QUEUEING);

    /**
     * Discards what waits to be sent.
     *
     * <p>Value: true; the option carries no data. Write only. To be set at any time. Sockets: any.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_FLUSH = of(ControlCodes.SIO_FLUSH);

    /**
     * The broadcast address of the protocol; not for IPv6.
     *
     * <p>Value: read only. Read only. Sockets: udp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InetSocketAddress> SIO_GET_BROADCAST_ADDRESS =
            of(ControlCodes.SIO_GET_BROADCAST_ADDRESS);

    /**
     * Whether multicast that is sent is also received.
     *
     * <p>Value: true or false. Write only. To be set at any time. Sockets: udp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_MULTIPOINT_LOOPBACK = of(ControlCodes.SIO_MULTIPOINT_LOOPBACK);

    /**
     * How far multicast goes; 1 by default.
     *
     * <p>Value: 0 to 255 hops. Write only. To be set at any time. Sockets: udp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SIO_MULTICAST_SCOPE = of(ControlCodes.SIO_MULTICAST_SCOPE);

    /**
     * The local addresses of the family of the socket.
     *
     * <p>Value: read only. Read only. Sockets: any. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-address-list-query">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<AddressList> SIO_ADDRESS_LIST_QUERY = of(ControlCodes.SIO_ADDRESS_LIST_QUERY);

    /**
     * The SOCKET of the provider that answers plug-and-play notifications.
     *
     * <p>Value: an unsigned 64-bit number. Read only. Sockets: any.
     *
     * @see <a
     *     href="https://learn.microsoft.com/en-us/windows/win32/winsock/summary-of-socket-ioctl-opcodes-2">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Long> SIO_QUERY_TARGET_PNP_HANDLE = of(ControlCodes.SIO_QUERY_TARGET_PNP_HANDLE);

    /**
     * The SOCKET of the base provider, for WSASendMsg.
     *
     * <p>Value: an unsigned 64-bit number. Read only. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Long> SIO_BSP_HANDLE = of(ControlCodes.SIO_BSP_HANDLE);

    /**
     * The SOCKET of the base provider, for select.
     *
     * <p>Value: an unsigned 64-bit number. Read only. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Long> SIO_BSP_HANDLE_SELECT = of(ControlCodes.SIO_BSP_HANDLE_SELECT);

    /**
     * The SOCKET of the base provider, for WSAPoll.
     *
     * <p>Value: an unsigned 64-bit number. Read only. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Long> SIO_BSP_HANDLE_POLL = of(ControlCodes.SIO_BSP_HANDLE_POLL);

    /**
     * The SOCKET of the base provider, beneath any layered one.
     *
     * <p>Value: an unsigned 64-bit number. Read only. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Long> SIO_BASE_HANDLE = of(ControlCodes.SIO_BASE_HANDLE);

    /**
     * The processor that receives the traffic of the connection. UDP must be connected.
     *
     * <p>Value: read only. Read only. Sockets: any. First Windows: Windows 8 / Server 2012.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-query-rss-processor-info">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<ProcessorAffinity> SIO_QUERY_RSS_PROCESSOR_INFO =
            of(ControlCodes.SIO_QUERY_RSS_PROCESSOR_INFO);

    /**
     * How much should be in flight to keep the connection busy; an error unless connected.
     *
     * <p>Value: 0 to 2147483647 bytes. Read only. Sockets: tcp. First Windows: Windows Vista SP1 / Server 2008.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-ideal-send-backlog-query">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SIO_IDEAL_SEND_BACKLOG_QUERY =
            of(ControlCodes.SIO_IDEAL_SEND_BACKLOG_QUERY);

    /**
     * Whether a raw socket receives all packets of its interface: 0 off, 1 all, 3 without promiscuous mode. It needs an
     * administrator.
     *
     * <p>Value: 0 to 3. Write only. To be set after bind. Sockets: raw. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-rcvall">Microsoft's documentation</a>
     */
    public static final ChannelOption<Integer> SIO_RCVALL = of(ControlCodes.SIO_RCVALL);

    /**
     * Whether a raw UDP socket receives all multicast. It needs an administrator.
     *
     * <p>Value: true or false. Write only. To be set after bind. Sockets: raw. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_RCVALL_MCAST = of(ControlCodes.SIO_RCVALL_MCAST);

    /**
     * Whether a raw IGMP socket receives all multicast. It needs an administrator.
     *
     * <p>Value: true or false. Write only. To be set after bind. Sockets: raw. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_RCVALL_IGMPMCAST = of(ControlCodes.SIO_RCVALL_IGMPMCAST);

    /**
     * What a raw socket receives of one interface. It needs an administrator.
     *
     * <p>Value: MODE@INTERFACE, the mode being 0 to 3. Write only. To be set after bind. Sockets: raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<ReceiveAll> SIO_RCVALL_IF = of(ControlCodes.SIO_RCVALL_IF);

    /**
     * What a raw socket receives of the multicast of one interface. It needs an administrator.
     *
     * <p>Value: MODE@INTERFACE, the mode being 0 to 3. Write only. To be set after bind. Sockets: raw.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<ReceiveAll> SIO_RCVALL_MCAST_IF = of(ControlCodes.SIO_RCVALL_MCAST_IF);

    /**
     * The addresses of the interfaces of this host.
     *
     * <p>Value: read only. Read only. Sockets: any. First Windows: Windows NT 4.0 SP4 / 98.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InterfaceAddresses> SIO_GET_INTERFACE_LIST =
            of(ControlCodes.SIO_GET_INTERFACE_LIST);

    /**
     * Whether and when keep-alive probes are sent; Windows sends 10. TCP_KEEPALIVE_SETTINGS chooses between this and
     * TCP_KEEPIDLE.
     *
     * <p>Value: off, or IDLE/INTERVAL, each 0 to 2147483647 milliseconds. Write only. To be set at any time. Sockets:
     * tcp. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-keepalive-vals">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<KeepAliveValues> SIO_KEEPALIVE_VALS = of(ControlCodes.SIO_KEEPALIVE_VALS);

    /**
     * Whether a datagram that could not be delivered makes a later receive fail with WSAECONNRESET. The JDK turns it
     * off for a new socket and on at connect; so it is set again after connect.
     *
     * <p>Value: true or false. Write only. To be set at any time. Sockets: udp. First Windows: Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_UDP_CONNRESET = of(ControlCodes.SIO_UDP_CONNRESET);

    /**
     * Whether a datagram whose time to live ran out makes a later receive fail with WSAENETRESET; on by default where
     * it is supported.
     *
     * <p>Value: true or false. Write only. To be set at any time. Sockets: udp.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_UDP_NETRESET = of(ControlCodes.SIO_UDP_NETRESET);

    /**
     * A shorter way for connections over loopback. Microsoft advises against it: both ends must ask for it and many
     * options do not work with it.
     *
     * <p>Value: true or false. Write only. To be set before connect. Sockets: tcp. First Windows: Windows 8 / Server
     * 2012.
     *
     * @deprecated Microsoft advises against it.
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-loopback-fast-path">Microsoft's
     *     documentation</a>
     */
    @Deprecated
    public static final ChannelOption<Boolean> SIO_LOOPBACK_FAST_PATH = of(ControlCodes.SIO_LOOPBACK_FAST_PATH);

    /**
     * The first retransmission timeout and the retransmissions of a connect.
     *
     * <p>Value: MILLIS/RETRANSMISSIONS, 0 to 65535 and 0 to 255, 0 being the default. Write only. To be set before
     * connect. Sockets: tcp. First Windows: Windows 8 / Server 2012.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-tcp-initial-rto">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InitialRto> SIO_TCP_INITIAL_RTO = of(ControlCodes.SIO_TCP_INITIAL_RTO);

    /**
     * The processor that receives the datagrams of the port, so that several sockets share it; not together with
     * SO_REUSEADDR.
     *
     * <p>Value: 0 to 65535. Write only. To be set before bind. Sockets: udp. First Windows: Windows 10 2004.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SIO_CPU_AFFINITY = of(ControlCodes.SIO_CPU_AFFINITY);

    /**
     * The initial congestion window as a level.
     *
     * <p>Value: 0 to 4. Write only. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> SIO_TCP_SET_ICW = of(ControlCodes.SIO_TCP_SET_ICW);

    /**
     * After how many segments an acknowledgement is sent; 1 acknowledges each.
     *
     * <p>Value: 0 to 255 segments. Write only. To be set at any time. Sockets: tcp.
     *
     * @see io.github.nettywinsock.option.Access#UNDOCUMENTED
     */
    public static final ChannelOption<Integer> SIO_TCP_SET_ACK_FREQUENCY = of(ControlCodes.SIO_TCP_SET_ACK_FREQUENCY);

    /**
     * The priority of what is sent: 0 very low, which uses LEDBAT, 1 low, 2 normal.
     *
     * <p>Value: 0 to 2. Write only. To be set at any time. Sockets: tcp. First Windows: Windows 10 1809.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SIO_SET_PRIORITY_HINT = of(ControlCodes.SIO_SET_PRIORITY_HINT);

    /**
     * SIO_SET_PRIORITY_HINT by the name of newer headers.
     *
     * <p>Value: 0 to 2. Write only. To be set at any time. Sockets: tcp. First Windows: Windows 10 1809.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> SIO_PRIORITY_HINT = of(ControlCodes.SIO_PRIORITY_HINT);

    /**
     * What TCP knows of the connection.
     *
     * <p>Value: read only. Read only. Sockets: tcp. First Windows: Windows 10 1703 / Server 2016.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-tcp-info">Microsoft's documentation</a>
     */
    public static final ChannelOption<WinsockTcpInfo> SIO_TCP_INFO = of(ControlCodes.SIO_TCP_INFO);

    /**
     * Gives back a block of ports that Winsock.acquirePortReservation has reserved.
     *
     * <p>Value: a token that SIO_ACQUIRE_PORT_RESERVATION returned, as a number. Write only. To be set at any time.
     * Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-release-port-reservation">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PortReservation> SIO_RELEASE_PORT_RESERVATION =
            of(ControlCodes.SIO_RELEASE_PORT_RESERVATION);

    /**
     * Binds to a port of a block that is reserved.
     *
     * <p>Value: a token that SIO_ACQUIRE_PORT_RESERVATION returned, as a number. Write only. To be set before bind.
     * Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-associate-port-reservation">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PortReservation> SIO_ASSOCIATE_PORT_RESERVATION =
            of(ControlCodes.SIO_ASSOCIATE_PORT_RESERVATION);

    /**
     * The handle of the socket within the Windows Filtering Platform.
     *
     * <p>Value: an unsigned 64-bit number. Read only. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Long> SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE =
            of(ControlCodes.SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE);

    /**
     * Whether receive-side scaling is in use.
     *
     * <p>Value: true or false. Read only. Sockets: any. First Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/winsock-ioctls">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> SIO_QUERY_RSS_SCALABILITY_INFO =
            of(ControlCodes.SIO_QUERY_RSS_SCALABILITY_INFO);

    /**
     * Makes the socket behave as on an older Windows.
     *
     * <p>Value: BEHAVIOUR/VERSION, 0 to 2 and an NTDDI number. Write only. To be set at any time. Sockets: tcp. First
     * Windows: Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-set-compatibility-mode">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<CompatibilityMode> SIO_SET_COMPATIBILITY_MODE =
            of(ControlCodes.SIO_SET_COMPATIBILITY_MODE);

    /**
     * Keep-alive in one value, set through TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT and SO_KEEPALIVE where Windows has
     * them, else through SIO_KEEPALIVE_VALS: then the count stays what Windows fixes, 10, and the value cannot be read.
     *
     * <p>Value: IDLE/INTERVAL/COUNT in seconds, seconds (1 to 2147483) and probes (1 to 255). To be set at any time.
     * Sockets: tcp. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-keepalive-vals">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<TcpKeepAlive> TCP_KEEPALIVE_SETTINGS = of(ComposedOptions.TCP_KEEPALIVE_SETTINGS);
}
