package io.github.nettywinsock;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.nio.channels.ClosedChannelException;

/** Tells whether Winsock options can be used here, and reaches the SOCKET of a channel. */
public final class Winsock {
    private static final SupportProbe PROBE =
            new SupportProbe(WinsockProvider.ofSystem().ws2());

    private Winsock() {}

    /** Whether Winsock options can be used: on 64-bit Windows. */
    public static boolean isAvailable() {
        return WinsockProvider.ofSystem().isAvailable();
    }

    /**
     * Does nothing where Winsock options can be used.
     *
     * @throws UnsatisfiedLinkError where they cannot; its cause says why
     */
    public static void ensureAvailability() {
        if (!isAvailable()) {
            throw (Error) new UnsatisfiedLinkError("Winsock options cannot be used").initCause(unavailabilityCause());
        }
    }

    /** Why Winsock options cannot be used, or null where they can. */
    public static Throwable unavailabilityCause() {
        return WinsockProvider.ofSystem().unavailabilityCause();
    }

    /**
     * The SOCKET of a NIO channel. It is good until the channel is closed, so it should be used on the event loop of the
     * channel; afterwards Windows gives the same number to another socket.
     *
     * @throws IllegalArgumentException when the channel is not a NIO channel
     * @throws ChannelException when the channel is closed
     * @throws UnsatisfiedLinkError when {@link #isAvailable()} is false
     */
    public static long handle(Channel channel) {
        ensureAvailability();
        ChannelSocket socket = WinsockProvider.ofSystem().socketOf(channel);
        synchronized (socket.lock()) {
            try {
                return OptionCalls.openHandle(socket);
            } catch (ClosedChannelException e) {
                throw new ChannelException(e);
            }
        }
    }

    /**
     * Whether this Windows knows an option. The first call for an option tries it on a socket of its own.
     *
     * @return false too when {@link #isAvailable()} is false
     * @throws IllegalArgumentException when the option is not a {@link WinsockChannelOption}
     */
    public static boolean isSupported(ChannelOption<?> option) {
        WinsockOption<?> winsockOption = WinsockChannelOption.winsockOption(option);
        if (winsockOption == null) {
            throw new IllegalArgumentException(option + " is not a WinsockChannelOption");
        }
        return isAvailable() && PROBE.isSupported(winsockOption);
    }
}
