package io.github.nettywinsock.iocp;

/**
 * The two bits of explicit congestion notification in the header of a datagram.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3168#section-5">RFC 3168</a>
 */
public enum Ecn {
    /** 00: it is not to be marked. */
    NOT_ECT,
    /** 01: it may be marked. */
    ECT_1,
    /** 10: it may be marked. */
    ECT_0,
    /** 11: it was marked, because a queue on its way was filling. */
    CE;

    private static final int MASK = 0b11;
    private static final Ecn[] VALUES = values();

    /** That of a type of service or traffic class, whose lowest bits it is. */
    static Ecn of(int trafficClass) {
        return VALUES[trafficClass & MASK];
    }

    /** The two bits. */
    int bits() {
        return ordinal();
    }
}
