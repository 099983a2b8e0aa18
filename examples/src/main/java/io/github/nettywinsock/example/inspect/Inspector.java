package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.util.Set;

/** Asks about options, each on a socket of its own, so that no answer depends on what was set before. */
final class Inspector {
    /** They act on more than the socket: on the provider, the network card, and the ports of others. */
    private static final Set<String> NEVER_SET = Set.of(
            "PVD_CONFIG", "SIO_RCVALL", "SIO_RCVALL_MCAST", "SIO_RCVALL_IGMPMCAST", "SIO_RELEASE_PORT_RESERVATION");

    /** It holds for all sockets that are opened later: it is set to what it is. */
    private static final String PROCESS_WIDE = "SO_OPENTYPE";

    private final Sockets sockets;
    private final Samples samples;
    private final boolean all;

    /** {@code all} also tries to read and set options that are documented as not readable or not writable. */
    Inspector(Sockets sockets, Samples samples, boolean all) {
        this.sockets = sockets;
        this.samples = samples;
        this.all = all;
    }

    <T> Inspection inspect(SocketKind kind, WinsockOption<T> option) throws IOException {
        try (OpenSocket socket = sockets.open(kind)) {
            OptionProbe<T> probe = new OptionProbe<>(socket.channel(), option);
            Answer get = isTried(option, option.access().isReadable()) ? probe.get() : Answer.NOT_ASKED;
            Answer set = isSettable(option, get) ? probe.set(sample(option, get)) : Answer.NOT_ASKED;
            Answer getAgain = set.isOk() && get.isAsked() ? probe.get() : Answer.NOT_ASKED;
            String level = option.isControlCode() ? "WSAIoctl" : option.levelName();
            return new Inspection(kind, level, option.name(), kind.isDocumentedFor(option), get, set, getAgain);
        }
    }

    /** A control code has one direction; in the other the provider takes a buffer for given that is not there. */
    private boolean isTried(WinsockOption<?> option, boolean documented) {
        return documented || all && !option.isControlCode();
    }

    private boolean isSettable(WinsockOption<?> option, Answer get) {
        return isTried(option, option.access().isWritable())
                && !NEVER_SET.contains(option.name())
                && (get.isOk() || !option.name().equals(PROCESS_WIDE));
    }

    private <T> T sample(WinsockOption<T> option, Answer get) {
        return option.name().equals(PROCESS_WIDE) ? option.parse(get.value()) : samples.of(option, get.text());
    }
}
