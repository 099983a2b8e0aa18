package io.github.nettywinsock.option;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Objects;

/**
 * The value of the options that join and leave a multicast group: an {@code ip_mreq}, {@code ipv6_mreq} or
 * {@code group_req} struct.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/multicast-programming">
 *     Multicast programming</a>
 */
public final class MulticastGroup {
    private final InetAddress group;
    private final NetworkInterface networkInterface;

    private MulticastGroup(InetAddress group, NetworkInterface networkInterface) {
        if (group == null || !group.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    "a multicast group is 224.0.0.0 to 239.255.255.255 or begins with ff, not "
                            + (group == null ? null : group.getHostAddress()));
        }
        this.group = group;
        this.networkInterface = networkInterface;
    }

    /**
     * A group on the interface that Windows chooses.
     *
     * @throws IllegalArgumentException when {@code group} is not a multicast address
     */
    public static MulticastGroup of(InetAddress group) {
        return new MulticastGroup(group, null);
    }

    /**
     * A group on an interface.
     *
     * @throws IllegalArgumentException when {@code group} is not a multicast address or there is no interface
     */
    public static MulticastGroup of(InetAddress group, NetworkInterface networkInterface) {
        return new MulticastGroup(group, Interfaces.given(networkInterface));
    }

    /**
     * A group as {@link #toString()} writes it: {@code 239.1.2.3} or {@code 239.1.2.3@eth0}. The interface may also be
     * given by its index.
     *
     * @throws IllegalArgumentException when {@code text} is not of this form or there is no such interface
     */
    public static MulticastGroup parse(String text) {
        int at = Codecs.given(text).indexOf('@');
        return at < 0
                ? of(AddressLiteral.parse(text))
                : of(AddressLiteral.parse(text.substring(0, at)), Interfaces.parse(text.substring(at + 1)));
    }

    /** The address of the group. */
    public InetAddress group() {
        return group;
    }

    /** The interface to receive on, or null for the one that Windows chooses. */
    public NetworkInterface networkInterface() {
        return networkInterface;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MulticastGroup
                && ((MulticastGroup) other).group.equals(group)
                && Objects.equals(((MulticastGroup) other).networkInterface, networkInterface);
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, networkInterface);
    }

    @Override
    public String toString() {
        return group.getHostAddress() + (networkInterface == null ? "" : "@" + networkInterface.getName());
    }
}
