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
    IPPROTO_IPV6(41);

    private final int value;

    Level(int value) {
        this.value = value;
    }

    /** The number that Winsock knows the level by. */
    public int value() {
        return value;
    }

    <T> WinsockOption<T> option(
            String name,
            int optname,
            Codec<T> codec,
            Sockets sockets,
            Phase phase,
            Access access,
            String since,
            String page,
            String description) {
        return new WinsockOption<>(name, value, optname, codec, sockets, phase, access, since, page, description);
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
