package io.github.nettywinsock;

import static io.github.nettywinsock.ChannelSocket.State.BOUND;
import static io.github.nettywinsock.ChannelSocket.State.CONNECTED;
import static io.github.nettywinsock.ChannelSocket.State.LISTENING;
import static io.github.nettywinsock.ChannelSocket.State.UNBOUND;

import io.github.nettywinsock.option.Phase;

/** What setting an option comes to, given its phase and how far the socket has come. */
enum Timing {
    /** It is applied at once. */
    NOW,
    /** It is recorded until its phase comes. */
    LATER,
    /** Its phase has passed. */
    TOO_LATE,
    /** Its phase never comes for such a socket. */
    NEVER;

    static Timing of(Phase phase, ChannelSocket.State state, boolean listener, boolean accepted) {
        switch (phase) {
            case BEFORE_BIND:
                return state == UNBOUND ? LATER : TOO_LATE;
            case BEFORE_LISTEN:
                return state.compareTo(LISTENING) < 0 ? LATER : TOO_LATE;
            case BEFORE_CONNECT:
                return state.compareTo(listener ? UNBOUND : BOUND) <= 0 ? LATER : TOO_LATE;
            case AFTER_CONNECT:
                return listener ? NEVER : state == CONNECTED ? NOW : LATER;
            case AFTER_ACCEPT:
                return accepted ? NOW : NEVER;
            case AFTER_BIND:
            case ANY:
                return state == UNBOUND ? LATER : NOW;
            default:
                throw new IllegalArgumentException(phase.name());
        }
    }
}
