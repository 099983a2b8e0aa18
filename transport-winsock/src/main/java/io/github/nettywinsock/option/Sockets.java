package io.github.nettywinsock.option;

/** The sockets an option is documented for. Any other socket may be tried: its provider answers. */
public enum Sockets {
    /** Every socket. */
    ANY("any", true, true),
    /** Stream sockets. */
    STREAM("stream", true, false),
    /** Datagram sockets. */
    DGRAM("dgram", false, true),
    /** TCP sockets. */
    TCP("tcp", true, false),
    /** UDP sockets. */
    UDP("udp", false, true),
    /** Raw sockets. */
    RAW("raw", false, false),
    /** UDP and raw sockets. */
    UDP_RAW("udp,raw", false, true),
    /** Sockets of protocols that carry data in their connect and disconnect requests; not TCP or UDP. */
    CONN_DATA("legacy:conn-data", false, false),
    /** Sockets of reliable multicast, an optional part of Windows. */
    PGM("pgm", false, false),
    /** IPX and SPX sockets. */
    IPX("legacy:ipx", false, false),
    /** SPX sockets. */
    SPX("legacy:spx", false, false),
    /** AppleTalk sockets. */
    APPLETALK("legacy:appletalk", false, false),
    /** Infrared sockets. */
    IRDA("legacy:irda", false, false);

    private final String text;
    private final boolean stream;
    private final boolean datagram;

    Sockets(String text, boolean stream, boolean datagram) {
        this.text = text;
        this.stream = stream;
        this.datagram = datagram;
    }

    /** Whether TCP sockets are among them. */
    public boolean includesStream() {
        return stream;
    }

    /** Whether UDP sockets are among them. */
    public boolean includesDatagram() {
        return datagram;
    }

    /**
     * Whether sockets of a kind are among them.
     *
     * @param datagram the kind: UDP sockets, or else TCP sockets
     */
    public boolean include(boolean datagram) {
        return datagram ? includesDatagram() : includesStream();
    }

    /** Whether only protocols that current Windows does not ship are among them. */
    public boolean isLegacy() {
        return text.startsWith("legacy:");
    }

    @Override
    public String toString() {
        return text;
    }
}
