package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.engine.ChannelSocket.State.CONNECTED;
import static io.github.nettywinsock.engine.ChannelSocket.State.CONNECTING;
import static io.github.nettywinsock.engine.ChannelSocket.State.LISTENING;
import static io.github.nettywinsock.engine.ChannelSocket.State.UNBOUND;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.OptionRow;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The options of one socket, and the documented rules of setsockopt and getsockopt, from the table of all options. */
@Rules({
    "R011", "R012", "R013", "R041", "R042", "R051", "R069", "R071", "R075", "R077", "R079", "R082", "R091", "R093",
    "R097", "R104", "R106", "R107", "R111", "R345"
})
public final class SocketOptionRules {
    private static final Map<Integer, Map<Integer, OptionRow>> ROWS = new HashMap<>();

    static {
        for (OptionRow row : OptionRow.rows()) {
            if (row.hasNumber()) {
                ROWS.computeIfAbsent(row.level(), level -> new HashMap<>())
                        .merge(row.optname(), row, SocketOptionRules::preferred);
            }
        }
    }

    /** Some control messages have the number of the option that asks for them. */
    private static OptionRow preferred(OptionRow first, OptionRow second) {
        return first.set().equals("?") && second.set().equals("yes") ? second : first;
    }

    /** What the rules ask of a socket. */
    public interface Socket {
        /** How far it has come. */
        State state();

        /** {@code SOCK_STREAM} or {@code SOCK_DGRAM}. */
        int type();

        /** {@code AF_INET} or {@code AF_INET6}. */
        int family();

        /** Whether AcceptEx or ConnectEx has connected it, and it was not given its context yet. */
        boolean lacksContext();

        /** Why the connection is gone: 0, WSAENETRESET for keep-alive, WSAENOTCONN for a reset. */
        int connectionError();

        /** Whether its provider makes file handles. */
        default boolean isFileHandle() {
            return true;
        }

        /** Its address, or null. */
        InetSocketAddress local();

        /** The address of its peer, or null. */
        InetSocketAddress remote();
    }

    private final Socket socket;
    private final Map<String, byte[]> values = new HashMap<>();

    /** The options of a new socket. */
    public SocketOptionRules(Socket socket) {
        this.socket = socket;
    }

    /** The row of an option, or null. */
    public static OptionRow row(int level, int optname) {
        return ROWS.getOrDefault(level, Map.of()).get(optname);
    }

    /** The error of asking for an option that no socket has, or 0. */
    public static int unknown(int level, int optname) {
        if (!ROWS.containsKey(level)) {
            return WSAEINVAL;
        }
        return row(level, optname) == null ? WSAENOPROTOOPT : 0;
    }

    /** Whether an option was set to something that is not zero. */
    public boolean isOn(String option) {
        byte[] value = values.get(option);
        return value != null ? value[0] != 0 : option.equals("IPV6_V6ONLY");
    }

    /** The number that an option was set to. */
    int intValue(String option, int otherwise) {
        byte[] value = values.get(option);
        return value == null
                ? otherwise
                : ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** How long closing waits, or -1 when SO_LINGER is off. */
    int lingerSeconds() {
        int value = intValue("SO_LINGER", 0);
        return (value & 0xFFFF) == 0 ? -1 : value >>> 16;
    }

    /** Sets an option without regard to the rules. */
    public void put(String option, int value) {
        values.put(option, ints(value));
    }

    /** What a socket gets from the listener that accepted it. */
    public void inherit(SocketOptionRules listener) {
        listener.values.forEach((option, value) -> values.put(option, value.clone()));
    }

    /** The error of setting {@code value}, or 0 after it was set. */
    public int set(OptionRow row, byte[] value) {
        int error = settable(row, value);
        if (error == 0 && value.length > 0) {
            values.put(row.name(), value.clone());
            if (row.name().equals("SO_DONTLINGER")) {
                values.put("SO_LINGER", ints(value[0] == 0 ? 1 : 0));
            }
        }
        return error;
    }

    private int settable(OptionRow row, byte[] value) {
        if (!row.set().equals("yes") || !appliesHere(row)) {
            return WSAENOPROTOOPT;
        }
        if (value.length < Math.max(0, row.length())) {
            return WSAEFAULT;
        }
        if (socket.lacksContext() && !row.name().equals("SO_UPDATE_ACCEPT_CONTEXT")) {
            return WSAENOTCONN;
        }
        int error = inTime(row);
        if (error == 0) {
            error = -ofLocalAddress(row);
        }
        return error != 0 ? error : acceptable(row, value);
    }

    /** Some options of IPv6 are not there any more when a socket of both families is bound to an address of IPv4. */
    @Rules("R107")
    private int ofLocalAddress(OptionRow row) {
        // Another thread may close it.
        InetSocketAddress local = socket.local();
        if (local == null || !(local.getAddress() instanceof Inet4Address)) {
            return 0;
        }
        switch (row.name()) {
            case "IPV6_MULTICAST_IF":
            case "IPV6_UNICAST_IF":
                return -WSAEINVAL;
            case "IPV6_MULTICAST_HOPS":
            case "IPV6_MULTICAST_LOOP":
            case "IPV6_UNICAST_HOPS":
                return -WSAENOPROTOOPT;
            default:
                return 0;
        }
    }

    private int inTime(OptionRow row) {
        State now = socket.state();
        switch (row.when()) {
            case "before-bind":
                return now == UNBOUND ? 0 : WSAEINVAL;
            case "before-listen":
                return now.compareTo(LISTENING) < 0 ? 0 : WSAEINVAL;
            case "before-connect":
                return now.compareTo(CONNECTING) < 0 ? 0 : WSAEINVAL;
            case "after-bind":
                return now != UNBOUND ? 0 : WSAEINVAL;
            case "after-connect":
            case "after-accept":
                return now == CONNECTED ? 0 : WSAENOTCONN;
            default:
                return 0;
        }
    }

    private int acceptable(OptionRow row, byte[] value) {
        switch (row.name()) {
            case "SO_KEEPALIVE":
                return socket.connectionError() != 0
                        ? socket.connectionError()
                        : socket.state() == CONNECTING ? WSAEINVAL : 0;
            case "SO_REUSEADDR":
                return value[0] != 0 && isOn("SO_EXCLUSIVEADDRUSE") ? WSAEINVAL : 0;
            case "SO_EXCLUSIVEADDRUSE":
                return value[0] != 0 && isOn("SO_REUSEADDR") ? WSAEINVAL : 0;
            case "SO_RANDOMIZE_PORT":
                return value[0] != 0 && isOn("SO_REUSE_UNICASTPORT") ? WSAEINVAL : 0;
            case "SO_USELOOPBACK":
            case "SO_SNDLOWAT":
            case "SO_RCVLOWAT":
                return WSAEINVAL;
            case "SO_GROUP_PRIORITY":
                return WSAENOPROTOOPT;
            case "TCP_KEEPCNT":
                return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt() >>> 8 != 0 ? WSAEINVAL : 0;
            case "IP_TTL":
                return isBetween(value, 1, 255) ? 0 : WSAEINVAL;
            case "IP_MULTICAST_TTL":
                return isBetween(value, 0, 255) ? 0 : WSAEINVAL;
            case "IPV6_UNICAST_HOPS":
            case "IPV6_MULTICAST_HOPS":
                return isBetween(value, -1, 255) ? 0 : WSAEINVAL;
            case "TCP_EXPEDITED_1122":
                return isOn(row.name()) && value[0] == 0 ? WSAEINVAL : 0;
            default:
                return 0;
        }
    }

    private static boolean isBetween(byte[] value, int least, int most) {
        int number = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return number >= least && number <= most;
    }

    /** The length written to {@code out}, or the negated error. */
    public int get(OptionRow row, ByteBuffer out, int length, long address) {
        if (!row.get().equals("yes") || !appliesHere(row)) {
            return -WSAENOPROTOOPT;
        }
        if (length < Math.max(0, row.length())) {
            return -WSAEFAULT;
        }
        if (socket.lacksContext() && !row.name().equals("SO_CONNECT_TIME")) {
            return -WSAENOTCONN;
        }
        if (ofLocalAddress(row) != 0) {
            return ofLocalAddress(row);
        }
        switch (row.name()) {
            case "SO_USELOOPBACK":
            case "SO_SNDLOWAT":
            case "SO_RCVLOWAT":
                return -WSAEINVAL;
            case "SO_GROUP_PRIORITY":
                return -WSAENOPROTOOPT;
            case "TCP_ICMP_ERROR_INFO":
                return 0;
            case "SO_BSP_STATE":
                return length < OptionStructs.BSP_STATE ? -WSAEFAULT : OptionStructs.bspState(socket, out, address);
            case "SO_PROTOCOL_INFOA":
            case "SO_PROTOCOL_INFOW":
                return OptionStructs.protocolInfo(socket, row.name().endsWith("W"), out);
            default:
                byte[] value = value(row);
                for (int i = 0; i < value.length; i++) {
                    out.put(i, value[i]);
                }
                if (row.name().equals("SO_ERROR")) {
                    values.remove(row.name());
                }
                return value.length;
        }
    }

    private byte[] value(OptionRow row) {
        byte[] set = values.get(row.name());
        if (set != null) {
            return row.note().contains("optlen 1") ? new byte[] {(byte) (set[0] != 0 ? 1 : 0)} : set;
        }
        switch (row.name()) {
            case "SO_ACCEPTCONN":
                return ints(socket.state() == LISTENING ? 1 : 0);
            case "SO_CONNECT_TIME":
                return ints(socket.state() == CONNECTED ? 0 : -1);
            case "SO_DONTLINGER":
                return ints(isOn("SO_LINGER") ? 0 : 1);
            case "SO_SNDBUF":
            case "SO_RCVBUF":
                return ints(1 << 16);
            case "SO_TYPE":
                return ints(socket.type());
            case "IP_MULTICAST_TTL":
            case "IP_MULTICAST_LOOP":
            case "IPV6_MULTICAST_HOPS":
            case "IPV6_MULTICAST_LOOP":
                return ints(1);
            case "IPV6_V6ONLY":
                return new byte[] {1};
            case "SO_MAX_MSG_SIZE":
            case "SO_MAXDG":
            case "SO_MAXPATHDG":
                return ints(65507);
            default:
                return new byte[row.note().contains("optlen 1") ? 1 : Math.max(0, row.length())];
        }
    }

    private boolean appliesHere(OptionRow row) {
        switch (row.sockets()) {
            case "any":
                return true;
            case "stream":
            case "tcp":
                return socket.type() == SimulatedSocket.SOCK_STREAM;
            case "dgram":
            case "udp":
            case "udp,raw":
                return socket.type() == SimulatedSocket.SOCK_DGRAM;
            default:
                return false;
        }
    }

    private static byte[] ints(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
