package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When calls that Windows lacks something for are made again, on a Windows in virtual time. */
class PauseTest extends VirtualTimeTest {
    private static final long SEED = 5;
    private static final int LONG_MILLIS = 60_000;
    private static final Integer[] DOUBLING = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000, 1000};
    private static final Integer[] OF_CLIENTS = {1, 2, 4, 8, 16, 32, 64, 100, 100};

    /** Who makes calls again without a pause would do so without end. */
    private static final int MOST_FAILURES = 1000;

    private static final Integer[] OF_DATAGRAMS = {1, 2, 4, 8, 16, 32, 32, 32};

    private final List<Object> read = new ArrayList<>();

    /** When calls have failed, in nanoseconds. */
    private final List<Long> failed = new ArrayList<>();

    /** When receives of connections were made. */
    private final List<Long> receives = new ArrayList<>();

    private Interceptor.Sockets ws2;
    private String failing = "";
    private int error;

    @BeforeEach
    void start() {
        start(SEED);
        ws2 = Interceptor.sockets(world.windows.ws2(), world.windows.sockets(), (call, arguments) -> {
            if (call.equals("WSARecv")) {
                receives.add(world.windows.nanoTime());
            }
            if (!call.equals(failing) || failed.size() == MOST_FAILURES) {
                return null;
            }
            failed.add(world.windows.nanoTime());
            return -error;
        });
    }

    private void fail(String call, int error) {
        failing = call;
        this.error = error;
    }

    /** The pauses between calls that have failed. */
    private List<Integer> pauses() {
        List<Integer> pauses = new ArrayList<>();
        for (int i = 1; i < failed.size(); i++) {
            pauses.add((int) TimeUnit.NANOSECONDS.toMillis(failed.get(i) - failed.get(i - 1)));
        }
        return pauses;
    }

    private void nothingIsTriedAnyMore() {
        int before = failed.size();
        settle(LONG_MILLIS);
        assertThat(failed).hasSize(before);
    }

    private IocpSocketChannel connected(long listener) {
        IocpSocketChannel client = new IocpSocketChannel(ws2, ws2, SocketProtocolFamily.INET);
        client.pipeline().addLast(new Reader());
        loop.register(client);
        settle(5);
        ChannelFuture connect = client.connect(door.local(listener));
        settle(80);
        assertThat(connect.isSuccess()).isTrue();
        return client;
    }

    private IocpServerSocketChannel listener() {
        IocpServerSocketChannel listener = new IocpServerSocketChannel(ws2, ws2, SocketProtocolFamily.INET);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                read.add("connection");
                loop.register((Channel) message);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                read.add(cause);
            }
        });
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(50);
        return listener;
    }

    private IocpDatagramChannel datagrams() {
        IocpDatagramChannel channel = new IocpDatagramChannel(ws2, ws2, SocketProtocolFamily.INET);
        channel.pipeline().addLast(new Reader());
        loop.register(channel);
        settle(5);
        channel.bind(loopback(0));
        settle(50);
        return channel;
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAENOBUFS, WsaErrors.WSAEWOULDBLOCK})
    void receivesAreMadeAgainAfterPausesThatDouble(int error) {
        fail("WSARecvMsg", error);
        IocpDatagramChannel channel = datagrams();
        door.sendTo(door.boundUdp(), channel.localAddress(), door.slot("text"));
        settle(4000);
        assertThat(pauses()).startsWith(DOUBLING);
        assertThat(read).isEmpty();
        fail("", 0);
        settle(1000);
        assertThat(read).containsExactly(4);
    }

    /** Whoever cancels them will most likely do so again: a thread that ends, or another user of the SOCKET. */
    @Test
    void receivesThatOthersCancelAreMadeAgainAfterPausesThatDouble() {
        IocpSocketChannel client = connected(door.listener());
        for (int i = 0; i < 9; i++) {
            int before = receives.size();
            long cancelled = world.windows.nanoTime();
            world.windows.sockets().CancelIoEx(client.socket.handle(), 0);
            settle(1000);
            assertThat(receives).hasSize(before + 1);
            assertThat(receives.get(before) - cancelled).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1 << i));
        }
        onLoop(client::close);
    }

    /** A failure that is not known to pass is told once, however often it comes. */
    @Test
    void aFailureThatComesAgainAndAgainIsToldOnce() {
        fail("WSARecvMsg", WsaErrors.WSAEACCES);
        datagrams();
        settle(4000);
        assertThat(pauses()).startsWith(DOUBLING);
        assertThat(read).hasSize(1).first().isInstanceOf(SocketException.class);
    }

    @Test
    void aCloseEndsThePauseOfReceives() {
        fail("WSARecvMsg", WsaErrors.WSAENOBUFS);
        IocpDatagramChannel channel = datagrams();
        onLoop(channel::close);
        assertThat(channel.isOpen()).isFalse();
        nothingIsTriedAnyMore();
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAENOBUFS, WsaErrors.WSAEWOULDBLOCK})
    void aCloseEndsThePauseOfSends(int error) {
        IocpSocketChannel client = connected(door.listener());
        fail("WSASend", error);
        ByteBuf buffer = Unpooled.directBuffer().writeZero(10);
        ChannelFuture write = write(client, buffer);
        settle(4000);
        assertThat(pauses()).startsWith(DOUBLING);
        assertThat(write.isDone()).isFalse();
        onLoop(client::close);
        settle(LONG_MILLIS);
        assertThat(write.cause()).isInstanceOf(IOException.class);
        assertThat(buffer.refCnt()).isZero();
        nothingIsTriedAnyMore();
    }

    @Test
    void aCloseEndsThePauseOfDatagrams() {
        IocpDatagramChannel channel = datagrams();
        fail("WSASendTo", WsaErrors.WSAEWOULDBLOCK);
        DatagramPacket packet = packet(channel);
        ChannelFuture write = write(channel, packet);
        settle(4000);
        assertThat(pauses()).startsWith(OF_DATAGRAMS);
        assertThat(write.isDone()).isFalse();
        onLoop(channel::close);
        settle(LONG_MILLIS);
        assertThat(write.cause()).isInstanceOf(IOException.class);
        assertThat(packet.refCnt()).isZero();
        nothingIsTriedAnyMore();
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAENOBUFS, WsaErrors.WSAEMFILE, WsaErrors.WSAEWOULDBLOCK})
    void aShortageOfAcceptsIsToldOnceAndTheListenerGoesOnWhenItEnds(int error) {
        fail("AcceptEx", error);
        IocpServerSocketChannel listener = listener();
        settle(4000);
        assertThat(pauses()).startsWith(DOUBLING);
        assertThat(read).hasSize(1).first().isInstanceOf(IOException.class);
        fail("", 0);
        Door.Slot connect = door.slot();
        door.connect(door.boundTcp(), listener.localAddress(), connect);
        settle(1500);
        assertThat(read).hasSize(2).endsWith("connection");
        onLoop(listener::close);
    }

    @Test
    void clientsThatAreAlwaysGoneAreFollowedByPausesThatDoubleAndAreNotTold() {
        fail("AcceptEx", WsaErrors.WSAECONNRESET);
        IocpServerSocketChannel listener = listener();
        settle(2000);
        assertThat(pauses()).filteredOn(pause -> pause == 0).hasSizeLessThan(32);
        assertThat(pauses()).filteredOn(pause -> pause > 0).startsWith(OF_CLIENTS);
        assertThat(read).isEmpty();
        fail("", 0);
        door.connect(door.boundTcp(), listener.localAddress(), door.slot());
        settle(200);
        assertThat(read).containsExactly("connection");
        onLoop(listener::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "deregister", "no reads"})
    void whatEndsAcceptingEndsThePauseOfAccepts(String how) {
        fail("AcceptEx", WsaErrors.WSAENOBUFS);
        IocpServerSocketChannel listener = listener();
        onLoop(() -> {
            switch (how) {
                case "close":
                    listener.close();
                    break;
                case "deregister":
                    listener.deregister();
                    break;
                default:
                    listener.config().setAutoRead(false);
            }
        });
        nothingIsTriedAnyMore();
        assertThat(read).hasSize(1);
        fail("", 0);
        if (how.equals("deregister")) {
            loop.register(listener);
        }
        onLoop(listener::close);
    }

    /** As over NIO, whose datagrams fail at once. */
    @Test
    void datagramsFailWhenThereAreNoBuffersForLonger() {
        IocpDatagramChannel channel = datagrams();
        fail("WSASendTo", WsaErrors.WSAENOBUFS);
        int attempts = 0;
        for (int i = 0; i < 100; i++) {
            DatagramPacket packet = packet(channel);
            ChannelFuture write = write(channel, packet);
            settle(LONG_MILLIS);
            assertThat(write.cause()).isInstanceOf(SocketException.class).hasMessageContaining("WSAENOBUFS");
            assertThat(packet.refCnt()).isZero();
            attempts = i == 0 ? failed.size() : attempts;
        }
        assertThat(attempts).isGreaterThan(2);
        assertThat(failed).hasSize(attempts + 99);
        fail("", 0);
        ChannelFuture next = write(channel, packet(channel));
        settle(50);
        assertThat(next.isSuccess()).isTrue();
        fail("WSASendTo", WsaErrors.WSAENOBUFS);
        assertThat(write(channel, packet(channel)).isDone()).isFalse();
        settle(LONG_MILLIS);
    }

    private ChannelFuture write(Channel channel, Object message) {
        ChannelFuture write = channel.writeAndFlush(message);
        settle(1);
        return write;
    }

    private static DatagramPacket packet(Channel to) {
        return new DatagramPacket(Unpooled.directBuffer().writeZero(10), (InetSocketAddress) to.localAddress());
    }

    /** Keeps the numbers of bytes that it reads, and exceptions. */
    private final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            read.add(
                    message instanceof DatagramPacket
                            ? ((DatagramPacket) message).content().readableBytes()
                            : ((ByteBuf) message).readableBytes());
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            read.add(cause);
        }
    }
}
