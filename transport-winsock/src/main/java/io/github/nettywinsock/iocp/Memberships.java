package io.github.nettywinsock.iocp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The groups that a datagram channel has joined. As over NIO, joining again and leaving what was not joined do nothing, which
 * Windows refuses, and a group is joined for all sources or for some.
 */
final class Memberships {
    private final MulticastOptions multicast;
    private final Set<List<Object>> joined = new HashSet<>();

    Memberships(MulticastOptions multicast) {
        this.multicast = multicast;
    }

    /**
     * Joins a group.
     *
     * @param networkInterface the interface, or null: Windows chooses
     * @param source           the source, or null for all
     * @throws IOException           when Windows refuses it, or the channel is closed
     * @throws IllegalStateException when the group is joined for all sources, and this is one, or the other way round
     */
    synchronized void join(InetAddress group, NetworkInterface networkInterface, InetAddress source)
            throws IOException {
        multicast.requireOpen();
        List<Object> membership = Arrays.asList(group, networkInterface, source);
        if (joined.contains(membership)) {
            return;
        }
        for (List<Object> other : joined) {
            boolean isOfGroup = other.subList(0, 2).equals(membership.subList(0, 2));
            if (isOfGroup && (source == null || other.get(2) == null)) {
                throw new IllegalStateException(group.getHostAddress() + " is joined for "
                        + (source == null ? "single sources" : "all sources") + " already: leave it before");
            }
        }
        multicast.join(group, networkInterface, source);
        joined.add(membership);
    }

    /** Leaves a group that was joined with the same arguments, as a channel that is closed has done. */
    synchronized void leave(InetAddress group, NetworkInterface networkInterface, InetAddress source)
            throws SocketException {
        List<Object> membership = Arrays.asList(group, networkInterface, source);
        if (joined.contains(membership) && multicast.isOpen()) {
            multicast.leave(group, networkInterface, source);
            joined.remove(membership);
        }
    }
}
