package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelSocket.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The socket beneath a real channel of the JDK, which it takes its state from. */
final class FakeChannelSocket extends FakeSocket {
    /** Like the JDK's state lock: held, the socket is not closed. */
    final Object lock = new Object();

    final SelectableChannel channel;
    private final boolean bindsExclusively;
    private State last = State.UNBOUND;
    private boolean closed;

    FakeChannelSocket(long handle, SelectableChannel channel, boolean bindsExclusively) {
        super(handle, channel instanceof DatagramChannel ? SOCK_DGRAM : SOCK_STREAM);
        this.channel = channel;
        this.bindsExclusively = bindsExclusively;
    }

    /** Closes the SOCKET of a closed channel, as the JDK does: with the lock held. */
    void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    @Override
    public State state() {
        if (closed || !channel.isOpen() && !Thread.holdsLock(lock)) {
            return State.CLOSED;
        }
        State now = current();
        if (bindsExclusively
                && last == State.UNBOUND
                && (now == State.BOUND || now == State.LISTENING)
                && !isOn("SO_REUSEADDR")) {
            put("SO_EXCLUSIVEADDRUSE", 1);
        }
        last = now;
        return now;
    }

    /** While the channel is being closed and the lock is held, the SOCKET is what it was before. */
    private State current() {
        try {
            if (channel instanceof SocketChannel) {
                if (((SocketChannel) channel).isConnected()) {
                    return State.CONNECTED;
                }
                if (((SocketChannel) channel).isConnectionPending()) {
                    return State.CONNECTING;
                }
            }
            if (channel instanceof DatagramChannel && ((DatagramChannel) channel).isConnected()) {
                return State.CONNECTED;
            }
            if (((NetworkChannel) channel).getLocalAddress() == null) {
                return State.UNBOUND;
            }
            return channel instanceof ServerSocketChannel ? State.LISTENING : State.BOUND;
        } catch (IOException e) {
            return last;
        }
    }

    @Override
    public InetSocketAddress local() {
        try {
            return (InetSocketAddress) ((NetworkChannel) channel).getLocalAddress();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public InetSocketAddress remote() {
        try {
            return channel instanceof SocketChannel
                    ? (InetSocketAddress) ((SocketChannel) channel).getRemoteAddress()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
