package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.NSPROTO_IPX;
import static io.github.nettywinsock.option.Sockets.IPX;

import java.util.List;

/** The options of level NSPROTO_IPX. */
final class IpxLevel {
    private static final int MIN = Integer.MIN_VALUE;
    private static final int MAX = Integer.MAX_VALUE;
    private static final String PAGE = "winsock/nsproto-ipx-socket-options";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        NSPROTO_IPX.option("IPX_PTYPE", 0x4000, dword(0, 255, ""), IPX, Phase.ANY, READ_WRITE, "Windows 95 to Server 2003 only", PAGE, "The IPX packet type of what is sent."),
        NSPROTO_IPX.option("IPX_FILTERPTYPE", 0x4001, dword(0, 255, ""), IPX, Phase.ANY, READ_WRITE, "Windows 95 to Server 2003 only", PAGE, "Receives only packets of this IPX packet type."),
        NSPROTO_IPX.option("IPX_DSTYPE", 0x4002, dword(0, 255, ""), IPX, Phase.ANY, READ_WRITE, "Windows 95 to Server 2003 only", PAGE, "The datastream type in the SPX header of what is sent."),
        NSPROTO_IPX.option("IPX_STOPFILTERPTYPE", 0x4003, dword(0, 255, ""), IPX, Phase.ANY, WRITE_ONLY, "Windows 95 to Server 2003 only", PAGE, "Removes the filter of IPX_FILTERPTYPE."),
        NSPROTO_IPX.option("IPX_EXTENDED_ADDRESS", 0x4004, BOOL, IPX, Phase.ANY, READ_WRITE, "Windows 95 to Server 2003 only", PAGE, "Adds the packet type to the addresses of datagrams."),
        NSPROTO_IPX.option("IPX_RECVHDR", 0x4005, BOOL, IPX, Phase.ANY, READ_WRITE, "Windows 95 to Server 2003 only", PAGE, "Delivers the protocol header with the data."),
        NSPROTO_IPX.option("IPX_MAXSIZE", 0x4006, dword(MIN, MAX, "bytes"), IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "The largest datagram."),
        NSPROTO_IPX.option("IPX_ADDRESS", 0x4007, IpxAdapter.CODEC, IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "An adapter that IPX is bound to. Windows takes the number of the adapter from the buffer, which is all zeros when an option is read."),
        NSPROTO_IPX.option("IPX_GETNETINFO", 0x4008, IpxNetwork.CODEC, IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "The way to an IPX network, asked by RIP when it is not known. Windows takes the number of the network from the buffer, which is all zeros when an option is read."),
        NSPROTO_IPX.option("IPX_GETNETINFO_NORIP", 0x4009, IpxNetwork.CODEC, IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "The way to an IPX network, an error when it is not known. Windows takes the number of the network from the buffer, which is all zeros when an option is read."),
        NSPROTO_IPX.option("IPX_SPXGETCONNECTIONSTATUS", 0x400B, SpxConnection.CODEC, IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "State and counters of a connected SPX socket."),
        NSPROTO_IPX.option("IPX_ADDRESS_NOTIFY", 0x400C, IpxAdapter.CODEC, IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "An adapter whose status has changed. Windows answers when it changes, with an event that reading an option does not pass."),
        NSPROTO_IPX.option("IPX_MAX_ADAPTER_NUM", 0x400D, dword(MIN, MAX, ""), IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "The number of adapters that IPX is bound to."),
        NSPROTO_IPX.option("IPX_RERIPNETNUMBER", 0x400E, IpxNetwork.CODEC, IPX, Phase.ANY, READ_ONLY, "Windows 95 to Server 2003 only", PAGE, "The way to an IPX network, always asked by RIP. Windows takes the number of the network from the buffer, which is all zeros when an option is read."),
        NSPROTO_IPX.option("IPX_RECEIVE_BROADCAST", 0x400F, BOOL, IPX, Phase.ANY, WRITE_ONLY, "Windows 95 to Server 2003 only", PAGE, "Receives broadcasts, the default."),
        NSPROTO_IPX.option("IPX_IMMEDIATESPXACK", 0x4010, BOOL, IPX, Phase.ANY, WRITE_ONLY, "Windows 95 to Server 2003 only", PAGE, "Acknowledges SPX data at once instead of with data of its own."));
    // spotless:on

    private IpxLevel() {}
}
