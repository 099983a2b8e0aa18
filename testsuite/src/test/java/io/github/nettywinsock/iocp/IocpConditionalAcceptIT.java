package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static io.github.nettywinsock.iocp.AcceptCondition.Decision.ACCEPT;
import static io.github.nettywinsock.iocp.AcceptCondition.Decision.DEFER;
import static io.github.nettywinsock.iocp.AcceptCondition.Decision.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Listeners that decide which connections they accept: of those that AcceptEx has accepted, or with {@code
 * SO_CONDITIONAL_ACCEPT} in WSAAccept. With that a client connects only when it is accepted, and one that is rejected asks
 * again; Wine, which has no such option, connects it first.
 */
class IocpConditionalAcceptIT {
    private static final int SO_CONDITIONAL_ACCEPT =
            Catalogue.byName("SO_CONDITIONAL_ACCEPT").optname();

    /** When a condition is asked. */
    enum Variant {
        ACCEPTED,
        CONDITIONAL;

        IocpServerSocketChannel newListener() {
            return newListener(null);
        }

        IocpServerSocketChannel newListener(SocketProtocolFamily family) {
            return this == ACCEPTED
                    ? TransportUnderTest.newListener(family)
                    : newListener(family, ConditionalAcceptOnWine.with((call, arguments) -> null));
        }

        private static IocpServerSocketChannel newListener(SocketProtocolFamily family, Interceptor calls) {
            Interceptor.Sockets ws2 = TransportUnderTest.intercepted(calls);
            IocpServerSocketChannel listener = new IocpServerSocketChannel(ws2, ws2, family);
            listener.config().setOption(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true);
            return listener;
        }
    }

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    private final BlockingQueue<AcceptCondition.Decision> decisions = new LinkedBlockingQueue<>();
    private final Map<InetSocketAddress, AcceptCondition.Decision> decided = new ConcurrentHashMap<>();
    private final BlockingQueue<InetSocketAddress> asked = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @EnumSource
    void acceptedConnectionsEchoAndRejectedOnesEnd(Variant variant) throws Exception {
        Channel listener = listen(variant, this::decideAsTold);
        decisions.addAll(List.of(ACCEPT, REJECT, ACCEPT));
        assertThat(echoes(listener)).isTrue();
        assertThat(echoes(listener)).isFalse();
        assertThat(echoes(listener)).isTrue();
        assertThat(Set.copyOf(asked)).hasSize(3);
        assertThat(channels.accepted).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aDeferredConnectionIsAskedAboutUntilItIsAccepted(Variant variant) throws Exception {
        decisions.addAll(List.of(DEFER, DEFER, ACCEPT));
        Channel listener = listen(variant, (remote, local) -> {
            asked.add(remote);
            return decisions.remove();
        });
        try (Socket peer = IocpChannels.peerOf(listener)) {
            peer.getOutputStream().write('x');
            assertThat(peer.getInputStream().read()).isEqualTo('x');
            assertThat(asked).hasSize(3).containsOnly((InetSocketAddress) peer.getLocalSocketAddress());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeferredConnectionDoesNotKeepTheEventLoopBusy(Variant variant) throws Exception {
        Channel listener = listen(variant, (remote, local) -> {
            asked.add(remote);
            return DEFER;
        });
        try (PeerSocket first = connecting(listener);
                PeerSocket second = connecting(listener)) {
            asked.take();
            // About each once in a tenth of a second, however late this thread or the event loop comes.
            long begin = System.nanoTime();
            asked.clear();
            eventually(() -> assertThat(asked).hasSizeGreaterThan(4));
            int times = listener.eventLoop().submit(asked::size).get();
            assertThat(times).isLessThanOrEqualTo(2 * (2 + (int) ((System.nanoTime() - begin) / 100_000_000)));
            assertThat(channels.accepted).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConditionThatThrowsRejectsAndIsLogged(Variant variant) throws Exception {
        try (LogOf log = new LogOf(Admission.class)) {
            Channel listener = listen(variant, (remote, local) -> {
                throw new IllegalStateException("no decision");
            });
            assertThat(echoes(listener)).isFalse();
            assertThat(log.causes()).contains("no decision");
            assertThat(listener.isActive()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConditionThatAnswersNullRejects(Variant variant) throws Exception {
        assertThat(echoes(listen(variant, (remote, local) -> null))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, INET, 127.0.0.1",
        "ACCEPTED, INET6, 127.0.0.1",
        "ACCEPTED, INET6, ::1",
        "CONDITIONAL, INET, 127.0.0.1",
        "CONDITIONAL, INET6, 127.0.0.1",
        "CONDITIONAL, INET6, ::1"
    })
    void theConditionIsToldTheAddresses(Variant variant, SocketProtocolFamily family, String host) throws Exception {
        BlockingQueue<InetSocketAddress> locals = new LinkedBlockingQueue<>();
        Channel listener = server(
                        (remote, local) -> {
                            asked.add(remote);
                            locals.add(local);
                            return ACCEPT;
                        },
                        () -> variant.newListener(family))
                .bind(new InetSocketAddress(0))
                .sync()
                .channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        try (Socket peer = TransportUnderTest.connect(new InetSocketAddress(host, port))) {
            Channel child = channels.nextAccepted();
            assertThat(child.remoteAddress()).isEqualTo(peer.getLocalSocketAddress());
            assertThat(child.localAddress()).isEqualTo(peer.getRemoteSocketAddress());
            assertThat(asked.take())
                    .isEqualTo(peer.getLocalSocketAddress())
                    .extracting(InetSocketAddress::getAddress)
                    .hasSameClassAs(InetAddress.getByName(host));
            // WSAAccept of Wine tells only a listener of IPv4 which of its addresses the client has asked for.
            assertThat(locals.take())
                    .isIn(
                            peer.getRemoteSocketAddress(),
                            variant == Variant.CONDITIONAL ? listener.localAddress() : peer.getRemoteSocketAddress());
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAutoReadTheConditionIsNotAsked(Variant variant) throws Exception {
        Channel listener = server(variant, this::decideAsTold)
                .option(ChannelOption.AUTO_READ, false)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        decisions.addAll(List.of(ACCEPT, ACCEPT));
        try (PeerSocket first = connecting(listener);
                PeerSocket second = connecting(listener)) {
            Silence.of(asked);
            listener.read();
            SocketAddress one = channels.nextAccepted().remoteAddress();
            Silence.of(channels.accepted);
            assertThat(asked).hasSize(1);
            listener.config().setAutoRead(true);
            // Who has begun first need not be first.
            assertThat(List.of(one, channels.nextAccepted().remoteAddress()))
                    .containsExactlyInAnyOrder(first.getLocalSocketAddress(), second.getLocalSocketAddress());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListenerClosesWhileAClientIsDeferred(Variant variant) throws Exception {
        Channel listener = listen(variant, (remote, local) -> {
            asked.add(remote);
            return DEFER;
        });
        try (PeerSocket peer = connecting(listener)) {
            asked.take();
            listener.close().sync();
            assertThat(peer.ends(IocpChannels.TIMEOUT_MILLIS)).isTrue();
        }
        assertThat(channels.accepted).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void severalListenersHaveTheirOwnConditions(Variant variant) throws Exception {
        List<Channel> listeners = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            boolean accepts = i % 2 == 0;
            listeners.add(listen(variant, (remote, local) -> accepts ? ACCEPT : REJECT));
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5; i++) {
                assertThat(echoes(listeners.get(i))).isEqualTo(i % 2 == 0);
            }
        }
        listeners.remove(0).close().sync();
        assertThat(echoes(listeners.get(1))).isTrue();
    }

    /** Clients that come back as soon as they are rejected come while the listener looks for the next one. */
    @ParameterizedTest
    @EnumSource
    void aListenerMissesNoClientOfMany(Variant variant) throws Exception {
        AtomicInteger count = new AtomicInteger();
        Channel listener = listen(variant, (remote, local) -> count.getAndIncrement() % 4 == 0 ? ACCEPT : REJECT);
        int rounds = 500;
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < rounds; round++) {
                    assertThat(isAnswered(listener)).isTrue();
                }
            }));
        }
        for (CompletableFuture<Void> client : clients) {
            client.get();
        }
    }

    @Test
    void theThreadThatWaitsEndsWithItsListener() throws Exception {
        Channel listener = listen(Variant.CONDITIONAL, (remote, local) -> ACCEPT);
        eventually(() -> assertThat(waitingThread()).isNotNull());
        Thread thread = waitingThread();
        assertThat(thread).matches(Thread::isDaemon);
        listener.close().sync();
        thread.join(IocpChannels.TIMEOUT_MILLIS);
        assertThat(thread.isAlive()).isFalse();
        assertThat(echoes(listen(Variant.CONDITIONAL, (remote, local) -> ACCEPT)))
                .isTrue();
    }

    @Test
    void aListenerThatAsksAboutAcceptedConnectionsHasNoThread() throws Exception {
        Channel listener = listen(Variant.ACCEPTED, (remote, local) -> ACCEPT);
        assertThat(echoes(listener)).isTrue();
        assertThat(waitingThread()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theEventLoopShutsDownWithAConditionalListener(Variant variant) throws Exception {
        IocpChannels others = new IocpChannels(1);
        Channel listener = others.server(IocpChannels.Echo::new, variant::newListener)
                .option(IocpChannelOption.ACCEPT_CONDITION, (remote, local) -> DEFER)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        try (PeerSocket peer = connecting(listener)) {
            others.close();
            assertThat(listener.isOpen()).isFalse();
            assertThat(peer.ends(IocpChannels.TIMEOUT_MILLIS)).isTrue();
        }
        Thread thread = waitingThread();
        if (thread != null) {
            thread.join(IocpChannels.TIMEOUT_MILLIS);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void childOptionsAreSetOnAConditionallyAcceptedChannel(Variant variant) throws Exception {
        Channel listener = server(variant, (remote, local) -> ACCEPT)
                .childOption(WinsockChannelOption.SO_LINGER, Linger.ofSeconds(7))
                .childOption(WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT, true)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(echoes(listener)).isTrue();
        try (Socket peer = IocpChannels.peerOf(listener)) {
            peer.getOutputStream().write('x');
            assertThat(peer.getInputStream().read()).isEqualTo('x');
            channels.nextAccepted();
            assertThat(channels.nextAccepted().config().getOption(WinsockChannelOption.SO_LINGER))
                    .isEqualTo(Linger.ofSeconds(7));
        }
    }

    /** By default it is not set at all. */
    @ParameterizedTest
    @EnumSource
    void conditionalAcceptIsSetBetweenBindAndListenIfAtAll(Variant variant) throws Exception {
        BlockingQueue<ChannelSocket.State> states = new LinkedBlockingQueue<>();
        BlockingQueue<IocpServerSocketChannel> created = new LinkedBlockingQueue<>();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (Interceptor.sets(SO_CONDITIONAL_ACCEPT, call, arguments)) {
                states.add(created.element().socket.state());
            }
            return ConditionalAcceptOnWine.with((others, unchanged) -> null).returns(call, arguments);
        });
        ServerBootstrap server = channels.server(IocpChannels.Echo::new, () -> {
                    IocpServerSocketChannel channel = new IocpServerSocketChannel(ws2, ws2, null);
                    created.add(channel);
                    return channel;
                })
                .option(IocpChannelOption.ACCEPT_CONDITION, (remote, local) -> ACCEPT);
        if (variant == Variant.CONDITIONAL) {
            server.option(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true);
        }
        Channel listener = server.bind(IocpChannels.loopback()).sync().channel();
        assertThat(echoes(listener)).isTrue();
        if (variant == Variant.CONDITIONAL) {
            assertThat(states).containsExactly(ChannelSocket.State.BOUND);
        } else {
            assertThat(states).isEmpty();
        }
    }

    @Test
    void conditionalAcceptWithoutAConditionAcceptsEveryConnection() throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new, Variant.CONDITIONAL::newListener)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        assertThat(echoes(listener)).isTrue();
        assertThat(waitingThread()).isNotNull();
        assertThat(echoes(listener)).isTrue();
    }

    @Test
    void conditionalAcceptThatIsRefusedFailsTheBind() {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) ->
                Interceptor.sets(SO_CONDITIONAL_ACCEPT, call, arguments) ? -WsaErrors.WSAENOPROTOOPT : null);
        ChannelFuture bind = channels.server(IocpChannels.Echo::new, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .option(IocpChannelOption.ACCEPT_CONDITION, (remote, local) -> ACCEPT)
                .option(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true)
                .bind(IocpChannels.loopback())
                .awaitUninterruptibly();
        assertThat(bind.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("SO_CONDITIONAL_ACCEPT");
        assertThat(bind.channel().isOpen()).isFalse();
    }

    @Test
    void theConditionIsAnOptionUntilBind() throws Exception {
        AcceptCondition condition = (remote, local) -> ACCEPT;
        Channel listener = listen(Variant.ACCEPTED, condition);
        assertThat(listener.config().getOption(IocpChannelOption.ACCEPT_CONDITION))
                .isSameAs(condition);
        assertThat(listener.config().getOptions()).containsEntry(IocpChannelOption.ACCEPT_CONDITION, condition);
        assertThatThrownBy(() -> listener.config().setOption(IocpChannelOption.ACCEPT_CONDITION, condition))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too late");
    }

    @ParameterizedTest
    @EnumSource
    void connectionsLeaveNoHandlesBehind(Variant variant) throws Exception {
        AtomicInteger count = new AtomicInteger();
        Channel listener = listen(variant, (remote, local) -> count.getAndIncrement() % 2 == 0 ? ACCEPT : REJECT);
        connect(listener, 20);
        long handle = IocpCloseIT.freshHandle();
        connect(listener, 400);
        // One handle left behind by those that were accepted, or by the others, would make it 800.
        assertThat(IocpCloseIT.freshHandle()).isLessThan(handle + 400);
    }

    private void connect(Channel listener, int connections) throws Exception {
        for (int i = 0; i < connections; i++) {
            echoes(listener);
        }
        for (Channel child : channels.accepted) {
            assertThat(child.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        }
        channels.accepted.clear();
    }

    private AcceptCondition.Decision decideAsTold(InetSocketAddress remote, InetSocketAddress local) {
        asked.add(remote);
        return decided.computeIfAbsent(remote, client -> decisions.remove());
    }

    private ServerBootstrap server(AcceptCondition condition, ChannelFactory<IocpServerSocketChannel> factory) {
        return channels.server(IocpChannels.Echo::new, factory).option(IocpChannelOption.ACCEPT_CONDITION, condition);
    }

    private ServerBootstrap server(Variant variant, AcceptCondition condition) {
        return server(condition, variant::newListener);
    }

    private Channel listen(Variant variant, AcceptCondition condition) throws InterruptedException {
        return server(variant, condition).bind(IocpChannels.loopback()).sync().channel();
    }

    /** Whether a new connection echoes; a rejected one is refused, or ends without an answer. */
    private static boolean echoes(Channel listener) {
        try (Socket peer = IocpChannels.peerOf(listener)) {
            peer.getOutputStream().write('x');
            return peer.getInputStream().read() == 'x';
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a new connection echoes or is rejected within the time limit. */
    private static boolean isAnswered(Channel listener) {
        try (Socket peer = IocpChannels.peerOf(listener)) {
            peer.getOutputStream().write('x');
            peer.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** A client that does not wait until it is connected. */
    private static PeerSocket connecting(Channel listener) throws IOException {
        return PeerSocket.connecting((InetSocketAddress) listener.localAddress());
    }

    private static Thread waitingThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("iocp-pending-connections"))
                .findAny()
                .orElse(null);
    }
}
