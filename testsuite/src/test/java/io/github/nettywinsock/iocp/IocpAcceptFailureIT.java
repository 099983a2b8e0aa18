package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails when a connection is accepted: the listener serves the next. */
class IocpAcceptFailureIT {
    private static final int TCP_NODELAY = Catalogue.byName("TCP_NODELAY").optname();
    private static final int SO_UPDATE_ACCEPT_CONTEXT =
            Catalogue.byName("SO_UPDATE_ACCEPT_CONTEXT").optname();

    /** Of AcceptEx calls, which end with {@link #status}. */
    private final Set<Long> overlapped = ConcurrentHashMap.newKeySet();

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    private volatile int status;

    @RegisterExtension
    final IocpChannels channels =
            new IocpChannels(1, IocpIoHandler.newFactory(() -> TransportUnderTest.newPort(this::status)));

    private int status(long lpOverlapped, int real) {
        return overlapped.contains(lpOverlapped) && failures.getAndDecrement() > 0 ? status : real;
    }

    @ParameterizedTest
    @ValueSource(strings = {"setsockopt TCP_NODELAY", "setsockopt SO_UPDATE_ACCEPT_CONTEXT", "GetAcceptExSockaddrs"})
    void anErrorInCreatingAChildCostsItsConnectionAlone(String call) throws Exception {
        Channel listener = listen(throwing(call, new NoClassDefFoundError("child")));
        costsItsConnectionAlone(listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setsockopt TCP_NODELAY", "WSAIoctl", "SetHandleInformation", "getsockname"})
    void anErrorInCreatingAConditionalChildCostsItsConnectionAlone(String call) throws Exception {
        Channel listener = listenConditionally(throwing(call, new OutOfMemoryError("child")));
        costsItsConnectionAlone(listener);
    }

    private void costsItsConnectionAlone(Channel listener) throws Exception {
        failures.set(3);
        try (LogOf log = new LogOf(IocpServerSocketChannel.class)) {
            for (int i = 0; i < 3; i++) {
                assertThat(echoes(listener)).isFalse();
            }
            assertThat(echoes(listener)).isTrue();
            assertThat(log.warnings())
                    .hasSize(3)
                    .containsOnly("Failed to create a new channel from an accepted socket.");
        }
        assertThat(told).isEmpty();
    }

    /** A completion that fails is its client's failure, whatever it says: a name deleted, a reset, a cancelled call. */
    @ParameterizedTest
    @ValueSource(
            ints = {0xC00000C9, 0xC000013B, 0xC000020D, 0xC0000241, 0xC000023C, 0xC0000120, 0xC000009A, 0xC0000001})
    void aCompletionThatFailsIsTheFailureOfItsClient(int ntStatus) throws Exception {
        status = ntStatus;
        failures.set(3);
        Channel listener = listen(this::recordAccepts);
        // A client that comes earlier than that is accepted inline, without a packet.
        eventually(
                () -> assertThat(overlapped).hasSize(listener.config().getOption(IocpChannelOption.PENDING_ACCEPTS)));
        for (int i = 0; i < 3; i++) {
            assertThat(echoes(listener)).isFalse();
        }
        assertThat(echoes(listener)).isTrue();
        assertThat(told).isEmpty();
        assertThat(listener.config().isAutoRead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAECONNRESET, WsaErrors.WSAECONNABORTED})
    void clientsThatAreAlwaysGoneDoNotKeepTheEventLoopBusy(int error) throws Exception {
        Interceptor ws2 = (call, arguments) -> {
            if (!call.equals("AcceptEx")) {
                return null;
            }
            calls.incrementAndGet();
            return failures.get() > 0 ? -error : null;
        };
        failures.set(1);
        try (LogOf log = new LogOf(AcceptFailures.class)) {
            Channel listener = listen(ws2);
            long begin = System.nanoTime();
            eventually(() -> assertThat(log.warnings()).isNotEmpty());
            // A few at once, then with pauses that grow to a tenth of a second.
            assertThat(calls.get()).isLessThan(100 + (int) ((System.nanoTime() - begin) / 100_000_000));
            assertThat(log.warnings())
                    .hasSize(1)
                    .allSatisfy(warning -> assertThat(warning).contains("in a row", WsaErrors.symbol(error)));
            failures.set(0);
            assertThat(echoes(listener)).isTrue();
        }
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AcceptEx, 10055",
        "AcceptEx, 10024",
        "AcceptEx, 10035",
        "AcceptEx, 10022",
        "AcceptEx, 0",
        "socket, 10024",
        "socket, 10055",
        "socket, 0"
    })
    void aShortageIsToldOnceAndTheListenerGoesOnWhenItEnds(String failing, int error) throws Exception {
        Channel listener = listen(shortOf(failing, error));
        endsAShortage(listener);
    }

    @ParameterizedTest
    @CsvSource({"WSAAccept, 10055", "WSAAccept, 0"})
    void aShortageOfAConditionalListenerIsToldOnceAndItGoesOnWhenItEnds(String failing, int error) throws Exception {
        Channel listener = listenConditionally(shortOf(failing, error));
        try (PeerSocket peer = PeerSocket.connecting((InetSocketAddress) listener.localAddress())) {
            endsAShortage(listener);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAENOBUFS, 0})
    void aRecordOfConnectionsThatCannotBeReadIsNoEnd(int error) throws Exception {
        Channel listener = listenConditionally(shortOf("WSAEnumNetworkEvents", error));
        failures.set(1);
        assertThat(echoes(listener)).isTrue();
        assertThat(echoes(listener)).isTrue();
        assertThat(told).hasSize(1);
    }

    private Interceptor shortOf(String failing, int error) {
        failures.set(Integer.MAX_VALUE);
        return (call, arguments) -> {
            if (!call.equals(failing) || isOfTheListener(call) || failures.getAndDecrement() <= 0) {
                return null;
            }
            calls.incrementAndGet();
            if (error == 0) {
                throw new OutOfMemoryError("native memory");
            }
            return call.equals("socket") || call.equals("WSAAccept") ? (Object) (long) -error : (Object) (-error);
        };
    }

    /** Its own SOCKET comes first. */
    private boolean isOfTheListener(String call) {
        return call.equals("socket") && calls.get() == 0 && sockets.getAndIncrement() == 0;
    }

    private final AtomicInteger sockets = new AtomicInteger();

    private void endsAShortage(Channel listener) throws Exception {
        assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        eventually(() -> assertThat(calls).hasValueGreaterThan(5));
        assertThat(told).isEmpty();
        failures.set(0);
        assertThat(echoes(listener)).isTrue();
        assertThat(told).isEmpty();
        failures.set(1);
        for (int i = 0; i < 2; i++) {
            assertThat(echoes(listener)).isTrue();
        }
        assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConditionalClientThatHasGoneIsNoFailureOfTheListener(boolean withdrawn) throws Exception {
        Winsock2 real = TransportUnderTest.ws2();
        int error = withdrawn ? WsaErrors.WSAEACCES : WsaErrors.WSAECONNRESET;
        Interceptor ws2 = (call, arguments) -> {
            if (!call.equals("WSAAccept") || failures.getAndDecrement() <= 0) {
                return null;
            }
            long s = TransportUnderTest.sockets()
                    .WSAAccept((long) arguments[0], (ByteBuffer) arguments[1], (ConditionProc) arguments[2]);
            if (s < 0) {
                failures.incrementAndGet();
                return s;
            }
            real.closesocket(s);
            return (long) -error;
        };
        Channel listener = listenConditionally(ws2);
        failures.set(3);
        for (int i = 0; i < 3; i++) {
            assertThat(echoes(listener)).isFalse();
        }
        assertThat(echoes(listener)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aListenerThatPausesCloses() throws Exception {
        Channel listener = listen(shortOf("AcceptEx", WsaErrors.WSAENOBUFS));
        assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        listener.close().sync();
        Silence.of(calls);
        assertThat(told).isEmpty();
    }

    @Test
    void aListenerThatPausesIsRegisteredAgain() throws Exception {
        Channel listener = listen(shortOf("AcceptEx", WsaErrors.WSAENOBUFS));
        assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        listener.deregister().sync();
        Silence.of(calls);
        failures.set(0);
        channels.group.register(listener).sync();
        assertThat(echoes(listener)).isTrue();
    }

    @Test
    void aListenerThatPausesDoesNotAcceptWithoutAutoRead() throws Exception {
        Channel listener = listen(shortOf("AcceptEx", WsaErrors.WSAENOBUFS));
        assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        listener.config().setAutoRead(false);
        listener.eventLoop().submit(() -> {}).sync();
        Silence.of(calls);
        failures.set(0);
        listener.config().setAutoRead(true);
        assertThat(echoes(listener)).isTrue();
    }

    @Test
    void theListenerOfABootstrapGoesOnAfterAShortage() throws Exception {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(shortOf("AcceptEx", WsaErrors.WSAENOBUFS));
        Channel listener = channels.server(IocpChannels.Echo::new, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                        told.add(cause);
                        ctx.fireExceptionCaught(cause);
                    }
                })
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        // Netty's bootstrap reads again after a second.
        channels.group.schedule(() -> {}, 1500, TimeUnit.MILLISECONDS).sync();
        failures.set(0);
        assertThat(echoes(listener)).isTrue();
        assertThat(told).isEmpty();
    }

    private Object recordAccepts(String call, Object... arguments) {
        if (call.equals("AcceptEx")) {
            overlapped.add((long) arguments[5]);
        }
        return null;
    }

    private Interceptor throwing(String failing, Error error) {
        return (call, arguments) -> {
            if (isCall(failing, call, arguments) && failures.getAndDecrement() > 0) {
                throw error;
            }
            return null;
        };
    }

    private static boolean isCall(String failing, String call, Object... arguments) {
        switch (failing) {
            case "setsockopt TCP_NODELAY":
                return Interceptor.sets(TCP_NODELAY, call, arguments);
            case "setsockopt SO_UPDATE_ACCEPT_CONTEXT":
                return Interceptor.sets(SO_UPDATE_ACCEPT_CONTEXT, call, arguments);
            default:
                return call.equals(failing);
        }
    }

    /** A listener without the handler of a ServerBootstrap, which switches automatic reading off for a second. */
    private Channel listen(Interceptor calls) throws InterruptedException {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(calls);
        return listen(new IocpServerSocketChannel(ws2, ws2, null));
    }

    /** One that calls WSAAccept. */
    private Channel listenConditionally(Interceptor calls) throws InterruptedException {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(ConditionalAcceptOnWine.with(calls));
        IocpServerSocketChannel listener = new IocpServerSocketChannel(ws2, ws2, null);
        listener.config().setOption(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true);
        return listen(listener);
    }

    private Channel listen(IocpServerSocketChannel listener) throws InterruptedException {
        listener.config().setOption(ChannelOption.SO_BACKLOG, 50);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                Channel child = (Channel) message;
                child.pipeline().addLast(new IocpChannels.Echo());
                channels.group.register(child);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                told.add(cause);
            }
        });
        channels.group.register(listener).sync();
        listener.bind(IocpChannels.loopback()).sync();
        return listener;
    }

    /** Whether a new connection echoes; one that could not be accepted ends. */
    private static boolean echoes(Channel listener) throws IOException {
        try (Socket peer = IocpChannels.peerOf(listener)) {
            peer.getOutputStream().write('x');
            return peer.getInputStream().read() == 'x';
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }
}
