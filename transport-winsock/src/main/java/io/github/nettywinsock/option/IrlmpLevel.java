package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Access.UNSPECIFIED;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.BOOL;
import static io.github.nettywinsock.option.Codecs.bytes;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.SOL_IRLMP;
import static io.github.nettywinsock.option.Sockets.IRDA;

import java.util.List;

/** The options of level SOL_IRLMP. */
final class IrlmpLevel {
    private static final int MIN = Integer.MIN_VALUE;
    private static final int MAX = Integer.MAX_VALUE;
    private static final String PAGE = "winsock/sol-irlmp-socket-options";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        SOL_IRLMP.option("IRLMP_ENUMDEVICES", 0x0010, IrdaDevices.CODEC, IRDA, Phase.ANY, READ_ONLY, "Windows 98 / 2000", PAGE, "The infrared devices in range; to be read before connect."),
        SOL_IRLMP.option("IRLMP_IAS_SET", 0x0011, IasEntry.CODEC, IRDA, Phase.ANY, WRITE_ONLY, "Windows 98 / 2000", PAGE, "Sets an attribute of a class in the local IAS database."),
        SOL_IRLMP.option("IRLMP_IAS_QUERY", 0x0012, IasAnswer.CODEC, IRDA, Phase.ANY, READ_ONLY, "Windows 98 / 2000", PAGE, "An attribute in the IAS database of a peer. Windows takes the peer, the class and the attribute from the buffer, which is all zeros when an option is read."),
        SOL_IRLMP.option("IRLMP_SEND_PDU_LEN", 0x0013, dword(MIN, MAX, "bytes"), IRDA, Phase.ANY, READ_ONLY, "Windows 2000", PAGE, "The largest packet that may be sent in 9-wire mode."),
        SOL_IRLMP.option("IRLMP_EXCLUSIVE_MODE", 0x0014, BOOL, IRDA, Phase.ANY, WRITE_ONLY, "", PAGE, "Uses the infrared link without TinyTP, for one socket only."),
        SOL_IRLMP.option("IRLMP_IRLPT_MODE", 0x0015, BOOL, IRDA, Phase.ANY, WRITE_ONLY, "Windows 2000", PAGE, "Talks to an infrared printer."),
        SOL_IRLMP.option("IRLMP_9WIRE_MODE", 0x0016, BOOL, IRDA, Phase.ANY, READ_WRITE, "Windows 2000", PAGE, "Talks to an infrared modem or the like, as a serial cable would."),
        SOL_IRLMP.option("IRLMP_TINYTP_MODE", 0x0017, dword(MIN, MAX, ""), IRDA, Phase.ANY, WRITE_ONLY, "Windows 98 / Me only", PAGE, "TinyTP mode, in four bytes whose meaning is not documented."),
        SOL_IRLMP.option("IRLMP_PARAMETERS", 0x0018, bytes(1024), IRDA, Phase.ANY, UNSPECIFIED, "Windows 98 / Me only", PAGE, "A name without a documented type or direction."),
        SOL_IRLMP.option("IRLMP_DISCOVERY_MODE", 0x0019, bytes(1024), IRDA, Phase.ANY, UNSPECIFIED, "Windows 98 / Me only", PAGE, "A name without a documented type or direction."),
        SOL_IRLMP.option("IRLMP_SHARP_MODE", 0x0020, dword(MIN, MAX, ""), IRDA, Phase.ANY, WRITE_ONLY, "", PAGE, "Sharp mode, in four bytes whose meaning is not documented."));
    // spotless:on

    private IrlmpLevel() {}
}
