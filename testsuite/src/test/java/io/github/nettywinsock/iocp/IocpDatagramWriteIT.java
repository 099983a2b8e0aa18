package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultAddressedEnvelope;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.IllegalReferenceCountException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams of any kind of buffer are sent, and one that cannot be sent fails alone. */
@NeedsWindows("sockets of the JDK")
class IocpDatagramWriteIT {
    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels();

    private final DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();

    @ParameterizedTest
    @EnumSource
    void aBufferOfAnyKindIsSent(BufferKinds kind) throws Exception {
        Channel channel = channels.bind(inbox);
        ByteBuf buffer = kind.create();
        channel.writeAndFlush(new DatagramPacket(buffer, channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo(BufferKinds.TEXT);
        assertThat(buffer.refCnt()).isZero();
        ByteBuf inEnvelope = kind.create();
        channel.writeAndFlush(new DefaultAddressedEnvelope<>(inEnvelope, channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo(BufferKinds.TEXT);
        assertThat(inEnvelope.refCnt()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aBufferOfAnyKindIsSentToThePeer(BufferKinds kind) throws Exception {
        Channel channel =
                channels.bootstrap(inbox).connect(channels.peerAddress()).sync().channel();
        ByteBuf buffer = kind.create();
        channel.writeAndFlush(buffer).sync();
        assertThat(channels.receiveAtPeer()).isEqualTo(BufferKinds.TEXT);
        assertThat(buffer.refCnt()).isZero();
        ByteBuf inEnvelope = kind.create();
        channel.writeAndFlush(new DefaultAddressedEnvelope<>(inEnvelope, null, channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo(BufferKinds.TEXT);
        assertThat(inEnvelope.refCnt()).isZero();
    }

    @Test
    void aDatagramIsReleasedBeforeItsWriteIsReported() throws Exception {
        Channel channel = channels.bind(inbox);
        BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
        for (int i = 0; i < 3; i++) {
            DatagramPacket packet = new DatagramPacket(BufferKinds.direct("text"), channels.peerAddress());
            channel.write(packet).addListener(written -> counts.add(packet.refCnt()));
        }
        channel.flush();
        for (int i = 0; i < 3; i++) {
            assertThat(counts.poll(DatagramChannels.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                    .isZero();
        }
    }

    @Test
    void aReleasedDatagramFailsAlone() throws Exception {
        Channel channel = channels.bind(inbox);
        List<DatagramPacket> packets = List.of(
                new DatagramPacket(BufferKinds.direct("first"), channels.peerAddress()),
                new DatagramPacket(BufferKinds.direct("released"), channels.peerAddress()),
                new DatagramPacket(BufferKinds.direct("last"), channels.peerAddress()));
        List<ChannelFuture> writes = new ArrayList<>();
        channel.eventLoop()
                .submit(() -> {
                    for (DatagramPacket packet : packets) {
                        writes.add(channel.write(packet));
                    }
                    packets.get(1).release();
                    channel.flush();
                })
                .sync();
        writes.get(0).sync();
        assertThat(writes.get(1).await().cause()).isInstanceOf(IllegalReferenceCountException.class);
        writes.get(2).sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("first");
        assertThat(channels.receiveAtPeer()).isEqualTo("last");
        assertThat(packets).allMatch(packet -> packet.refCnt() == 0);
    }

    @Test
    void aReleasedDatagramThatHasToBeCopiedLeaksNoCopy() throws Exception {
        Channel channel = channels.bind(inbox);
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
        DatagramPacket released = new DatagramPacket(BufferKinds.heap("released"), channels.peerAddress());
        released.release();
        ByteBuf buffer = BufferKinds.heap("released");
        buffer.release();
        channel.config().setAllocator(allocator);
        assertThat(channel.writeAndFlush(released).await().cause()).isNotNull();
        assertThat(channel.writeAndFlush(buffer).await().cause()).isNotNull();
        // The receive that is posted may have its buffer from there.
        channel.close().sync();
        eventually(() -> assertThat(allocator.metric().usedDirectMemory()).isZero());
    }

    @Test
    void anEmptyDatagramIsSentAsOverNio() throws Exception {
        Channel channel = channels.bind(inbox);
        channel.writeAndFlush(new DatagramPacket(Unpooled.EMPTY_BUFFER, channels.peerAddress()))
                .sync();
        channel.writeAndFlush(new DatagramPacket(Unpooled.buffer(), channels.peerAddress()))
                .sync();
        channel.writeAndFlush(DatagramChannels.packet("next", channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEmpty();
        assertThat(channels.receiveAtPeer()).isEmpty();
        assertThat(channels.receiveAtPeer()).isEqualTo("next");
    }

    /** By one call where Windows has it, which Wine has not. */
    @Test
    void segmentsAreDatagramsOfTheirOwn() throws Exception {
        Channel channel = channels.bind(inbox);
        ChannelFuture write = channel.write(
                new IocpDatagramPacket(BufferKinds.direct("aaaabbbbcc"), channels.peerAddress()).withSegmentSize(4));
        channel.writeAndFlush(DatagramChannels.packet("next", channels.peerAddress()))
                .sync();
        assertThat(write.isSuccess()).isTrue();
        for (String text : List.of("aaaa", "bbbb", "cc", "next")) {
            assertThat(channels.receiveAtPeer()).isEqualTo(text);
        }
    }

    /** Wine leaves the messages out. */
    @Test
    void aDatagramWithControlMessagesIsSent() throws Exception {
        Channel channel = channels.bind(inbox);
        InetSocketAddress from = channels.peerAddress();
        channel.writeAndFlush(new IocpDatagramPacket(BufferKinds.direct("text"), channels.peerAddress(), from)
                        .withEcn(Ecn.ECT_0))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("text");
    }

    @Test
    void aRecipientWithoutAnAddressOrOfTheOtherFamilyFailsAlone() throws Exception {
        Channel channel = channels.bootstrap(inbox, SocketProtocolFamily.INET)
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 9);
        List<DatagramPacket> packets = List.of(
                DatagramChannels.packet("unresolved", unresolved),
                new DatagramPacket(Unpooled.EMPTY_BUFFER, unresolved),
                DatagramChannels.packet("six", new InetSocketAddress("::1", 9)));
        ChannelFuture first = channel.write(packets.get(0));
        ChannelFuture empty = channel.write(packets.get(1));
        ChannelFuture six = channel.write(packets.get(2));
        channel.writeAndFlush(DatagramChannels.packet("next", channels.peerAddress()))
                .sync();
        assertThat(first.await().cause()).isInstanceOf(UnresolvedAddressException.class);
        assertThat(empty.await().cause()).isInstanceOf(UnresolvedAddressException.class);
        assertThat(six.await().cause()).isNotNull();
        assertThat(packets.get(0).refCnt()).isZero();
        assertThat(packets.get(2).refCnt()).isZero();
        assertThat(channels.receiveAtPeer()).isEqualTo("next");
    }

    @Test
    void aConnectedChannelSendsToNobodyElseAsOverNio() throws Exception {
        Channel channel =
                channels.bootstrap(inbox).connect(channels.peerAddress()).sync().channel();
        try (DatagramSocket other = new DatagramSocket(DatagramChannels.ipv4(0))) {
            DatagramPacket packet =
                    DatagramChannels.packet("to another", (InetSocketAddress) other.getLocalSocketAddress());
            assertThat(channel.writeAndFlush(packet).await().cause()).isInstanceOf(AlreadyConnectedException.class);
            assertThat(packet.refCnt()).isZero();
        }
        channel.writeAndFlush(DatagramChannels.packet("to the peer", channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("to the peer");
    }
}
