package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is thrown costs its own channel, which is told why, and not its event loop. */
class EventLoopSurvivesTest {
    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;
    private final Error error = new NoClassDefFoundError("missing");
    private IocpSocketChannel bystander;

    @BeforeEach
    void connectBystander() throws Exception {
        bystander = channels.connected();
        channels.events.clear();
    }

    /** The event loop goes on to serve the other channel, and nothing of the one that failed is left. */
    @AfterEach
    void bystanderIsServed() throws Exception {
        fake.before((call, arguments) -> null);
        channels.events.clear();
        fake.receive((byte) 1);
        FakeChannels.await(() -> channels.events.contains(1));
        assertThat(bystander.isActive()).isTrue();
        bystander.close().sync();
        FakeChannels.await(() -> !bystander.isRegistered());
        eventually(() ->
                assertThat(channels.onLoop(bystander.handler()::slotsInUse)).isZero());
        eventually(() -> assertThat(fake.openSockets()).isZero());
    }

    private void throwAt(String name) {
        fake.before((call, arguments) -> {
            if (call.equals(name)) {
                fake.before((others, theirs) -> null);
                throw error;
            }
            return null;
        });
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "ConnectEx", "setsockopt", "getsockname"})
    void anErrorInConnectFailsIt(String at) throws Exception {
        Channel channel = channels.client().register().sync().channel();
        throwAt(at);
        ChannelFuture connect = channel.connect(FakeChannels.PEER);
        FakeChannels.await(() -> connect.isDone() || fake.pending("ConnectEx") > 0);
        if (!connect.isDone()) {
            fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        }
        assertThat(connect.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(root(connect.cause())).isSameAs(error);
        FakeChannels.awaitClosed(channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateIoCompletionPort", "SetFileCompletionNotificationModes"})
    void anErrorInTheRegistrationFailsIt(String at) throws Exception {
        throwAt(at);
        ChannelFuture register = channels.client().register();
        assertThat(register.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(root(register.cause())).isSameAs(error);
        FakeChannels.awaitClosed(register.channel());
    }

    @Test
    void anErrorInAReceiveClosesTheChannel() throws Exception {
        throwAt("WSARecv");
        ChannelFuture connect = channels.client().connect(FakeChannels.PEER);
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        FakeChannels.awaitClosed(connect.channel());
        FakeChannels.await(() -> channels.events.stream()
                .anyMatch(event -> event instanceof Throwable && root((Throwable) event) == error));
    }

    /** Netty tells the pipeline, which may go on, and does not tell of what is thrown by that. */
    @ParameterizedTest
    @ValueSource(strings = {"channelRegistered", "channelActive", "channelRead", "channelReadComplete"})
    void anErrorOfAHandlerIsToldToItsPipeline(String at) throws Exception {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        ChannelFuture connect = channels.client()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                                told.add(cause);
                                throw error;
                            }
                        });
                        channel.pipeline().addFirst(new Throwing(at));
                    }
                })
                .connect(FakeChannels.PEER);
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        connect.sync();
        FakeChannels.await(() -> fake.pending("WSARecv") == 2);
        fake.endLast("WSARecv", FakeIocp.SUCCESS, 1);
        FakeChannels.await(() -> told.stream().anyMatch(cause -> root(cause) == error));
        assertThat(connect.channel().isActive()).isTrue();
        connect.channel().close().sync();
    }

    private final class Throwing extends ChannelInboundHandlerAdapter {
        private final String at;

        Throwing(String at) {
            this.at = at;
        }

        private void happens(String event) {
            if (event.equals(at)) {
                throw error;
            }
        }

        @Override
        public void channelRegistered(ChannelHandlerContext ctx) {
            happens("channelRegistered");
            ctx.fireChannelRegistered();
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            happens("channelActive");
            ctx.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((ByteBuf) message).release();
            happens("channelRead");
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            happens("channelReadComplete");
            ctx.fireChannelReadComplete();
        }
    }

    @Test
    void anErrorInASendClosesTheChannel() throws Exception {
        Channel channel = connect();
        throwAt("WSASend");
        ByteBuf data = PooledByteBufAllocator.DEFAULT.directBuffer(10).writeZero(10);
        ChannelFuture write = channel.writeAndFlush(data);
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(root(write.cause())).isSameAs(error);
        FakeChannels.awaitClosed(channel);
        assertThat(data.refCnt()).isZero();
    }

    /** A second connection, whose receive is posted; the bystander's is the first. */
    private Channel connect() throws Exception {
        ChannelFuture connect = channels.client().connect(FakeChannels.PEER);
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        connect.sync();
        FakeChannels.await(() -> fake.pending("WSARecv") == 2);
        return connect.channel();
    }

    @Test
    @SuppressWarnings("deprecation")
    void anErrorInTheSizingOfBuffersClosesTheChannel() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        ChannelFuture connect = channels.client()
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(16) {
                    @Override
                    public Handle newHandle() {
                        Handle handle = super.newHandle();
                        return new DelegatingHandle(handle) {
                            @Override
                            public void readComplete() {
                                reads.incrementAndGet();
                                throw error;
                            }
                        };
                    }
                })
                .connect(FakeChannels.PEER);
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        connect.sync();
        FakeChannels.await(() -> fake.pending("WSARecv") == 2);
        fake.endLast("WSARecv", FakeIocp.SUCCESS, 1);
        FakeChannels.awaitClosed(connect.channel());
        assertThat(reads).hasPositiveValue();
        assertThat(channels.events).contains(error);
    }

    @Test
    void anErrorInAListenerOfTheConnectIsNobodyElses() throws Exception {
        ChannelFuture connect = channels.client().connect(FakeChannels.PEER);
        connect.addListener((ChannelFutureListener) future -> {
            throw error;
        });
        fake.end("ConnectEx", FakeIocp.SUCCESS, 0);
        connect.sync();
        FakeChannels.await(() -> fake.pending("WSARecv") == 2);
        connect.channel().close().sync();
    }

    @Test
    void anErrorInACloseIsNobodyElses() throws Exception {
        Channel channel = connect();
        throwAt("closesocket");
        ChannelFuture close = channel.close();
        assertThat(close.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(close.cause()).isSameAs(error);
        // What the fake did not close.
        fake.calls.closesocket(((IocpSocketChannel) channel).socket.handle());
    }

    @Test
    void aPacketOfAnUnknownCallIsIgnored() throws Exception {
        fake.postForeignPacket();
        channels.settle();
    }

    @Test
    void aPortThatCannotBeWaitedForIsAskedAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        fake.before((call, arguments) ->
                call.equals("GetQueuedCompletionStatusEx") && failures.getAndIncrement() == 0 ? -1450 : null);
        channels.settle();
        eventually(() -> assertThat(failures).hasPositiveValue());
    }

    @Test
    void anEventLoopThatCannotBeWokenIsWokenLater() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        fake.before((call, arguments) ->
                call.equals("PostQueuedCompletionStatus") && failures.getAndIncrement() < 3 ? -1450 : null);
        // One that does not sleep is not woken.
        eventually(() -> {
            assertThat(channels.onLoop(() -> 5)).isEqualTo(5);
            assertThat(failures).hasPositiveValue();
        });
    }
}
