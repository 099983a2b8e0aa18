package io.github.nettywinsock.option;

/** An option that the catalogue lacks, of a phase that no option of the catalogue has. */
public final class UnlistedOption {
    public static final WinsockOption<byte[]> IP_DROP_MEMBERSHIP = new WinsockOption<>(
            "IP_DROP_MEMBERSHIP",
            0,
            13,
            Codecs.exactly(8),
            Sockets.DGRAM,
            Phase.AFTER_BIND,
            Access.WRITE_ONLY,
            "",
            "",
            "Leaves a multicast group.");

    private UnlistedOption() {}
}
