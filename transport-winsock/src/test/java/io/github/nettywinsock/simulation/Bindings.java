package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which sockets own which ports. */
@Rules({"R023", "R026", "R027", "R028", "R029", "R030", "R031", "R032", "R035", "R036", "R037", "R038"})
final class Bindings {
    static final int FIRST_PORT = 49152;

    private final SimulatedWindows windows;
    private int ports;
    private final Map<Integer, List<SimulatedSocket>> bound = new HashMap<>();

    /** @param ports how many there are from {@link #FIRST_PORT} on for those who do not care */
    Bindings(SimulatedWindows windows, int ports) {
        this.windows = windows;
        this.ports = ports;
    }

    /** Has fewer ports than before. */
    void limit(int ports) {
        this.ports = ports;
    }

    static boolean isLocal(InetAddress address) {
        return address.isAnyLocalAddress() || Interface.of(address) != null;
    }

    int bind(SimulatedSocket socket, InetSocketAddress address) {
        InetSocketAddress wanted = address.getPort() == 0 ? dynamicPort(socket, address.getAddress()) : address;
        if (wanted == null) {
            return -windows.schedule.pick(WsaErrors.WSAENOBUFS, WsaErrors.WSAEADDRINUSE);
        }
        int error = address.getPort() == 0 ? 0 : conflict(socket, wanted);
        if (error == 0) {
            socket.local(wanted);
            bound.computeIfAbsent(wanted.getPort(), port -> new ArrayList<>()).add(socket);
        }
        return -error;
    }

    void release(SimulatedSocket socket) {
        if (socket.local() != null) {
            bound.getOrDefault(socket.local().getPort(), new ArrayList<>()).remove(socket);
        }
    }

    /** The socket that something for an address goes to: one of that address before one of all. */
    SimulatedSocket find(int type, InetSocketAddress address, Predicate<SimulatedSocket> which) {
        SimulatedSocket best = null;
        for (SimulatedSocket socket : at(type, address.getPort())) {
            InetSocketAddress local = socket.local();
            boolean wildcard = local.getAddress().isAnyLocalAddress();
            if (socket.takes(address.getAddress())
                    && (wildcard || local.getAddress().equals(address.getAddress()))
                    && which.test(socket)
                    && (best == null || !wildcard && best.local().getAddress().isAnyLocalAddress())) {
                best = socket;
            }
        }
        return best;
    }

    /** All sockets of a type at a port. */
    List<SimulatedSocket> at(int type, int port) {
        List<SimulatedSocket> found = new ArrayList<>();
        for (SimulatedSocket socket : bound.getOrDefault(port, List.of())) {
            if (socket.type() == type) {
                found.add(socket);
            }
        }
        return found;
    }

    /** A free port, or when there is none one that all who have it share. */
    @Rules({"R023", "R024", "R096"})
    private InetSocketAddress dynamicPort(SimulatedSocket socket, InetAddress address) {
        int start = windows.schedule.pick(ports);
        int shared = 0;
        for (int i = 0; i < ports; i++) {
            int port = FIRST_PORT + (start + i) % ports;
            List<SimulatedSocket> owners = at(socket.type(), port);
            if (owners.isEmpty()) {
                return new InetSocketAddress(address, port);
            }
            if (shared == 0 && sharesPorts(socket) && owners.stream().allMatch(Bindings::sharesPorts)) {
                shared = port;
            }
        }
        return shared == 0 ? null : new InetSocketAddress(address, shared);
    }

    private static boolean sharesPorts(SimulatedSocket socket) {
        return socket.options.isOn("SO_REUSE_UNICASTPORT");
    }

    private int conflict(SimulatedSocket second, InetSocketAddress address) {
        for (SimulatedSocket first : at(second.type(), address.getPort())) {
            int error = conflict(first, second, address.getAddress());
            if (error != 0) {
                return error;
            }
        }
        return 0;
    }

    private static int conflict(SimulatedSocket first, SimulatedSocket second, InetAddress address) {
        InetAddress held = first.bound().getAddress();
        boolean firstIsWildcard = held.isAnyLocalAddress();
        boolean secondIsWildcard = address.isAnyLocalAddress();
        if (!firstIsWildcard && !secondIsWildcard && !held.equals(address) || !meet(first, held, second, address)) {
            return 0;
        }
        Sharing sharing = Sharing.of(second);
        boolean twoFamilies = held.getAddress().length != address.getAddress().length;
        // The wildcard of IPv4 may follow that of both families even exclusively, and not the other way round.
        boolean apart = twoFamilies && (second.family == SimulatedSocket.AF_INET || sharing != Sharing.EXCLUSIVE);
        switch (Sharing.of(first)) {
            case EXCLUSIVE:
                if (firstIsWildcard) {
                    return secondIsWildcard && sharing != Sharing.REUSE && !twoFamilies
                            ? WsaErrors.WSAEADDRINUSE
                            : WsaErrors.WSAEACCES;
                }
                if (secondIsWildcard) {
                    return sharing == Sharing.EXCLUSIVE ? WsaErrors.WSAEADDRINUSE : 0;
                }
                return sharing == Sharing.REUSE ? WsaErrors.WSAEACCES : WsaErrors.WSAEADDRINUSE;
            case REUSE:
                return both(firstIsWildcard, secondIsWildcard, sharing, apart, 0);
            default:
                return both(firstIsWildcard, secondIsWildcard, sharing, apart, WsaErrors.WSAEACCES);
        }
    }

    /** The second bind after one that is not exclusive. */
    private static int both(
            boolean firstIsWildcard, boolean secondIsWildcard, Sharing second, boolean apart, int reuse) {
        if (firstIsWildcard != secondIsWildcard) {
            return second == Sharing.EXCLUSIVE && secondIsWildcard ? WsaErrors.WSAEADDRINUSE : 0;
        }
        if (apart) {
            return 0;
        }
        return second == Sharing.REUSE ? reuse : WsaErrors.WSAEADDRINUSE;
    }

    /** Whether the two take packets of one family. */
    private static boolean meet(SimulatedSocket first, InetAddress held, SimulatedSocket second, InetAddress address) {
        if (first.family == second.family) {
            return true;
        }
        SimulatedSocket inet6 = first.family == SimulatedSocket.AF_INET6 ? first : second;
        InetAddress ofInet6 = inet6 == first ? held : address;
        return inet6.isDualStack() && (ofInet6.isAnyLocalAddress() || ofInet6.getAddress().length == 4);
    }

    private enum Sharing {
        DEFAULT,
        REUSE,
        EXCLUSIVE;

        static Sharing of(SimulatedSocket socket) {
            return socket.options.isOn("SO_EXCLUSIVEADDRUSE")
                    ? EXCLUSIVE
                    : socket.options.isOn("SO_REUSEADDR") ? REUSE : DEFAULT;
        }
    }
}
