package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.SocketProtocolFamily;
import org.junit.jupiter.api.Test;

/** The overlapped calls of a SOCKET, on a Windows in virtual time. */
class OverlappedCallsTest extends VirtualTimeTest {
    /** Its completion is still to be handled when a channel is deregistered or closed. */
    @Test
    void aCallThatNoMemoryCouldBeHadForIsNotCancelled() {
        start(0);
        IocpDatagramChannel channel = world.transport.datagrams(SocketProtocolFamily.INET);
        ReceiveOperation receive = new ReceiveOperation(world.windows.ws2());
        channel.socket.overlapped().cancel(receive);
        assertThat(receive.slot()).isNull();
        channel.unsafe().closeForcibly();
    }
}
