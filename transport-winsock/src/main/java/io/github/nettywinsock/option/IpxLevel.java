package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.DWORD;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.NSPROTO_IPX;
import static io.github.nettywinsock.option.Sockets.IPX;

/** The options of level NSPROTO_IPX. What each does is its {@link WinsockOption#description}. */
public final class IpxLevel {

    static final OptionGroup OPTIONS = OptionGroup.of(NSPROTO_IPX)
            .sockets(IPX)
            .page("winsock/nsproto-ipx-socket-options")
            .since("Windows 95 to Server 2003 only");

    public static final WinsockOption<Integer> IPX_PTYPE = OPTIONS.option("IPX_PTYPE", 0x4000, dword(0, 255))
            .description("The IPX packet type of what is sent.")
            .define();

    public static final WinsockOption<Integer> IPX_FILTERPTYPE = OPTIONS.option(
                    "IPX_FILTERPTYPE", 0x4001, dword(0, 255))
            .description("Receives only packets of this IPX packet type.")
            .define();

    public static final WinsockOption<Integer> IPX_DSTYPE = OPTIONS.option("IPX_DSTYPE", 0x4002, dword(0, 255))
            .description("The datastream type in the SPX header of what is sent.")
            .define();

    public static final WinsockOption<Integer> IPX_STOPFILTERPTYPE = OPTIONS.option(
                    "IPX_STOPFILTERPTYPE", 0x4003, dword(0, 255))
            .access(WRITE_ONLY)
            .description("Removes the filter of IPX_FILTERPTYPE.")
            .define();

    public static final WinsockOption<Boolean> IPX_EXTENDED_ADDRESS = OPTIONS.option(
                    "IPX_EXTENDED_ADDRESS", 0x4004, BOOL)
            .description("Adds the packet type to the addresses of datagrams.")
            .define();

    public static final WinsockOption<Boolean> IPX_RECVHDR = OPTIONS.option("IPX_RECVHDR", 0x4005, BOOL)
            .description("Delivers the protocol header with the data.")
            .define();

    public static final WinsockOption<Integer> IPX_MAXSIZE = OPTIONS.option("IPX_MAXSIZE", 0x4006, dword("bytes"))
            .access(READ_ONLY)
            .description("The largest datagram.")
            .define();

    public static final WinsockOption<IpxAdapter> IPX_ADDRESS = OPTIONS.option("IPX_ADDRESS", 0x4007, IpxAdapter.CODEC)
            .access(READ_ONLY)
            .description("An adapter that IPX is bound to. Windows takes the number of the adapter from the buffer,"
                    + " which is all zeros when an option is read.")
            .define();

    public static final WinsockOption<IpxNetwork> IPX_GETNETINFO = OPTIONS.option(
                    "IPX_GETNETINFO", 0x4008, IpxNetwork.CODEC)
            .access(READ_ONLY)
            .description("The way to an IPX network, asked by RIP when it is not known. Windows takes the number of"
                    + " the network from the buffer, which is all zeros when an option is read.")
            .define();

    public static final WinsockOption<IpxNetwork> IPX_GETNETINFO_NORIP = OPTIONS.option(
                    "IPX_GETNETINFO_NORIP", 0x4009, IpxNetwork.CODEC)
            .access(READ_ONLY)
            .description("The way to an IPX network, an error when it is not known. Windows takes the number of the"
                    + " network from the buffer, which is all zeros when an option is read.")
            .define();

    public static final WinsockOption<SpxConnection> IPX_SPXGETCONNECTIONSTATUS = OPTIONS.option(
                    "IPX_SPXGETCONNECTIONSTATUS", 0x400B, SpxConnection.CODEC)
            .access(READ_ONLY)
            .description("State and counters of a connected SPX socket.")
            .define();

    public static final WinsockOption<IpxAdapter> IPX_ADDRESS_NOTIFY = OPTIONS.option(
                    "IPX_ADDRESS_NOTIFY", 0x400C, IpxAdapter.CODEC)
            .access(READ_ONLY)
            .description("An adapter whose status has changed. Windows answers when it changes, with an event that"
                    + " reading an option does not pass.")
            .define();

    public static final WinsockOption<Integer> IPX_MAX_ADAPTER_NUM = OPTIONS.option(
                    "IPX_MAX_ADAPTER_NUM", 0x400D, DWORD)
            .access(READ_ONLY)
            .description("The number of adapters that IPX is bound to.")
            .define();

    public static final WinsockOption<IpxNetwork> IPX_RERIPNETNUMBER = OPTIONS.option(
                    "IPX_RERIPNETNUMBER", 0x400E, IpxNetwork.CODEC)
            .access(READ_ONLY)
            .description("The way to an IPX network, always asked by RIP. Windows takes the number of the network"
                    + " from the buffer, which is all zeros when an option is read.")
            .define();

    public static final WinsockOption<Boolean> IPX_RECEIVE_BROADCAST = OPTIONS.option(
                    "IPX_RECEIVE_BROADCAST", 0x400F, BOOL)
            .access(WRITE_ONLY)
            .description("Receives broadcasts, the default.")
            .define();

    public static final WinsockOption<Boolean> IPX_IMMEDIATESPXACK = OPTIONS.option("IPX_IMMEDIATESPXACK", 0x4010, BOOL)
            .access(WRITE_ONLY)
            .description("Acknowledges SPX data at once instead of with data of its own.")
            .define();

    private IpxLevel() {}
}
