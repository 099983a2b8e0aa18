package io.github.nettywinsock.parity;

import io.github.nettywinsock.SilentAddress;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/** A client, whose peer is a socket of the JDK. */
final class ClientSubject extends Subject {
    private static final int ACCEPT_MILLIS = 50;
    private static final int ACCEPTS = 10;

    private final Connection connection;
    private final ServerSocket listener;
    private boolean stalls;

    ClientSubject(Transport transport, EventLoop loop) throws IOException {
        super(transport.clients.get(), loop);
        connection = new Connection((SocketChannel) channel, loop, log, this::run);
        listener = closing(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        listener.setSoTimeout(ACCEPT_MILLIS);
        addresses.port(listener.getLocalPort(), "PEER");
    }

    @Override
    InetSocketAddress address(String what) throws Exception {
        switch (what) {
            case "peer":
                return (InetSocketAddress) listener.getLocalSocketAddress();
            case "silent":
                return named("SILENT", closing(new SilentAddress()).address().getPort());
            case "wildcard":
                return new InetSocketAddress(listener.getLocalPort());
            case "wildcard6":
                return new InetSocketAddress(InetAddress.getByName("::"), listener.getLocalPort());
            default:
                return super.address(what);
        }
    }

    @Override
    void run(String[] words) throws Exception {
        switch (words[0]) {
            case "connect":
            case "connect-from":
                super.run(words);
                accept(words[words.length - 1]);
                break;
            case "connect-twice":
                onLoop(() -> {
                    channel.connect(listener.getLocalSocketAddress(), promise("connect"));
                    channel.connect(listener.getLocalSocketAddress(), promise("second connect"));
                });
                accept("peer");
                break;
            case "connect-cancel":
                onLoop(() -> {
                    channel.connect(listener.getLocalSocketAddress(), promise("connect"))
                            .cancel(false);
                });
                break;
            case "connect-close":
                onLoop(() -> {
                    channel.connect(listener.getLocalSocketAddress(), promise("connect"));
                    channel.close(promise("close"));
                });
                break;
            case "peer-stalls-from-the-start":
                stalls = true;
                break;
            default:
                if (!connection.run(words)) {
                    super.run(words);
                }
        }
    }

    private void accept(String to) throws IOException {
        if (connection.hasPeer() || !to.equals("peer") && !to.equals("wildcard")) {
            return;
        }
        for (int i = 0; i < ACCEPTS && channel.isOpen(); i++) {
            try {
                Socket socket = listener.accept();
                connection.peer(closing(new Peer(socket, stalls)));
                addresses.port(socket.getPort(), "LOCAL");
                return;
            } catch (SocketTimeoutException e) {
                // Once more, unless the connect has failed.
            }
        }
        log.add("nobody was accepted");
    }

    @Override
    List<String> state() {
        List<String> lines = super.state();
        connection.addState(lines);
        return lines;
    }

    @Override
    long changes() {
        return super.changes() + connection.changes();
    }
}
