package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.exactly;
import static io.github.nettywinsock.option.Level.SOL_APPLETALK;
import static io.github.nettywinsock.option.Sockets.APPLETALK;

import java.util.List;

/** The options of level SOL_APPLETALK. */
final class AppleTalkLevel {
    private static final String PAGE = "winsock/sol-appletalk-socket-options";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        SOL_APPLETALK.option("SO_REGISTER_NAME", 0xA000, exactly(99), APPLETALK, Phase.ANY, WRITE_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "Registers a name on the AppleTalk network, a WSH_REGISTER_NAME struct. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_DEREGISTER_NAME", 0xA001, exactly(99), APPLETALK, Phase.ANY, WRITE_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "Removes a name from the AppleTalk network, a WSH_REGISTER_NAME struct. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_REMOVE_NAME", 0xA001, exactly(99), APPLETALK, Phase.ANY, WRITE_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "SO_DEREGISTER_NAME by another name."),
        SOL_APPLETALK.option("SO_LOOKUP_NAME", 0xA002, bytes(4096), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "Looks names up on the AppleTalk network, a WSH_LOOKUP_NAME struct and what it found. Windows takes the name from the buffer, which is all zeros when an option is read. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_CONFIRM_NAME", 0xA003, exactly(108), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "Whether a name still has its address, a WSH_NBP_TUPLE struct. Windows takes the name from the buffer, which is all zeros when an option is read. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_LOOKUP_MYZONE", 0xA004, bytes(1024), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "The default zone of the network, as the bytes of its name."),
        SOL_APPLETALK.option("SO_GETMYZONE", 0xA004, bytes(1024), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "SO_LOOKUP_MYZONE by another name."),
        SOL_APPLETALK.option("SO_LOOKUP_ZONES", 0xA005, bytes(4096), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "The zones of the network, a WSH_LOOKUP_ZONES struct and their names. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_GETZONELIST", 0xA005, bytes(4096), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "SO_LOOKUP_ZONES by another name."),
        SOL_APPLETALK.option("SO_LOOKUP_ZONES_ON_ADAPTER", 0xA006, bytes(4096), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "The zones that one adapter reaches, a WSH_LOOKUP_ZONES struct and their names. Windows takes the name of the adapter from the buffer, which is all zeros when an option is read. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_GETLOCALZONES", 0xA006, bytes(4096), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "SO_LOOKUP_ZONES_ON_ADAPTER by another name."),
        SOL_APPLETALK.option("SO_LOOKUP_NETDEF_ON_ADAPTER", 0xA007, bytes(4096), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "The network numbers and the default zone of an adapter, a WSH_LOOKUP_NETDEF_ON_ADAPTER struct. Windows takes the name of the adapter from the buffer, which is all zeros when an option is read. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_GETNETINFO", 0xA007, bytes(4096), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "SO_LOOKUP_NETDEF_ON_ADAPTER by another name."),
        SOL_APPLETALK.option("SO_PAP_SET_SERVER_STATUS", 0xA007, bytes(1024), APPLETALK, Phase.ANY, WRITE_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "The status that a printer server tells its clients, as bytes of text. Reading the same number is SO_LOOKUP_NETDEF_ON_ADAPTER."),
        SOL_APPLETALK.option("SO_PAP_GET_SERVER_STATUS", 0xA008, exactly(266), APPLETALK, Phase.ANY, READ_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "The status of a printer server, a WSH_PAP_GET_SERVER_STATUS struct. Windows takes the name of the server from the buffer, which is all zeros when an option is read. Its layout is left to the caller."),
        SOL_APPLETALK.option("SO_PAP_PRIME_READ", 0xA009, bytes(4096, 8192), APPLETALK, Phase.ANY, WRITE_ONLY, "Windows NT 4.0 / 2000 server only", PAGE, "Readies a read on a printer connection, with a buffer of at least 4096 bytes."));
    // spotless:on

    private AppleTalkLevel() {}
}
