package io.github.nettywinsock;

import static io.github.nettywinsock.engine.ChannelSocket.State.BOUND;
import static io.github.nettywinsock.engine.ChannelSocket.State.CLOSED;
import static io.github.nettywinsock.engine.ChannelSocket.State.UNBOUND;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.OptionRow;
import io.github.nettywinsock.simulation.SocketOptionRules;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A socket of {@link FakeWinsock}: its state, and its options with the documented rules for them. */
class FakeSocket implements SocketOptionRules.Socket {
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int WSAENETRESET = 10052;

    private static final int AF_INET = 2;

    final long handle;
    final int type;
    State state = UNBOUND;
    InetSocketAddress local;
    InetSocketAddress remote;
    /** A socket that AcceptEx accepted and that was not given its context yet. */
    boolean lacksContext;
    /** Why the connection is gone: 0, WSAENETRESET for keep-alive, WSAENOTCONN for a reset. */
    int connectionError;

    private final SocketOptionRules options = new SocketOptionRules(this);

    FakeSocket(long handle, int type) {
        this.handle = handle;
        this.type = type;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public int family() {
        return AF_INET;
    }

    @Override
    public boolean lacksContext() {
        return lacksContext;
    }

    @Override
    public int connectionError() {
        return connectionError;
    }

    boolean isOn(String option) {
        return options.isOn(option);
    }

    void put(String option, int value) {
        options.put(option, value);
    }

    /** What a socket gets from the listener that accepted it. */
    void inherit(FakeSocket listener) {
        options.inherit(listener.options);
    }

    /** The error of setting {@code value}, or 0 after it was set. */
    int set(OptionRow row, byte[] value) {
        return options.set(row, value);
    }

    /** The length written to {@code out}, or the negated error. */
    int get(OptionRow row, ByteBuffer out, int length, long address) {
        return options.get(row, out, length, address);
    }

    boolean isClosed() {
        return state() == CLOSED;
    }

    boolean isBound() {
        return state().compareTo(BOUND) >= 0 && !isClosed();
    }
}
