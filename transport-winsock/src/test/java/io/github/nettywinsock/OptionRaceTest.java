package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options that other threads set while a bind or connect runs: what was taken is set, or the channel fails. */
@Timeout(120)
class OptionRaceTest {
    private static final int CHANNELS = 400;
    private static final int THREADS = 2;

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;
    private int taken;

    @Test
    void whatAListenerHasTakenIsSet() throws Exception {
        Map<ChannelOption<?>, Object> options = options(
                WinsockChannelOption.SO_EXCLUSIVEADDRUSE,
                true,
                WinsockChannelOption.SO_SNDBUF,
                4242,
                WinsockChannelOption.SO_CONDITIONAL_ACCEPT,
                true,
                WinsockChannelOption.TCP_FASTOPEN,
                true,
                WinsockChannelOption.SO_KEEPALIVE,
                true);
        for (int i = 0; i < CHANNELS; i++) {
            Channel channel = succeeded(Loopback.done(new ServerBootstrap()
                    .group(loopback.group)
                    .channelFactory(() -> WayIn.serverChannel(ws2.provider()))
                    .childHandler(loopback.child)
                    .register()));
            race(channel, () -> channel.bind(Loopback.ANY_PORT), options, OptionRaceTest::isTaken);
        }
        assertThat(taken).as("options taken").isPositive();
    }

    @Test
    void whatAClientHasTakenIsSet() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        Map<ChannelOption<?>, Object> options = options(
                WinsockChannelOption.SO_RANDOMIZE_PORT,
                true,
                WinsockChannelOption.SO_SNDBUF,
                4242,
                WinsockChannelOption.TCP_FASTOPEN,
                true,
                WinsockChannelOption.TCP_NODELAY,
                true,
                WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT,
                true);
        for (int i = 0; i < CHANNELS; i++) {
            Channel channel = succeeded(Loopback.done(new Bootstrap()
                    .group(loopback.group)
                    .channelFactory(() -> WayIn.channel(ws2.provider()))
                    .handler(new Recorder(ws2))
                    .register()));
            race(channel, () -> channel.connect(listener.localAddress()), options, OptionRaceTest::isTaken);
        }
        assertThat(taken).as("options taken").isPositive();
    }

    /** A channel of Netty's own class takes them through initializers, added late. */
    @Test
    void whatADatagramChannelHasTakenIsSetWhenItBinds() throws Exception {
        datagramRace(channel -> channel.bind(Loopback.ANY_PORT));
    }

    @Test
    void whatADatagramChannelHasTakenIsSetWhenItConnects() throws Exception {
        Channel peer = succeeded(Loopback.done(datagram().bind(Loopback.ANY_PORT)));
        datagramRace(channel -> channel.connect(peer.localAddress()));
    }

    private void datagramRace(Function<Channel, ChannelFuture> start) throws Exception {
        Map<ChannelOption<?>, Object> options = options(
                WinsockChannelOption.SO_EXCLUSIVEADDRUSE,
                true,
                WinsockChannelOption.SO_SNDBUF,
                4242,
                WinsockChannelOption.SO_BROADCAST,
                true);
        for (int i = 0; i < CHANNELS; i++) {
            Channel channel = succeeded(Loopback.done(datagram().register()));
            race(channel, () -> start.apply(channel), options, this::isAdded);
        }
        assertThat(taken).as("options taken").isPositive();
    }

    private Bootstrap datagram() {
        return new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(new Recorder(ws2));
    }

    private interface Start {
        ChannelFuture start();
    }

    private void race(
            Channel channel,
            Start start,
            Map<ChannelOption<?>, Object> options,
            BiPredicate<Channel, Map.Entry<ChannelOption<?>, Object>> setter)
            throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS + 1);
        List<String> set = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<Map.Entry<ChannelOption<?>, Object>> entries = new ArrayList<>(options.entrySet());
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            int delay = ThreadLocalRandom.current().nextInt(2000);
            Thread thread = new Thread(() -> {
                await(barrier);
                spin(delay);
                for (int j = first; j < entries.size(); j += THREADS) {
                    if (setter.test(channel, entries.get(j))) {
                        synchronized (set) {
                            set.add(WayIn.line(entries.get(j).getKey()).name());
                        }
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        barrier.await(30, TimeUnit.SECONDS);
        spin(ThreadLocalRandom.current().nextInt(2000));
        ChannelFuture started = start.start();
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        Loopback.done(started);
        for (int i = 0; i < 3; i++) {
            channel.eventLoop().submit(() -> {}).sync();
        }
        if (channel.isOpen()) {
            taken += set.size();
            FakeSocket socket = loopback.beneath(channel);
            List<FakeCall> calls = ws2.calls();
            for (String option : set) {
                assertThat(calls)
                        .as("%s of %s", option, channel)
                        .anyMatch(call -> call.socket == socket && call.isSet(option) && call.result == 0);
            }
        }
        channel.close().sync();
        ws2.forgetCalls();
    }

    private static boolean isTaken(Channel channel, Map.Entry<ChannelOption<?>, Object> option) {
        try {
            return channel.config().setOption(WayIn.cast(option.getKey()), option.getValue());
        } catch (IllegalStateException | ChannelException e) {
            return false;
        }
    }

    private boolean isAdded(Channel channel, Map.Entry<ChannelOption<?>, Object> option) {
        channel.pipeline()
                .addLast(WayIn.initializer(ws2.provider(), options(option.getKey(), option.getValue()), null));
        return true;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
