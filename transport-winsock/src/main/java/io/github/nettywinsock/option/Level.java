package io.github.nettywinsock.option;

/** The {@code level} argument of {@code setsockopt} and {@code getsockopt}. */
public enum Level {
    /** Options of the socket itself. */
    SOL_SOCKET(0xFFFF),
    /** Options of TCP. */
    IPPROTO_TCP(6),
    /** Options of UDP. */
    IPPROTO_UDP(17),
    /** Options of IPv4. */
    IPPROTO_IP(0),
    /** Options of IPv6. */
    IPPROTO_IPV6(41),
    /** Options of reliable multicast, PGM. */
    IPPROTO_RM(113),
    /** Options of IPX, and of SPX above it. */
    NSPROTO_IPX(0x3E8),
    /** Options of SPX, none of which has a number on Windows. */
    NSPROTO_SPX(0x4E8),
    /** Options of AppleTalk. */
    SOL_APPLETALK(0x3E80),
    /** Options of infrared links. */
    SOL_IRLMP(255);

    private final int value;

    Level(int value) {
        this.value = value;
    }

    /** The number that Winsock knows the level by. */
    public int value() {
        return value;
    }

    /** The name of the level with this number, or the number itself in hexadecimal. */
    static String nameOf(int value) {
        for (Level level : values()) {
            if (level.value == value) {
                return level.name();
            }
        }
        return String.format("0x%04X", value);
    }
}
