package io.github.nettywinsock.iocp;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.bench.Clients;
import io.github.nettywinsock.bench.Peers;
import io.github.nettywinsock.bench.Visitors;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the clients of an echo server do. The next message comes either as soon as the last one is back, so that a receive
 * finds it, or later, when the server has nothing left to do.
 */
public enum Workload {
    ECHO_1("echo, 1 connection", true, 1),
    ECHO_16("echo, 16 connections", true, 16),
    ECHO_128("echo, 128 connections", true, 128),
    DATAGRAM("datagram", true, 0),
    LATER_ECHO_1("echo, 1 connection", false, 1),
    LATER_ECHO_16("echo, 16 connections", false, 16),
    LATER_ECHO_128("echo, 128 connections", false, 128),
    LATER_DATAGRAM("datagram", false, 0),
    /** Each connection has five options, is for one message, and is closed by the client. */
    CONNECTION("connection", false, -1),
    /** On a bound channel of datagrams, and its SOCKET. */
    OPTION("option set", true, 0);

    private final String label;
    private final boolean atOnce;
    private final int connections;

    Workload(String label, boolean atOnce, int connections) {
        this.label = label;
        this.atOnce = atOnce;
        this.connections = connections;
    }

    /** What is done for one message. */
    String label() {
        return label;
    }

    /** Whether the next message comes as soon as the last one is back. */
    boolean isAtOnce() {
        return atOnce;
    }

    /** Whether the clients connect. */
    boolean isStream() {
        return connections != 0;
    }

    Clients newClients(SimulatedWindows windows, InetSocketAddress server) {
        if (connections < 0) {
            return new Visitors(windows, server);
        }
        Peers peers = new Peers(windows, server);
        for (int i = 0; i < connections; i++) {
            peers.connect();
        }
        if (connections == 0) {
            peers.addDatagrams();
        }
        return peers;
    }

    /** The options of accepted connections, and how a bootstrap sets them. */
    Map<WinsockOption<?>, Consumer<ServerBootstrap>> childOptions() {
        Map<WinsockOption<?>, Consumer<ServerBootstrap>> options = new LinkedHashMap<>();
        options.put(Catalogue.byName("TCP_NODELAY"), b -> b.childOption(ChannelOption.TCP_NODELAY, true));
        if (connections < 0) {
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
