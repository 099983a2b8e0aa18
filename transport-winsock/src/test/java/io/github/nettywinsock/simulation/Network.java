package io.github.nettywinsock.simulation;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where addresses lead to: the loopback addresses to this machine, documentation addresses into silence or nowhere. */
final class Network {
    /** Nothing answers from here, nor does a router say so. */
    static final InetAddress SILENT = Addresses.of(new byte[] {(byte) 192, 0, 2, 1});

    /** Behind a router, which says so when a datagram may go no further. */
    static final InetAddress ROUTED = Addresses.of(new byte[] {(byte) 203, 0, 113, 1});

    private final SimulatedWindows windows;

    Network(SimulatedWindows windows) {
        this.windows = windows;
    }

    /** The status of a connect that leads nowhere, or 0. */
    @Rules({"R173", "R174"})
    static int unreachable(InetAddress address) {
        if (Bindings.isLocal(address)) {
            return 0;
        }
        return address.equals(SILENT) || address.equals(ROUTED) ? Status.IO_TIMEOUT : Status.NETWORK_UNREACHABLE;
    }

    /** The local address of a connection. */
    static InetSocketAddress source(InetSocketAddress bound, InetSocketAddress remote) {
        if (!bound.getAddress().isAnyLocalAddress()) {
            return bound;
        }
        InetAddress address = remote.getAddress();
        boolean here = Bindings.isLocal(address);
        return new InetSocketAddress(here ? address : Interface.ETHERNET.addressLike(address), bound.getPort());
    }

    /** Whether there is a connection between two addresses already. */
    @Rules("R169")
    boolean isConnected(InetSocketAddress local, InetSocketAddress remote) {
        for (SimulatedSocket socket : windows.table.open()) {
            if (local.equals(socket.local()) && remote.equals(socket.peer()) && socket instanceof StreamSocket) {
                return true;
            }
        }
        return false;
    }

    /** The listener that a connection to an address goes to: one of that address before one of all (R040). */
    @Rules({"R039", "R040"})
    StreamSocket listenerAt(InetSocketAddress address) {
        return (StreamSocket) windows.bindings.find(
                SimulatedSocket.SOCK_STREAM,
                address,
                socket -> socket instanceof StreamSocket && ((StreamSocket) socket).listener() != null);
    }
}
