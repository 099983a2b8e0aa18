package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.SocketAddresses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that datagrams have come from, when they are answered. */
class KnownAddressTest {
    private final ByteBuffer memory = memory();

    private static ByteBuffer memory() {
        return ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
    }

    private static InetSocketAddress address(String host) {
        return new InetSocketAddress(host, 0xABCD);
    }

    /** As a SOCKET of a family receives it. */
    private InetSocketAddress received(SocketFamily family, String host) throws IOException {
        family.write(address(host), memory);
        return new AddressTable().read(memory, 0);
    }

    private static Stream<InetSocketAddress> received() throws IOException {
        KnownAddressTest test = new KnownAddressTest();
        return Stream.of(
                test.received(SocketFamily.INET, "192.0.2.1"),
                test.received(SocketFamily.INET, "169.254.1.2"),
                test.received(SocketFamily.INET6, "192.0.2.1"),
                test.received(SocketFamily.INET6, "169.254.1.2"),
                test.received(SocketFamily.INET6, "2001:db8::1"),
                test.received(SocketFamily.INET6, "fe80::1%3"),
                test.received(SocketFamily.INET6, "fe80::1"));
    }

    @ParameterizedTest
    @MethodSource("received")
    void itIsWrittenAsAnotherOneIs(InetSocketAddress received) throws Exception {
        InetSocketAddress plain = new InetSocketAddress(received.getAddress(), received.getPort());
        assertThat(received).isInstanceOf(KnownAddress.class).isEqualTo(plain).hasToString(plain.toString());
        assertThat(plain).isEqualTo(received).hasSameHashCodeAs(received);
        for (SocketFamily family : SocketFamily.values()) {
            if (family == SocketFamily.INET6 || received.getAddress().getAddress().length == 4) {
                ByteBuffer expected = memory();
                assertThat(family.write(received, memory)).isEqualTo(family.write(plain, expected));
                assertThat(memory).isEqualTo(expected);
            }
        }
        ByteBuffer expected = memory();
        ByteBuffer host = memory();
        SocketAddresses.writeAddress(expected, 4, plain.getAddress());
        KnownAddress.writeHost(received, host, 4);
        assertThat(host).isEqualTo(expected);
        host.putLong(4, 0).putLong(12, 0);
        KnownAddress.writeHost(plain, host, 4);
        assertThat(host).isEqualTo(expected);
    }

    @Test
    void theFlowOfADatagramIsNotThatOfItsAnswer() throws Exception {
        SocketFamily.INET6.write(address("2001:db8::1"), memory);
        ByteBuffer expected = memory();
        SocketFamily.INET6.write(address("2001:db8::1"), expected);
        memory.putInt(4, 0x12345);
        InetSocketAddress received = new AddressTable().read(memory, 0);
        SocketFamily.INET6.write(received, memory);
        assertThat(memory).isEqualTo(expected);
    }

    /** Nobody who reads it needs this library. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
    void itIsSerializedAsAPlainAddress(String host) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(received(SocketFamily.INET6, host));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Object read = in.readObject();
            assertThat(read).isEqualTo(address(host)).hasSameClassAs(address(host));
        }
    }
}
