package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a datagram channel is when its peer was taken away. */
class DisconnectTest {
    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;

    /** What Windows has done is done, whatever it does not tell afterwards. */
    @Test
    void itIsDisconnectedThoughWindowsDoesNotTellItsAddress() throws Exception {
        IocpDatagramChannel channel = (IocpDatagramChannel)
                channels.datagrams().connect(FakeChannels.PEER).sync().channel();
        InetSocketAddress local = channel.localAddress();
        fake.before((call, arguments) -> call.equals("getsockname") ? -WsaErrors.WSAENOBUFS : null);
        ChannelFuture disconnect = channel.disconnect();
        assertThat(disconnect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(disconnect.cause()).isNull();
        assertThat(channel.isConnected()).isFalse();
        assertThat(channel.remoteAddress()).isNull();
        assertThat(channel.localAddress()).isEqualTo(local);
        assertThat(channel.isActive()).isTrue();
        channel.close().sync();
    }
}
