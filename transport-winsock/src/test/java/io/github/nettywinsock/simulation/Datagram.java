package io.github.nettywinsock.simulation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** What is on its way to a UDP socket: a datagram, several joined, or the news that an earlier one has not arrived. */
final class Datagram {
    final byte[] data;
    final InetSocketAddress source;
    final InetSocketAddress destination;

    /** Which interface it comes in through. */
    final Interface in;

    final int hops;
    final int trafficClass;

    /** The length of each but the last when several are joined, or 0. */
    final int segment;

    /** What the news is, or 0. */
    final int status;

    Datagram(
            byte[] data,
            InetSocketAddress source,
            InetSocketAddress destination,
            Interface in,
            int hops,
            int trafficClass) {
        this(data, source, destination, in, hops, trafficClass, 0, Status.SUCCESS);
    }

    private Datagram(
            byte[] data,
            InetSocketAddress source,
            InetSocketAddress destination,
            Interface in,
            int hops,
            int trafficClass,
            int segment,
            int status) {
        this.data = data;
        this.source = source;
        this.destination = destination;
        this.in = in;
        this.hops = hops;
        this.trafficClass = trafficClass;
        this.segment = segment;
        this.status = status;
    }

    /** What a socket is told of one that it has sent. */
    static Datagram news(int status) {
        return new Datagram(new byte[0], null, null, null, 0, 0, 0, status);
    }

    boolean isNews() {
        return status != Status.SUCCESS;
    }

    boolean isMulticast() {
        return destination.getAddress().isMulticastAddress();
    }

    boolean isBroadcast() {
        return isBroadcast(destination.getAddress());
    }

    /** Whether an address is that of all hosts, or of all on the network of an interface (R303). */
    static boolean isBroadcast(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                && bytes[3] == -1
                && (bytes[0] == -1 && bytes[1] == -1 && bytes[2] == -1
                        || bytes[0] == 127 && bytes[1] == -1 && bytes[2] == -1
                        || bytes[0] == (byte) 198 && bytes[1] == 51 && bytes[2] == 100);
    }

    /** Whether Windows may join {@code next} to it: of one source, none longer than the first, only the last shorter. */
    @Rules("R322")
    boolean canBeJoinedBy(Datagram next, int limit) {
        int length = segment == 0 ? data.length : segment;
        return !isNews()
                && !next.isNews()
                && length > 0
                && data.length % length == 0
                && next.data.length > 0
                && next.data.length <= length
                && data.length + next.data.length <= limit
                && source.equals(next.source)
                && destination.equals(next.destination);
    }

    Datagram joinedBy(Datagram next) {
        byte[] all = Arrays.copyOf(data, data.length + next.data.length);
        System.arraycopy(next.data, 0, all, data.length, next.data.length);
        int length = segment == 0 ? data.length : segment;
        return new Datagram(all, source, destination, in, hops, trafficClass, length, Status.SUCCESS);
    }
}
