package io.github.nettywinsock;

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
final class WinsockProvider {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockProvider.class);
    private static final WinsockProvider SYSTEM = load();

    private final Winsock2 ws2;
    private final SocketLookup lookup;
    private final OptionCalls calls;

    private final Throwable unavailabilityCause;
    private final boolean required;
    private final AtomicBoolean warned = new AtomicBoolean();

    WinsockProvider(Winsock2 ws2, SocketLookup lookup) {
        this(ws2, lookup, null, true);
    }

    /** One that is unavailable; where it is required, an option that is asked for fails the channel. */
    WinsockProvider(Throwable unavailabilityCause, boolean required) {
        this(null, null, unavailabilityCause, required);
    }

    private WinsockProvider(Winsock2 ws2, SocketLookup lookup, Throwable unavailabilityCause, boolean required) {
        this.ws2 = ws2;
        this.lookup = lookup;
        this.unavailabilityCause = unavailabilityCause;
        this.required = required;
        calls = new OptionCalls(ws2);
    }

    private static WinsockProvider load() {
        try {
            return new WinsockProvider(NativeWinsock2.load(), NioSocketLookup.load());
        } catch (Exception | LinkageError e) {
            return new WinsockProvider(
                    e, NativeWinsock2.isWindows() && SystemPropertyUtil.getBoolean(Winsock.REQUIRED, true));
        }
    }

    /** The one that makes the calls of {@code ws2}. */
    static WinsockProvider of(Winsock2 ws2) {
        return ws2 == SYSTEM.ws2 ? SYSTEM : new WinsockProvider(ws2, SYSTEM.lookup);
    }

    /** The one of this system. */
    static WinsockProvider ofSystem() {
        return SYSTEM;
    }

    /** Why there is none, or null. */
    Throwable unavailabilityCause() {
        return unavailabilityCause;
    }

    boolean isAvailable() {
        return unavailabilityCause == null;
    }

    /** Whether options are unknown to channels, as those of a transport that is not there. */
    boolean isAbsent() {
        return !isAvailable() && !required;
    }

    /**
     * Does nothing where options can be set.
     *
     * @throws ChannelException where they cannot; it says why, and what to do
     */
    void ensureAvailability() {
        if (!isAvailable()) {
            throw new ChannelException(
                    "Winsock options cannot be set: " + unavailabilityCause.getMessage()
                            + "; to go on without them, start the JVM with -D" + Winsock.REQUIRED + "=false",
                    unavailabilityCause);
        }
    }

    Winsock2 ws2() {
        return ws2;
    }

    OptionCalls calls() {
        return calls;
    }

    /** The SOCKET of {@code channel}, which {@code listener} accepted unless it is null. */
    ChannelSocket socketOf(AbstractNioChannel channel, ChannelSocket listener) {
        return new NioChannelSocket(lookup, channel.unsafe().ch(), listener);
    }

    /**
     * The SOCKET of {@code channel}.
     *
     * @throws IllegalArgumentException when it is neither a NIO nor an IOCP channel
     */
    ChannelSocket socketOf(Channel channel) {
        if (channel != null && channel.unsafe() instanceof ChannelSocket.Owner) {
            return ((ChannelSocket.Owner) channel.unsafe()).socket();
        }
        if (!(channel instanceof AbstractNioChannel)) {
            throw new IllegalArgumentException("only a NIO or IOCP channel has a SOCKET that can be found, not "
                    + (channel == null ? null : "a " + channel.getClass().getName()));
        }
        return socketOf((AbstractNioChannel) channel, channel.parent() == null ? null : socketOf(channel.parent()));
    }

    SocketOptions optionsOf(Channel channel, ChannelSocket socket) {
        return new SocketOptions(channel, socket, this);
    }

    private SocketOptions optionsOf(Channel channel) {
        return channel.unsafe() instanceof ChannelSocket.Owner
                ? ((ChannelSocket.Owner) channel.unsafe()).options()
                : optionsOf(channel, socketOf(channel));
    }

    /** Sets options on a NIO channel of any class, when their phases come; where they are absent it only logs that. */
    void configure(Channel channel, OptionValues values) {
        if (values.isEmpty()) {
            return;
        }
        if (isAbsent()) {
            if (!warned.getAndSet(true)) {
                logger.warn(
                        "Winsock options are not set, on {} and others: {} ({})",
                        channel,
                        values,
                        unavailabilityCause.getMessage());
            }
            return;
        }
        optionsOf(channel).configure(values);
    }
}
