package io.github.nettywinsock.iocp;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.bench.Peers;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is measured. The next message of an echo comes either as soon as the last one is back, so that a receive finds it, or
 * later, when the server has nothing left to do.
 */
public enum Workload {
    ECHO_1("echo, 1 connection", true, Kind.ECHO, 1),
    ECHO_16("echo, 16 connections", true, Kind.ECHO, 16),
    ECHO_128("echo, 128 connections", true, Kind.ECHO, 128),
    /** A message that does not fill the least receive buffer of Netty's adaptive allocator tells that there is no other. */
    SHORTER_ECHO_1("echo of 60 bytes, 1 connection", true, Kind.ECHO, 1),
    SHORTER_ECHO_16("echo of 60 bytes, 16 connections", true, Kind.ECHO, 16),
    DATAGRAM("datagram", true, Kind.DATAGRAMS, 1),
    LATER_ECHO_1("echo, 1 connection", false, Kind.ECHO, 1),
    LATER_ECHO_16("echo, 16 connections", false, Kind.ECHO, 16),
    LATER_ECHO_128("echo, 128 connections", false, Kind.ECHO, 128),
    /** Beside connections that have nothing to receive. */
    BESIDE_1000("echo, 1 connection beside 1,000 idle", false, Kind.ECHO, 1, 1000),
    BESIDE_10000("echo, 1 connection beside 10,000 idle", false, Kind.ECHO, 1, 10_000),
    LATER_DATAGRAM("datagram", false, Kind.DATAGRAMS, 1),
    /** A receive is pending for each. */
    LATER_DATAGRAM_16("datagram, 16 clients", false, Kind.DATAGRAMS, 16),
    LATER_DATAGRAM_1000("datagram, 1,000 clients", 1000, Variant.NONE),
    LATER_INET6_DATAGRAM_16("datagram, 16 clients, IPv6", 16, Variant.INET6),
    /** Windows tells where each was sent to. */
    LATER_PKTINFO_DATAGRAM_16("datagram, 16 clients, IP_PKTINFO", 16, Variant.PKTINFO),
    /** And how it is marked; it is answered from there, and marked as it was. */
    LATER_MARKED_DATAGRAM_16("datagram, 16 clients, and IP_RECVECN", 16, Variant.MARKED),
    LATER_PEER_DATAGRAM("datagram, connected channel", 1, Variant.CONNECTED),
    LATER_SEGMENTS("datagram, answered in 2 segments", 1, Variant.SEGMENTS),
    /** The first meets a receive, and the others are joined until the next one. */
    LATER_JOINED_DATAGRAMS("4 datagrams, 3 of them joined", 1, Variant.JOINED),
    /** Each connection is for one message, and is closed by the client; it has the option that Netty sets. */
    PLAIN_CONNECTION("accepted connection, 1 option", false, Kind.CONNECTION, 1),
    CONNECTION("accepted connection, 5 options", false, Kind.CONNECTION, 1),
    /** Each connection is for one message, and is closed when it is back. */
    CLIENT("client connection", false, Kind.CLIENT, 1),
    /** By TransmitFile, and as it is sent on client editions of Windows. */
    FILE("file of 1 MiB, transmitted", false, Kind.FILE, 1),
    COPIED_FILE("file of 1 MiB, copied", false, Kind.FILE, 1),
    /** A turn of an event loop that has nothing to do. */
    TURN("turn of the loop", true, Kind.TURN, 0),
    /** On a bound channel of datagrams, and its SOCKET. */
    OPTION("option set", true, Kind.OPTION, 0);

    /** Who does something. */
    enum Kind {
        /** A listener, and clients that send one message after another. */
        ECHO,
        /** A channel of datagrams, and clients that send one after another. */
        DATAGRAMS,
        /** A listener, and one client after another. */
        CONNECTION,
        /** One channel after another that connects. */
        CLIENT,
        /** A listener, and a client that asks for a file. */
        FILE,
        /** The event loop of a listener. */
        TURN,
        /** A channel of datagrams. */
        OPTION
    }

    /** What datagrams, or the channel of theirs, have besides. */
    enum Variant {
        NONE,
        INET6,
        PKTINFO,
        MARKED,
        CONNECTED,
        SEGMENTS,
        JOINED
    }

    private final String label;
    private final boolean atOnce;
    private final Kind kind;
    private final int connections;
    private final int idle;
    private final Variant variant;

    Workload(String label, boolean atOnce, Kind kind, int connections) {
        this(label, atOnce, kind, connections, 0);
    }

    Workload(String label, boolean atOnce, Kind kind, int connections, int idle) {
        this(label, atOnce, kind, connections, idle, Variant.NONE);
    }

    Workload(String label, int clients, Variant variant) {
        this(label, false, Kind.DATAGRAMS, clients, 0, variant);
    }

    Workload(String label, boolean atOnce, Kind kind, int connections, int idle, Variant variant) {
        this.label = label;
        this.atOnce = atOnce;
        this.kind = kind;
        this.connections = connections;
        this.idle = idle;
        this.variant = variant;
    }

    /** What is done for one message. */
    String label() {
        return label;
    }

    /** Whether the next message comes as soon as the last one is back. */
    boolean isAtOnce() {
        return atOnce;
    }

    /** When the next message comes. */
    String comes() {
        return atOnce ? "inline" : "later";
    }

    Kind kind() {
        return kind;
    }

    Variant variant() {
        return variant;
    }

    /** How many messages are measured together. */
    int batch() {
        return kind == Kind.FILE ? 8 : 128;
    }

    /** How many bytes a message of an echo has. */
    int messageLength() {
        return this == SHORTER_ECHO_1 || this == SHORTER_ECHO_16 ? 60 : Peers.MESSAGE_LENGTH;
    }

    /** Whether each message has a connection of its own. */
    boolean opensConnections() {
        return kind == Kind.CONNECTION || kind == Kind.CLIENT;
    }

    /** How many clients send messages. */
    int connections() {
        return connections;
    }

    /** How many clients only connect. */
    int idle() {
        return idle;
    }

    /** Whether connections are accepted. */
    boolean isListener() {
        return kind != Kind.DATAGRAMS && kind != Kind.OPTION;
    }

    /** The options of accepted connections, and how a bootstrap sets them. */
    Map<WinsockOption<?>, Consumer<ServerBootstrap>> childOptions() {
        Map<WinsockOption<?>, Consumer<ServerBootstrap>> options = new LinkedHashMap<>();
        options.put(Catalogue.byName("TCP_NODELAY"), b -> b.childOption(ChannelOption.TCP_NODELAY, true));
        if (this == CONNECTION) {
            put(options, "SO_KEEPALIVE", WinsockChannelOption.SO_KEEPALIVE, true);
            put(options, "SO_OOBINLINE", WinsockChannelOption.SO_OOBINLINE, true);
            put(options, "TCP_KEEPIDLE", WinsockChannelOption.TCP_KEEPIDLE, 1);
            put(options, "TCP_KEEPINTVL", WinsockChannelOption.TCP_KEEPINTVL, 1);
        }
        return options;
    }

    private static <T> void put(
            Map<WinsockOption<?>, Consumer<ServerBootstrap>> options, String name, ChannelOption<T> option, T value) {
        options.put(Catalogue.byName(name), b -> b.childOption(option, value));
    }
}
