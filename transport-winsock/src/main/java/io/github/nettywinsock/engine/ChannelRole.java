package io.github.nettywinsock.engine;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.Phase;
import io.github.nettywinsock.option.WinsockOption;
import java.util.Locale;

/** What a channel is in its application: its options in an options file have this prefix. */
public enum ChannelRole {
    /** A TCP socket that listens. */
    LISTENER("a TCP listener", State.UNBOUND),
    /** A TCP socket that a listener has accepted. */
    CHILD("an accepted TCP socket", State.CONNECTED),
    /** A TCP socket that connects. */
    CLIENT("a TCP client", State.UNBOUND),
    /** A UDP socket. */
    DATAGRAM("a UDP socket", State.UNBOUND);

    private final String description;

    /** How far the socket has come when its options are given to it. */
    private final State state;

    ChannelRole(String description, State state) {
        this.description = description;
        this.state = state;
    }

    /** The prefix of its options. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return prefix();
    }

    /** Whether channels of this role can be given the option. */
    boolean fits(WinsockOption<?> option) {
        return misfitOfKind(option).isEmpty() && misfitOfPhase(option).isEmpty();
    }

    /** Why the option is not for sockets of this kind; empty when it is. */
    String misfitOfKind(WinsockOption<?> option) {
        boolean fits = option.sockets().include(this == DATAGRAM);
        return fits ? "" : option + " is for " + option.sockets() + " sockets, not for " + description;
    }

    /** Why the option comes too late, or never, on a channel of this role; empty when it comes in time. */
    String misfitOfPhase(WinsockOption<?> option) {
        Timing timing = Timing.of(option.phase(), state, state, this == LISTENER, this == CHILD);
        boolean ofAnother = option.phase() == Phase.BEFORE_LISTEN && this != LISTENER
                || option.phase() == Phase.AFTER_CONNECT && this == CHILD;
        if (timing == Timing.NEVER || ofAnother) {
            return option + " has to be set " + option.phase() + ", which never comes for " + description;
        }
        return timing == Timing.TOO_LATE
                ? option + " has to be set " + option.phase() + ", which is over for " + description
                : "";
    }
}
