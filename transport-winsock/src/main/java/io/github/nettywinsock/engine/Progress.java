package io.github.nettywinsock.engine;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.Phase;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import java.util.Map;

/** How far a channel has come, a bind or connect that has begun included, and what that means for an option. */
final class Progress {
    private final Channel channel;
    private final ChannelSocket socket;

    /** The state that a bind or connect leads to, from its beginning to its end. */
    private State entered = State.UNBOUND;

    Progress(Channel channel, ChannelSocket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    /** Handles that a bind or connect begins. */
    void enter(State state) {
        entered = state;
    }

    /** Handles that it has succeeded or failed. */
    void leave() {
        entered = State.UNBOUND;
    }

    private State furthest(State state) {
        return entered.compareTo(state) > 0 ? entered : state;
    }

    /** A SOCKET on its way through ConnectEx takes options when SO_UPDATE_CONNECT_CONTEXT has followed, as its page says. */
    boolean takesOptions(State state) {
        return !socket.callsPhases() || furthest(state) != State.CONNECTING;
    }

    /** When an option of a phase is applied that is set in a state. */
    Timing timing(Phase phase, State state) {
        Timing timing = Timing.of(phase, state, furthest(state), socket.isListener(), socket.listener() != null);
        return timing == Timing.NOW && !takesOptions(state) ? Timing.LATER : timing;
    }

    /** What was refused waits for a bind or connect that can fail of it, as what may be set at any time does. */
    Timing timing(Map.Entry<WinsockOption<?>, Object> entry, State state) {
        return timing(
                entry.getValue() instanceof Throwable
                        ? Phase.ANY
                        : entry.getKey().phase(),
                state);
    }

    /** @throws IllegalStateException when an option of this timing cannot be applied any more */
    void requireInTime(WinsockOption<?> option, Timing timing, State state) {
        if (timing == Timing.TOO_LATE) {
            throw new IllegalStateException("too late for " + option + ", which has to be set " + option.phase() + ": "
                    + channel + " is " + furthest(state));
        }
        if (timing == Timing.NEVER) {
            throw new IllegalStateException(
                    option + " has to be set " + option.phase() + ", which never comes for " + channel);
        }
    }
}
