package io.github.nettywinsock.engine;

import static io.github.nettywinsock.engine.ChannelSocket.State.BOUND;
import static io.github.nettywinsock.engine.ChannelSocket.State.CONNECTED;
import static io.github.nettywinsock.engine.ChannelSocket.State.LISTENING;
import static io.github.nettywinsock.engine.ChannelSocket.State.UNBOUND;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.Phase;

/** What setting an option comes to, given its phase and how far the socket has come. */
public enum Timing {
    /** It is applied now. */
    NOW,
    /** It is recorded until its phase comes. */
    LATER,
    /** Its phase has passed. */
    TOO_LATE,
    /** Its phase never comes for such a socket. */
    NEVER;

    /**
     * The timing of an option.
     *
     * @param reached  how far the socket has come
     * @param entered  how far a bind or connect that has begun leads it, or {@code reached}
     * @param listener whether bind makes it listen
     * @param accepted whether a listener accepted it
     */
    static Timing of(Phase phase, State reached, State entered, boolean listener, boolean accepted) {
        switch (phase) {
            case BEFORE_BIND:
                return entered == UNBOUND ? LATER : TOO_LATE;
            case BEFORE_LISTEN:
                return entered.compareTo(LISTENING) < 0 ? LATER : TOO_LATE;
            case BEFORE_CONNECT:
                return entered.compareTo(listener ? UNBOUND : BOUND) <= 0 ? LATER : TOO_LATE;
            case AFTER_BIND:
                return reached == UNBOUND ? LATER : NOW;
            case AFTER_CONNECT:
                return listener ? NEVER : reached == CONNECTED ? NOW : LATER;
            case AFTER_ACCEPT:
                return accepted ? NOW : NEVER;
            case ANY:
                return entered == UNBOUND ? LATER : NOW;
            default:
                throw new IllegalArgumentException(phase.name());
        }
    }
}
