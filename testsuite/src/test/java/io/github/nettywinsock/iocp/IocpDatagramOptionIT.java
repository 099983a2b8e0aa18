package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The options of datagram channels: ours, and Netty's own. */
class IocpDatagramOptionIT {
    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels();

    private final DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();

    @Test
    void bindsExclusivelyByDefault() throws Exception {
        Channel channel = channels.bind(inbox);
        assertThat(channel.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isTrue();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void connectsFromAnExclusivePort() throws Exception {
        Channel channel =
                channels.bootstrap(inbox).connect(channels.peerAddress()).sync().channel();
        assertThat(channel.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isTrue();
    }

    @Test
    void aPortThatIsToBeSharedIsNotExclusive() throws Exception {
        Channel channel = channels.bootstrap(inbox)
                .option(WinsockChannelOption.SO_REUSE_MULTICASTPORT, 1)
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        assertThat(channel.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE))
                .isFalse();
    }

    @Test
    void addressReuseTakesThePlaceOfExclusiveUse() throws Exception {
        Channel first = channels.bootstrap(inbox)
                .option(ChannelOption.SO_REUSEADDR, true)
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        assertThat(first.config().getOption(WinsockChannelOption.SO_REUSEADDR)).isTrue();
        channels.bootstrap(new DatagramChannels.Inbox())
                .option(WinsockChannelOption.SO_REUSEADDR, true)
                .bind(first.localAddress())
                .sync();
    }

    @Test
    void anOptionThatIsRefusedFailsTheBindAndClosesTheChannel() throws Exception {
        ChannelFuture bind = channels.bootstrap(inbox)
                .option(WinsockChannelOption.raw(0xFFFF, 0x7777, 4), new byte[4])
                .bind(DatagramChannels.ipv4(0))
                .await();
        assertThat(bind.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("0x7777");
        assertThat(bind.channel().isOpen()).isFalse();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void anOptionThatIsRefusedFailsTheConnect() throws Exception {
        ChannelFuture connect = channels.bootstrap(inbox)
                .option(WinsockChannelOption.raw(0xFFFF, 0x7777, 4), new byte[4])
                .connect(channels.peerAddress())
                .await();
        assertThat(connect.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("0x7777");
        assertThat(connect.channel().closeFuture().await(10_000)).isTrue();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void anOptionThatIsRefusedFailsTheImplicitBind() throws Exception {
        Channel channel = activeOnRegistration();
        channel.config().setOption(WinsockChannelOption.raw(0xFFFF, 0x7777, 4), new byte[4]);
        assertThat(channel.writeAndFlush(DatagramChannels.packet("never", channels.peerAddress()))
                        .await()
                        .cause())
                .isInstanceOf(WinsockException.class)
                .hasMessageContaining("0x7777");
        assertThat(channel.closeFuture().await(10_000)).isTrue();
    }

    @SuppressWarnings("deprecation")
    private Channel activeOnRegistration() throws InterruptedException {
        return channels.bootstrap(inbox)
                .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true)
                .register()
                .sync()
                .channel();
    }

    @Test
    void segmentationIsSetOrReported() throws Exception {
        ChannelFuture bind = channels.bootstrap(inbox)
                .option(WinsockChannelOption.UDP_SEND_MSG_SIZE, 1200)
                .bind(DatagramChannels.ipv4(0))
                .await();
        if (bind.isSuccess()) {
            assertThat(bind.channel().config().getOption(WinsockChannelOption.UDP_SEND_MSG_SIZE))
                    .isEqualTo(1200);
        } else {
            assertThat(bind.cause())
                    .isInstanceOf(WinsockException.class)
                    .hasMessageContaining("UDP_SEND_MSG_SIZE")
                    .hasMessageContaining("WSAE");
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void resetsCanBeSwitchedAtAnyTime() throws Exception {
        Channel channel = channels.bootstrap(inbox)
                .option(WinsockChannelOption.SIO_UDP_CONNRESET, false)
                .connect(channels.peerAddress())
                .sync()
                .channel();
        channel.config().setOption(WinsockChannelOption.SIO_UDP_CONNRESET, true);
        assertThatThrownBy(() -> channel.config().setOption(WinsockChannelOption.IPV6_V6ONLY, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too late for IPV6_V6ONLY");
    }

    /** As the JDK does it. */
    @Test
    @NeedsWindows("sockets of the JDK")
    void resetsAreOffUntilConnectAndOnUntilDisconnect() throws Exception {
        List<Integer> calls = new CopyOnWriteArrayList<>();
        Winsock2 ws2 = recordingResets(calls);
        Channel channel = channels.bootstrap(
                        inbox, () -> new IocpDatagramChannel(ws2, TransportUnderTest.sockets(), null))
                .connect(channels.peerAddress())
                .sync()
                .channel();
        channel.disconnect().sync();
        assertThat(calls).containsExactly(0, 1, 0);
    }

    private static Winsock2 recordingResets(List<Integer> calls) {
        int code = Catalogue.byName("SIO_UDP_CONNRESET").optname();
        return Interceptor.winsock(TransportUnderTest.ws2(), (call, arguments) -> {
            if (call.equals("WSAIoctl") && arguments[1].equals(code)) {
                calls.add(((ByteBuffer) arguments[2]).getInt(0));
            }
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketProtocolFamily.class,
            names = {"INET", "INET6"})
    @NeedsWindows("sockets of the JDK")
    void packetInformationTellsWhereADatagramWasSentTo(SocketProtocolFamily family) throws Exception {
        boolean ipv4 = family == SocketProtocolFamily.INET;
        Channel channel = channels.bootstrap(inbox, family)
                .option(ipv4 ? WinsockChannelOption.IP_PKTINFO : WinsockChannelOption.IPV6_PKTINFO, true)
                .bind(new InetSocketAddress(ipv4 ? "0.0.0.0" : "::", 0))
                .sync()
                .channel();
        for (String address : ipv4 ? new String[] {"127.0.0.1", "127.0.0.2"} : new String[] {"::1"}) {
            InetSocketAddress to = new InetSocketAddress(address, DatagramChannels.port(channel));
            try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(ipv4 ? "127.0.0.1" : "::1", 0))) {
                DatagramChannels.send(peer, address, to);
                assertThat(inbox.next()).isEqualTo(address);
                assertThat(inbox.packets.take().recipient()).isEqualTo(to);
            }
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void packetInformationOfBothFamiliesTellsIpv4Addresses() throws Exception {
        Channel channel = channels.bootstrap(inbox)
                .option(WinsockChannelOption.IP_PKTINFO, true)
                .option(WinsockChannelOption.IPV6_PKTINFO, true)
                .bind(0)
                .sync()
                .channel();
        InetSocketAddress to = new InetSocketAddress("127.0.0.3", DatagramChannels.port(channel));
        DatagramChannels.send(channels.peer, "mapped", to);
        assertThat(inbox.next()).isEqualTo("mapped");
        assertThat(inbox.packets.take().recipient()).isEqualTo(to);
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void withoutPacketInformationTheRecipientIsTheLocalAddress() throws Exception {
        Channel channel = channels.bootstrap(inbox).bind(0).sync().channel();
        channels.sendFromPeer("plain", channel);
        assertThat(inbox.next()).isEqualTo("plain");
        assertThat(inbox.packets.take().recipient()).isEqualTo(channel.localAddress());
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketProtocolFamily.class,
            names = {"INET", "INET6"})
    @SuppressWarnings("deprecation")
    void nettysOwnOptionsAreThoseOfTheSocket(SocketProtocolFamily family) throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        DatagramChannel channel = (DatagramChannel) channels.bootstrap(inbox, family)
                .option(ChannelOption.SO_BROADCAST, true)
                .option(ChannelOption.SO_RCVBUF, 50_000)
                .option(ChannelOption.SO_SNDBUF, 40_000)
                .option(ChannelOption.IP_MULTICAST_TTL, 7)
                .option(ChannelOption.IP_MULTICAST_LOOP_DISABLED, true)
                .option(ChannelOption.IP_MULTICAST_IF, loopback)
                .bind(0)
                .sync()
                .channel();
        DatagramChannelConfig config = channel.config();
        assertThat(config.isBroadcast()).isTrue();
        assertThat(config.getOption(WinsockChannelOption.SO_BROADCAST)).isTrue();
        assertThat(config.getReceiveBufferSize()).isGreaterThanOrEqualTo(50_000);
        assertThat(config.getSendBufferSize()).isGreaterThanOrEqualTo(40_000);
        assertThat(config.getOption(WinsockChannelOption.SO_RCVBUF)).isEqualTo(config.getReceiveBufferSize());
        assertThat(config.getTimeToLive()).isEqualTo(7);
        assertThat(config.getOption(WinsockChannelOption.IP_MULTICAST_TTL)).isEqualTo(7);
        assertThat(config.isLoopbackModeDisabled()).isTrue();
        assertThat(config.getOption(WinsockChannelOption.IP_MULTICAST_LOOP)).isFalse();
        assertThat(config.getNetworkInterface()).isEqualTo(loopback);
        assertThat(loopback.inetAddresses()).contains(config.getInterface());
        assertThat(config.getOption(ChannelOption.IP_MULTICAST_IF)).isEqualTo(loopback);
        assertThat(config.getOptions())
                .containsEntry(ChannelOption.SO_BROADCAST, true)
                .containsEntry(ChannelOption.IP_MULTICAST_TTL, 7)
                .containsEntry(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, false)
                .containsEntry(WinsockChannelOption.SO_BROADCAST, true);
        config.setBroadcast(false).setTimeToLive(9).setLoopbackModeDisabled(false);
        assertThat(config.getOption(ChannelOption.SO_BROADCAST)).isFalse();
        assertThat(config.getOption(ChannelOption.IP_MULTICAST_TTL)).isEqualTo(9);
        assertThat(config.getOption(ChannelOption.IP_MULTICAST_LOOP_DISABLED)).isFalse();
        assertThatThrownBy(() -> config.setOption(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTypeOfServiceIsSet() throws Exception {
        DatagramChannel channel = (DatagramChannel) channels.bootstrap(inbox, SocketProtocolFamily.INET)
                .option(ChannelOption.IP_TOS, 8)
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        assertThat(channel.config().getTrafficClass()).isEqualTo(8);
    }
}
