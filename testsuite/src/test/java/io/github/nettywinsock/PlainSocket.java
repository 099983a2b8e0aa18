package io.github.nettywinsock;

import io.github.nettywinsock.ws2.NioSocketLookup;
import io.github.nettywinsock.ws2.SocketLookup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A socket of the JDK on loopback, opened without Netty. */
final class PlainSocket implements AutoCloseable {
    private static final InetSocketAddress FREE_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final long INVALID_SOCKET = -1;

    private final SocketLookup lookup = NioSocketLookup.load();
    private final SelectableChannel channel;
    private final ServerSocketChannel listener;
    private final SocketChannel otherEnd;

    private PlainSocket(SelectableChannel channel, ServerSocketChannel listener, SocketChannel otherEnd) {
        this.channel = channel;
        this.listener = listener;
        this.otherEnd = otherEnd;
    }

    /** A socket of a kind that the inspector knows. */
    static PlainSocket open(String kind) throws IOException {
        ProtocolFamily family = kind.charAt(3) == '4' ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        switch (kind) {
            case "tcp4-listening":
                return new PlainSocket(open(ServerSocketChannel.class, family).bind(FREE_PORT), null, null);
            case "tcp4-accepted":
            case "tcp4-connected":
                ServerSocketChannel listener =
                        open(ServerSocketChannel.class, family).bind(FREE_PORT);
                SocketChannel client = noDelay(open(SocketChannel.class, family));
                client.connect(listener.getLocalAddress());
                SocketChannel accepted = noDelay(listener.accept());
                return kind.equals("tcp4-accepted")
                        ? new PlainSocket(accepted, listener, client)
                        : new PlainSocket(client, null, accepted);
            case "udp4-bound":
                return new PlainSocket(DatagramChannel.open(family).bind(FREE_PORT), null, null);
            default:
                return new PlainSocket(
                        kind.startsWith("udp")
                                ? DatagramChannel.open(family)
                                : noDelay(open(SocketChannel.class, family)),
                        null,
                        null);
        }
    }

    /** Java 15 has the method with the family. */
    private static <C> C open(Class<C> type, ProtocolFamily family) throws IOException {
        try {
            return type.cast(
                    Runtime.version().feature() < 15
                            ? type.getMethod("open").invoke(null)
                            : type.getMethod("open", ProtocolFamily.class).invoke(null, family));
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    /** As Netty does. */
    private static SocketChannel noDelay(SocketChannel channel) throws IOException {
        return channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    long handle() {
        return handle(channel);
    }

    private long handle(SelectableChannel open) {
        synchronized (lookup.stateLock(open)) {
            return lookup.handle(open);
        }
    }

    /** The SOCKET of the listener that accepted this one, or INVALID_SOCKET. */
    long listener() {
        return listener == null ? INVALID_SOCKET : handle(listener);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (listener != null) {
            listener.close();
        }
        if (otherEnd != null) {
            otherEnd.close();
        }
    }
}
