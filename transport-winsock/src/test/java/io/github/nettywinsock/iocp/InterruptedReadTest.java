package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.ws2.Interceptor;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the event loop does with a connection between two receives, on a Windows in virtual time. */
class InterruptedReadTest extends VirtualTimeTest {
    private static final int SEEDS = 20;
    private static final int LONG_MILLIS = 60_000;

    /** More than the buffers of a connection hold. */
    private static final int MUCH = 1 << 20;

    private static final int ERROR_INVALID_PARAMETER = 87;

    private final Reader reader = new Reader();
    private boolean fileHandles = true;
    private int receives;
    private IocpServerSocketChannel listener;
    private SocketChannel child;

    private static Stream<Arguments> seedsAnd(String... actions) {
        return IntStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed -> Stream.of(actions).map(action -> Arguments.of(seed, action)));
    }

    /** After which nothing is to be received. */
    static Stream<Arguments> lastActions() {
        return seedsAnd("auto-read off", "deregister", "close", "close that waits");
    }

    static Stream<Arguments> actions() {
        return seedsAnd("auto-read off", "deregister", "shutdown input", "close", "close that waits");
    }

    private void run(SocketChannel channel, String action) {
        switch (action) {
            case "auto-read off":
                channel.config().setAutoRead(false);
                break;
            case "deregister":
                channel.deregister();
                break;
            case "shutdown input":
                channel.shutdownInput();
                break;
            case "close that waits":
                channel.writeAndFlush(Unpooled.directBuffer(MUCH).writeZero(MUCH));
                channel.close();
                break;
            default:
                channel.close();
        }
    }

    /** Has a client send a text to a connection. */
    private void receive(long seed, String text) {
        start(seed);
        Interceptor.Sockets ws2 =
                Interceptor.sockets(world.windows.ws2(), world.windows.sockets(), (call, arguments) -> {
                    receives += call.equals("WSARecv") ? 1 : 0;
                    return call.equals("SetFileCompletionNotificationModes") && !fileHandles
                            ? -ERROR_INVALID_PARAMETER
                            : null;
                });
        listener = new IocpServerSocketChannel(ws2, ws2, SocketProtocolFamily.INET);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                child = (SocketChannel) message;
                child.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(8).maxMessagesPerRead(16));
                child.pipeline().addLast(reader);
                loop.register(child);
            }
        });
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(50);
        long peer = door.boundTcp();
        Door.Slot connect = door.slot();
        door.connect(peer, listener.localAddress(), connect);
        settle(80);
        assertThat(door.poll(connect, 0).status).isZero();
        door.updateConnectContext(peer);
        door.send(peer, door.slot(text));
        settle(LONG_MILLIS);
    }

    private void end() {
        if (child.isOpen() && !child.isRegistered()) {
            loop.register(child);
            settle(5);
        }
        onLoop(child::close);
        onLoop(listener::close);
        settle(LONG_MILLIS);
    }

    /** A receive is put off after one that has found data. */
    @ParameterizedTest
    @MethodSource("lastActions")
    void aReceiveThatWasPutOffIsNotPostedWhenNobodyWantsItAnyMore(long seed, String action) {
        reader.afterReads = channel -> {
            run(channel, action);
            reader.receivesBefore = receives;
        };
        // A close sends what was flushed before it.
        fileHandles = !action.equals("close that waits");
        receive(seed, "1234");
        assertThat(reader.events).contains("complete");
        assertThat(receives).isEqualTo(reader.receivesBefore);
        if (action.equals("deregister")) {
            loop.register(child);
            settle(0);
            assertThat(receives).as("without a pause").isGreaterThan(reader.receivesBefore);
        }
        end();
    }

    /** Without file handles, a read goes on by a packet when its next receive has completed inline. */
    @ParameterizedTest
    @MethodSource("actions")
    void aReadIsCompleteBeforeAnythingElseIsTold(long seed, String action) {
        fileHandles = false;
        reader.afterRead = channel -> run(channel, action);
        receive(seed, "12345678".repeat(10));
        assertThat(String.join(" ", reader.events))
                .matches("(read (read )*complete|complete|inactive|unregistered| )*");
        end();
    }

    private interface Action {
        void on(SocketChannel channel);
    }

    private static final class Reader extends ChannelInboundHandlerAdapter {
        final List<String> events = new ArrayList<>();

        /** What the event loop does, once, when it has handled all that has completed. */
        Action afterRead;

        Action afterReads;
        int receivesBefore;

        private static void later(Channel channel, Action action) {
            if (action != null) {
                channel.eventLoop().execute(() -> action.on((SocketChannel) channel));
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            events.add("read");
            later(ctx.channel(), afterRead);
            afterRead = null;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            events.add("complete");
            later(ctx.channel(), afterReads);
            afterReads = null;
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            events.add("inactive");
        }

        @Override
        public void channelUnregistered(ChannelHandlerContext ctx) {
            events.add("unregistered");
        }
    }
}
