package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.testsuite.EventLoops;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Multicast memberships as options of a stock datagram channel, on the loopback interface. */
@NeedsWindows("NIO channels")
class MulticastIT {
    @RegisterExtension
    final EventLoops nio = EventLoops.nio();

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @Test
    void memberReceivesWhatIsSentToItsGroup() throws Exception {
        InetAddress member = InetAddress.getByName("239.255.77.1");
        InetAddress stranger = InetAddress.getByName("239.255.77.2");
        Channel channel = bind(new WinsockChannelInitializer(new Receiver())
                        .option(WinsockChannelOption.IP_ADD_MEMBERSHIP, MulticastGroup.of(member, loopback())))
                .sync()
                .channel();
        int port = ((InetSocketAddress) channel.localAddress()).getPort();
        send(stranger, port, "not for us");
        send(member, port, "for us");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("for us");
    }

    @Test
    void membershipTwiceFailsTheBind() throws Exception {
        MulticastGroup twice = MulticastGroup.of(InetAddress.getByName("239.255.77.3"), loopback());
        ChannelFuture bind = bind(new WinsockChannelInitializer(new Receiver())
                        .option(WinsockChannelOption.IP_ADD_MEMBERSHIP, twice)
                        .option(WinsockChannelOption.MCAST_JOIN_GROUP, twice))
                .await();
        assertThat(bind.cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageContaining("MCAST_JOIN_GROUP")
                .hasMessageContaining("239.255.77.3");
        assertThat(bind.channel().isOpen()).isFalse();
    }

    private ChannelFuture bind(WinsockChannelInitializer initializer) {
        return new Bootstrap()
                .group(nio.group)
                .channelFactory(() -> new NioDatagramChannel(SocketProtocolFamily.INET))
                .handler(initializer)
                .bind(new InetSocketAddress("0.0.0.0", 0));
    }

    private static void send(InetAddress to, int port, String text) throws IOException {
        try (MulticastSocket socket = new MulticastSocket(new InetSocketAddress("127.0.0.1", 0))) {
            socket.setNetworkInterface(loopback());
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            ((DatagramSocket) socket).send(new java.net.DatagramPacket(bytes, bytes.length, to, port));
        }
    }

    private static NetworkInterface loopback() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
    }

    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            received.add(packet.content().toString(StandardCharsets.US_ASCII));
        }
    }
}
