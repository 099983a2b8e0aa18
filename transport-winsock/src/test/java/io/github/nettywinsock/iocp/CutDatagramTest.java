package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Datagrams that are longer than the receive buffer. Windows may tell of one at once, and then post a packet about it or not,
 * and as late as it likes.
 */
class CutDatagramTest {
    private static final int DATAGRAMS = 60;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch all = new CountDownLatch(DATAGRAMS);
    private EventLoopGroup group;

    @AfterEach
    void shutDown() throws Exception {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void eachIsReadOnceWhateverPacketsCome(long seed) throws Exception {
        run(SimulatedWindows.freeRunning(seed));
    }

    /** That their control messages do not fit fails their receives too (R313). */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void eachIsReadOnceThoughControlMessagesDoNotFit(long seed) throws Exception {
        SimulatedWindows windows = SimulatedWindows.freeRunning(seed);
        windows.cutControlMessages();
        run(windows);
    }

    private void run(SimulatedWindows windows) throws Exception {
        SimulatedTransport transport = new SimulatedTransport(windows);
        group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        Channel receiver = bind(transport);
        Channel sender = bind(transport);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < DATAGRAMS; i++) {
            String text = String.format("%03d, and what is cut off", i);
            expected.add(text.substring(0, 3));
            sender.writeAndFlush(new DatagramPacket(
                            Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII),
                            (InetSocketAddress) receiver.localAddress()))
                    .sync();
            if (i == DATAGRAMS / 2) {
                receiver.config().setAutoRead(true);
            }
        }
        assertThat(all.await(30, TimeUnit.SECONDS)).as("%s", received).isTrue();
        assertThat(received).isEqualTo(expected);
        receiver.close().sync();
        sender.close().sync();
        windows.verify();
    }

    private Channel bind(SimulatedTransport transport) throws Exception {
        return new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.datagrams(null))
                .option(ChannelOption.AUTO_READ, false)
                .option(WinsockChannelOption.IP_PKTINFO, true)
                .option(WinsockChannelOption.IP_RECVECN, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(3))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object message) {
                        DatagramPacket packet = (DatagramPacket) message;
                        received.add(packet.content().toString(StandardCharsets.US_ASCII));
                        packet.release();
                        all.countDown();
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }
}
