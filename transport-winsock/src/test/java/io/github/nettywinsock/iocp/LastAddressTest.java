package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.SocketAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The address of the last datagram, which the next one may come from too. */
class LastAddressTest {
    private final LastAddress last = new LastAddress();
    private final ByteBuffer memory =
            ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());

    private void clear() {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) 0);
        }
    }

    private InetSocketAddress read(InetSocketAddress address) {
        clear();
        SocketAddresses.write(address, memory);
        return last.read(memory, 0);
    }

    private static InetSocketAddress address(String host, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Test
    void theSameAddressIsNotMadeAnew() throws Exception {
        for (String host : new String[] {"127.0.0.1", "::1", "fe80::1%3"}) {
            InetSocketAddress first = read(address(host, 5));
            assertThat(first).isEqualTo(address(host, 5));
            assertThat(read(address(host, 5))).isSameAs(first);
        }
    }

    @Test
    void anotherAddressIsRead() throws Exception {
        for (InetSocketAddress next : new InetSocketAddress[] {
            address("127.0.0.1", 5),
            address("127.0.0.1", 6),
            address("127.0.0.2", 6),
            address("::1", 6),
            address("::2", 6),
            address("1::2", 6),
            address("fe80::2%3", 6),
            address("fe80::2%4", 6),
            address("127.0.0.1", 5)
        }) {
            assertThat(read(next)).isEqualTo(next);
        }
    }

    @Test
    void whatIsNoAddressIsNone() throws Exception {
        read(address("127.0.0.1", 5));
        clear();
        assertThat(last.read(memory, 0)).isNull();
        assertThat(last.read(memory, 0)).isNull();
    }
}
