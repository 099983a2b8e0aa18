package io.github.nettywinsock.option;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Objects;

/**
 * The value of the options that name a single sender to a multicast group: an {@code ip_mreq_source} or
 * {@code group_source_req} struct.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/multicast-programming">
 *     Multicast programming</a>
 */
public final class MulticastSource {
    private final MulticastGroup group;
    private final InetAddress source;

    private MulticastSource(MulticastGroup group, InetAddress source) {
        if (group == null) {
            throw new IllegalArgumentException("a multicast group is expected, not null");
        }
        if (source == null || source.getClass() != group.group().getClass() || source.isMulticastAddress()) {
            throw new IllegalArgumentException("the source is a unicast address of the same family as the group "
                    + group.group().getHostAddress() + ", not " + (source == null ? null : source.getHostAddress()));
        }
        this.group = group;
        this.source = source;
    }

    /**
     * A sender to a group.
     *
     * @throws IllegalArgumentException when {@code source} is not a unicast address of the family of {@code group}
     */
    public static MulticastSource of(MulticastGroup group, InetAddress source) {
        return new MulticastSource(group, source);
    }

    /**
     * A sender to a group on an interface.
     *
     * @throws IllegalArgumentException when {@code group} is not a multicast address, or {@code source} is not a unicast
     *                                  address of the same family
     */
    public static MulticastSource of(InetAddress group, InetAddress source, NetworkInterface networkInterface) {
        return new MulticastSource(MulticastGroup.of(group, networkInterface), source);
    }

    /**
     * A source as {@link #toString()} writes it: {@code 232.1.2.3,192.0.2.1} or {@code 232.1.2.3,192.0.2.1@eth0}. The
     * interface may also be given by its index.
     *
     * @throws IllegalArgumentException when {@code text} is not of this form or there is no such interface
     */
    public static MulticastSource parse(String text) {
        int comma = Codecs.given(text).indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("a group, a comma and a source are expected");
        }
        int at = text.indexOf('@', comma);
        int end = at < 0 ? text.length() : at;
        return new MulticastSource(
                MulticastGroup.parse(text.substring(0, comma) + text.substring(end)),
                AddressLiteral.parse(text.substring(comma + 1, end)));
    }

    /** The address of the group. */
    public InetAddress group() {
        return group.group();
    }

    /** The address of the sender. */
    public InetAddress source() {
        return source;
    }

    /** The interface to receive on, or null for the one that Windows chooses. */
    public NetworkInterface networkInterface() {
        return group.networkInterface();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MulticastSource
                && ((MulticastSource) other).group.equals(group)
                && ((MulticastSource) other).source.equals(source);
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, source);
    }

    @Override
    public String toString() {
        NetworkInterface networkInterface = networkInterface();
        return group().getHostAddress()
                + ','
                + source.getHostAddress()
                + (networkInterface == null ? "" : "@" + networkInterface.getName());
    }
}
