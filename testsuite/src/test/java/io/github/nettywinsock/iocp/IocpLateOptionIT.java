package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_KEEPALIVE;
import static io.github.nettywinsock.WinsockChannelOption.SO_OOBINLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options that come late: whoever is told that one was taken gets it, or the channel fails. */
class IocpLateOptionIT {
    private static final int CHANNELS = 100;
    private static final List<ChannelOption<Boolean>> OPTIONS = List.of(SO_KEEPALIVE, SO_OOBINLINE);

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @Test
    void whatAnotherThreadSetsWhileAListenerBindsIsSet() throws Exception {
        for (int i = 0; i < CHANNELS; i++) {
            Channel channel = TransportUnderTest.newListener();
            channels.group.register(channel).sync();
            race(channel, () -> channel.bind(IocpChannels.loopback()));
        }
    }

    @Test
    void whatAnotherThreadSetsWhileAClientConnectsIsSet() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        for (int i = 0; i < CHANNELS; i++) {
            Channel channel = TransportUnderTest.newConnection();
            channels.group.register(channel).sync();
            race(channel, () -> channel.connect(listener.localAddress()));
        }
    }

    @Test
    void aDeregisteredChildSetsAnOptionAtOnceOrThrows() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            child.deregister().sync();
            assertThat(child.config().setOption(SO_KEEPALIVE, true)).isTrue();
            assertThat(child.config().getOption(SO_KEEPALIVE)).isTrue();
            assertThatThrownBy(() -> child.config().setOption(WinsockChannelOption.SO_TYPE, 1))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> child.config().setOption(SO_EXCLUSIVEADDRUSE, true))
                    .isInstanceOf(IllegalStateException.class);
            channels.group.register(child).sync();
            child.close().sync();
            assertThatThrownBy(() -> child.config().setOption(SO_KEEPALIVE, true))
                    .isInstanceOf(ChannelException.class)
                    .hasCauseInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    @NeedsWindows("options that are available")
    void aRefusalOfALateInitializerReachesThePipelineAndClosesTheListener() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        IocpChannels.Events events = new IocpChannels.Events();
        // It is told of the bind after the future.
        listener.eventLoop().submit(() -> {}).sync();
        listener.pipeline().addLast(events);
        assertRefused(listener, events);
    }

    @Test
    @NeedsWindows("options that are available")
    void aRefusalOfALateInitializerReachesThePipelineAndClosesTheChild() throws Exception {
        IocpChannels.Events events = new IocpChannels.Events();
        Channel listener = channels.listen(() -> events);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            assertThat(events.next()).isEqualTo("active");
            assertRefused(child, events);
            assertThat(peer.getInputStream().read()).isNegative();
        }
    }

    @Test
    @NeedsWindows("options that are available")
    void whatALateInitializerBringsToAChildIsSet() throws Exception {
        Channel listener = channels.listen(IocpChannels.Echo::new);
        try (Socket peer = IocpChannels.peerOf(listener)) {
            Channel child = channels.nextAccepted();
            child.eventLoop().submit(() -> {}).sync();
            child.pipeline().addLast(new WinsockChannelInitializer().option(SO_KEEPALIVE, true));
            child.eventLoop().submit(() -> {}).sync();
            child.eventLoop().submit(() -> {}).sync();
            assertThat(child.config().getOption(SO_KEEPALIVE)).isTrue();
        }
    }

    private static void assertRefused(Channel channel, IocpChannels.Events events) throws Exception {
        channel.pipeline().addLast(new WinsockChannelInitializer().option(SO_EXCLUSIVEADDRUSE, true));
        assertThat(events.next())
                .isInstanceOfSatisfying(
                        IllegalStateException.class,
                        e -> assertThat(e).hasMessageStartingWith("too late for SO_EXCLUSIVEADDRUSE"));
        assertThat(channel.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void race(Channel channel, Supplier<ChannelFuture> start) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Set<ChannelOption<Boolean>> taken = ConcurrentHashMap.newKeySet();
        int delay = ThreadLocalRandom.current().nextInt(3000);
        Thread setter = new Thread(() -> {
            await(barrier);
            for (int i = 0; i < delay; i++) {
                Thread.onSpinWait();
            }
            for (ChannelOption<Boolean> option : OPTIONS) {
                if (isTaken(channel, option)) {
                    taken.add(option);
                }
            }
        });
        setter.start();
        await(barrier);
        ChannelFuture started = start.get();
        setter.join(10_000);
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(started.cause()).isNull();
        for (ChannelOption<Boolean> option : taken) {
            assertThat(channel.config().getOption(option))
                    .as("%s of %s", option, channel)
                    .isTrue();
        }
        channel.close().sync();
    }

    private static boolean isTaken(Channel channel, ChannelOption<Boolean> option) {
        try {
            return channel.config().setOption(option, true);
        } catch (ChannelException e) {
            // Windows does not take SO_KEEPALIVE while ConnectEx runs.
            return false;
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
