package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.simulation.MessageCall.BUFFERS;
import static io.github.nettywinsock.simulation.MessageCall.BUFFER_COUNT;
import static io.github.nettywinsock.simulation.MessageCall.CONTROL_BUFFER;
import static io.github.nettywinsock.simulation.MessageCall.CONTROL_LENGTH;
import static io.github.nettywinsock.simulation.MessageCall.FLAGS;
import static io.github.nettywinsock.simulation.MessageCall.NAME;
import static io.github.nettywinsock.simulation.MessageCall.NAMELEN;

import io.github.nettywinsock.option.OptionRow;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The WSAMSG of a WSASendMsg: the address, and the control messages, which say how this datagram is sent. */
@Rules({"R355", "R356"})
final class SendMessage {
    /** That of a call which has no control messages. */
    static final SendMessage NONE = new SendMessage(0);

    private static final int HEADER = 16;
    private static final int LEAST_ADDRESS = 16;

    private final long lpMsg;
    private int error;
    private InetAddress source;
    private Integer segment;
    private Integer ecn;
    private boolean ecnOfInet4;

    private SendMessage(long lpMsg) {
        this.lpMsg = lpMsg;
    }

    static SendMessage read(long lpMsg) {
        SendMessage message = new SendMessage(lpMsg);
        if (!MessageCall.isValid(lpMsg)
                || Memory.getLong(lpMsg + NAME) != 0 && Memory.getInt(lpMsg + NAMELEN) < LEAST_ADDRESS) {
            message.error = WsaErrors.WSAEFAULT;
        } else if (Memory.getInt(lpMsg + FLAGS) != 0) {
            message.error = WsaErrors.WSAEINVAL;
        } else {
            message.readControl(Memory.getLong(lpMsg + CONTROL_BUFFER), Memory.getInt(lpMsg + CONTROL_LENGTH));
        }
        return message;
    }

    private void readControl(long control, int length) {
        for (int at = 0; at < length && error == 0; ) {
            long messageLength = length - at < HEADER ? 0 : Memory.getLong(control + at);
            if (messageLength < HEADER || messageLength > length - at) {
                error = WsaErrors.WSAEINVAL;
                return;
            }
            read(
                    Memory.getInt(control + at + 8),
                    Memory.getInt(control + at + 12),
                    control + at + HEADER,
                    messageLength - HEADER);
            at += (int) (messageLength + Long.BYTES - 1 & -Long.BYTES);
        }
    }

    private void read(int level, int type, long data, long length) {
        if (is("IP_PKTINFO", level, type) && length == 8) {
            source = Addresses.of(Memory.read(data, 4));
        } else if (is("IPV6_PKTINFO", level, type) && length == 20) {
            source = Addresses.of(Memory.read(data, 16));
        } else if ((is("IP_ECN", level, type) || is("IPV6_ECN", level, type)) && length == 4) {
            ecn = Memory.getInt(data);
            ecnOfInet4 = is("IP_ECN", level, type);
        } else if (is("UDP_SEND_MSG_SIZE", level, type) && length == 4) {
            segment = Memory.getInt(data);
        } else {
            error = WsaErrors.WSAEINVAL;
        }
    }

    private static boolean is(String name, int level, int type) {
        return OptionRow.rows().stream()
                .anyMatch(row -> row.name().equals(name) && row.level() == level && row.optname() == type);
    }

    /** What is wrong with it, or 0. */
    int error() {
        return error;
    }

    Buffers buffers() {
        return Buffers.capture(Memory.getLong(lpMsg + BUFFERS), Memory.getInt(lpMsg + BUFFER_COUNT));
    }

    /** Where to, or null. */
    InetSocketAddress to() {
        long name = Memory.getLong(lpMsg + NAME);
        return name == 0 ? null : Addresses.read(name, Memory.getInt(lpMsg + NAMELEN));
    }

    /** The address to send from, or null. */
    InetAddress source() {
        return source;
    }

    /** Whether its messages are of the family of a destination. */
    boolean isFor(InetAddress destination) {
        boolean inet4 = destination.getAddress().length == 4;
        return (ecn == null || ecnOfInet4 == inet4) && (source == null || source.getAddress().length == 4 == inet4);
    }

    /** The size of segments, as the message has it or else the socket. */
    int segment(DatagramSocket socket) {
        return segment != null ? segment : socket.options.intValue("UDP_SEND_MSG_SIZE", 0);
    }

    /** A traffic class with the bits of the message. */
    int marked(int trafficClass) {
        return ecn == null ? trafficClass : trafficClass & ~3 | ecn & 3;
    }
}
