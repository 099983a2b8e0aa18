package io.github.nettywinsock.simulation;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What sockets of both types have: a handle, an address, options, and a completion port. */
abstract class SimulatedSocket implements SocketOptionRules.Socket {
    static final int AF_INET = 2;
    static final int AF_INET6 = 23;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;

    final SimulatedWindows windows;
    final long handle;
    final int family;
    final SocketOptionRules options = new SocketOptionRules(this);

    private final String name;
    private final Map<Call.Kind, Timeline.Lane> lanes = new EnumMap<>(Call.Kind.class);
    private final List<SimulatedPort.Packet> withoutPort = new ArrayList<>();
    private SimulatedPort port;
    private long key;
    private boolean skipsPackets;
    private boolean closing;
    private boolean inheritable;
    private InetSocketAddress local;

    SimulatedSocket(SimulatedWindows windows, long handle, int family, int number) {
        this.windows = windows;
        this.handle = handle;
        this.family = family;
        name = String.format("%s %d (0x%x)", type() == SOCK_STREAM ? "tcp" : "udp", number, handle);
    }

    @Override
    public final int family() {
        return family;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    /** The address that bind has given it, which others may not bind whatever its peer is. */
    InetSocketAddress bound() {
        return local;
    }

    final void local(InetSocketAddress local) {
        this.local = local;
    }

    /** Whether closesocket was called; the handle is given again when it returns. */
    final boolean isClosing() {
        return closing;
    }

    final void closing() {
        closing = true;
    }

    /** Whether child processes get its handle. */
    final boolean isInheritable() {
        return inheritable;
    }

    final void inheritable(boolean inheritable) {
        this.inheritable = inheritable;
    }

    /** Whether it takes addresses of IPv4 and IPv6. */
    final boolean isDualStack() {
        return family == AF_INET6 && !options.isOn("IPV6_V6ONLY");
    }

    /** Whether it is of IPv6, or of both. */
    final boolean isInet6() {
        return family == AF_INET6;
    }

    /** Whether an address of this family can be its own or its peer's. */
    final boolean takes(InetAddress address) {
        return address instanceof Inet4Address ? family == AF_INET || isDualStack() : family == AF_INET6;
    }

    @Rules({"R019", "R020", "R022", "R052"})
    int bind(InetSocketAddress address) {
        if (local != null) {
            return -WsaErrors.WSAEINVAL;
        }
        if (!takes(address.getAddress())) {
            return -windows.schedule.pick(WsaErrors.WSAEFAULT, SimulatedWindows.WSAEAFNOSUPPORT);
        }
        if (address.getAddress().getAddress()[0] == -1 && !options.isOn("SO_BROADCAST")) {
            return -WsaErrors.WSAEACCES;
        }
        if (!Bindings.isLocal(address.getAddress())) {
            return -WsaErrors.WSAEADDRNOTAVAIL;
        }
        return windows.bindings.bind(this, address);
    }

    /** Whether the context of an accepted or connected socket has to be updated before other calls. */
    abstract boolean wantsUpdate();

    /** Whether options can be set and read, as the state is. */
    boolean takesOptions() {
        return true;
    }

    /** Begins to close, and answers 0 or an error negated with which it stays open. */
    abstract int close();

    /** Cancels the calls that go on, or one of them; answers whether there was any. */
    abstract boolean cancel(long overlapped);

    /** The address of the peer, or null. */
    abstract InetSocketAddress peer();

    @Rules("R130")
    final boolean associate(SimulatedPort port, long key) {
        if (this.port != null) {
            return false;
        }
        this.port = port;
        this.key = key;
        withoutPort.forEach(this::post);
        withoutPort.clear();
        return true;
    }

    final SimulatedPort port() {
        return port;
    }

    @Rules("R272")
    final void post(SimulatedPort.Packet packet) {
        if (port == null) {
            withoutPort.add(packet);
        } else {
            port.add(packet.withKey(key));
        }
    }

    @Override
    public final boolean isFileHandle() {
        return windows.schedule.hasFileHandles();
    }

    @Rules({"R209", "R210"})
    final int skipPackets() {
        if (!isFileHandle()) {
            return -WsaErrors.WSAEINVAL;
        }
        skipsPackets = true;
        return 0;
    }

    final boolean skipsPackets() {
        return skipsPackets;
    }

    /** The packets of one kind of call come in the order of completion (R190). */
    final Timeline.Lane lane(Call.Kind kind) {
        return lanes.computeIfAbsent(kind, key -> windows.timeline.new Lane());
    }

    @Override
    public State state() {
        return local == null ? State.UNBOUND : State.BOUND;
    }

    @Override
    public String toString() {
        return name;
    }
}
