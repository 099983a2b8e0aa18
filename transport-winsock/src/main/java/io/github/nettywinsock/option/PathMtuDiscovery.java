package io.github.nettywinsock.option;

import java.util.List;

/**
 * The value of {@code IP_MTU_DISCOVER} and {@code IPV6_MTU_DISCOVER}, a {@code PMTUD_STATE}: whether a socket finds out
 * the largest packet that passes a path unfragmented.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">
 *     IPPROTO_IP socket options</a>
 */
public enum PathMtuDiscovery {
    /** {@code IP_PMTUDISC_NOT_SET}: as the system is configured. */
    NOT_SET(0),
    /** {@code IP_PMTUDISC_DO}: does it, and fragments nothing. */
    DO(1),
    /** {@code IP_PMTUDISC_DONT}: does not do it. */
    DONT(2),
    /** {@code IP_PMTUDISC_PROBE}: sends packets of any size unfragmented, whatever is known of the path. */
    PROBE(3);

    static final Codec<PathMtuDiscovery> CODEC =
            new EnumCodec<>(PathMtuDiscovery.class, List.of(values()), PathMtuDiscovery::number);

    private final int number;

    PathMtuDiscovery(int number) {
        this.number = number;
    }

    /** The number that Winsock knows it by. */
    public int number() {
        return number;
    }
}
