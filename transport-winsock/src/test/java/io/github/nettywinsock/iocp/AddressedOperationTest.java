package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The address that a call is given, whatever the one before was given. */
class AddressedOperationTest {
    private static final InetSocketAddress FIRST = new InetSocketAddress("192.0.2.1", 1);
    private static final InetSocketAddress SECOND = new InetSocketAddress("192.0.2.2", 2);

    private final SimulatedWindows windows = SimulatedWindows.withoutWhims();
    private final IocpDatagramChannel channel =
            new IocpDatagramChannel(windows.ws2(), windows.sockets(), SocketProtocolFamily.INET);
    private final OverlappedSlab slab = new OverlappedSlab();
    private final SendDatagramOperation send = new SendDatagramOperation(null);

    @BeforeEach
    void acquire() {
        send.slot(slab.acquire(send));
    }

    @AfterEach
    void free() throws IOException {
        slab.free();
        channel.socket.close();
    }

    private void assertGiven(InetSocketAddress address) {
        assertThat(send.writeAddress()).isEqualTo(send.slot().address + OverlappedSlab.ADDRESS);
        assertThat(SocketAddresses.read(send.slot().memory, OverlappedSlab.ADDRESS))
                .isEqualTo(address);
    }

    @Test
    void addressesMayTakeTurns() throws Exception {
        for (InetSocketAddress address : new InetSocketAddress[] {FIRST, FIRST, SECOND, FIRST, SECOND, SECOND}) {
            send.to(address, channel.socket);
            assertGiven(address);
        }
    }

    @Test
    void itIsWrittenAnewAfterACallWithoutOne() throws Exception {
        send.to(FIRST, channel.socket);
        send.toPeer();
        assertThat(send.writeAddress()).isZero();
        assertThat(send.addressLength()).isZero();
        send.to(FIRST, channel.socket);
        assertGiven(FIRST);
    }

    @Test
    void itIsWrittenAnewAfterOneThatIsRefused() throws Exception {
        send.to(FIRST, channel.socket);
        assertThatThrownBy(() -> send.to(new InetSocketAddress("::1", 3), channel.socket))
                .isInstanceOf(IOException.class);
        send.to(FIRST, channel.socket);
        assertGiven(FIRST);
    }
}
