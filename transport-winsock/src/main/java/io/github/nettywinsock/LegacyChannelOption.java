package io.github.nettywinsock;

import static io.github.nettywinsock.engine.ChannelOptions.of;

import io.github.nettywinsock.option.AppleTalkLevel;
import io.github.nettywinsock.option.IasAnswer;
import io.github.nettywinsock.option.IasEntry;
import io.github.nettywinsock.option.IpxAdapter;
import io.github.nettywinsock.option.IpxLevel;
import io.github.nettywinsock.option.IpxNetwork;
import io.github.nettywinsock.option.IrdaDevices;
import io.github.nettywinsock.option.IrlmpLevel;
import io.github.nettywinsock.option.PgmErrorCorrection;
import io.github.nettywinsock.option.PgmReceiverStatistics;
import io.github.nettywinsock.option.PgmSendWindow;
import io.github.nettywinsock.option.PgmSenderStatistics;
import io.github.nettywinsock.option.RmLevel;
import io.github.nettywinsock.option.SpxConnection;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;

/**
 * The socket options of the protocols beside TCP/IP: of IPX and SPX, AppleTalk and infrared links, which Windows no
 * longer has, and of reliable multicast (PGM), which is an optional part of it. They are used as those of
 * {@link WinsockChannelOption}, whose {@link WinsockChannelOption#byName} knows them too. A Windows without the protocol
 * refuses them.
 */
public final class LegacyChannelOption {
    private LegacyChannelOption() {}

    // Generated from the catalogue: see CONTRIBUTING.md.

    /**
     * How fast a PGM sender sends and how much it keeps for repairs. Rate, time and size depend on each other.
     *
     * <p>Value: rate in kbit/s, window in milliseconds, window in bytes, such as 56,60000,420000. To be set after bind.
     * Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PgmSendWindow> RM_RATE_WINDOW_SIZE = of(RmLevel.RM_RATE_WINDOW_SIZE);

    /**
     * The length of the next message that a PGM sender sends in several parts; for SOCK_RDM, also during a session.
     *
     * <p>Value: 0 to 2147483647 bytes. Write only. To be set at any time. Sockets: pgm. First Windows: Windows Server
     * 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> RM_SET_MESSAGE_BOUNDARY = of(RmLevel.RM_SET_MESSAGE_BOUNDARY);

    /**
     * Documented as not implemented.
     *
     * <p>Value: true; the option carries no data. Write only. To be set after bind. Sockets: pgm. First Windows:
     * Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> RM_FLUSHCACHE = of(RmLevel.RM_FLUSHCACHE);

    /**
     * How a PGM sender advances its window; 1, by time, is all that Windows accepts.
     *
     * <p>Value: 1. To be set after bind. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> RM_SENDER_WINDOW_ADVANCE_METHOD =
            of(RmLevel.RM_SENDER_WINDOW_ADVANCE_METHOD);

    /**
     * What a PGM sender has done so far.
     *
     * <p>Value: read only. Read only. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PgmSenderStatistics> RM_SENDER_STATISTICS = of(RmLevel.RM_SENDER_STATISTICS);

    /**
     * How much of its window a PGM sender gives to receivers that join late.
     *
     * <p>Value: 0 to 75 percent. To be set after bind. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> RM_LATEJOIN = of(RmLevel.RM_LATEJOIN);

    /**
     * The interface that a PGM sender sends from, by its address.
     *
     * <p>Value: an IPv4 address, such as 192.0.2.1. To be set after bind. Sockets: pgm. First Windows: Windows Server
     * 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InetAddress> RM_SET_SEND_IF = of(RmLevel.RM_SET_SEND_IF);

    /**
     * Adds an interface that a PGM receiver listens on, by its address; the first one replaces the default.
     *
     * <p>Value: an IPv4 address, such as 192.0.2.1. Write only. To be set after bind. Sockets: pgm. First Windows:
     * Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InetAddress> RM_ADD_RECEIVE_IF = of(RmLevel.RM_ADD_RECEIVE_IF);

    /**
     * Undoes RM_ADD_RECEIVE_IF.
     *
     * <p>Value: an IPv4 address, such as 192.0.2.1. Write only. To be set after bind. Sockets: pgm. First Windows:
     * Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<InetAddress> RM_DEL_RECEIVE_IF = of(RmLevel.RM_DEL_RECEIVE_IF);

    /**
     * How much of its window a PGM sender advances at once, 15 by default. Some pages of the documentation call it
     * RM_SENDER_WINDOW_ADV_RATE.
     *
     * <p>Value: 0 to 50 percent. To be set after bind. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> RM_SEND_WINDOW_ADV_RATE = of(RmLevel.RM_SEND_WINDOW_ADV_RATE);

    /**
     * Makes a PGM sender use forward error correction.
     *
     * <p>Value: the most packets for a group, parity packets sent unasked, data packets in a group, and 1 for parity on
     * demand or 0, such as 255,0,8,1. To be set after bind. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PgmErrorCorrection> RM_USE_FEC = of(RmLevel.RM_USE_FEC);

    /**
     * The time to live of what a PGM sender sends, 255 by default.
     *
     * <p>Value: 0 to 255 hops. Write only. To be set after bind. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> RM_SET_MCAST_TTL = of(RmLevel.RM_SET_MCAST_TTL);

    /**
     * What a PGM receiver has seen so far.
     *
     * <p>Value: read only. Read only. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<PgmReceiverStatistics> RM_RECEIVER_STATISTICS =
            of(RmLevel.RM_RECEIVER_STATISTICS);

    /**
     * 1 tunes a PGM receiver for a fast local network.
     *
     * <p>Value: 0 to 1. To be set after bind. Sockets: pgm. First Windows: Windows Server 2003.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-rm-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> RM_HIGH_SPEED_INTRANET_OPT = of(RmLevel.RM_HIGH_SPEED_INTRANET_OPT);

    /**
     * The IPX packet type of what is sent.
     *
     * <p>Value: 0 to 255. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPX_PTYPE = of(IpxLevel.IPX_PTYPE);

    /**
     * Receives only packets of this IPX packet type.
     *
     * <p>Value: 0 to 255. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPX_FILTERPTYPE = of(IpxLevel.IPX_FILTERPTYPE);

    /**
     * The datastream type in the SPX header of what is sent.
     *
     * <p>Value: 0 to 255. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPX_DSTYPE = of(IpxLevel.IPX_DSTYPE);

    /**
     * Removes the filter of IPX_FILTERPTYPE.
     *
     * <p>Value: 0 to 255. Write only. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003
     * only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPX_STOPFILTERPTYPE = of(IpxLevel.IPX_STOPFILTERPTYPE);

    /**
     * Adds the packet type to the addresses of datagrams.
     *
     * <p>Value: true or false. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPX_EXTENDED_ADDRESS = of(IpxLevel.IPX_EXTENDED_ADDRESS);

    /**
     * Delivers the protocol header with the data.
     *
     * <p>Value: true or false. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPX_RECVHDR = of(IpxLevel.IPX_RECVHDR);

    /**
     * The largest datagram.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003
     * only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPX_MAXSIZE = of(IpxLevel.IPX_MAXSIZE);

    /**
     * An adapter that IPX is bound to. Windows takes the number of the adapter from the buffer, which is all zeros when
     * an option is read.
     *
     * <p>Value: read only. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IpxAdapter> IPX_ADDRESS = of(IpxLevel.IPX_ADDRESS);

    /**
     * The way to an IPX network, asked by RIP when it is not known. Windows takes the number of the network from the
     * buffer, which is all zeros when an option is read.
     *
     * <p>Value: read only. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IpxNetwork> IPX_GETNETINFO = of(IpxLevel.IPX_GETNETINFO);

    /**
     * The way to an IPX network, an error when it is not known. Windows takes the number of the network from the
     * buffer, which is all zeros when an option is read.
     *
     * <p>Value: read only. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IpxNetwork> IPX_GETNETINFO_NORIP = of(IpxLevel.IPX_GETNETINFO_NORIP);

    /**
     * State and counters of a connected SPX socket.
     *
     * <p>Value: read only. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<SpxConnection> IPX_SPXGETCONNECTIONSTATUS =
            of(IpxLevel.IPX_SPXGETCONNECTIONSTATUS);

    /**
     * An adapter whose status has changed. Windows answers when it changes, with an event that reading an option does
     * not pass.
     *
     * <p>Value: read only. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IpxAdapter> IPX_ADDRESS_NOTIFY = of(IpxLevel.IPX_ADDRESS_NOTIFY);

    /**
     * The number of adapters that IPX is bound to.
     *
     * <p>Value: -2147483648 to 2147483647. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IPX_MAX_ADAPTER_NUM = of(IpxLevel.IPX_MAX_ADAPTER_NUM);

    /**
     * The way to an IPX network, always asked by RIP. Windows takes the number of the network from the buffer, which is
     * all zeros when an option is read.
     *
     * <p>Value: read only. Read only. Sockets: legacy:ipx. Windows: Windows 95 to Server 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IpxNetwork> IPX_RERIPNETNUMBER = of(IpxLevel.IPX_RERIPNETNUMBER);

    /**
     * Receives broadcasts, the default.
     *
     * <p>Value: true or false. Write only. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server
     * 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPX_RECEIVE_BROADCAST = of(IpxLevel.IPX_RECEIVE_BROADCAST);

    /**
     * Acknowledges SPX data at once instead of with data of its own.
     *
     * <p>Value: true or false. Write only. To be set at any time. Sockets: legacy:ipx. Windows: Windows 95 to Server
     * 2003 only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/nsproto-ipx-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IPX_IMMEDIATESPXACK = of(IpxLevel.IPX_IMMEDIATESPXACK);

    /**
     * Registers a name on the AppleTalk network, a WSH_REGISTER_NAME struct. Its layout is left to the caller.
     *
     * <p>Value: exactly 99 bytes. Write only. To be set at any time. Sockets: legacy:appletalk. Windows: Windows NT 4.0
     * / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_REGISTER_NAME = of(AppleTalkLevel.SO_REGISTER_NAME);

    /**
     * Removes a name from the AppleTalk network, a WSH_REGISTER_NAME struct. Its layout is left to the caller.
     *
     * <p>Value: exactly 99 bytes. Write only. To be set at any time. Sockets: legacy:appletalk. Windows: Windows NT 4.0
     * / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_DEREGISTER_NAME = of(AppleTalkLevel.SO_DEREGISTER_NAME);

    /**
     * SO_DEREGISTER_NAME by another name.
     *
     * <p>Value: exactly 99 bytes. Write only. To be set at any time. Sockets: legacy:appletalk. Windows: Windows NT 4.0
     * / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_REMOVE_NAME = of(AppleTalkLevel.SO_REMOVE_NAME);

    /**
     * Looks names up on the AppleTalk network, a WSH_LOOKUP_NAME struct and what it found. Windows takes the name from
     * the buffer, which is all zeros when an option is read. Its layout is left to the caller.
     *
     * <p>Value: 0 to 4096 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_LOOKUP_NAME = of(AppleTalkLevel.SO_LOOKUP_NAME);

    /**
     * Whether a name still has its address, a WSH_NBP_TUPLE struct. Windows takes the name from the buffer, which is
     * all zeros when an option is read. Its layout is left to the caller.
     *
     * <p>Value: exactly 108 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_CONFIRM_NAME = of(AppleTalkLevel.SO_CONFIRM_NAME);

    /**
     * The default zone of the network, as the bytes of its name.
     *
     * <p>Value: 0 to 1024 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_LOOKUP_MYZONE = of(AppleTalkLevel.SO_LOOKUP_MYZONE);

    /**
     * SO_LOOKUP_MYZONE by another name.
     *
     * <p>Value: 0 to 1024 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_GETMYZONE = of(AppleTalkLevel.SO_GETMYZONE);

    /**
     * The zones of the network, a WSH_LOOKUP_ZONES struct and their names. Its layout is left to the caller.
     *
     * <p>Value: 0 to 4096 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_LOOKUP_ZONES = of(AppleTalkLevel.SO_LOOKUP_ZONES);

    /**
     * SO_LOOKUP_ZONES by another name.
     *
     * <p>Value: 0 to 4096 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_GETZONELIST = of(AppleTalkLevel.SO_GETZONELIST);

    /**
     * The zones that one adapter reaches, a WSH_LOOKUP_ZONES struct and their names. Windows takes the name of the
     * adapter from the buffer, which is all zeros when an option is read. Its layout is left to the caller.
     *
     * <p>Value: 0 to 4096 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_LOOKUP_ZONES_ON_ADAPTER =
            of(AppleTalkLevel.SO_LOOKUP_ZONES_ON_ADAPTER);

    /**
     * SO_LOOKUP_ZONES_ON_ADAPTER by another name.
     *
     * <p>Value: 0 to 4096 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_GETLOCALZONES = of(AppleTalkLevel.SO_GETLOCALZONES);

    /**
     * The network numbers and the default zone of an adapter, a WSH_LOOKUP_NETDEF_ON_ADAPTER struct. Windows takes the
     * name of the adapter from the buffer, which is all zeros when an option is read. Its layout is left to the caller.
     *
     * <p>Value: 0 to 4096 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_LOOKUP_NETDEF_ON_ADAPTER =
            of(AppleTalkLevel.SO_LOOKUP_NETDEF_ON_ADAPTER);

    /**
     * SO_LOOKUP_NETDEF_ON_ADAPTER by another name.
     *
     * <p>Value: 0 to 4096 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_GETNETINFO = of(AppleTalkLevel.SO_GETNETINFO);

    /**
     * The status that a printer server tells its clients, as bytes of text. Reading the same number is
     * SO_LOOKUP_NETDEF_ON_ADAPTER.
     *
     * <p>Value: 0 to 1024 bytes. Write only. To be set at any time. Sockets: legacy:appletalk. Windows: Windows NT 4.0
     * / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_PAP_SET_SERVER_STATUS = of(AppleTalkLevel.SO_PAP_SET_SERVER_STATUS);

    /**
     * The status of a printer server, a WSH_PAP_GET_SERVER_STATUS struct. Windows takes the name of the server from the
     * buffer, which is all zeros when an option is read. Its layout is left to the caller.
     *
     * <p>Value: exactly 266 bytes. Read only. Sockets: legacy:appletalk. Windows: Windows NT 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_PAP_GET_SERVER_STATUS = of(AppleTalkLevel.SO_PAP_GET_SERVER_STATUS);

    /**
     * Readies a read on a printer connection, with a buffer of at least 4096 bytes.
     *
     * <p>Value: 4096 to 8192 bytes. Write only. To be set at any time. Sockets: legacy:appletalk. Windows: Windows NT
     * 4.0 / 2000 server only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-appletalk-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<byte[]> SO_PAP_PRIME_READ = of(AppleTalkLevel.SO_PAP_PRIME_READ);

    /**
     * The infrared devices in range; to be read before connect.
     *
     * <p>Value: read only. Read only. Sockets: legacy:irda. First Windows: Windows 98 / 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IrdaDevices> IRLMP_ENUMDEVICES = of(IrlmpLevel.IRLMP_ENUMDEVICES);

    /**
     * Sets an attribute of a class in the local IAS database.
     *
     * <p>Value: an entry, written CLASS/ATTRIBUTE=NUMBER, CLASS/ATTRIBUTE=0xOCTETS or CLASS/ATTRIBUTE="TEXT". Write
     * only. To be set at any time. Sockets: legacy:irda. First Windows: Windows 98 / 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IasEntry> IRLMP_IAS_SET = of(IrlmpLevel.IRLMP_IAS_SET);

    /**
     * An attribute in the IAS database of a peer. Windows takes the peer, the class and the attribute from the buffer,
     * which is all zeros when an option is read.
     *
     * <p>Value: read only. Read only. Sockets: legacy:irda. First Windows: Windows 98 / 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<IasAnswer> IRLMP_IAS_QUERY = of(IrlmpLevel.IRLMP_IAS_QUERY);

    /**
     * The largest packet that may be sent in 9-wire mode.
     *
     * <p>Value: -2147483648 to 2147483647 bytes. Read only. Sockets: legacy:irda. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IRLMP_SEND_PDU_LEN = of(IrlmpLevel.IRLMP_SEND_PDU_LEN);

    /**
     * Uses the infrared link without TinyTP, for one socket only.
     *
     * <p>Value: true or false. Write only. To be set at any time. Sockets: legacy:irda.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IRLMP_EXCLUSIVE_MODE = of(IrlmpLevel.IRLMP_EXCLUSIVE_MODE);

    /**
     * Talks to an infrared printer.
     *
     * <p>Value: true or false. Write only. To be set at any time. Sockets: legacy:irda. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IRLMP_IRLPT_MODE = of(IrlmpLevel.IRLMP_IRLPT_MODE);

    /**
     * Talks to an infrared modem or the like, as a serial cable would.
     *
     * <p>Value: true or false. To be set at any time. Sockets: legacy:irda. First Windows: Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Boolean> IRLMP_9WIRE_MODE = of(IrlmpLevel.IRLMP_9WIRE_MODE);

    /**
     * TinyTP mode, in four bytes whose meaning is not documented.
     *
     * <p>Value: -2147483648 to 2147483647. Write only. To be set at any time. Sockets: legacy:irda. Windows: Windows 98
     * / Me only.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IRLMP_TINYTP_MODE = of(IrlmpLevel.IRLMP_TINYTP_MODE);

    /**
     * Sharp mode, in four bytes whose meaning is not documented.
     *
     * <p>Value: -2147483648 to 2147483647. Write only. To be set at any time. Sockets: legacy:irda.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">Microsoft's
     *     documentation</a>
     */
    public static final ChannelOption<Integer> IRLMP_SHARP_MODE = of(IrlmpLevel.IRLMP_SHARP_MODE);
}
