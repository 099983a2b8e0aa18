package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The structs that {@link SocketOptionRules} answers, at the offsets that {@code structs.tsv} has. */
final class OptionStructs {
    /** The length of CSADDR_INFO with room for two addresses of any family behind it. */
    static final int BSP_STATE = 40 + 2 * 28;

    private static final int XP1_IFS_HANDLES = 0x20000;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 23;
    private static final int PROTOCOL_INFOW = 628;

    private OptionStructs() {}

    /** CSADDR_INFO, with pointers into {@code out} itself. */
    static int bspState(SocketOptionRules.Socket socket, ByteBuffer out, long address) {
        point(out, 0, 40, address, socket.local());
        point(out, 16, 68, address, socket.remote());
        out.putInt(32, socket.type());
        out.putInt(36, socket.type() == SimulatedSocket.SOCK_STREAM ? 6 : 17);
        return BSP_STATE;
    }

    /** WSAPROTOCOL_INFOWs of TCP and UDP over both families, and of a provider whose SOCKETs are no file handles. */
    static int protocols(ByteBuffer out, boolean layered) {
        int count = 0;
        for (boolean fileHandle : layered ? new boolean[] {false, true} : new boolean[] {true}) {
            for (int family : new int[] {AF_INET, AF_INET6}) {
                for (int type : new int[] {SimulatedSocket.SOCK_STREAM, SimulatedSocket.SOCK_DGRAM}) {
                    if (out.capacity() < (count + 1) * PROTOCOL_INFOW) {
                        return -WsaErrors.WSAENOBUFS;
                    }
                    ByteBuffer entry = out.duplicate().position(count++ * PROTOCOL_INFOW);
                    protocolInfo(fileHandle, family, type, true, entry.slice().order(out.order()));
                }
            }
        }
        return count;
    }

    @Rules("R017")
    static int protocolInfo(SocketOptionRules.Socket socket, boolean wide, ByteBuffer out) {
        return protocolInfo(socket.isFileHandle(), socket.family(), socket.type(), wide, out);
    }

    private static int protocolInfo(boolean fileHandle, int family, int type, boolean wide, ByteBuffer out) {
        out.putInt(0, 0x66 | (fileHandle ? XP1_IFS_HANDLES : 0));
        out.putInt(36, 1001);
        out.putInt(72, 2);
        out.putInt(76, family);
        out.putInt(88, type);
        out.putInt(92, type == SimulatedSocket.SOCK_STREAM ? 6 : 17);
        out.putInt(108, type == SimulatedSocket.SOCK_STREAM ? 0 : 65507);
        String name = "Simulated Tcpip [" + (type == SimulatedSocket.SOCK_STREAM ? "TCP" : "UDP") + "/IP]";
        byte[] text = name.getBytes(wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
        for (int i = 0; i < text.length; i++) {
            out.put(116 + i, text[i]);
        }
        return wide ? PROTOCOL_INFOW : 372;
    }

    private static void point(ByteBuffer out, int pointer, int offset, long address, InetSocketAddress target) {
        if (target != null) {
            out.putLong(pointer, address + offset);
            out.putInt(pointer + 8, write(out, offset, target));
        }
    }

    /** A sockaddr_in or sockaddr_in6. */
    static int write(ByteBuffer out, int offset, InetSocketAddress target) {
        InetAddress host = target.getAddress();
        byte[] bytes = host.getAddress();
        boolean v4 = bytes.length == 4;
        out.putShort(offset, (short) (v4 ? AF_INET : AF_INET6));
        out.put(offset + 2, (byte) (target.getPort() >> 8));
        out.put(offset + 3, (byte) target.getPort());
        for (int i = 0; i < bytes.length; i++) {
            out.put(offset + (v4 ? 4 : 8) + i, bytes[i]);
        }
        return v4 ? 16 : 28;
    }
}
