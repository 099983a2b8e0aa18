package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A datagram channel that is connected, and peers that are gone. */
class IocpDatagramConnectIT {
    /** Wine ends no receive any more that it was given after such a report. */
    private static final boolean UNDER_WINE = System.getenv("WINEPREFIX") != null;

    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels();

    private DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();

    @Test
    @NeedsWindows("sockets of the JDK")
    void aConnectedChannelTalksToItsPeerAlone() throws Exception {
        DatagramChannel channel = connect(channels.peerAddress());
        assertThat(channel.isConnected()).isTrue();
        assertThat(channel.remoteAddress()).isEqualTo(channels.peerAddress());
        assertThat(channel.localAddress().getAddress()).isEqualTo(InetAddress.getByName("127.0.0.1"));
        channel.writeAndFlush(text("ping")).sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("ping");
        try (DatagramSocket stranger = new DatagramSocket(DatagramChannels.ipv4(0))) {
            DatagramChannels.send(stranger, "from a stranger", DatagramChannels.ipv4(DatagramChannels.port(channel)));
        }
        channels.sendFromPeer("pong", channel);
        assertThat(inbox.next()).isEqualTo("pong");
        assertThat(inbox.packets.take().sender()).isEqualTo(channels.peerAddress());
        assertThat(inbox.activity).containsExactly(true);
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void connectsOverIpv6() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
            peer.setSoTimeout(DatagramChannels.TIMEOUT_MILLIS);
            Channel channel = channels.bootstrap(inbox, SocketProtocolFamily.INET6)
                    .connect(peer.getLocalSocketAddress())
                    .sync()
                    .channel();
            assertThat(channel.remoteAddress()).isEqualTo(peer.getLocalSocketAddress());
            channel.writeAndFlush(text("six")).sync();
            assertThat(DatagramChannels.receive(peer)).isEqualTo("six");
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void bindsAndConnectsAtOnce() throws Exception {
        Channel channel = channels.bootstrap(inbox, SocketProtocolFamily.INET)
                .connect(channels.peerAddress(), DatagramChannels.ipv4(0))
                .sync()
                .channel();
        channel.writeAndFlush(text("ping")).sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("ping");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void theWildcardIsThisMachine() throws Exception {
        DatagramChannel channel = connect(new InetSocketAddress("0.0.0.0", channels.peer.getLocalPort()));
        channel.writeAndFlush(text("here")).sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("here");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void connectingTwiceFailsAndLeavesTheChannelOpen() throws Exception {
        DatagramChannel channel = connect(channels.peerAddress());
        assertThat(channel.connect(channels.peerAddress()).await().cause())
                .isInstanceOf(AlreadyConnectedException.class);
        assertThat(channel.isConnected()).isTrue();
    }

    @Test
    void aBufferNeedsAPeer() throws Exception {
        Channel channel = channels.bind(inbox);
        ByteBuf buffer = text("to nobody");
        assertThat(channel.writeAndFlush(buffer).await().cause()).isInstanceOf(NotYetConnectedException.class);
        assertThat(buffer.refCnt()).isZero();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aDisconnectedChannelReceivesFromAnyoneAgain() throws Exception {
        // A port of its own choice: Wine loses another by the disconnect.
        ChannelFuture bind = channels.bootstrap(inbox).bind(freePort()).await();
        for (int i = 0; i < 10 && bind.cause() instanceof BindException; i++) {
            inbox = new DatagramChannels.Inbox();
            bind = channels.bootstrap(inbox).bind(freePort()).await();
        }
        DatagramChannel channel = (DatagramChannel) bind.sync().channel();
        channel.connect(channels.peerAddress()).sync();
        channel.disconnect().sync();
        assertThat(channel.isConnected()).isFalse();
        assertThat(channel.isActive()).isTrue();
        assertThat(channel.remoteAddress()).isNull();
        assertThat(channel.writeAndFlush(text("to nobody")).await().cause())
                .isInstanceOf(NotYetConnectedException.class);
        try (DatagramSocket stranger = new DatagramSocket(DatagramChannels.ipv4(0))) {
            DatagramChannels.send(stranger, "from a stranger", DatagramChannels.ipv4(DatagramChannels.port(channel)));
        }
        assertThat(inbox.next()).isEqualTo("from a stranger");
        channel.connect(channels.peerAddress()).sync();
        channel.writeAndFlush(text("again")).sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("again");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aGonePeerIsReportedToAConnectedChannelWhichGoesOn() throws Exception {
        InetSocketAddress address = channels.peerAddress();
        DatagramChannel channel = connect(address);
        channels.peer.close();
        channel.writeAndFlush(text("to nobody")).sync();
        assertThat(inbox.failures.poll(DatagramChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(PortUnreachableException.class)
                .hasMessageContaining("WSARecvMsg: WSAECONN");
        assertThat(channel.isConnected()).isTrue();
        assertThat(channel.isActive()).isTrue();
        try (DatagramSocket back = new DatagramSocket(address)) {
            back.setSoTimeout(DatagramChannels.TIMEOUT_MILLIS);
            channel.writeAndFlush(text("hello")).sync();
            assertThat(DatagramChannels.receive(back)).isEqualTo("hello");
            if (!UNDER_WINE) {
                DatagramChannels.send(back, "back", DatagramChannels.ipv4(DatagramChannels.port(channel)));
                assertThat(inbox.next()).isEqualTo("back");
            }
        }
        assertThat(inbox.failures).isEmpty();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aGonePeerIsNothingToAChannelWithoutConnection() throws Exception {
        Channel channel = channels.bind(inbox);
        InetSocketAddress gone = freePort();
        for (int i = 0; i < 10; i++) {
            channel.writeAndFlush(DatagramChannels.packet("to nobody", gone)).sync();
        }
        channels.sendFromPeer("from somebody", channel);
        assertThat(inbox.next()).isEqualTo("from somebody");
        assertThat(inbox.failures).isEmpty();
    }

    private DatagramChannel connect(InetSocketAddress peer) throws InterruptedException {
        return (DatagramChannel) channels.bootstrap(inbox).connect(peer).sync().channel();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static InetSocketAddress freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(DatagramChannels.ipv4(0))) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }
}
