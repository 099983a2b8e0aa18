package io.github.nettywinsock.simulation;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A WSARecvMsg, with the WSAMSG that it fills. */
@Rules({"R309", "R312", "R313", "R314", "R317", "R318", "R319", "R320"})
final class MessageCall extends Call {
    static final int MSG_PEEK = 2;

    private static final int NAME = 0;
    private static final int NAMELEN = 8;
    private static final int BUFFERS = 16;
    private static final int BUFFER_COUNT = 24;
    private static final int CONTROL_LENGTH = 32;
    private static final int CONTROL_BUFFER = 40;
    private static final int FLAGS = 48;
    private static final int MSG_TRUNC = 0x100;
    private static final int MSG_CTRUNC = 0x200;
    private static final int HEADER = 16;
    private static final int PKTINFO = 19;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int LOOPBACK_INTERFACE = 1;

    private final long lpMsg;

    MessageCall(DatagramSocket socket, long lpMsg, long overlapped, int number) {
        super(
                Kind.WSARecvMsg,
                socket,
                overlapped,
                Buffers.capture(Memory.getLong(lpMsg + BUFFERS), Memory.getInt(lpMsg + BUFFER_COUNT)),
                number);
        this.lpMsg = lpMsg;
    }

    /** Whether the struct is as the function wants it (R315, R316). */
    @Rules({"R315", "R316"})
    static boolean isValid(long lpMsg) {
        return lpMsg != 0
                && (Memory.getLong(lpMsg + NAME) != 0 || Memory.getInt(lpMsg + NAMELEN) == 0)
                && (Memory.getLong(lpMsg + CONTROL_BUFFER) != 0 || Memory.getInt(lpMsg + CONTROL_LENGTH) == 0);
    }

    static int flags(long lpMsg) {
        return Memory.getInt(lpMsg + FLAGS);
    }

    /** Writes a datagram, and answers its status. */
    int fill(Datagram datagram, SimulatedWindows windows) {
        int length = Math.min(datagram.data.length, buffers.length());
        windows.calls.fill(this, Arrays.copyOf(datagram.data, length));
        writeName(datagram.source);
        int flags = length < datagram.data.length ? MSG_TRUNC : 0;
        if (!writeControl(datagram.destination)) {
            flags |= MSG_CTRUNC;
        }
        Memory.putInt(lpMsg + FLAGS, flags);
        return flags == 0 ? Status.SUCCESS : Status.BUFFER_OVERFLOW;
    }

    private void writeName(InetSocketAddress source) {
        int length = Addresses.length(socket.family);
        ByteBuffer name = Memory.buffer(Memory.getLong(lpMsg + NAME), Memory.getInt(lpMsg + NAMELEN));
        if (name.capacity() >= length) {
            Addresses.write(source, socket.family, name);
            Memory.putInt(lpMsg + NAMELEN, length);
        }
    }

    /** Answers whether there was room for all control messages. */
    private boolean writeControl(InetSocketAddress destination) {
        byte[] address = destination.getAddress().getAddress();
        boolean inet4 = address.length == 4;
        if (!socket.options.isOn(inet4 ? "IP_PKTINFO" : "IPV6_PKTINFO")) {
            Memory.putInt(lpMsg + CONTROL_LENGTH, 0);
            return true;
        }
        int length = HEADER + address.length + Integer.BYTES;
        byte[] message = new byte[length + Long.BYTES - 1 & -Long.BYTES];
        ByteBuffer.wrap(message)
                .order(ByteOrder.nativeOrder())
                .putLong(length)
                .putInt(inet4 ? IPPROTO_IP : IPPROTO_IPV6)
                .putInt(PKTINFO)
                .put(address)
                .putInt(LOOPBACK_INTERFACE);
        boolean fits = message.length <= Memory.getInt(lpMsg + CONTROL_LENGTH);
        if (fits) {
            Memory.write(Memory.getLong(lpMsg + CONTROL_BUFFER), message, 0, message.length);
        }
        Memory.putInt(lpMsg + CONTROL_LENGTH, fits ? message.length : 0);
        return fits;
    }

    /** What is on its way to a socket: a datagram, or the news that an earlier one found nobody. */
    static final class Datagram {
        final byte[] data;
        final InetSocketAddress source;
        final InetSocketAddress destination;

        Datagram(byte[] data, InetSocketAddress source, InetSocketAddress destination) {
            this.data = data;
            this.source = source;
            this.destination = destination;
        }

        static Datagram unreachable() {
            return new Datagram(null, null, null);
        }

        boolean isUnreachable() {
            return data == null;
        }
    }
}
