package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ResourceLeakDetector;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Sends that fail, and what closing a datagram channel leaves behind. */
class IocpDatagramCloseIT {
    @RegisterExtension
    final DatagramChannels channels = new DatagramChannels();

    private final DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();

    @Test
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
    void aWriteToAClosedChannelFails() throws Exception {
        Channel channel = channels.bind(inbox);
        channel.close().sync();
        DatagramPacket packet = DatagramChannels.packet("late", channels.peerAddress());
        assertThat(channel.writeAndFlush(packet).await().cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(packet.refCnt()).isZero();
        assertThat(inbox.activity).containsExactly(true, false);
    }

    @Test
    void aThousandChannelsLeaveNoSlotAndNoBufferBehind() throws Exception {
        Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
        ListAppender<ILoggingEvent> leaks = new ListAppender<>();
        leaks.start();
        detector.addAppender(leaks);
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        try {
            IocpIoHandler handler = null;
            Channel channel = null;
            for (int i = 0; i < 1000; i++) {
                channel = channels.bootstrap(new DatagramChannels.Echo())
                        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(20))
                        .bind(DatagramChannels.ipv4(0))
                        .sync()
                        .channel();
                handler = ((IocpDatagramChannel) channel).handler();
                channels.sendFromPeer("x".repeat(i % 40), channel);
                if (i % 40 > 0) {
                    assertThat(channels.receiveAtPeer()).hasSize(Math.min(i % 40, 20));
                }
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
            assertThat(slotsInUse(channel, handler)).isZero();
            System.gc();
            // The detector reports with the next buffer.
            PooledByteBufAllocator.DEFAULT.directBuffer().release();
            assertThat(leaks.list).isEmpty();
        } finally {
            detector.detachAppender(leaks);
            ResourceLeakDetector.setLevel(level);
        }
    }

    @Test
    void gracefulShutdownClosesOpenChannels() throws Exception {
        Channel channel = channels.bind(inbox);
        assertThat(channels.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    /** The slots of the event loop, when the packets of what was closed have come. */
    private static int slotsInUse(Channel channel, IocpIoHandler handler) throws Exception {
        int slots = -1;
        for (int i = 0; i < 100 && slots != 0; i++) {
            slots = channel.eventLoop().submit(handler::slotsInUse).get();
            Thread.sleep(20);
        }
        return slots;
    }
}
