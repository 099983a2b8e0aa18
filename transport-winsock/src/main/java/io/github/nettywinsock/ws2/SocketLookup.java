package io.github.nettywinsock.ws2;

import java.nio.channels.SelectableChannel;

/**
 * Finds the SOCKET of a JDK channel, for which the JDK has no public API. On other systems than Windows the SOCKET is the
 * file descriptor.
 *
 * <p>The JDK may close the SOCKET at any moment from another thread, and Windows gives the number to the next socket. It
 * closes only while it holds the channel's state lock and after {@code isOpen()} has become false; so a SOCKET is valid
 * as long as the caller holds that lock:
 *
 * <pre>{@code
 * synchronized (lookup.stateLock(channel)) {
 *     if (!channel.isOpen()) {
 *         throw new ClosedChannelException();
 *     }
 *     long s = lookup.handle(channel);
 *     // native calls with s
 * }
 * Reference.reachabilityFence(channel);
 * }</pre>
 *
 * <p>Of the channel's methods call only {@code isOpen()} there: the others take locks that the JDK takes before the state
 * lock, so they could deadlock with another thread, {@code close()} among them.
 *
 * <p>The fence is for datagram channels: when one becomes unreachable without having been closed, the JDK closes its
 * SOCKET from a cleaner thread, without the lock.
 */
public interface SocketLookup {

    /**
     * Returns the monitor that the JDK holds whenever it closes the SOCKET of {@code ch}; the same for the life of the
     * channel.
     *
     * @throws IllegalArgumentException if {@code ch} is not a channel of the JDK
     */
    Object stateLock(SelectableChannel ch);

    /**
     * Returns the SOCKET of {@code ch}. Call this with {@link #stateLock} held, after {@code isOpen()} was seen true under
     * it: a closed channel still has its former number.
     *
     * @throws IllegalArgumentException if {@code ch} is not a channel of the JDK
     */
    long handle(SelectableChannel ch);
}
