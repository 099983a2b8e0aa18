package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of datagram channels follows from rules of Windows that Wine does not keep. */
class SimulatedDatagramTest extends FreeRunningTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress LOCAL = new InetSocketAddress(LOOPBACK, 0);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private IocpDatagramChannel bind(SocketProtocolFamily family, ChannelHandler handler) throws InterruptedException {
        return bind(family, LOCAL, handler);
    }

    private IocpDatagramChannel bind(SocketProtocolFamily family, InetSocketAddress local, ChannelHandler handler)
            throws InterruptedException {
        return (IocpDatagramChannel) new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.datagrams(family))
                .handler(handler)
                .bind(local)
                .sync()
                .channel();
    }

    private ChannelHandler receivingHandler() {
        return new SimpleChannelInboundHandler<DatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
                received.add(packet.content().toString(StandardCharsets.US_ASCII));
            }
        };
    }

    /** Windows sends nothing to the wildcard (R302); as with a connect, this machine is meant. */
    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    void aDatagramToTheWildcardReachesThisMachine(SocketProtocolFamily family) throws Exception {
        start(1);
        Channel receiver = bind(family, receivingHandler());
        Channel sender = bind(family, new ChannelInboundHandlerAdapter());
        InetSocketAddress wildcard = new InetSocketAddress(((InetSocketAddress) receiver.localAddress()).getPort());
        assertThat(wildcard.getAddress().isAnyLocalAddress()).isTrue();
        assertThat(write(sender, "free", wildcard).cause()).isNull();
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("free");
        sender.connect(wildcard).sync();
        assertThat(write(sender, "to the peer", wildcard).cause()).isNull();
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("to the peer");
        sender.close().sync();
        receiver.close().sync();
    }

    /** As the JDK takes it for a connect: a wildcard of IPv6 means the loopback address of IPv6. */
    @Test
    void theWildcardOfInet6ReachesThisMachineByInet6() throws Exception {
        start(3);
        InetAddress wildcard = InetAddress.getByName("::");
        IocpDatagramChannel receiver = bind(
                SocketProtocolFamily.INET6, new InetSocketAddress(InetAddress.getByName("::1"), 0), receivingHandler());
        IocpDatagramChannel sender = bind(
                SocketProtocolFamily.INET6, new InetSocketAddress(wildcard, 0), new ChannelInboundHandlerAdapter());
        InetSocketAddress peer =
                new InetSocketAddress(wildcard, receiver.localAddress().getPort());
        assertThat(write(sender, "free", peer).cause()).isNull();
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("free");
        sender.connect(peer).sync();
        assertThat(write(sender, "to the peer", peer).cause()).isNull();
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("to the peer");
        sender.close().sync();
        receiver.close().sync();
    }

    private static ChannelFuture write(Channel channel, String text, InetSocketAddress to) throws InterruptedException {
        return channel.writeAndFlush(new DatagramPacket(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), to))
                .await();
    }

    /** A SOCKET of both families has no options of IPv6 when it is bound to an address of IPv4 (R107). */
    @Test
    void theMulticastOptionsOfAnInet4AddressAreThoseOfInet4() throws Exception {
        start(2);
        IocpDatagramChannel channel = bind(SocketProtocolFamily.INET6, new ChannelInboundHandlerAdapter());
        assertMulticastOptionsAreTaken(channel);
        channel.close().sync();
    }

    /** The local address of the SOCKET is one of IPv4 from the connect on. */
    @Test
    void theMulticastOptionsForAnInet4PeerAreThoseOfInet4() throws Exception {
        start(3);
        IocpDatagramChannel channel = (IocpDatagramChannel) new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.datagrams(SocketProtocolFamily.INET6))
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new InetSocketAddress(LOOPBACK, 7))
                .sync()
                .channel();
        assertMulticastOptionsAreTaken(channel);
        channel.close().sync();
    }

    private static void assertMulticastOptionsAreTaken(IocpDatagramChannel channel) throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(LOOPBACK);
        channel.config()
                .setTimeToLive(5)
                .setLoopbackModeDisabled(true)
                .setNetworkInterface(loopback)
                .setTrafficClass(8);
        assertThat(channel.config().getTimeToLive()).isEqualTo(5);
        assertThat(channel.config().isLoopbackModeDisabled()).isTrue();
        assertThat(channel.config().getTrafficClass()).isEqualTo(8);
        InetAddress group = InetAddress.getByName("239.1.2.3");
        InetAddress otherGroup = InetAddress.getByName("239.1.2.4");
        assertThat(channel.joinGroup(group, loopback, null).await().cause()).isNull();
        assertThat(channel.joinGroup(otherGroup, loopback, LOOPBACK).await().cause())
                .isNull();
        assertThat(channel.joinGroup(InetAddress.getByName("239.1.2.5")).await().cause())
                .isNull();
    }

    /** As over NIO, whether the interface is named or not. */
    @Test
    void aClosedChannelJoinsAndBlocksNothingAndHasLeftAllGroups() throws Exception {
        start(4);
        IocpDatagramChannel channel = bind(SocketProtocolFamily.INET, new ChannelInboundHandlerAdapter());
        channel.close().sync();
        InetAddress group = InetAddress.getByName("239.1.2.3");
        NetworkInterface loopback = NetworkInterface.getByInetAddress(LOOPBACK);
        assertThat(channel.leaveGroup(group).await().cause()).isNull();
        assertThat(channel.leaveGroup(group, loopback, null).await().cause()).isNull();
        for (ChannelFuture refused : List.of(
                channel.joinGroup(group),
                channel.joinGroup(group, loopback, null),
                channel.block(group, LOOPBACK),
                channel.block(group, loopback, LOOPBACK))) {
            assertThat(refused.await().cause()).isInstanceOf(ClosedChannelException.class);
        }
    }
}
