package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultAddressedEnvelope;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Datagrams of a channel that is not connected. */
class IocpDatagramIT {
    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels();

    private final DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();

    @Test
    @NeedsWindows("sockets of the JDK")
    void echoes() throws Exception {
        Channel channel = channels.bind(new DatagramChannels.Echo());
        for (int i = 0; i < 100; i++) {
            channels.sendFromPeer("datagram " + i, channel);
            assertThat(channels.receiveAtPeer()).isEqualTo("datagram " + i);
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void echoesOverIpv6() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        Channel channel = channels.bootstrap(new DatagramChannels.Echo(), SocketProtocolFamily.INET6)
                .bind(new InetSocketAddress(loopback, 0))
                .sync()
                .channel();
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
            peer.setSoTimeout(DatagramChannels.TIMEOUT_MILLIS);
            DatagramChannels.send(peer, "six", new InetSocketAddress(loopback, DatagramChannels.port(channel)));
            assertThat(DatagramChannels.receive(peer)).isEqualTo("six");
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void knowsSenderAndRecipient() throws Exception {
        Channel channel = channels.bootstrap(inbox, SocketProtocolFamily.INET)
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        channels.sendFromPeer("hello", channel);
        assertThat(inbox.next()).isEqualTo("hello");
        DatagramPacket packet = inbox.packets.take();
        assertThat(packet.sender()).isEqualTo(channels.peerAddress());
        assertThat(packet.recipient()).isEqualTo(channel.localAddress());
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aSocketOfBothFamiliesTellsIpv4Addresses() throws Exception {
        Channel channel = channels.bootstrap(inbox).bind(0).sync().channel();
        channels.sendFromPeer("four", channel);
        assertThat(inbox.next()).isEqualTo("four");
        InetSocketAddress sender = inbox.packets.take().sender();
        assertThat(sender).isEqualTo(channels.peerAddress());
        assertThat(sender.getAddress()).isInstanceOf(Inet4Address.class);
        channel.writeAndFlush(DatagramChannels.packet("back", sender)).sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("back");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void oneFlushSendsManyInOrder() throws Exception {
        Channel channel = channels.bind(inbox);
        List<ChannelFuture> writes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            writes.add(channel.write(DatagramChannels.packet("part " + i, channels.peerAddress())));
        }
        channel.flush();
        for (int i = 0; i < 100; i++) {
            assertThat(channels.receiveAtPeer()).isEqualTo("part " + i);
            writes.get(i).sync();
        }
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void sendsAnyEnvelopeOfABuffer() throws Exception {
        Channel channel = channels.bind(inbox);
        channel.writeAndFlush(new DefaultAddressedEnvelope<>(
                        Unpooled.wrappedBuffer(
                                Unpooled.copiedBuffer("heap ", StandardCharsets.US_ASCII),
                                Unpooled.directBuffer().writeBytes("direct".getBytes(StandardCharsets.US_ASCII))),
                        channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("heap direct");
        assertThat(channel.writeAndFlush("text").await().cause())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void anEmptyDatagramIsReceived() throws Exception {
        Channel channel = channels.bind(inbox);
        channels.sendFromPeer("", channel);
        assertThat(inbox.next()).isEmpty();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aLongDatagramLosesItsEnd() throws Exception {
        Channel channel = channels.bootstrap(inbox)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(10))
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        channels.sendFromPeer("0123456789 and more", channel);
        assertThat(inbox.next()).isEqualTo("0123456789");
        channels.sendFromPeer("short", channel);
        assertThat(inbox.next()).isEqualTo("short");
        assertThat(inbox.packets).allMatch(packet -> packet.sender().equals(channels.peerAddress()));
        assertThat(inbox.failures).isEmpty();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aLongDatagramThatWaitsLosesItsEndToo() throws Exception {
        Channel channel = channels.bootstrap(inbox)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(10).maxMessagesPerRead(1))
                .option(ChannelOption.AUTO_READ, false)
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        for (int i = 0; i < 3; i++) {
            channels.sendFromPeer("waits " + i + " for a read", channel);
        }
        channels.sendFromPeer("short", channel);
        for (int i = 0; i < 3; i++) {
            channel.read();
            assertThat(inbox.next()).isEqualTo("waits " + i + " fo");
        }
        channel.read();
        assertThat(inbox.next()).isEqualTo("short");
        assertThat(inbox.packets).allMatch(packet -> packet.sender().equals(channels.peerAddress()));
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void receivesUpTo2048BytesByDefault() throws Exception {
        Channel channel = channels.bind(inbox);
        channels.sendFromPeer("x".repeat(3000), channel);
        assertThat(inbox.next()).hasSize(2048);
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void withoutAutoReadOneReadGivesOneDatagram() throws Exception {
        Channel channel = channels.bootstrap(inbox)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(100).maxMessagesPerRead(1))
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        channels.sendFromPeer("first", channel);
        channels.sendFromPeer("second", channel);
        Silence.of(inbox.texts);
        channel.read();
        assertThat(inbox.next()).isEqualTo("first");
        Silence.of(inbox.texts);
        channel.config().setAutoRead(true);
        assertThat(inbox.next()).isEqualTo("second");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aDatagramThatComesAfterAutoReadWentOffIsKept() throws Exception {
        Channel channel = channels.bind(inbox);
        channel.eventLoop().submit(() -> channel.config().setAutoRead(false)).sync();
        channels.sendFromPeer("kept", channel);
        Silence.of(inbox.texts);
        channel.read();
        assertThat(inbox.next()).isEqualTo("kept");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aChannelThatIsActiveOnRegistrationBindsWithItsFirstDatagram() throws Exception {
        Channel channel = activeOnRegistration();
        assertThat(channel.isActive()).isTrue();
        assertThat(channel.localAddress()).isNull();
        channel.writeAndFlush(DatagramChannels.packet("ping", channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("ping");
        channels.sendFromPeer("pong", channel);
        assertThat(inbox.next()).isEqualTo("pong");
        assertThat(inbox.activity).containsExactly(true);
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aChannelThatIsActiveOnRegistrationCanBeBoundLater() throws Exception {
        Channel channel = activeOnRegistration();
        channel.bind(DatagramChannels.ipv4(0)).sync();
        channels.sendFromPeer("late", channel);
        assertThat(inbox.next()).isEqualTo("late");
    }

    @SuppressWarnings("deprecation")
    private Channel activeOnRegistration() throws InterruptedException {
        Bootstrap bootstrap =
                channels.bootstrap(inbox).option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true);
        return bootstrap.register().sync().channel();
    }

    /** Layered providers may have no file handles; of those, a call that succeeds inline posts a packet as well. */
    @Test
    @NeedsWindows("sockets of the JDK")
    void aProviderWithoutFileHandlesEchoes() throws Exception {
        IocpDatagramChannel channel = (IocpDatagramChannel) channels.bootstrap(
                        new DatagramChannels.Echo(),
                        () -> new IocpDatagramChannel(
                                IocpEchoIT.withoutFileHandles(), TransportUnderTest.sockets(), null))
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(20))
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        assertThat(channel.socket.overlapped().skipPackets()).isFalse();
        for (int i = 0; i < 10; i++) {
            for (int length = 1; length < 40; length++) {
                channels.sendFromPeer("x".repeat(length), channel);
            }
            for (int length = 1; length < 40; length++) {
                assertThat(channels.receiveAtPeer()).hasSize(Math.min(length, 20));
            }
        }
    }

    @Test
    void aPortIsTakenByOneChannel() throws Exception {
        Channel first = channels.bind(inbox);
        assertThat(channels.bootstrap(new DatagramChannels.Inbox())
                        .bind(first.localAddress())
                        .await()
                        .cause())
                .isInstanceOf(BindException.class)
                .hasMessageContaining("WSAE");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aDatagramThatWaitsIsReadWhenTheChannelHasComeBack() throws Exception {
        Channel channel = channels.bind(inbox);
        channel.eventLoop().submit(() -> channel.config().setAutoRead(false)).sync();
        channels.sendFromPeer("waiting", channel);
        Silence.of(inbox.texts);
        EventLoop loop = channel.eventLoop();
        channel.deregister().sync();
        loop.submit(() -> {}).sync();
        loop.register(channel).sync();
        channel.config().setAutoRead(true);
        assertThat(inbox.next()).isEqualTo("waiting");
        assertThat(inbox.packets.take().sender()).isEqualTo(channels.peerAddress());
        channels.sendFromPeer("next", channel);
        assertThat(inbox.next()).isEqualTo("next");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aDatagramThatHasToBeCopiedCountsForWritability() throws Exception {
        Channel channel = channels.bootstrap(inbox)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(100, 1000))
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        ChannelFuture written =
                channel.write(new DatagramPacket(Unpooled.wrappedBuffer(new byte[1000]), channels.peerAddress()));
        channel.eventLoop().submit(() -> {}).sync();
        assertThat(channel.isWritable()).isFalse();
        channel.flush();
        written.sync();
        assertThat(channels.receiveAtPeer()).hasSize(1000);
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aChannelComesBackToItsEventLoop() throws Exception {
        Channel channel = channels.bind(new DatagramChannels.Echo());
        EventLoop loop = channel.eventLoop();
        for (int i = 0; i < 20; i++) {
            channel.deregister().sync();
            channels.sendFromPeer("round " + i, channel);
            loop.register(channel).sync();
            assertThat(channels.receiveAtPeer()).isEqualTo("round " + i);
        }
    }
}
