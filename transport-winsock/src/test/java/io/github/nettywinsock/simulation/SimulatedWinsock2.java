package io.github.nettywinsock.simulation;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.nettywinsock.option.OptionRow;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The calls of sockets that are not overlapped. */
final class SimulatedWinsock2 implements Winsock2 {
    private static final int MAX_SYN_RETRANSMISSIONS = 2;
    private static final byte NO_SYN_RETRANSMISSIONS = (byte) 0xFE;
    private static final Map<Integer, String> CONTROL_CODES = new HashMap<>();

    static {
        for (String[] row : OptionRow.read("ioctls.tsv")) {
            if (!row[1].isEmpty()) {
                CONTROL_CODES.put(Long.decode(row[1]).intValue(), row[0]);
            }
        }
    }

    private final SimulatedWindows windows;

    SimulatedWinsock2(SimulatedWindows windows) {
        this.windows = windows;
    }

    @Override
    @Rules({"R002", "R006", "R007"})
    public long socket(int af, int type, int protocol) {
        synchronized (windows.timeline) {
            windows.timeline.runDue();
            int fault = windows.faults.inline("WSASocketW", null);
            if (fault != 0) {
                return -fault;
            }
            if (af != SimulatedSocket.AF_INET && af != SimulatedSocket.AF_INET6) {
                return -SimulatedWindows.WSAEAFNOSUPPORT;
            }
            if (type != SimulatedSocket.SOCK_STREAM && type != SimulatedSocket.SOCK_DGRAM) {
                throw new UnsupportedOperationException("not simulated: sockets of type " + type);
            }
            SimulatedSocket socket = windows.table.open(af, type);
            windows.log(socket, "is opened");
            return socket.handle;
        }
    }

    @Override
    @Rules({"R008", "R010"})
    public int closesocket(long s) {
        return windows.onSocket("closesocket", s, socket -> {
            socket.closing();
            int result = socket.close();
            windows.bindings.release(socket);
            windows.table.close(socket);
            return result;
        });
    }

    @Override
    @Rules({"R075", "R083", "R133", "R176"})
    public int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        byte[] value = new byte[optlen];
        for (int i = 0; i < optlen; i++) {
            value[i] = optval.get(i);
        }
        OptionRow row = SocketOptionRules.row(level, optname);
        String name = row == null ? String.format("0x%x/0x%x", level, optname) : row.name();
        return windows.onSocket("setsockopt " + name, s, socket -> {
            int fault = windows.faults.inline("setsockopt", socket);
            return -(fault != 0 ? fault : set(socket, level, optname, row, value));
        });
    }

    private int set(SimulatedSocket socket, int level, int optname, OptionRow row, byte[] value) {
        if (row == null) {
            return SocketOptionRules.unknown(level, optname);
        }
        switch (row.name()) {
            case "SO_UPDATE_ACCEPT_CONTEXT":
                return updateAcceptContext(socket, value);
            case "SO_UPDATE_CONNECT_CONTEXT":
                return socket instanceof StreamSocket
                        ? ((StreamSocket) socket).updateConnectContext()
                        : WsaErrors.WSAENOPROTOOPT;
            default:
                windows.requireContext(socket, "setsockopt");
                int error = socket.takesOptions() ? socket.options.set(row, value) : WsaErrors.WSAEINVAL;
                return error == 0 && socket instanceof DatagramSocket && Memberships.has(row.name())
                        ? ((DatagramSocket) socket).memberships.set(level, row.name(), value)
                        : error;
        }
    }

    /** Takes the handle of the listener, and nothing else (R116). */
    private int updateAcceptContext(SimulatedSocket socket, byte[] value) {
        if (value.length != Long.BYTES) {
            return WsaErrors.WSAEFAULT;
        }
        long listener = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong();
        if (!(socket instanceof StreamSocket)) {
            return WsaErrors.WSAENOPROTOOPT;
        }
        return ((StreamSocket) socket).updateAcceptContext(windows.table.find(listener));
    }

    @Override
    @Rules({"R075", "R133", "R176"})
    public int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        OptionRow row = SocketOptionRules.row(level, optname);
        return windows.onSocket("getsockopt " + (row == null ? level + "/" + optname : row.name()), s, socket -> {
            int fault = windows.faults.inline("getsockopt", socket);
            if (fault != 0) {
                return -fault;
            }
            if (row == null) {
                return -SocketOptionRules.unknown(level, optname);
            }
            if (!row.name().equals("SO_CONNECT_TIME")) {
                windows.requireContext(socket, "getsockopt");
                if (!socket.takesOptions()) {
                    return -WsaErrors.WSAEINVAL;
                }
            }
            int result = socket.options.get(row, optval, optlen, address(optval));
            if (result > 0 && row.name().endsWith("_MULTICAST_IF") && socket instanceof DatagramSocket) {
                optval.putInt(0, ((DatagramSocket) socket).memberships.outgoingIndex(level));
            }
            return result;
        });
    }

    @Override
    @Rules({"R016", "R102", "R118", "R326", "R327"})
    public int WSAIoctl(long s, int code, ByteBuffer in, int cbIn, ByteBuffer out, int cbOut) {
        String name = CONTROL_CODES.getOrDefault(code, Integer.toHexString(code));
        return windows.onSocket("WSAIoctl " + name, s, socket -> {
            switch (name) {
                case "SIO_UDP_CONNRESET":
                case "SIO_UDP_NETRESET":
                    if (!(socket instanceof DatagramSocket)) {
                        return -WsaErrors.WSAEOPNOTSUPP;
                    }
                    if (cbIn < Integer.BYTES) {
                        return -WsaErrors.WSAEFAULT;
                    }
                    ((DatagramSocket) socket).tell(name, in.getInt(0) != 0);
                    return 0;
                case "FIONBIO":
                    if (cbIn < Integer.BYTES) {
                        return -WsaErrors.WSAEFAULT;
                    }
                    return socket instanceof StreamSocket ? ((StreamSocket) socket).nonBlocking(in.getInt(0) != 0) : 0;
                case "SIO_TCP_INITIAL_RTO":
                    return cbIn < Integer.BYTES ? -WsaErrors.WSAEFAULT : initialRto(socket, in);
                case "SIO_GET_EXTENSION_FUNCTION_POINTER":
                    return ExtensionFunctions.pointer(in, cbIn, out, cbOut);
                default:
                    return -WsaErrors.WSAEOPNOTSUPP;
            }
        });
    }

    @Rules("R102")
    private static int initialRto(SimulatedSocket socket, ByteBuffer in) {
        if (!(socket instanceof StreamSocket)) {
            return -WsaErrors.WSAEOPNOTSUPP;
        }
        ((StreamSocket) socket).retransmitsConnect(in.get(MAX_SYN_RETRANSMISSIONS) != NO_SYN_RETRANSMISSIONS);
        return 0;
    }

    @Override
    public long address(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }
}
