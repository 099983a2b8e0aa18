package io.github.nettywinsock.engine;

import io.github.nettywinsock.ws2.SocketLookup;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The SOCKET of a JDK channel. */
public final class NioChannelSocket implements ChannelSocket {
    private final SocketLookup lookup;
    private final SelectableChannel channel;
    private final ChannelSocket listener;

    NioChannelSocket(SocketLookup lookup, SelectableChannel channel, ChannelSocket listener) {
        this.lookup = lookup;
        this.channel = channel;
        this.listener = listener;
    }

    @Override
    public Object lock() {
        return lookup.stateLock(channel);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public long handle() {
        return lookup.handle(channel);
    }

    @Override
    public State state() {
        try {
            if (!channel.isOpen()) {
                return State.CLOSED;
            }
            if (channel instanceof SocketChannel) {
                SocketChannel stream = (SocketChannel) channel;
                if (stream.isConnected()) {
                    return State.CONNECTED;
                }
                if (stream.isConnectionPending()) {
                    return State.CONNECTING;
                }
            }
            if (channel instanceof DatagramChannel && ((DatagramChannel) channel).isConnected()) {
                return State.CONNECTED;
            }
            if (((NetworkChannel) channel).getLocalAddress() == null) {
                return State.UNBOUND;
            }
            return isListener() ? State.LISTENING : State.BOUND;
        } catch (IOException e) {
            return State.CLOSED;
        }
    }

    @Override
    public void bindForSend() throws IOException {
        ((NetworkChannel) channel).bind(null);
    }

    @Override
    public boolean isListener() {
        return channel instanceof ServerSocketChannel;
    }

    @Override
    public ChannelSocket listener() {
        return listener;
    }
}
