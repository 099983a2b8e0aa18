package io.github.nettywinsock.option;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;

/** The structs that options of IPPROTO_IP and IPPROTO_IPV6 take for multicast groups. */
final class MulticastCodecs {
    /** {@code ip_mreq}. */
    static final Codec<MulticastGroup> IP_MREQ = new GroupCodec(8, Family.IPV4) {
        @Override
        boolean isInRange(MulticastGroup value) {
            return super.isInRange(value) && Interfaces.fitsAddress(value.networkInterface());
        }

        @Override
        void write(MulticastGroup value, ByteBuffer out) {
            SocketAddresses.writeAddress(out, 0, value.group());
            Interfaces.writeAddress(out, 4, value.networkInterface());
        }
    };

    /** {@code ipv6_mreq}. */
    static final Codec<MulticastGroup> IPV6_MREQ = new GroupCodec(20, Family.IPV6) {
        @Override
        void write(MulticastGroup value, ByteBuffer out) {
            SocketAddresses.writeAddress(out, 0, value.group());
            out.putInt(16, Interfaces.index(value.networkInterface()));
        }
    };

    /** {@code ip_mreq_source}, in the order of Windows: group, source, interface. */
    static final Codec<MulticastSource> IP_MREQ_SOURCE = new SourceCodec(12, Family.IPV4) {
        @Override
        boolean isInRange(MulticastSource value) {
            return super.isInRange(value) && Interfaces.fitsAddress(value.networkInterface());
        }

        @Override
        void write(MulticastSource value, ByteBuffer out) {
            SocketAddresses.writeAddress(out, 0, value.group());
            SocketAddresses.writeAddress(out, 4, value.source());
            Interfaces.writeAddress(out, 8, value.networkInterface());
        }
    };

    /** {@code group_req} with an IPv4 group. */
    static final Codec<MulticastGroup> GROUP_REQ = new GroupRequestCodec(Family.IPV4);

    /** {@code group_req} with an IPv6 group. */
    static final Codec<MulticastGroup> GROUP_REQ_V6 = new GroupRequestCodec(Family.IPV6);

    /** {@code group_source_req} with an IPv4 group. */
    static final Codec<MulticastSource> GROUP_SOURCE_REQ = new SourceRequestCodec(Family.IPV4);

    /** {@code group_source_req} with an IPv6 group. */
    static final Codec<MulticastSource> GROUP_SOURCE_REQ_V6 = new SourceRequestCodec(Family.IPV6);

    private MulticastCodecs() {}

    private enum Family {
        IPV4("an IPv4", "239.1.2.3", "192.0.2.1"),
        IPV6("an IPv6", "ff15::1:2", "2001:db8::1");

        private final String article;
        private final String group;
        private final String source;

        Family(String article, String group, String source) {
            this.article = article;
            this.group = group;
            this.source = source;
        }

        boolean includes(InetAddress address, NetworkInterface networkInterface) {
            return (this == IPV4 ? address instanceof Inet4Address : address instanceof Inet6Address)
                    && Interfaces.index(networkInterface) >= 0;
        }
    }

    private abstract static class GroupCodec extends WriteOnlyCodec<MulticastGroup> {
        private final Family family;

        GroupCodec(int length, Family family) {
            super(
                    MulticastGroup.class,
                    length,
                    family.article + " multicast group, written GROUP or GROUP@INTERFACE, such as " + family.group
                            + "@eth0");
            this.family = family;
        }

        @Override
        boolean isInRange(MulticastGroup value) {
            return family.includes(value.group(), value.networkInterface());
        }

        @Override
        final MulticastGroup parsed(String text) {
            return MulticastGroup.parse(text);
        }
    }

    private static final class GroupRequestCodec extends GroupCodec {
        GroupRequestCodec(Family family) {
            super(136, family);
        }

        @Override
        void write(MulticastGroup value, ByteBuffer out) {
            out.putInt(0, Interfaces.index(value.networkInterface()));
            SocketAddresses.write(out, 8, value.group());
        }
    }

    private abstract static class SourceCodec extends WriteOnlyCodec<MulticastSource> {
        private final Family family;

        SourceCodec(int length, Family family) {
            super(
                    MulticastSource.class,
                    length,
                    family.article + " multicast group and source, written GROUP,SOURCE or GROUP,SOURCE@INTERFACE, such"
                            + " as " + family.group + ',' + family.source + "@eth0");
            this.family = family;
        }

        @Override
        boolean isInRange(MulticastSource value) {
            return family.includes(value.group(), value.networkInterface());
        }

        @Override
        final MulticastSource parsed(String text) {
            return MulticastSource.parse(text);
        }
    }

    private static final class SourceRequestCodec extends SourceCodec {
        SourceRequestCodec(Family family) {
            super(264, family);
        }

        @Override
        void write(MulticastSource value, ByteBuffer out) {
            out.putInt(0, Interfaces.index(value.networkInterface()));
            SocketAddresses.write(out, 8, value.group());
            SocketAddresses.write(out, 136, value.source());
        }
    }
}
