package io.github.nettywinsock.engine;

import io.github.nettywinsock.ws2.NativeWinsock2;
import io.github.nettywinsock.ws2.NioSocketLookup;
import io.github.nettywinsock.ws2.SocketLookup;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.util.internal.SystemPropertyUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the options of a channel are applied through: the Winsock calls, and the look-up of a NIO channel's SOCKET. */
public final class WinsockBackend {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockBackend.class);
    /** The system property that, when it is {@code false}, lets channels go on without options that are unavailable. */
    public static final String REQUIRED = "io.github.nettywinsock.required";

    /** The system property that has native calls logged. */
    public static final String TRACE = TracedWinsock2.TRACE;

    private static final WinsockBackend SYSTEM = load();

    private final Winsock2 ws2;
    private final SocketLookup lookup;
    private final OptionCalls calls;

    private final Throwable unavailabilityCause;
    private final boolean required;
    private final AtomicBoolean warned = new AtomicBoolean();

    public WinsockBackend(Winsock2 ws2, SocketLookup lookup) {
        this(ws2, lookup, null, true);
    }

    /** One that is unavailable; where it is required, an option that is asked for fails the channel. */
    public WinsockBackend(Throwable unavailabilityCause, boolean required) {
        this(null, null, unavailabilityCause, required);
    }

    private WinsockBackend(Winsock2 ws2, SocketLookup lookup, Throwable unavailabilityCause, boolean required) {
        this.ws2 = ws2;
        this.lookup = lookup;
        this.unavailabilityCause = unavailabilityCause;
        this.required = required;
        calls = new OptionCalls(ws2);
    }

    private static WinsockBackend load() {
        try {
            return new WinsockBackend(TracedWinsock2.ifWanted(NativeWinsock2.load()), NioSocketLookup.load());
        } catch (Exception | LinkageError e) {
            return new WinsockBackend(e, NativeWinsock2.isWindows() && SystemPropertyUtil.getBoolean(REQUIRED, true));
        }
    }

    /** The one that makes the calls of {@code ws2}. */
    public static WinsockBackend of(Winsock2 ws2) {
        return ws2 == SYSTEM.ws2 ? SYSTEM : new WinsockBackend(ws2, SYSTEM.lookup);
    }

    /** The one of this system. */
    public static WinsockBackend ofSystem() {
        return SYSTEM;
    }

    /** Why there is none, or null. */
    public Throwable unavailabilityCause() {
        return unavailabilityCause;
    }

    public boolean isAvailable() {
        return unavailabilityCause == null;
    }

    /** Whether options are unknown to channels, as those of a transport that is not there. */
    public boolean isAbsent() {
        return !isAvailable() && !required;
    }

    /**
     * Does nothing where options can be set.
     *
     * @throws ChannelException where they cannot; it says why, and what to do
     */
    public void ensureAvailability() {
        if (!isAvailable()) {
            throw new ChannelException(
                    "Winsock options cannot be set: " + unavailabilityCause.getMessage()
                            + "; to go on without them, start the JVM with -D" + REQUIRED + "=false",
                    unavailabilityCause);
        }
    }

    public Winsock2 ws2() {
        return ws2;
    }

    public OptionCalls calls() {
        return calls;
    }

    /** The SOCKET of {@code channel}, which {@code listener} accepted unless it is null. */
    public ChannelSocket socketOf(AbstractNioChannel channel, ChannelSocket listener) {
        return new NioChannelSocket(lookup, channel.unsafe().ch(), listener);
    }

    /**
     * The SOCKET of {@code channel}.
     *
     * @throws IllegalArgumentException when it is neither a NIO nor an IOCP channel
     */
    public ChannelSocket socketOf(Channel channel) {
        if (channel != null && channel.unsafe() instanceof ChannelSocket.Owner) {
            return ((ChannelSocket.Owner) channel.unsafe()).socket();
        }
        if (!(channel instanceof AbstractNioChannel)) {
            throw new IllegalArgumentException("only a NIO or IOCP channel has a SOCKET that can be found, not "
                    + (channel == null ? null : "a " + channel.getClass().getName()));
        }
        return socketOf((AbstractNioChannel) channel, channel.parent() == null ? null : socketOf(channel.parent()));
    }

    /** Logs, once, that options are absent and so not set. */
    void warnOfAbsence(Channel channel, Object values) {
        if (!warned.getAndSet(true)) {
            logger.warn(
                    "Winsock options are not set, on {} and others: {} ({})",
                    channel,
                    values,
                    unavailabilityCause.getMessage());
        }
    }
}
