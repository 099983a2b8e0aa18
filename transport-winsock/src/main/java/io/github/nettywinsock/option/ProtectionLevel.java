package io.github.nettywinsock.option;

import java.util.List;

/**
 * The value of {@code IPV6_PROTECTION_LEVEL}: whose packets an IPv6 socket accepts.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipv6-protection-level">
 *     IPV6_PROTECTION_LEVEL</a>
 */
public enum ProtectionLevel {
    /** {@code PROTECTION_LEVEL_UNRESTRICTED}: for the Internet, Teredo and other traversal of NAT included. */
    UNRESTRICTED(10),
    /** {@code PROTECTION_LEVEL_EDGE_RESTRICTED}: for the Internet, but not through NAT. */
    EDGE_RESTRICTED(20),
    /** {@code PROTECTION_LEVEL_RESTRICTED}: for the local network only. */
    RESTRICTED(30),
    /** {@code PROTECTION_LEVEL_DEFAULT}: what this Windows does by default. It cannot be set. */
    DEFAULT(-1);

    static final Codec<ProtectionLevel> CODEC = new EnumCodec<>(
            ProtectionLevel.class, List.of(UNRESTRICTED, EDGE_RESTRICTED, RESTRICTED), ProtectionLevel::number);

    private final int number;

    ProtectionLevel(int number) {
        this.number = number;
    }

    /** The number that Winsock knows it by. */
    public int number() {
        return number;
    }
}
