package io.github.nettywinsock;

import static io.github.nettywinsock.ChannelSocket.State.BOUND;
import static io.github.nettywinsock.ChannelSocket.State.CLOSED;
import static io.github.nettywinsock.ChannelSocket.State.CONNECTED;
import static io.github.nettywinsock.ChannelSocket.State.CONNECTING;
import static io.github.nettywinsock.ChannelSocket.State.LISTENING;
import static io.github.nettywinsock.ChannelSocket.State.UNBOUND;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;

import io.github.nettywinsock.ChannelSocket.State;
import io.github.nettywinsock.option.OptionRow;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** A socket of {@link FakeWinsock}: its state and options, and the documented rules for both. */
class FakeSocket {
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int WSAENETRESET = 10052;

    private static final Map<Integer, Map<Integer, OptionRow>> ROWS = new HashMap<>();

    static {
        for (OptionRow row : OptionRow.rows()) {
            if (row.hasNumber()) {
                ROWS.computeIfAbsent(row.level(), level -> new HashMap<>()).putIfAbsent(row.optname(), row);
            }
        }
    }

    final long handle;
    final int type;
    State state = UNBOUND;
    InetSocketAddress local;
    InetSocketAddress remote;
    /** A socket that AcceptEx accepted and that was not given its context yet. */
    boolean lacksContext;
    /** Why the connection is gone: 0, WSAENETRESET for keep-alive, WSAENOTCONN for a reset. */
    int connectionError;

    private final Map<String, byte[]> values = new HashMap<>();

    FakeSocket(long handle, int type) {
        this.handle = handle;
        this.type = type;
    }

    State state() {
        return state;
    }

    InetSocketAddress local() {
        return local;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** The row of an option, or null. */
    static OptionRow row(int level, int optname) {
        return ROWS.getOrDefault(level, Map.of()).get(optname);
    }

    static boolean knowsLevel(int level) {
        return ROWS.containsKey(level);
    }

    boolean isOn(String option) {
        byte[] value = values.get(option);
        return value != null && value[0] != 0;
    }

    void put(String option, int value) {
        values.put(option, ints(value));
    }

    /** What a socket gets from the listener that accepted it. */
    void inherit(FakeSocket listener) {
        listener.values.forEach((option, value) -> values.put(option, value.clone()));
    }

    /** The error of setting {@code value}, or 0 after it was set. */
    int set(OptionRow row, byte[] value) {
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
        if (lacksContext && !row.name().equals("SO_UPDATE_ACCEPT_CONTEXT")) {
            return WSAENOTCONN;
        }
        int error = inTime(row);
        return error != 0 ? error : acceptable(row, value);
    }

    private int inTime(OptionRow row) {
        State now = state();
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
                return connectionError != 0 ? connectionError : state() == CONNECTING ? WSAEINVAL : 0;
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
            case "TCP_EXPEDITED_1122":
                return isOn(row.name()) && value[0] == 0 ? WSAEINVAL : 0;
            default:
                return 0;
        }
    }

    /** The length written to {@code out}, or the negated error. */
    int get(OptionRow row, ByteBuffer out, int length, long address) {
        if (!row.get().equals("yes") || !appliesHere(row)) {
            return -WSAENOPROTOOPT;
        }
        if (length < Math.max(0, row.length())) {
            return -WSAEFAULT;
        }
        if (lacksContext && !row.name().equals("SO_CONNECT_TIME")) {
            return -WSAENOTCONN;
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
                return length < FakeStructs.BSP_STATE ? -WSAEFAULT : FakeStructs.bspState(this, out, address);
            case "SO_PROTOCOL_INFOA":
            case "SO_PROTOCOL_INFOW":
                return FakeStructs.protocolInfo(this, row.name().endsWith("W"), out);
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
                return ints(state() == LISTENING ? 1 : 0);
            case "SO_CONNECT_TIME":
                return ints(state() == CONNECTED ? 0 : -1);
            case "SO_DONTLINGER":
                return ints(isOn("SO_LINGER") ? 0 : 1);
            case "SO_SNDBUF":
            case "SO_RCVBUF":
                return ints(1 << 16);
            case "SO_TYPE":
                return ints(type);
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
                return type == SOCK_STREAM;
            case "dgram":
            case "udp":
            case "udp,raw":
                return type == SOCK_DGRAM;
            default:
                return false;
        }
    }

    boolean isClosed() {
        return state() == CLOSED;
    }

    boolean isBound() {
        return state().compareTo(BOUND) >= 0 && !isClosed();
    }

    private static byte[] ints(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
