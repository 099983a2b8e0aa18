package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;

/** The SOCKET of a channel, as far as {@link SocketOptions} needs it. */
public interface ChannelSocket {
    /** How far the socket has come, in this order. */
    enum State {
        /** Neither bound nor connected. */
        UNBOUND("not bound"),
        /** Bound. */
        BOUND("bound"),
        /** Bound and listening. */
        LISTENING("listening"),
        /** A connect is pending. */
        CONNECTING("connecting"),
        /** Connected. */
        CONNECTED("connected"),
        /** Closed. */
        CLOSED("closed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The monitor without which the SOCKET is not closed. */
    Object lock();

    /** Whether the SOCKET is open. */
    boolean isOpen();

    /** The SOCKET. To be called with {@link #lock()} held and {@link #isOpen()} seen true: Windows gives numbers again. */
    long handle();

    /** How far the SOCKET has come. */
    State state();

    /** Whether bind makes it listen. */
    boolean isListener();

    /** The listener that accepted it, or null. */
    ChannelSocket listener();

    /** Whether the channel itself calls the phases of bind and connect; else a handler in its pipeline does. */
    default boolean callsPhases() {
        return false;
    }

    /** Binds an unbound datagram SOCKET as its first send would, where a handler calls the phases. */
    default void bindForSend() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Handles that an option was set on the SOCKET. */
    default void wasSet(WinsockOption<?> option) {}

    /** The {@code unsafe()} of a channel whose transport knows its SOCKET. */
    interface Owner {
        /** The SOCKET of the channel. */
        ChannelSocket socket();

        /** The options of the channel. */
        SocketOptions options();
    }
}
