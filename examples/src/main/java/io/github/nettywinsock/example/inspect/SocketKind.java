package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of socket whose options are inspected: protocol, family and how far it has come. */
public enum SocketKind {
    TCP4_FRESH("a TCP socket over IPv4, not bound"),
    TCP4_LISTENING("a listener over IPv4"),
    TCP4_ACCEPTED("a connection over IPv4 that a listener accepted"),
    TCP4_CONNECTED("a connection over IPv4 that a client made"),
    TCP6_FRESH("a TCP socket over IPv6, not bound"),
    UDP4_FRESH("a UDP socket over IPv4, not bound"),
    UDP4_BOUND("a UDP socket over IPv4, bound"),
    UDP6_FRESH("a UDP socket over IPv6, not bound");

    private final String description;

    SocketKind(String description) {
        this.description = description;
    }

    /**
     * The kind with this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static SocketKind of(String name) {
        for (SocketKind kind : values()) {
            if (kind.toString().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a kind of socket is one of "
                + Arrays.stream(values()).map(SocketKind::toString).collect(Collectors.joining(", ")) + ", not "
                + name);
    }

    String description() {
        return description;
    }

    boolean isStream() {
        return name().startsWith("TCP");
    }

    SocketProtocolFamily family() {
        return name().charAt(3) == '4' ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }

    /** Whether an option is documented for sockets of this protocol and family. */
    public boolean isDocumentedFor(WinsockOption<?> option) {
        String otherFamily = family() == SocketProtocolFamily.INET ? "IPPROTO_IPV6" : "IPPROTO_IP";
        return (isStream()
                        ? option.sockets().includesStream()
                        : option.sockets().includesDatagram())
                && !option.levelName().equals(otherFamily);
    }

    /** As it is written on the command line, such as {@code tcp4-fresh}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
