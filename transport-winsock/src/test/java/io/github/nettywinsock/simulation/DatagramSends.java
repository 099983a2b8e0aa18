package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;

/** What a UDP socket sends, and the way of it to others of the machine. */
final class DatagramSends {
    private static final int MAX_INET4 = 65507;
    private static final int MAX_INET6 = 65527;
    private static final int MAX_SEGMENTS = 512;

    /** What fits into a packet of ethernet, without the headers. */
    private static final int MTU = 1500 - 28;

    private static final int DEFAULT_HOPS = 128;

    private final DatagramSocket socket;
    private final SimulatedWindows windows;
    private final Timeline.Lane network;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();

    DatagramSends(DatagramSocket socket) {
        this.socket = socket;
        windows = socket.windows;
        network = windows.timeline.new Lane();
    }

    @Rules({"R053", "R298", "R306", "R324", "R329"})
    int send(Call call, InetSocketAddress to, SendMessage message) {
        InetSocketAddress destination = to != null ? to : socket.peer();
        int error = error(call, destination, to != null, message);
        if (error == 0) {
            error = -socket.bindIfUnbound();
        }
        if (error == 0) {
            error = socket.takeNews();
        }
        if (error != 0) {
            return -error;
        }
        byte[] data = call.buffers.read(0, call.buffers.length());
        int status = windows.faults.packet(call.kind, socket);
        boolean pends = status != 0 || windows.schedule.pends();
        if (status == 0) {
            if (windows.observer() != null) {
                windows.observer().sent(socket.handle, data, destination);
            }
            transmit(data, destination, message);
        }
        if (!pends) {
            windows.calls.completeInline(call, data.length);
            return 0;
        }
        calls.add(call);
        windows.timeline.after(windows.schedule.delayNanos(), () -> {
            if (calls.remove(call)) {
                windows.calls.complete(call, status, status == 0 ? data.length : 0);
            }
        });
        return -WsaErrors.WSA_IO_PENDING;
    }

    @Rules({"R052", "R299", "R300", "R301", "R302", "R303", "R304", "R305", "R357"})
    private int error(Call call, InetSocketAddress destination, boolean given, SendMessage message) {
        if (destination == null) {
            return WsaErrors.WSAENOTCONN;
        }
        InetAddress address = destination.getAddress();
        if (!socket.takes(address)) {
            return windows.schedule.pick(WsaErrors.WSAEFAULT, WsaErrors.WSAEAFNOSUPPORT);
        }
        if (destination.getPort() == 0 || address.isAnyLocalAddress()) {
            return WsaErrors.WSAEADDRNOTAVAIL;
        }
        int length = call.buffers.length();
        int segment = message.segment(socket);
        if (length > (address.getAddress().length == 4 ? MAX_INET4 : MAX_INET6)
                || isTooLongUnfragmented(address, length)) {
            return WsaErrors.WSAEMSGSIZE;
        }
        if (segment > 0 && (length + segment - 1) / segment > MAX_SEGMENTS) {
            return windows.schedule.pick(WsaErrors.WSAEINVAL, WsaErrors.WSAEMSGSIZE);
        }
        if (!message.isFor(address) || message.source() != null && !isSource(message.source())) {
            return windows.schedule.pick(WsaErrors.WSAEINVAL, WsaErrors.WSAEADDRNOTAVAIL);
        }
        if (Datagram.isBroadcast(address)) {
            // One that is connected to it may have been let through (R180).
            return socket.options.isOn("SO_BROADCAST") || !given ? 0 : WsaErrors.WSAEACCES;
        }
        InetSocketAddress local = socket.local();
        if (local != null && local.getAddress().isLoopbackAddress() && !isHere(address)) {
            return windows.schedule.pick(WsaErrors.WSAENETUNREACH, WsaErrors.WSAEADDRNOTAVAIL);
        }
        return isUnreachable(address) ? WsaErrors.WSAENETUNREACH : 0;
    }

    private boolean isTooLongUnfragmented(InetAddress address, int length) {
        return length > MTU && !isHere(address) && socket.options.isOn("IP_DONTFRAGMENT");
    }

    private static boolean isHere(InetAddress address) {
        return Bindings.isLocal(address) || address.isMulticastAddress();
    }

    /** Whether a datagram may leave from an address: no group, and not all hosts of a network. */
    private static boolean isSource(InetAddress address) {
        return Bindings.isLocal(address) && !Datagram.isBroadcast(address);
    }

    /** Whether nothing leads to an address. */
    boolean isUnreachable(InetAddress address) {
        return !address.isMulticastAddress() && Network.unreachable(address) == Status.NETWORK_UNREACHABLE;
    }

    /** The address that a datagram comes from. */
    @Rules("R305")
    InetSocketAddress source(InetSocketAddress bound, InetSocketAddress destination) {
        InetAddress address = destination.getAddress();
        if (!bound.getAddress().isAnyLocalAddress()) {
            return bound;
        }
        if (address.isMulticastAddress()) {
            Interface outgoing = socket.memberships.outgoing(address, bound.getAddress());
            return new InetSocketAddress(outgoing.addressLike(address), bound.getPort());
        }
        if (Datagram.isBroadcast(address)) {
            return new InetSocketAddress(broadcastInterface(address).addressLike(address), bound.getPort());
        }
        return Network.source(bound, destination);
    }

    private Interface broadcastInterface(InetAddress address) {
        byte first = address.getAddress()[0];
        return first == -1
                ? windows.schedule.defaultInterface()
                : first == 127 ? Interface.LOOPBACK : Interface.ETHERNET;
    }

    private void transmit(byte[] data, InetSocketAddress destination, SendMessage message) {
        int segment = message.segment(socket);
        if (segment <= 0 || data.length <= segment) {
            transmitOne(data, destination, message);
            return;
        }
        for (int from = 0; from < data.length; from += segment) {
            transmitOne(Arrays.copyOfRange(data, from, Math.min(from + segment, data.length)), destination, message);
        }
    }

    @Rules({"R307", "R327", "R332"})
    private void transmitOne(byte[] data, InetSocketAddress destination, SendMessage message) {
        if (windows.schedule.loses()) {
            windows.log(socket, "a datagram of " + data.length + " bytes is lost");
            return;
        }
        Datagram datagram = datagram(data, destination, message);
        InetAddress address = destination.getAddress();
        if (address.equals(Network.ROUTED) && datagram.hops <= 1) {
            network.after(windows.schedule.delayNanos(), () -> socket.told(Status.HOPLIMIT_EXCEEDED));
        }
        if (datagram.in == null) {
            return;
        }
        boolean loops = address.getAddress().length == 4
                || !windows.schedule.senderDecidesLoop6()
                || socket.options.intValue("IPV6_MULTICAST_LOOP", 1) != 0;
        if (datagram.isMulticast() && !loops) {
            return;
        }
        for (int times = windows.schedule.duplicates() ? 2 : 1; times > 0; times--) {
            if (windows.schedule.reorders()) {
                windows.timeline.after(windows.schedule.lateNanos(), () -> deliver(datagram));
            } else {
                network.after(windows.schedule.delayNanos(), () -> deliver(datagram));
            }
        }
    }

    private Datagram datagram(byte[] data, InetSocketAddress destination, SendMessage message) {
        InetAddress address = destination.getAddress();
        boolean inet4 = address.getAddress().length == 4;
        boolean multicast = address.isMulticastAddress();
        Interface in = multicast
                ? socket.memberships.outgoing(address, socket.local().getAddress())
                : Datagram.isBroadcast(address) ? broadcastInterface(address) : Interface.of(address);
        int hops = multicast
                ? socket.options.intValue(inet4 ? "IP_MULTICAST_TTL" : "IPV6_MULTICAST_HOPS", 1)
                : socket.options.intValue(inet4 ? "IP_TTL" : "IPV6_UNICAST_HOPS", DEFAULT_HOPS);
        int trafficClass = socket.options.intValue(inet4 ? "IP_TOS" : "IPV6_TCLASS", 0) & 0xFF;
        InetSocketAddress local = socket.local();
        InetSocketAddress source = message.source() == null
                ? source(local, destination)
                : new InetSocketAddress(message.source(), local.getPort());
        return new Datagram(data, source, destination, in, hops, message.marked(trafficClass));
    }

    @Rules({"R321", "R325", "R331"})
    private void deliver(Datagram datagram) {
        InetSocketAddress destination = datagram.destination;
        if (datagram.isMulticast() || datagram.isBroadcast()) {
            for (SimulatedSocket other : windows.bindings.at(SimulatedSocket.SOCK_DGRAM, destination.getPort())) {
                InetAddress bound = other.local().getAddress();
                if (other.takes(destination.getAddress())
                        && (bound.isAnyLocalAddress() || Interface.of(bound) == datagram.in)
                        && ((DatagramSocket) other).takes(datagram)) {
                    ((DatagramSocket) other).arrived(datagram);
                }
            }
            return;
        }
        SimulatedSocket to = windows.bindings.find(
                SimulatedSocket.SOCK_DGRAM, destination, other -> ((DatagramSocket) other).takes(datagram));
        if (to != null) {
            ((DatagramSocket) to).arrived(datagram);
        } else {
            socket.told(Status.PORT_UNREACHABLE);
        }
    }

    boolean cancel(long overlapped) {
        boolean found = false;
        for (Call call : calls.toArray(new Call[0])) {
            if (overlapped == 0 || call.overlapped == overlapped) {
                found = true;
                if (!windows.schedule.cancelLoses()) {
                    calls.remove(call);
                    windows.calls.complete(call, Status.CANCELLED, 0);
                }
            }
        }
        return found;
    }

    void close() {
        while (!calls.isEmpty()) {
            windows.calls.complete(calls.poll(), Status.CANCELLED, 0);
        }
    }
}
