package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.ws2.Interceptor;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class IocpSocketTest {
    /** It is no failure of bind, which options would be blamed for: the same address is given to connect. */
    @Test
    void anAddressOfAnotherFamilyIsNoBindException() {
        IocpSocket socket = NewSocket.open(
                Interceptor.winsock(null, (call, arguments) -> 4),
                new FakeIocp().calls,
                SocketProtocolFamily.INET,
                IocpSocket.Kind.CONNECTION);
        assertThatThrownBy(
                        () -> socket.family().write(new InetSocketAddress("2001:db8::1", 443), ByteBuffer.allocate(28)))
                .isExactlyInstanceOf(SocketException.class)
                .hasMessageContaining("on a socket of IPv4: WSAEAFNOSUPPORT (10047)");
    }
}
