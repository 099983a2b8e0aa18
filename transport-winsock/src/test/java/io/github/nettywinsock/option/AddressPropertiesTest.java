package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Addresses as bytes and as text, and back. */
class AddressPropertiesTest {
    /** The JDK takes numbers with any number of zeros before them. */
    private static final String STRICTER = ".*[0-9a-fA-F]{5}.*|(.*[:.])?0[0-9]+\\..*|.*\\.0[0-9].*";

    private final ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

    @Provide
    Arbitrary<InetAddress> hosts() {
        Arbitrary<Byte> octets =
                Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just((byte) 0)), Tuple.of(1, Arbitraries.bytes()));
        return Arbitraries.of(4, 16)
                .flatMap(length -> octets.array(byte[].class).ofSize(length))
                .map(AddressPropertiesTest::host);
    }

    private static InetAddress host(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<InetSocketAddress> addresses() {
        return Combinators.combine(hosts(), Arbitraries.integers().between(0, 0xFFFF), Arbitraries.integers())
                .as((host, port, scope) -> new InetSocketAddress(scoped(host, scope), port));
    }

    private static InetAddress scoped(InetAddress host, int scope) {
        try {
            return host instanceof Inet6Address ? Inet6Address.getByAddress(null, host.getAddress(), scope) : host;
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Property
    void anAddressIsReadAsItWasWritten(@ForAll("addresses") InetSocketAddress address) {
        int length = SocketAddresses.write(address, buffer);
        InetSocketAddress read = SocketAddresses.read(buffer, 0);
        assertThat(read).isEqualTo(address);
        assertThat(read.getAddress() instanceof Inet6Address ? scope(read) : 0).isEqualTo(scope(address));
        assertThat(SocketAddresses.readWhole(buffer, 0, length)).isEqualTo(address);
    }

    private static int scope(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? ((Inet6Address) address.getAddress()).getScopeId() : 0;
    }

    @Property
    void anAddressOfASocketOfBothFamiliesIsReadAsItWasWritten(@ForAll("addresses") InetSocketAddress address) {
        SocketAddresses.writeInet6(address, buffer);
        if (!address.getAddress().isAnyLocalAddress()) {
            assertThat(SocketAddresses.read(buffer, 0)).isEqualTo(address);
        }
    }

    @Property
    void anyBytesAreAnAddressOrNone(
            @ForAll byte[] bytes, @ForAll @IntRange(max = 30) int length, @ForAll("families") short family) {
        for (int i = 0; i < Math.min(bytes.length, 28); i++) {
            buffer.put(i, bytes[i]);
        }
        buffer.putShort(0, family);
        ByteBuffer cut =
                buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(length).slice();
        cut.order(ByteOrder.LITTLE_ENDIAN);
        InetSocketAddress read = SocketAddresses.read(cut, 0, length);
        assertThat(read != null).isEqualTo(family == 2 && length >= 16 || family == 23 && length >= 24);
        SocketAddresses.read(buffer, 0);
    }

    @Provide
    Arbitrary<Short> families() {
        return Arbitraries.oneOf(Arbitraries.of((short) 0, (short) 2, (short) 23), Arbitraries.shorts());
    }

    @Example
    void anUnresolvedAddressIsRefused() {
        for (InetSocketAddress none : new InetSocketAddress[] {null, InetSocketAddress.createUnresolved("host", 1)}) {
            assertThatThrownBy(() -> SocketAddresses.write(none, buffer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an IP address and a port are expected, not " + none);
            assertThatThrownBy(() -> ControlQuery.ROUTING_INTERFACE.encode(none, buffer))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    void aTextOfTheJdkIsParsed(@ForAll("hosts") InetAddress host) {
        assertThat(AddressLiteral.parse(host.getHostAddress())).isEqualTo(host);
        assertThat(AddressLiteral.parse(NetUtil.toAddressString(host))).isEqualTo(host);
    }

    @Provide
    Arbitrary<String> literals() {
        return Arbitraries.of("0", "1", "255", "256", "ff", "FE80", "12345", ":", "::", ".", "127.0.0.1", "g")
                .list()
                .ofMaxSize(16)
                .map(list -> String.join("", list));
    }

    @Property(tries = 10_000)
    void aTextIsAnAddressWhereTheJdkTakesItForOne(@ForAll("literals") String text) {
        InetAddress expected = literal(text);
        if (expected == null) {
            assertThatThrownBy(() -> AddressLiteral.parse(text)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(AddressLiteral.parse(text)).isEqualTo(expected);
        }
    }

    /** In brackets the JDK looks nothing up. */
    private static InetAddress literal(String text) {
        if (text.indexOf(':') < 0) {
            return NetUtil.isValidIpV4Address(text) ? host(NetUtil.createByteArrayFromIpAddressString(text)) : null;
        }
        if (text.matches(STRICTER)) {
            return null;
        }
        try {
            return InetAddress.getByName('[' + text + ']');
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
