package io.github.nettywinsock.simulation;

import io.github.nettywinsock.option.OptionRow;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The control messages of one datagram, as many as there is room for. */
@Rules({"R313", "R317", "R318", "R319", "R320", "R322", "R323"})
final class ControlMessages {
    private static final int HEADER = 16;

    private final ByteBuffer out;
    private boolean complete = true;

    private ControlMessages(int capacity) {
        out = ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
    }

    /**
     * Those that a socket has asked for. On a socket of both families, what the datagram is decides which (R320).
     *
     * @param capacity how many bytes there are
     */
    static ControlMessages of(DatagramSocket socket, Datagram datagram, int capacity) {
        ControlMessages messages = new ControlMessages(capacity);
        InetAddress destination = datagram.destination.getAddress();
        boolean inet4 = destination.getAddress().length == 4;
        String family = inet4 ? "IP" : "IPV6";
        if (socket.options.isOn(family + "_PKTINFO")) {
            byte[] address = destination.getAddress();
            byte[] data = ByteBuffer.allocate(address.length + Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .put(address)
                    .putInt(datagram.in.index())
                    .array();
            messages.add(family + "_PKTINFO", data);
        }
        messages.addIf(socket, inet4 ? "IP_RECVTTL" : "IPV6_HOPLIMIT", family + "_HOPLIMIT", datagram.hops);
        messages.addIf(
                socket,
                family + (inet4 ? "_RECVTOS" : "_RECVTCLASS"),
                inet4 ? "IP_TOS" : "IPV6_TCLASS",
                datagram.trafficClass);
        messages.addIf(socket, family + "_RECVECN", family + "_ECN", datagram.trafficClass & 3);
        if (datagram.segment > 0) {
            messages.add("UDP_COALESCED_INFO", ints(datagram.segment));
        }
        return messages;
    }

    private void addIf(DatagramSocket socket, String option, String type, int value) {
        if (socket.options.isOn(option)) {
            add(type, ints(value));
        }
    }

    private static byte[] ints(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    private void add(String type, byte[] data) {
        int length = HEADER + data.length;
        int padded = length + Long.BYTES - 1 & -Long.BYTES;
        if (!complete || padded > out.remaining()) {
            complete = false;
            return;
        }
        OptionRow row = OptionRow.rows().stream()
                .filter(candidate -> candidate.name().equals(type))
                .findFirst()
                .orElseThrow();
        int end = out.position() + padded;
        out.putLong(length).putInt(row.level()).putInt(row.optname()).put(data).position(end);
    }

    /** Whether there was room for all. */
    boolean areComplete() {
        return complete;
    }

    int length() {
        return out.position();
    }

    byte[] bytes() {
        return out.array();
    }
}
