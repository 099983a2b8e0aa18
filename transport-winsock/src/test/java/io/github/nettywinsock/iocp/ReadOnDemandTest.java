package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody reads does not come, however long one waits, on a Windows in virtual time. */
class ReadOnDemandTest extends VirtualTimeTest {
    private static final int SEEDS = 20;

    /** In virtual time. */
    private static final int LONG_MILLIS = 60_000;

    private final List<Channel> children = new ArrayList<>();
    private final Reader reader = new Reader();

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    private IocpServerSocketChannel listen(Consumer<Channel> prepare, Consumer<Channel> prepareChild) {
        IocpServerSocketChannel listener = world.transport.listener(SocketProtocolFamily.INET);
        prepare.accept(listener);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                Channel child = (Channel) message;
                prepareChild.accept(child);
                child.pipeline().addLast(reader);
                children.add(child);
                loop.register(child);
            }
        });
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(50);
        return listener;
    }

    private long connect(Channel listener) {
        long peer = door.boundTcp();
        Door.Slot connect = door.slot();
        door.connect(peer, (InetSocketAddress) listener.localAddress(), connect);
        settle(80);
        assertThat(door.poll(connect, 0).status).isZero();
        door.updateConnectContext(peer);
        return peer;
    }

    private void send(long peer, String text) {
        door.send(peer, door.slot(text));
        settle(LONG_MILLIS);
    }

    private Channel child() {
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    private static void withoutAutoRead(Channel channel) {
        channel.config().setAutoRead(false);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConnectionWithoutAutoReadReadsWhenItIsAsked(long seed) {
        start(seed);
        long peer = connect(listen(listener -> {}, ReadOnDemandTest::withoutAutoRead));
        send(peer, "12345");
        assertThat(reader.events).isEmpty();
        onLoop(child()::read);
        settle(LONG_MILLIS);
        assertThat(reader.events).endsWith("complete").containsOnlyOnce("complete");
        assertThat(reader.text()).isNotEmpty();
        List<Object> before = List.copyOf(reader.events);
        send(peer, "678");
        assertThat(reader.events).isEqualTo(before);
        onLoop(() -> child().config().setAutoRead(true));
        settle(LONG_MILLIS);
        send(peer, "9");
        assertThat(reader.text()).isEqualTo("123456789");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatAConnectionReceivesAfterAutoReadWentOffIsKept(long seed) {
        start(seed);
        long peer = connect(listen(listener -> {}, child -> {}));
        onLoop(() -> child().config().setAutoRead(false));
        send(peer, "12345");
        assertThat(reader.events).isEmpty();
        onLoop(() -> child().config().setAutoRead(true));
        settle(LONG_MILLIS);
        assertThat(reader.text()).isEqualTo("12345");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReadOfZeroBytesTakesABufferOnlyWhenDataIsThere(long seed) {
        start(seed);
        CountedBuffers buffers = new CountedBuffers();
        long peer = connect(listen(listener -> {}, child -> {
            child.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, buffers);
            child.config().setOption(IocpChannelOption.ZERO_BYTE_READ, true);
        }));
        for (int messages = 0; messages < 3; messages++) {
            int before = buffers.count.get();
            settle(LONG_MILLIS);
            assertThat(buffers.count).hasValue(before);
            send(peer, "12345");
            assertThat(buffers.count).hasValueGreaterThan(before);
        }
        onLoop(() -> child().config().setAutoRead(false));
        int before = buffers.count.get();
        send(peer, "12345");
        assertThat(buffers.count).hasValue(before);
        assertThat(reader.text()).hasSize(15);
        onLoop(() -> child().config().setAutoRead(true));
        settle(LONG_MILLIS);
        assertThat(reader.text()).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aListenerWithoutAutoReadHoldsConnectionsBack(long seed) {
        start(seed);
        IocpServerSocketChannel listener = listen(ReadOnDemandTest::withoutAutoRead, child -> {});
        connect(listener);
        connect(listener);
        settle(LONG_MILLIS);
        assertThat(children).isEmpty();
        onLoop(listener::read);
        settle(LONG_MILLIS);
        assertThat(children).hasSize(1);
        onLoop(() -> listener.config().setAutoRead(true));
        settle(LONG_MILLIS);
        assertThat(children).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aListenerThatHoldsConnectionsClosesThemWithItself(long seed) {
        start(seed);
        IocpServerSocketChannel listener = listen(channel -> {}, child -> {});
        onLoop(() -> listener.config().setAutoRead(false));
        long peer = connect(listener);
        Door.Slot receive = door.slot(16);
        door.receive(peer, receive);
        settle(LONG_MILLIS);
        assertThat(children).isEmpty();
        assertThat(door.poll(receive, 0)).isNull();
        onLoop(listener::close);
        settle(LONG_MILLIS);
        assertThat(door.poll(receive, 0)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDatagramChannelWithoutAutoReadReadsOneDatagramWhenItIsAsked(long seed) {
        start(seed);
        IocpDatagramChannel channel = bindDatagrams();
        channel.config()
                .setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(100).maxMessagesPerRead(1));
        onLoop(() -> channel.config().setAutoRead(false));
        sendTo(channel, "first");
        sendTo(channel, "second");
        assertThat(reader.events).isEmpty();
        onLoop(channel::read);
        settle(LONG_MILLIS);
        assertThat(reader.events).containsExactly("first", "complete");
        onLoop(() -> channel.config().setAutoRead(true));
        settle(LONG_MILLIS);
        assertThat(reader.events).containsExactly("first", "complete", "second", "complete");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDatagramThatWaitsIsReadWhenTheChannelHasComeBack(long seed) {
        start(seed);
        IocpDatagramChannel channel = bindDatagrams();
        onLoop(() -> channel.config().setAutoRead(false));
        sendTo(channel, "waiting");
        onLoop(channel::deregister);
        settle(LONG_MILLIS);
        assertThat(reader.events).isEmpty();
        loop.register(channel);
        settle(LONG_MILLIS);
        assertThat(reader.events).isEmpty();
        onLoop(channel::read);
        settle(LONG_MILLIS);
        assertThat(reader.events).containsExactly("waiting", "complete");
    }

    private IocpDatagramChannel bindDatagrams() {
        IocpDatagramChannel channel = world.transport.datagrams(SocketProtocolFamily.INET);
        channel.pipeline().addLast(reader);
        loop.register(channel);
        settle(5);
        channel.bind(loopback(0));
        settle(50);
        return channel;
    }

    private void sendTo(Channel channel, String text) {
        door.sendTo(door.boundUdp(), (InetSocketAddress) channel.localAddress(), door.slot(text));
        settle(LONG_MILLIS);
    }

    /** Keeps the texts that it reads, and the ends of reads. */
    private static final class Reader extends ChannelInboundHandlerAdapter {
        final List<Object> events = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public boolean isSharable() {
            return true;
        }

        String text() {
            return text.toString();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf content =
                    message instanceof DatagramPacket ? ((DatagramPacket) message).content() : (ByteBuf) message;
            String read = content.toString(StandardCharsets.US_ASCII);
            content.release();
            text.append(read);
            events.add(read);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            events.add("complete");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.add(cause);
        }
    }
}
