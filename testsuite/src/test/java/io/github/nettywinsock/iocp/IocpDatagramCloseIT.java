package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends that fail, and what closing a datagram channel leaves behind. */
class IocpDatagramCloseIT {
    private volatile CompletionPort port;

    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels(IocpIoHandler.newFactory(() -> {
        port = TransportUnderTest.newPort();
        return port;
    }));

    private final DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();

    @Test
    @NeedsWindows("sockets of the JDK")
    void aDatagramThatIsTooLargeFailsAlone() throws Exception {
        Channel channel = channels.bind(inbox);
        ByteBuf large = PooledByteBufAllocator.DEFAULT.directBuffer().writeZero(70_000);
        ChannelFuture before = channel.write(DatagramChannels.packet("before", channels.peerAddress()));
        ChannelFuture tooLarge = channel.write(new DatagramPacket(large, channels.peerAddress()));
        ChannelFuture after = channel.write(DatagramChannels.packet("after", channels.peerAddress()));
        channel.flush();
        before.sync();
        after.sync();
        assertThat(tooLarge.await().cause())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("WSASendTo: WSAEMSGSIZE (10040)");
        assertThat(large.refCnt()).isZero();
        assertThat(channels.receiveAtPeer()).isEqualTo("before");
        assertThat(channels.receiveAtPeer()).isEqualTo("after");
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aBroadcastNeedsItsOption() throws Exception {
        Channel channel = channels.bind(inbox);
        DatagramPacket broadcast = DatagramChannels.packet(
                "to all", new InetSocketAddress("127.255.255.255", channels.peer.getLocalPort()));
        assertThat(channel.writeAndFlush(broadcast).await().cause())
                .isExactlyInstanceOf(SocketException.class)
                .hasMessageContaining("WSASendTo: WSAEACCES (10013)");
        channel.writeAndFlush(DatagramChannels.packet("to one", channels.peerAddress()))
                .sync();
        assertThat(channels.receiveAtPeer()).isEqualTo("to one");
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aWriteToAClosedChannelFails() throws Exception {
        Channel channel = channels.bind(inbox);
        channel.close().sync();
        DatagramPacket packet = DatagramChannels.packet("late", channels.peerAddress());
        assertThat(channel.writeAndFlush(packet).await().cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(packet.refCnt()).isZero();
        // The pipeline is told after the future.
        eventually(() -> assertThat(inbox.activity).containsExactly(true, false));
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void aThousandChannelsLeaveNoSlotAndNoBufferBehind() throws Exception {
        // It counts, so that no detector has to.
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
        IocpIoHandler handler = null;
        Channel channel = null;
        for (int i = 0; i < 1000; i++) {
            channel = channels.bootstrap(new DatagramChannels.Echo())
                    .option(ChannelOption.ALLOCATOR, allocator)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(20))
                    .bind(DatagramChannels.ipv4(0))
                    .sync()
                    .channel();
            handler = ((IocpDatagramChannel) channel).handler();
            channels.sendFromPeer("x".repeat(i % 40), channel);
            assertThat(channels.receiveAtPeer()).hasSize(Math.min(i % 40, 20));
            if (i % 3 == 0) {
                // One that nobody will ask for.
                Channel quiet = channel;
                channel.eventLoop()
                        .submit(() -> quiet.config().setAutoRead(false))
                        .sync();
                channels.sendFromPeer("held", channel);
            }
            channel.close().sync();
        }
        awaitNoSlot(channel, handler);
        eventually(() -> assertThat(allocator.metric().usedDirectMemory()).isZero());
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    /** Layered providers may have no file handles: of those, every send is pending for a while. */
    @Test
    @NeedsWindows("sockets of the JDK")
    void closingWaitsForWhatWasFlushed() throws Exception {
        Channel channel = channels.bootstrap(
                        inbox,
                        () -> new IocpDatagramChannel(
                                IocpEchoIT.withoutFileHandles(), TransportUnderTest.sockets(), null))
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        List<ChannelFuture> writes = new ArrayList<>();
        List<Boolean> activity = new ArrayList<>();
        channel.eventLoop()
                .submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        writes.add(channel.write(DatagramChannels.packet("part " + i, channels.peerAddress())));
                    }
                    channel.flush();
                    channel.write(DatagramChannels.packet("not flushed", channels.peerAddress()));
                    channel.close();
                    activity.add(channel.isActive());
                    activity.add(channel.isOpen());
                    writes.add(channel.writeAndFlush(DatagramChannels.packet("late", channels.peerAddress())));
                })
                .sync();
        for (int i = 0; i < 100; i++) {
            assertThat(channels.receiveAtPeer()).isEqualTo("part " + i);
            writes.get(i).sync();
        }
        assertThat(writes.get(100).await().cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(activity).containsExactly(false, false);
        // The pipeline is told after the future.
        eventually(() -> assertThat(inbox.activity).containsExactly(true, false));
        Silence.of(channels.peer);
    }

    @Test
    @NeedsWindows("sockets of the JDK")
    void closingWaitsNoLongerThanItsLimit() throws Exception {
        BlockingQueue<Long> pending = new LinkedBlockingQueue<>();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (call.equals("WSASendTo")) {
                pending.add((Long) arguments[arguments.length - 1]);
                return -WsaErrors.WSA_IO_PENDING;
            }
            return null;
        });
        Channel channel = channels.bootstrap(inbox, () -> new IocpDatagramChannel(ws2, ws2, null))
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
        IocpIoHandler handler = ((IocpDatagramChannel) channel).handler();
        ChannelFuture written = channel.writeAndFlush(DatagramChannels.packet("never", channels.peerAddress()));
        long lpOverlapped = pending.take();
        assertThat(channel.close().await(DatagramChannels.TIMEOUT_MILLIS)).isTrue();
        assertThat(written.await().cause()).isInstanceOf(ClosedChannelException.class);
        // Its packet comes at last.
        port.PostQueuedCompletionStatus(1, lpOverlapped);
        awaitNoSlot(channel, handler);
    }

    @Test
    void gracefulShutdownClosesOpenChannels() throws Exception {
        Channel channel = channels.bind(inbox);
        assertThat(channels.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(30, TimeUnit.SECONDS))
                .isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    /** Waits until the packets of what was closed have come. */
    private static void awaitNoSlot(Channel channel, IocpIoHandler handler) throws Exception {
        eventually(
                () -> assertThat(channel.eventLoop().submit(handler::slotsInUse).get())
                        .isZero());
    }
}
