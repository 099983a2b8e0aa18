package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.READ_WRITE;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.NO_DATA;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_RM;
import static io.github.nettywinsock.option.Phase.AFTER_BIND;
import static io.github.nettywinsock.option.Sockets.PGM;

import java.util.List;

/** The options of level IPPROTO_RM. */
final class RmLevel {
    private static final int MAX = Integer.MAX_VALUE;
    private static final String PAGE = "winsock/ipproto-rm-socket-options";

    // spotless:off
    static final List<WinsockOption<?>> OPTIONS = List.of(
        IPPROTO_RM.option("RM_RATE_WINDOW_SIZE", 0x03E9, PgmSendWindow.CODEC, PGM, AFTER_BIND, READ_WRITE, "Windows Server 2003", PAGE, "How fast a PGM sender sends and how much it keeps for repairs. Rate, time and size depend on each other."),
        IPPROTO_RM.option("RM_SET_MESSAGE_BOUNDARY", 0x03EA, dword(0, MAX, "bytes"), PGM, Phase.ANY, WRITE_ONLY, "Windows Server 2003", PAGE, "The length of the next message that a PGM sender sends in several parts; for SOCK_RDM, also during a session."),
        IPPROTO_RM.option("RM_FLUSHCACHE", 0x03EB, NO_DATA, PGM, AFTER_BIND, WRITE_ONLY, "Windows Server 2003", PAGE, "Documented as not implemented."),
        IPPROTO_RM.option("RM_SENDER_WINDOW_ADVANCE_METHOD", 0x03EC, dword(1, 1, ""), PGM, AFTER_BIND, READ_WRITE, "Windows Server 2003", PAGE, "How a PGM sender advances its window; 1, by time, is all that Windows accepts."),
        IPPROTO_RM.option("RM_SENDER_STATISTICS", 0x03ED, PgmSenderStatistics.CODEC, PGM, Phase.ANY, READ_ONLY, "Windows Server 2003", PAGE, "What a PGM sender has done so far."),
        IPPROTO_RM.option("RM_LATEJOIN", 0x03EE, dword(0, 75, "percent"), PGM, AFTER_BIND, READ_WRITE, "Windows Server 2003", PAGE, "How much of its window a PGM sender gives to receivers that join late."),
        IPPROTO_RM.option("RM_SET_SEND_IF", 0x03EF, SocketAddresses.IPV4, PGM, AFTER_BIND, READ_WRITE, "Windows Server 2003", PAGE, "The interface that a PGM sender sends from, by its address."),
        IPPROTO_RM.option("RM_ADD_RECEIVE_IF", 0x03F0, SocketAddresses.IPV4, PGM, AFTER_BIND, WRITE_ONLY, "Windows Server 2003", PAGE, "Adds an interface that a PGM receiver listens on, by its address; the first one replaces the default.").cumulative(),
        IPPROTO_RM.option("RM_DEL_RECEIVE_IF", 0x03F1, SocketAddresses.IPV4, PGM, AFTER_BIND, WRITE_ONLY, "Windows Server 2003", PAGE, "Undoes RM_ADD_RECEIVE_IF.").cumulative(),
        IPPROTO_RM.option("RM_SEND_WINDOW_ADV_RATE", 0x03F2, dword(0, 50, "percent"), PGM, AFTER_BIND, READ_WRITE, "Windows Server 2003", PAGE, "How much of its window a PGM sender advances at once, 15 by default. Some pages of the documentation call it RM_SENDER_WINDOW_ADV_RATE."),
        IPPROTO_RM.option("RM_USE_FEC", 0x03F3, PgmErrorCorrection.CODEC, PGM, AFTER_BIND, READ_WRITE, "Windows Server 2003", PAGE, "Makes a PGM sender use forward error correction."),
        IPPROTO_RM.option("RM_SET_MCAST_TTL", 0x03F4, dword(0, 255, "hops"), PGM, AFTER_BIND, WRITE_ONLY, "Windows Server 2003", PAGE, "The time to live of what a PGM sender sends, 255 by default."),
        IPPROTO_RM.option("RM_RECEIVER_STATISTICS", 0x03F5, PgmReceiverStatistics.CODEC, PGM, Phase.ANY, READ_ONLY, "Windows Server 2003", PAGE, "What a PGM receiver has seen so far."),
        IPPROTO_RM.option("RM_HIGH_SPEED_INTRANET_OPT", 0x03F6, dword(0, 1, ""), PGM, AFTER_BIND, READ_WRITE, "Windows Server 2003", PAGE, "1 tunes a PGM receiver for a fast local network."));
    // spotless:on

    private RmLevel() {}
}
