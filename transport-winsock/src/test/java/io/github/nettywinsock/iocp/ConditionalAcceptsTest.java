package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.iocp.AcceptCondition.Decision;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners with SO_CONDITIONAL_ACCEPT, whose WSAAccept may wait for its client, over a Windows in memory. */
class ConditionalAcceptsTest extends FreeRunningTest {
    /** Among them, closing ends a call that waits, leaves it, and waits for it. */
    private static final int SEEDS = 6;

    /** Less than what a call takes that is not to be waited for. */
    private static final int SECONDS = 20;

    private static final String THREAD = "iocp-pending-connections";

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    /** The SOCKETs that are closed, or whose close goes on. */
    private final Set<Long> closed = ConcurrentHashMap.newKeySet();

    private IocpServerSocketChannel listener;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @AfterEach
    void endWhatTakesLong() throws Exception {
        transport.windows.acceptTakes(0);
        group.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).await();
        await(() -> transport.windows.openSockets() == 0);
        await(() -> thread() == null);
        transport.windows.verify();
    }

    private void listen(long seed, AcceptCondition condition, boolean autoRead) throws Exception {
        start(seed);
        Interceptor.Sockets ws2 =
                Interceptor.sockets(transport.windows.ws2(), transport.windows.sockets(), (call, arguments) -> {
                    if (call.equals("closesocket")) {
                        closed.add((Long) arguments[0]);
                    }
                    return null;
                });
        listener = new IocpServerSocketChannel(ws2, ws2, family(seed));
        listener.config().setOption(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true);
        listener.config().setOption(IocpChannelOption.ACCEPT_CONDITION, condition);
        listener.config().setAutoRead(autoRead);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                events.add("read");
                ((Channel) message).unsafe().closeForcibly();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                events.add(cause);
            }
        });
        group.register(listener).sync();
        bind(listener, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static void bind(Channel channel, SocketAddress address) throws InterruptedException {
        channel.bind(address).sync();
    }

    private void connect(long seed) {
        new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.connection(family(seed)))
                .handler(new ChannelInboundHandlerAdapter())
                .connect(listener.localAddress());
    }

    /** Lets a client come, and its WSAAccept wait for a minute. */
    private void acceptWaits(long seed) throws Exception {
        listen(seed, (remote, local) -> Decision.ACCEPT, true);
        transport.windows.acceptTakes(TimeUnit.MINUTES.toNanos(1));
        connect(seed);
        await(() -> transport.windows.waitingAccepts() > 0);
    }

    private static void await(BooleanSupplier condition) throws Exception {
        eventually(() -> assertThat(condition.getAsBoolean()).isTrue());
    }

    private static Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .findAny()
                .orElse(null);
    }

    private void tasksRun() throws Exception {
        listener.eventLoop().submit(() -> {}).get(SECONDS, TimeUnit.SECONDS);
    }

    private void closes() throws InterruptedException {
        assertThat(listener.close().await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** The SOCKET is closed long before the call returns that uses it. */
    private void socketCloses() throws Exception {
        await(() -> closed.contains(listener.socket.handle()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aClientThatIsWaitedForHoldsUpNothing(long seed) throws Exception {
        acceptWaits(seed);
        tasksRun();
        assertThat(listener.config().setOption(WinsockChannelOption.SO_RCVBUF, 4242))
                .isTrue();
        assertThat(listener.config().getOption(WinsockChannelOption.SO_RCVBUF)).isEqualTo(4242);
        assertThat(thread()).matches(Thread::isDaemon);
        closes();
        socketCloses();
        tasksRun();
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSocketIsClosedThoughItIsInUse(long seed) throws Exception {
        acceptWaits(seed);
        listener.eventLoop().submit(listener.unsafe()::closeForcibly).get(SECONDS, TimeUnit.SECONDS);
        assertThat(listener.isOpen()).isFalse();
        tasksRun();
        closes();
        socketCloses();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEventLoopShutsDownThoughAClientIsWaitedFor(long seed) throws Exception {
        acceptWaits(seed);
        assertThat(group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(listener.isOpen()).isFalse();
        socketCloses();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConditionThatBlocksHoldsUpNothing(long seed) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        listen(
                seed,
                (remote, local) -> {
                    asked.countDown();
                    try {
                        decided.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Decision.ACCEPT;
                },
                true);
        connect(seed);
        assertThat(asked.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        tasksRun();
        closes();
        tasksRun();
        // Whoever used the handle now, after the condition has decided, might use another SOCKET.
        Thread.sleep(2 * BlockingAccept.LIMIT_MILLIS);
        transport.windows.verify();
        decided.countDown();
        await(() -> thread() == null);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConnectionThatComesWhenTheListenerIsDeregisteredWaitsForTheNextRegistration(long seed) throws Exception {
        acceptWaits(seed);
        listener.deregister().sync();
        transport.windows.acceptTakes(0);
        Silence.of(events);
        EventLoopGroup loop = listener.eventLoop();
        loop.register(listener).sync();
        assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("read");
        connect(seed);
        assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("read");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutAReadThereIsNoThreadAndNobodyIsAsked(long seed) throws Exception {
        BlockingQueue<InetSocketAddress> asked = new LinkedBlockingQueue<>();
        listen(
                seed,
                (remote, local) -> {
                    asked.add(remote);
                    return Decision.ACCEPT;
                },
                false);
        connect(seed);
        Silence.of(asked);
        assertThat(thread()).isNull();
        listener.read();
        assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("read");
        connect(seed);
        assertThat(asked).hasSize(1);
        Silence.of(events);
        assertThat(asked).hasSize(1);
        listener.config().setAutoRead(true);
        assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("read");
        listener.config().setAutoRead(false);
        tasksRun();
        asked.clear();
        connect(seed);
        connect(seed);
        // The thread may be about to make a call that was wanted before.
        Silence.butFor(1, asked);
    }

    @ParameterizedTest
    @CsvSource({"10024, true", "10055, true", "10013, false", "10054, false", "10035, false"})
    void whatFailsIsNotTheEnd(int error, boolean ofTheListener) throws Exception {
        for (long seed = 0; seed < 4; seed++) {
            listen(seed, (remote, local) -> Decision.ACCEPT, true);
            transport.windows.faults().failNth("WSAAccept", 1, error);
            connect(seed);
            if (ofTheListener) {
                assertThat(events.poll(SECONDS, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                Exception.class, e -> assertThat(e).hasMessageContaining(WsaErrors.symbol(error)));
            }
            assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("read");
            assertThat(events).isEmpty();
            endWhatTakesLong();
        }
    }
}
