package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.exactly;
import static io.github.nettywinsock.option.Level.SOL_APPLETALK;
import static io.github.nettywinsock.option.Sockets.APPLETALK;

/** The options of level SOL_APPLETALK. What each does is its {@link WinsockOption#description}. */
public final class AppleTalkLevel {

    static final OptionGroup OPTIONS = OptionGroup.of(SOL_APPLETALK)
            .sockets(APPLETALK)
            .page("winsock/sol-appletalk-socket-options")
            .since("Windows NT 4.0 / 2000 server only");

    public static final WinsockOption<byte[]> SO_REGISTER_NAME = OPTIONS.option("SO_REGISTER_NAME", 0xA000, exactly(99))
            .access(WRITE_ONLY)
            .description("Registers a name on the AppleTalk network, a WSH_REGISTER_NAME struct. Its layout is left"
                    + " to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_DEREGISTER_NAME = OPTIONS.option(
                    "SO_DEREGISTER_NAME", 0xA001, exactly(99))
            .access(WRITE_ONLY)
            .description("Removes a name from the AppleTalk network, a WSH_REGISTER_NAME struct. Its layout is left"
                    + " to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_REMOVE_NAME = OPTIONS.option("SO_REMOVE_NAME", 0xA001, exactly(99))
            .access(WRITE_ONLY)
            .description("SO_DEREGISTER_NAME by another name.")
            .define();

    public static final WinsockOption<byte[]> SO_LOOKUP_NAME = OPTIONS.option("SO_LOOKUP_NAME", 0xA002, bytes(4096))
            .access(READ_ONLY)
            .description("Looks names up on the AppleTalk network, a WSH_LOOKUP_NAME struct and what it found."
                    + " Windows takes the name from the buffer, which is all zeros when an option is read. Its"
                    + " layout is left to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_CONFIRM_NAME = OPTIONS.option("SO_CONFIRM_NAME", 0xA003, exactly(108))
            .access(READ_ONLY)
            .description("Whether a name still has its address, a WSH_NBP_TUPLE struct. Windows takes the name from"
                    + " the buffer, which is all zeros when an option is read. Its layout is left to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_LOOKUP_MYZONE = OPTIONS.option("SO_LOOKUP_MYZONE", 0xA004, bytes(1024))
            .access(READ_ONLY)
            .description("The default zone of the network, as the bytes of its name.")
            .define();

    public static final WinsockOption<byte[]> SO_GETMYZONE = OPTIONS.option("SO_GETMYZONE", 0xA004, bytes(1024))
            .access(READ_ONLY)
            .description("SO_LOOKUP_MYZONE by another name.")
            .define();

    public static final WinsockOption<byte[]> SO_LOOKUP_ZONES = OPTIONS.option("SO_LOOKUP_ZONES", 0xA005, bytes(4096))
            .access(READ_ONLY)
            .description("The zones of the network, a WSH_LOOKUP_ZONES struct and their names. Its layout is left"
                    + " to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_GETZONELIST = OPTIONS.option("SO_GETZONELIST", 0xA005, bytes(4096))
            .access(READ_ONLY)
            .description("SO_LOOKUP_ZONES by another name.")
            .define();

    public static final WinsockOption<byte[]> SO_LOOKUP_ZONES_ON_ADAPTER = OPTIONS.option(
                    "SO_LOOKUP_ZONES_ON_ADAPTER", 0xA006, bytes(4096))
            .access(READ_ONLY)
            .description("The zones that one adapter reaches, a WSH_LOOKUP_ZONES struct and their names. Windows"
                    + " takes the name of the adapter from the buffer, which is all zeros when an option is"
                    + " read. Its layout is left to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_GETLOCALZONES = OPTIONS.option("SO_GETLOCALZONES", 0xA006, bytes(4096))
            .access(READ_ONLY)
            .description("SO_LOOKUP_ZONES_ON_ADAPTER by another name.")
            .define();

    public static final WinsockOption<byte[]> SO_LOOKUP_NETDEF_ON_ADAPTER = OPTIONS.option(
                    "SO_LOOKUP_NETDEF_ON_ADAPTER", 0xA007, bytes(4096))
            .access(READ_ONLY)
            .description("The network numbers and the default zone of an adapter, a WSH_LOOKUP_NETDEF_ON_ADAPTER"
                    + " struct. Windows takes the name of the adapter from the buffer, which is all zeros when"
                    + " an option is read. Its layout is left to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_GETNETINFO = OPTIONS.option("SO_GETNETINFO", 0xA007, bytes(4096))
            .access(READ_ONLY)
            .description("SO_LOOKUP_NETDEF_ON_ADAPTER by another name.")
            .define();

    public static final WinsockOption<byte[]> SO_PAP_SET_SERVER_STATUS = OPTIONS.option(
                    "SO_PAP_SET_SERVER_STATUS", 0xA007, bytes(1024))
            .access(WRITE_ONLY)
            .description("The status that a printer server tells its clients, as bytes of text. Reading the same"
                    + " number is SO_LOOKUP_NETDEF_ON_ADAPTER.")
            .define();

    public static final WinsockOption<byte[]> SO_PAP_GET_SERVER_STATUS = OPTIONS.option(
                    "SO_PAP_GET_SERVER_STATUS", 0xA008, exactly(266))
            .access(READ_ONLY)
            .description("The status of a printer server, a WSH_PAP_GET_SERVER_STATUS struct. Windows takes the"
                    + " name of the server from the buffer, which is all zeros when an option is read. Its"
                    + " layout is left to the caller.")
            .define();

    public static final WinsockOption<byte[]> SO_PAP_PRIME_READ = OPTIONS.option(
                    "SO_PAP_PRIME_READ", 0xA009, bytes(4096, 8192))
            .access(WRITE_ONLY)
            .description("Readies a read on a printer connection, with a buffer of at least 4096 bytes.")
            .define();

    private AppleTalkLevel() {}
}
