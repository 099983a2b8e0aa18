package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As over NIO: an own link-local address is enough without its scope. */
class LinkLocalAddressesTest {
    private static final int SCOPE_ID = 24;

    private final List<InetAddress> own = new ArrayList<>();
    private int lists;
    private long nanos;
    private final LinkLocalAddresses addresses = new LinkLocalAddresses(this::list, () -> nanos);

    private List<InetAddress> list() {
        lists++;
        return own;
    }

    @Test
    void anOwnOneGetsItsScope() throws Exception {
        own.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        own.add(linkLocal(1, 3));
        own.add(linkLocal(2, 4));
        assertThat(scopeOf(addresses.scoped(at(linkLocal(2, 0))))).isEqualTo(4);
        assertThat(addresses.scoped(at(linkLocal(2, 0))).getPort()).isEqualTo(7);
    }

    @Test
    void othersStayAsTheyAre() throws Exception {
        own.add(linkLocal(1, 3));
        for (InetAddress other : List.of(
                linkLocal(9, 0),
                linkLocal(1, 8),
                InetAddress.getByAddress(new byte[] {(byte) 169, (byte) 254, 0, 1}),
                InetAddress.getByAddress(new byte[16]))) {
            InetSocketAddress address = at(other);
            assertThat(addresses.scoped(address)).isSameAs(address);
        }
    }

    @Test
    void oneThatIsConfiguredLaterIsFoundASecondLater() throws Exception {
        assertThat(scopeOf(addresses.scoped(at(linkLocal(1, 0))))).isZero();
        own.add(linkLocal(1, 3));
        nanos += 1_000_000_000;
        assertThat(scopeOf(addresses.scoped(at(linkLocal(1, 0))))).isEqualTo(3);
    }

    @Test
    void manyDatagramsToThoseOfOtherMachinesListTheAddressesOnceASecond() throws Exception {
        for (int i = 0; i < 1000; i++) {
            addresses.scoped(at(linkLocal(8, 0)));
            addresses.scoped(at(linkLocal(9, 0)));
            nanos += 2_000_000;
        }
        assertThat(lists).isEqualTo(2);
    }

    @Test
    void oneOfSeveralInterfacesHasToBeGivenWithItsScope() throws Exception {
        own.add(linkLocal(1, 3));
        own.add(linkLocal(1, 4));
        assertThatThrownBy(() -> addresses.scoped(at(linkLocal(1, 0))))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("several interfaces")
                .hasMessageContaining("fe80:0:0:0:0:0:0:1%3");
    }

    @Test
    void aSocketWritesIt() throws Exception {
        Inet6Address linkLocal = ofThisMachine();
        assumeThat(linkLocal).as("a link-local address of this machine").isNotNull();
        SimulatedWindows windows = SimulatedWindows.inVirtualTime(1);
        IocpSocket socket =
                NewSocket.open(windows.ws2(), windows.sockets(), SocketProtocolFamily.INET6, IocpSocket.Kind.DATAGRAM);
        ByteBuffer name = ByteBuffer.allocateDirect(28).order(ByteOrder.nativeOrder());
        socket.family().write(at(InetAddress.getByAddress(linkLocal.getAddress())), name);
        assertThat(name.getInt(SCOPE_ID)).isEqualTo(linkLocal.getScopeId());
        socket.close();
    }

    private static Inet6Address ofThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet6Address && address.isLinkLocalAddress())
                .map(Inet6Address.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static InetAddress linkLocal(int last, int scope) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[0] = (byte) 0xFE;
        bytes[1] = (byte) 0x80;
        bytes[15] = (byte) last;
        return Inet6Address.getByAddress(null, bytes, scope == 0 ? -1 : scope);
    }

    private static InetSocketAddress at(InetAddress address) {
        return new InetSocketAddress(address, 7);
    }

    private static int scopeOf(InetSocketAddress address) {
        return ((Inet6Address) address.getAddress()).getScopeId();
    }
}
