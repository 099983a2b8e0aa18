package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The multicast groups of a socket, and through which interface it sends to groups. */
@Rules({"R056", "R335", "R336", "R337", "R338", "R339", "R340", "R341", "R342", "R343", "R346"})
final class Memberships {
    private static final int INVALID = WsaErrors.WSAEINVAL;
    private static final int NOT_AVAILABLE = WsaErrors.WSAEADDRNOTAVAIL;

    private final DatagramSocket socket;
    private final Map<String, Membership> memberships = new HashMap<>();
    private Interface outgoing4;
    private Interface outgoing6;

    Memberships(DatagramSocket socket) {
        this.socket = socket;
    }

    /** Whether an option is about groups. */
    static boolean has(String option) {
        switch (option) {
            case "IP_MULTICAST_IF":
            case "IPV6_MULTICAST_IF":
            case "IP_BLOCK_SOURCE":
            case "IP_UNBLOCK_SOURCE":
                return true;
            default:
                return option.endsWith("_MEMBERSHIP") || option.startsWith("MCAST_") || option.endsWith("_GROUP");
        }
    }

    /** Sets an option, and answers the error or 0. */
    int set(int level, String option, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        if (level == 0 ? !socket.takes(Addresses.wildcard(SimulatedSocket.AF_INET)) : !socket.isInet6()) {
            return WsaErrors.WSAEINVAL;
        }
        switch (option) {
            case "IP_MULTICAST_IF":
                return sendThrough(level, Arrays.equals(value, new byte[4]) ? null : byAddress(value, 0), value);
            case "IPV6_MULTICAST_IF":
                return sendThrough(level, Interface.byIndex(in.getInt(0)), value);
            default:
                return option.startsWith("MCAST_") ? protocolIndependent(option, in) : ofFamily(option, value, in);
        }
    }

    @Rules("R113")
    private int sendThrough(int level, Interface outgoing, byte[] value) {
        if (outgoing == null && !Arrays.equals(value, new byte[4])) {
            return socket.windows.schedule.pick(WsaErrors.WSAEADDRNOTAVAIL, WsaErrors.WSAEINVAL);
        }
        if (level == 0) {
            outgoing4 = outgoing;
        } else {
            outgoing6 = outgoing;
        }
        return 0;
    }

    /** What getsockopt says of the interface: its index in host order. */
    int outgoingIndex(int level) {
        Interface outgoing = level == 0 ? outgoing4 : outgoing6;
        return outgoing == null ? 0 : outgoing.index();
    }

    /** The interface that a datagram to a group leaves through. */
    Interface outgoing(InetAddress group, InetAddress bound) {
        Interface outgoing = group instanceof Inet4Address ? outgoing4 : outgoing6;
        if (outgoing != null) {
            return outgoing;
        }
        return bound.isAnyLocalAddress() ? socket.windows.schedule.defaultInterface() : Interface.of(bound);
    }

    private int ofFamily(String option, byte[] value, ByteBuffer in) {
        if (option.startsWith("IPV6_")) {
            InetAddress group = Addresses.of(Arrays.copyOf(value, 16));
            if (group instanceof Inet4Address) {
                return socket.windows.schedule.pick(WsaErrors.WSAEINVAL, WsaErrors.WSAEADDRNOTAVAIL);
            }
            long index = Integer.toUnsignedLong(in.getInt(16));
            Interface through = index == 0 ? socket.windows.schedule.defaultInterface() : Interface.byIndex(index);
            boolean joins = option.equals("IPV6_ADD_MEMBERSHIP") || option.equals("IPV6_JOIN_GROUP");
            return apply(joins ? Change.ADD : Change.DROP, group, through, null);
        }
        InetAddress group = Addresses.of(Arrays.copyOf(value, 4));
        boolean ofSource = value.length >= 12;
        Interface through = byAddress(value, ofSource ? 8 : 4);
        return apply(change(option), group, through, ofSource ? Addresses.of(Arrays.copyOfRange(value, 4, 8)) : null);
    }

    private Interface byAddress(byte[] value, int offset) {
        if (value[offset] == 0) {
            // 0.x.y.z is an index, in network order.
            int index = ByteBuffer.wrap(value).getInt(offset);
            return index == 0 ? socket.windows.schedule.defaultInterface() : Interface.byIndex(index);
        }
        return Interface.of(Addresses.of(Arrays.copyOfRange(value, offset, offset + 4)));
    }

    private int protocolIndependent(String option, ByteBuffer in) {
        long index = Integer.toUnsignedLong(in.getInt(0));
        Interface through = index == 0 ? socket.windows.schedule.defaultInterface() : Interface.byIndex(index);
        InetAddress group = address(in, 8);
        InetAddress source = in.capacity() > 136 ? address(in, 136) : null;
        return group == null ? WsaErrors.WSAEINVAL : apply(change(option), group, through, source);
    }

    private static InetAddress address(ByteBuffer in, int offset) {
        int family = in.getShort(offset);
        int length = family == SimulatedSocket.AF_INET ? 4 : family == SimulatedSocket.AF_INET6 ? 16 : 0;
        if (length == 0) {
            return null;
        }
        int from = offset + (length == 4 ? 4 : 8);
        return Addresses.of(Arrays.copyOfRange(in.array(), from, from + length));
    }

    private static Change change(String option) {
        switch (option) {
            case "IP_ADD_MEMBERSHIP":
            case "MCAST_JOIN_GROUP":
                return Change.ADD;
            case "IP_DROP_MEMBERSHIP":
            case "MCAST_LEAVE_GROUP":
                return Change.DROP;
            case "IP_ADD_SOURCE_MEMBERSHIP":
            case "MCAST_JOIN_SOURCE_GROUP":
                return Change.ADD_SOURCE;
            case "IP_DROP_SOURCE_MEMBERSHIP":
            case "MCAST_LEAVE_SOURCE_GROUP":
                return Change.DROP_SOURCE;
            case "IP_BLOCK_SOURCE":
            case "MCAST_BLOCK_SOURCE":
                return Change.BLOCK;
            case "IP_UNBLOCK_SOURCE":
            case "MCAST_UNBLOCK_SOURCE":
                return Change.UNBLOCK;
            default:
                throw new UnsupportedOperationException("not simulated: " + option);
        }
    }

    private int apply(Change change, InetAddress group, Interface through, InetAddress source) {
        if (!group.isMulticastAddress() || !socket.takes(group)) {
            return WsaErrors.WSAEINVAL;
        }
        if (through == null) {
            return WsaErrors.WSAEADDRNOTAVAIL;
        }
        return memberships
                .computeIfAbsent(key(group, through), key -> new Membership())
                .apply(change, source);
    }

    /** Whether a datagram to a group that has come in through an interface is for the socket. */
    boolean take(Datagram datagram) {
        Membership membership = memberships.get(key(datagram.destination.getAddress(), datagram.in));
        return membership != null && membership.takes(datagram.source.getAddress());
    }

    private static String key(InetAddress group, Interface through) {
        return group.getHostAddress() + "@" + through;
    }

    private enum Change {
        ADD,
        DROP,
        ADD_SOURCE,
        DROP_SOURCE,
        BLOCK,
        UNBLOCK
    }

    private static final class Membership {
        private boolean joined;

        /** Whether only some sources are taken, and not all but some. */
        private boolean ofSources;

        private final Set<InetAddress> sources = new HashSet<>();

        /** The sources that were dropped or unblocked last: doing so once more is told apart (R338, R340). */
        private final Set<InetAddress> former = new HashSet<>();

        boolean takes(InetAddress source) {
            return joined && ofSources == sources.contains(source);
        }

        int apply(Change change, InetAddress source) {
            int error = error(change, source);
            if (error == 0) {
                change(change, source);
            }
            return error;
        }

        private int error(Change change, InetAddress source) {
            switch (change) {
                case ADD:
                    return !joined ? 0 : !ofSources && !sources.isEmpty() ? INVALID : NOT_AVAILABLE;
                case DROP:
                    return joined ? 0 : INVALID;
                case ADD_SOURCE:
                    if (joined && !ofSources) {
                        return sources.isEmpty() ? NOT_AVAILABLE : INVALID;
                    }
                    return sources.contains(source) ? NOT_AVAILABLE : 0;
                case DROP_SOURCE:
                    return ofSources && sources.contains(source)
                            ? 0
                            : ofSources && former.contains(source) ? NOT_AVAILABLE : INVALID;
                case BLOCK:
                    return !joined || ofSources ? INVALID : sources.contains(source) ? NOT_AVAILABLE : 0;
                default:
                    if (joined && !ofSources && sources.contains(source)) {
                        return 0;
                    }
                    return joined && !ofSources && former.contains(source) ? NOT_AVAILABLE : INVALID;
            }
        }

        private void change(Change change, InetAddress source) {
            switch (change) {
                case ADD:
                    begin(false);
                    break;
                case DROP:
                    begin(false);
                    joined = false;
                    break;
                case ADD_SOURCE:
                    if (!joined) {
                        begin(true);
                    }
                    former.remove(source);
                    sources.add(source);
                    break;
                case BLOCK:
                    former.remove(source);
                    sources.add(source);
                    break;
                default:
                    sources.remove(source);
                    former.add(source);
                    // The last source ends the membership.
                    joined = change == Change.UNBLOCK || !sources.isEmpty();
            }
        }

        private void begin(boolean ofSources) {
            joined = true;
            this.ofSources = ofSources;
            sources.clear();
            former.clear();
        }
    }
}
