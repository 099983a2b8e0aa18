package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel whose calls all complete inline does not keep its event loop for itself. */
class TurnsOfTheLoopTest {
    private static final int DATAGRAMS = 600;
    private static final int INLINE_A_RUN = 256;
    private static final int INLINE_IN_A_ROW = 16;
    private static final int SENDS_IN_A_ROW = 256;

    private final SimulatedTransport transport = new SimulatedTransport(SimulatedWindows.withoutWhims());
    private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), transport.handlers());
    private int reads;
    private int readCompletes;

    @AfterEach
    void shutDown() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }

    private Channel bind(ChannelHandler handler) {
        ChannelFuture bound = new Bootstrap()
                .group(loop)
                .channelFactory(() -> transport.datagrams(SocketProtocolFamily.INET))
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(16).maxMessagesPerRead(2 * DATAGRAMS))
                .option(ChannelOption.MAX_MESSAGES_PER_WRITE, DATAGRAMS)
                .handler(handler)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        while (!bound.isDone()) {
            loop.runNow();
        }
        return bound.syncUninterruptibly().channel();
    }

    @Test
    void aReadThatGoesOnLetsTheLoopTurnAndIsOneRead() {
        Channel receiver = bind(new Reader());
        Channel sender = bind(new ChannelInboundHandlerAdapter());
        write(sender, receiver, DATAGRAMS);
        sender.flush();
        List<Integer> readsOfRuns = new ArrayList<>();
        for (int run = 0; run < 100 && readCompletes == 0; run++) {
            int before = reads;
            loop.runNow();
            readsOfRuns.add(reads - before);
        }
        assertThat(reads).isEqualTo(DATAGRAMS);
        assertThat(readCompletes).isEqualTo(1);
        // The first comes as a packet.
        assertThat(readsOfRuns).contains(1 + INLINE_A_RUN, INLINE_A_RUN).allMatch(each -> each <= 1 + INLINE_A_RUN);
    }

    @Test
    void channelsThatAllHaveDataTakeTurns() {
        List<Integer> readers = new ArrayList<>();
        Channel sender = bind(new ChannelInboundHandlerAdapter());
        for (int i = 0; i < 3; i++) {
            int reader = i;
            Channel receiver = bind(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ((DatagramPacket) message).release();
                    readers.add(reader);
                }
            });
            write(sender, receiver, DATAGRAMS / 4);
        }
        sender.flush();
        for (int run = 0; run < 100; run++) {
            loop.runNow();
        }
        assertThat(readers).hasSize(3 * (DATAGRAMS / 4));
        int[] read = new int[3];
        for (int reader : readers) {
            read[reader]++;
            assertThat(read[reader] - Arrays.stream(read).min().orElseThrow())
                    .isLessThanOrEqualTo(2 * (1 + INLINE_IN_A_ROW));
        }
    }

    /** However many others are heard of by packets. */
    @Test
    void aChannelWithMuchDataHasItsTurnBesideManyThatGetALittleInEachRun() {
        Door door =
                new Door(transport.windows.ws2(), transport.windows.sockets(), transport.windows.newPort(INLINE_A_RUN));
        long sender = door.boundUdp();
        door.skipPackets(sender);
        Channel behind = bind(new Reader());
        List<Channel> others = new ArrayList<>();
        for (int i = 0; i < INLINE_A_RUN / INLINE_IN_A_ROW; i++) {
            others.add(bind(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ((DatagramPacket) message).release();
                }
            }));
        }
        for (int run = 0; run < 2 * DATAGRAMS / INLINE_IN_A_ROW; run++) {
            for (Channel other : others) {
                send(door, sender, other, 1 + INLINE_IN_A_ROW);
            }
            if (run == 0) {
                send(door, sender, behind, DATAGRAMS);
            }
            loop.runNow();
        }
        assertThat(reads).isEqualTo(DATAGRAMS);
        door.close(sender);
    }

    @Test
    void aListenerThatWritesTheNextLetsTheLoopTurn() {
        Channel sender = bind(new ChannelInboundHandlerAdapter());
        sender.config().setOption(ChannelOption.MAX_MESSAGES_PER_WRITE, Integer.MAX_VALUE);
        int[] sent = new int[1];
        writeNext(sender, sent);
        assertThat(sent[0]).isEqualTo(SENDS_IN_A_ROW);
        loop.runNow();
        assertThat(sent[0]).isEqualTo(DATAGRAMS);
    }

    private static void writeNext(Channel sender, int[] sent) {
        sender.write(new DatagramPacket(
                        Unpooled.directBuffer(1).writeByte(1), (InetSocketAddress) sender.localAddress()))
                .addListener(done -> {
                    if (++sent[0] < DATAGRAMS) {
                        writeNext(sender, sent);
                    }
                });
        sender.flush();
    }

    private static void write(Channel sender, Channel receiver, int count) {
        for (int i = 0; i < count; i++) {
            sender.write(new DatagramPacket(
                    Unpooled.directBuffer(1).writeByte(i), (InetSocketAddress) receiver.localAddress()));
        }
    }

    private static void send(Door door, long sender, Channel receiver, int count) {
        Door.Slot slot = door.slot("x");
        for (int i = 0; i < count; i++) {
            assertThat(door.sendTo(sender, (InetSocketAddress) receiver.localAddress(), slot))
                    .isZero();
        }
    }

    private final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((DatagramPacket) message).release();
            reads++;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            readCompletes++;
        }
    }
}
