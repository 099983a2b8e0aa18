package io.github.nettywinsock.simulation;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A WSARecvMsg, with the WSAMSG that it fills. */
@Rules({"R309", "R312", "R313", "R314", "R321"})
final class MessageCall extends Call {
    static final int MSG_PEEK = 2;

    /** Where the fields of a WSAMSG are. */
    static final int NAME = 0;

    static final int NAMELEN = 8;
    static final int BUFFERS = 16;
    static final int BUFFER_COUNT = 24;
    static final int CONTROL_LENGTH = 32;
    static final int CONTROL_BUFFER = 40;
    static final int FLAGS = 48;

    private static final int MSG_TRUNC = 0x100;
    private static final int MSG_CTRUNC = 0x200;
    private static final int MSG_BCAST = 0x400;
    private static final int MSG_MCAST = 0x800;

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
        int room = windows.schedule.roomForControlMessages(Memory.getInt(lpMsg + CONTROL_LENGTH));
        ControlMessages control = ControlMessages.of((DatagramSocket) socket, datagram, room);
        Memory.write(Memory.getLong(lpMsg + CONTROL_BUFFER), control.bytes(), 0, control.length());
        if (!control.areComplete()) {
            flags |= MSG_CTRUNC;
        }
        if (control.areComplete() || !windows.schedule.keepsControlLength()) {
            Memory.putInt(lpMsg + CONTROL_LENGTH, control.length());
        }
        int cast = datagram.isMulticast() ? MSG_MCAST : datagram.isBroadcast() ? MSG_BCAST : 0;
        Memory.putInt(lpMsg + FLAGS, flags | cast);
        observe(datagram, windows.observer());
        return flags == 0 ? Status.SUCCESS : Status.BUFFER_OVERFLOW;
    }

    private void observe(Datagram datagram, DatagramObserver observer) {
        if (observer == null) {
            return;
        }
        int length = datagram.segment == 0 ? datagram.data.length : datagram.segment;
        int from = 0;
        do {
            int to = Math.min(from + length, datagram.data.length);
            observer.received(socket.handle, Arrays.copyOfRange(datagram.data, from, to), datagram.source);
            from = to;
        } while (from < datagram.data.length);
    }

    private void writeName(InetSocketAddress source) {
        int length = Addresses.length(socket.family);
        ByteBuffer name = Memory.buffer(Memory.getLong(lpMsg + NAME), Memory.getInt(lpMsg + NAMELEN));
        if (name.capacity() >= length) {
            Addresses.write(source, socket.family, name);
            Memory.putInt(lpMsg + NAMELEN, length);
        }
    }
}
