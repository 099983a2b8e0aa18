package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.IpLevel;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Multicast groups, on the loopback interface. */
class IocpDatagramMulticastIT {
    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels();

    private final DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();
    private NetworkInterface loopback;
    private InetAddress group;
    private InetAddress source;

    @BeforeEach
    void open() throws Exception {
        source = InetAddress.getByName("127.0.0.1");
        loopback = NetworkInterface.getByInetAddress(source);
        // Linux gives a socket what is sent to any group that another process has joined.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        group = InetAddress.getByName("239.255." + random.nextInt(256) + '.' + random.nextInt(1, 255));
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketProtocolFamily.class,
            names = {"INET", "INET6"})
    @NeedsWindows("sockets of the JDK")
    void receivesWhatIsSentToItsGroupUntilItLeaves(SocketProtocolFamily family) throws Exception {
        DatagramChannel channel = bind(family);
        channel.joinGroup(new InetSocketAddress(group, 0), loopback).sync();
        sendToGroup(channel, "member");
        assertThat(inbox.next()).isEqualTo("member");
        channel.leaveGroup(new InetSocketAddress(group, 0), loopback).sync();
        sendToGroup(channel, "stranger");
        channels.sendFromPeer("unicast", channel);
        assertThat(inbox.next()).isEqualTo("unicast");
    }

    @Test
    void joinsAGroupOfIpv6OnceAndLeavesItOnceHoweverOftenItIsAsked() throws Exception {
        DatagramChannel channel = bind(SocketProtocolFamily.INET6);
        InetSocketAddress group6 = new InetSocketAddress(InetAddress.getByName("ff01::4d02"), 0);
        channel.joinGroup(group6, loopback).sync();
        channel.joinGroup(group6, loopback).sync();
        channel.leaveGroup(group6, loopback).sync();
        channel.leaveGroup(group6, loopback).sync();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void joinsOnTheInterfaceOfTheConfiguration() throws Exception {
        DatagramChannel channel = bind(SocketProtocolFamily.INET);
        channel.config().setOption(ChannelOption.IP_MULTICAST_IF, loopback);
        channel.joinGroup(group).sync();
        sendToGroup(channel, "member");
        assertThat(inbox.next()).isEqualTo("member");
        channel.leaveGroup(group).sync();
        sendToGroup(channel, "stranger");
        channels.sendFromPeer("unicast", channel);
        assertThat(inbox.next()).isEqualTo("unicast");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void joinsForOneSource() throws Exception {
        DatagramChannel channel = bind(SocketProtocolFamily.INET);
        channel.joinGroup(group, loopback, source).sync();
        sendToGroup(channel, "the source");
        assertThat(inbox.next()).isEqualTo("the source");
        channel.leaveGroup(group, loopback, source).sync();
        sendToGroup(channel, "left");
        channels.sendFromPeer("unicast", channel);
        assertThat(inbox.next()).isEqualTo("unicast");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void blocksASource() throws Exception {
        DatagramChannel channel = bind(SocketProtocolFamily.INET);
        channel.joinGroup(new InetSocketAddress(group, 0), loopback).sync();
        channel.block(group, loopback, source).sync();
        sendToGroup(channel, "blocked");
        channels.sendFromPeer("unicast", channel);
        assertThat(inbox.next()).isEqualTo("unicast");
    }

    @Test
    void aGroupIsJoinedForAllSourcesOrForSome() throws Exception {
        DatagramChannel channel = bind(SocketProtocolFamily.INET);
        channel.joinGroup(new InetSocketAddress(group, 0), loopback).sync();
        assertThat(channel.joinGroup(group, loopback, source).await().cause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("joined for all sources already");
        channel.leaveGroup(new InetSocketAddress(group, 0), loopback).sync();
        channel.joinGroup(group, loopback, source).sync();
        channel.joinGroup(group, loopback, source).sync();
        assertThat(channel.joinGroup(new InetSocketAddress(group, 0), loopback)
                        .await()
                        .cause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("joined for single sources already");
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void aGroupIsAMulticastAddress() throws Exception {
        DatagramChannel channel = bind(SocketProtocolFamily.INET);
        assertThat(channel.joinGroup(source).await().cause()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> channel.joinGroup(group, null, source)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatTheProviderLacksIsUnsupportedAsOverNio() throws Exception {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(
                (call, arguments) -> Interceptor.sets(IpLevel.IP_BLOCK_SOURCE.optname(), call, arguments)
                        ? -WsaErrors.WSAENOPROTOOPT
                        : null);
        DatagramChannel channel = (DatagramChannel)
                channels.bootstrap(inbox, () -> new IocpDatagramChannel(ws2, ws2, SocketProtocolFamily.INET))
                        .bind(new InetSocketAddress("0.0.0.0", 0))
                        .sync()
                        .channel();
        channel.joinGroup(new InetSocketAddress(group, 0), loopback).sync();
        assertThat(channel.block(group, loopback, source).await().cause())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("IP_BLOCK_SOURCE")
                .hasMessageContaining("WSAENOPROTOOPT");
        assertThat(channel.isActive()).isTrue();
    }

    private DatagramChannel bind(SocketProtocolFamily family) throws InterruptedException {
        return (DatagramChannel) channels.bootstrap(inbox, family)
                .bind(new InetSocketAddress("0.0.0.0", 0))
                .sync()
                .channel();
    }

    private void sendToGroup(DatagramChannel channel, String text) throws InterruptedException {
        Channel sender = channels.bootstrap(new DatagramChannels.Inbox(), SocketProtocolFamily.INET)
                .option(ChannelOption.IP_MULTICAST_IF, loopback)
                .bind(new InetSocketAddress(source, 0))
                .sync()
                .channel();
        InetSocketAddress to = new InetSocketAddress(group, DatagramChannels.port(channel));
        sender.writeAndFlush(DatagramChannels.packet(text, to)).sync();
        sender.close().sync();
    }
}
