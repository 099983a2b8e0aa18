package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Access.READ_ONLY;
import static io.github.nettywinsock.option.Access.WRITE_ONLY;
import static io.github.nettywinsock.option.Codecs.NO_DATA;
import static io.github.nettywinsock.option.Codecs.dword;
import static io.github.nettywinsock.option.Level.IPPROTO_RM;
import static io.github.nettywinsock.option.Phase.AFTER_BIND;
import static io.github.nettywinsock.option.Sockets.PGM;
import static java.lang.Integer.MAX_VALUE;

import java.net.InetAddress;

/** The options of level IPPROTO_RM. What each does is its {@link WinsockOption#description}. */
public final class RmLevel {

    static final OptionGroup OPTIONS = OptionGroup.of(IPPROTO_RM)
            .sockets(PGM)
            .page("winsock/ipproto-rm-socket-options")
            .since("Windows Server 2003");

    public static final WinsockOption<PgmSendWindow> RM_RATE_WINDOW_SIZE = OPTIONS.option(
                    "RM_RATE_WINDOW_SIZE", 0x03E9, PgmSendWindow.CODEC)
            .phase(AFTER_BIND)
            .description("How fast a PGM sender sends and how much it keeps for repairs. Rate, time and size depend"
                    + " on each other.")
            .define();

    public static final WinsockOption<Integer> RM_SET_MESSAGE_BOUNDARY = OPTIONS.option(
                    "RM_SET_MESSAGE_BOUNDARY", 0x03EA, dword(0, MAX_VALUE, "bytes"))
            .access(WRITE_ONLY)
            .description("The length of the next message that a PGM sender sends in several parts; for SOCK_RDM,"
                    + " also during a session.")
            .define();

    public static final WinsockOption<Boolean> RM_FLUSHCACHE = OPTIONS.option("RM_FLUSHCACHE", 0x03EB, NO_DATA)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Documented as not implemented.")
            .define();

    public static final WinsockOption<Integer> RM_SENDER_WINDOW_ADVANCE_METHOD = OPTIONS.option(
                    "RM_SENDER_WINDOW_ADVANCE_METHOD", 0x03EC, dword(1, 1))
            .phase(AFTER_BIND)
            .description("How a PGM sender advances its window; 1, by time, is all that Windows accepts.")
            .define();

    public static final WinsockOption<PgmSenderStatistics> RM_SENDER_STATISTICS = OPTIONS.option(
                    "RM_SENDER_STATISTICS", 0x03ED, PgmSenderStatistics.CODEC)
            .access(READ_ONLY)
            .description("What a PGM sender has done so far.")
            .define();

    public static final WinsockOption<Integer> RM_LATEJOIN = OPTIONS.option(
                    "RM_LATEJOIN", 0x03EE, dword(0, 75, "percent"))
            .phase(AFTER_BIND)
            .description("How much of its window a PGM sender gives to receivers that join late.")
            .define();

    public static final WinsockOption<InetAddress> RM_SET_SEND_IF = OPTIONS.option(
                    "RM_SET_SEND_IF", 0x03EF, SocketAddresses.IPV4)
            .phase(AFTER_BIND)
            .description("The interface that a PGM sender sends from, by its address.")
            .define();

    public static final WinsockOption<InetAddress> RM_ADD_RECEIVE_IF = OPTIONS.option(
                    "RM_ADD_RECEIVE_IF", 0x03F0, SocketAddresses.IPV4)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Adds an interface that a PGM receiver listens on, by its address; the first one replaces"
                    + " the default.")
            .cumulative()
            .define();

    public static final WinsockOption<InetAddress> RM_DEL_RECEIVE_IF = OPTIONS.option(
                    "RM_DEL_RECEIVE_IF", 0x03F1, SocketAddresses.IPV4)
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("Undoes RM_ADD_RECEIVE_IF.")
            .cumulative()
            .define();

    public static final WinsockOption<Integer> RM_SEND_WINDOW_ADV_RATE = OPTIONS.option(
                    "RM_SEND_WINDOW_ADV_RATE", 0x03F2, dword(0, 50, "percent"))
            .phase(AFTER_BIND)
            .description("How much of its window a PGM sender advances at once, 15 by default. Some pages of the"
                    + " documentation call it RM_SENDER_WINDOW_ADV_RATE.")
            .define();

    public static final WinsockOption<PgmErrorCorrection> RM_USE_FEC = OPTIONS.option(
                    "RM_USE_FEC", 0x03F3, PgmErrorCorrection.CODEC)
            .phase(AFTER_BIND)
            .description("Makes a PGM sender use forward error correction.")
            .define();

    public static final WinsockOption<Integer> RM_SET_MCAST_TTL = OPTIONS.option(
                    "RM_SET_MCAST_TTL", 0x03F4, dword(0, 255, "hops"))
            .phase(AFTER_BIND)
            .access(WRITE_ONLY)
            .description("The time to live of what a PGM sender sends, 255 by default.")
            .define();

    public static final WinsockOption<PgmReceiverStatistics> RM_RECEIVER_STATISTICS = OPTIONS.option(
                    "RM_RECEIVER_STATISTICS", 0x03F5, PgmReceiverStatistics.CODEC)
            .access(READ_ONLY)
            .description("What a PGM receiver has seen so far.")
            .define();

    public static final WinsockOption<Integer> RM_HIGH_SPEED_INTRANET_OPT = OPTIONS.option(
                    "RM_HIGH_SPEED_INTRANET_OPT", 0x03F6, dword(0, 1))
            .phase(AFTER_BIND)
            .description("1 tunes a PGM receiver for a fast local network.")
            .define();

    private RmLevel() {}
}
