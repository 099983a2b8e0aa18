package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.UNSPECIFIED;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.DWORD;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.SOL_IRLMP;
import static io.github.nettywinsock.option.Sockets.IRDA;

/** The options of level SOL_IRLMP. What each does is its {@link WinsockOption#description}. */
public final class IrlmpLevel {

    static final OptionGroup OPTIONS = OptionGroup.of(SOL_IRLMP).sockets(IRDA).page("winsock/sol-irlmp-socket-options");

    public static final WinsockOption<IrdaDevices> IRLMP_ENUMDEVICES = OPTIONS.option(
                    "IRLMP_ENUMDEVICES", 0x0010, IrdaDevices.CODEC)
            .access(READ_ONLY)
            .since("Windows 98 / 2000")
            .description("The infrared devices in range; to be read before connect.")
            .define();

    public static final WinsockOption<IasEntry> IRLMP_IAS_SET = OPTIONS.option("IRLMP_IAS_SET", 0x0011, IasEntry.CODEC)
            .access(WRITE_ONLY)
            .since("Windows 98 / 2000")
            .description("Sets an attribute of a class in the local IAS database.")
            .define();

    public static final WinsockOption<IasAnswer> IRLMP_IAS_QUERY = OPTIONS.option(
                    "IRLMP_IAS_QUERY", 0x0012, IasAnswer.CODEC)
            .access(READ_ONLY)
            .since("Windows 98 / 2000")
            .description("An attribute in the IAS database of a peer. Windows takes the peer, the class and the"
                    + " attribute from the buffer, which is all zeros when an option is read.")
            .define();

    public static final WinsockOption<Integer> IRLMP_SEND_PDU_LEN = OPTIONS.option(
                    "IRLMP_SEND_PDU_LEN", 0x0013, dword("bytes"))
            .access(READ_ONLY)
            .since("Windows 2000")
            .description("The largest packet that may be sent in 9-wire mode.")
            .define();

    public static final WinsockOption<Boolean> IRLMP_EXCLUSIVE_MODE = OPTIONS.option(
                    "IRLMP_EXCLUSIVE_MODE", 0x0014, BOOL)
            .access(WRITE_ONLY)
            .description("Uses the infrared link without TinyTP, for one socket only.")
            .define();

    public static final WinsockOption<Boolean> IRLMP_IRLPT_MODE = OPTIONS.option("IRLMP_IRLPT_MODE", 0x0015, BOOL)
            .access(WRITE_ONLY)
            .since("Windows 2000")
            .description("Talks to an infrared printer.")
            .define();

    public static final WinsockOption<Boolean> IRLMP_9WIRE_MODE = OPTIONS.option("IRLMP_9WIRE_MODE", 0x0016, BOOL)
            .since("Windows 2000")
            .description("Talks to an infrared modem or the like, as a serial cable would.")
            .define();

    public static final WinsockOption<Integer> IRLMP_TINYTP_MODE = OPTIONS.option("IRLMP_TINYTP_MODE", 0x0017, DWORD)
            .access(WRITE_ONLY)
            .since("Windows 98 / Me only")
            .description("TinyTP mode, in four bytes whose meaning is not documented.")
            .define();

    public static final WinsockOption<byte[]> IRLMP_PARAMETERS = OPTIONS.option("IRLMP_PARAMETERS", 0x0018, bytes(1024))
            .access(UNSPECIFIED)
            .since("Windows 98 / Me only")
            .description("A name without a documented type or direction.")
            .define();

    public static final WinsockOption<byte[]> IRLMP_DISCOVERY_MODE = OPTIONS.option(
                    "IRLMP_DISCOVERY_MODE", 0x0019, bytes(1024))
            .access(UNSPECIFIED)
            .since("Windows 98 / Me only")
            .description("A name without a documented type or direction.")
            .define();

    public static final WinsockOption<Integer> IRLMP_SHARP_MODE = OPTIONS.option("IRLMP_SHARP_MODE", 0x0020, DWORD)
            .access(WRITE_ONLY)
            .description("Sharp mode, in four bytes whose meaning is not documented.")
            .define();

    private IrlmpLevel() {}
}
