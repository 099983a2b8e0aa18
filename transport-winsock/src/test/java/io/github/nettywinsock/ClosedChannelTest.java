package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.AbstractNioChannel;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClosedChannelTest {
    private static final int SLOTS = 4;
    private static final int CHANNELS = 100;

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @Test
    void aClosedListenerThrowsAsNettysOwnOptionsDo() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        listener.close().sync();
        assertThrowsLikeNetty(listener);
    }

    @Test
    void aClosedClientThrowsAsNettysOwnOptionsDo() throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        Channel client = succeeded(loopback.connect(WayIn.CHANNEL_CLASSES, listener.localAddress()));
        client.close().sync();
        assertThrowsLikeNetty(client);
    }

    /**
     * The number of a closed SOCKET goes to the next one. So an option set while its channel is being closed must reach
     * that channel's SOCKET or none.
     */
    @Test
    void noCallMeetsTheSocketOfAnotherChannel() throws Exception {
        AtomicReferenceArray<Owned> slots = new AtomicReferenceArray<>(SLOTS);
        List<Owned> opened = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.set(slot, open(opened));
        }
        Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            int slot = i;
            threads.add(new Thread(() -> {
                while (!done.get()) {
                    setItsId(slots.get(slot), unexpected);
                }
            }));
        }
        threads.forEach(Thread::start);
        while (opened.size() < CHANNELS) {
            int slot = opened.size() % SLOTS;
            slots.get(slot).channel.close().sync();
            slots.set(slot, open(opened));
        }
        done.set(true);
        for (Thread thread : threads) {
            thread.join(10_000);
        }

        List<FakeCall> sets = ws2.sets("SO_SNDBUF");
        assertThat(unexpected).isEmpty();
        assertThat(sets).hasSizeGreaterThan(CHANNELS);
        for (FakeCall call : sets) {
            assertThat(call.socket).as("the socket that %s met", call).isNotNull();
            assertThat(((FakeChannelSocket) call.socket).channel)
                    .isSameAs(opened.get(call.intValue()).channel.unsafe().ch());
        }
        assertThat(sets.stream().map(call -> call.handle).distinct().count())
                .as("handles, which were given again")
                .isLessThan(CHANNELS / 2);
    }

    /** A channel, and a number to tell it from others. */
    private static final class Owned {
        final AbstractNioChannel channel;
        final int id;

        Owned(AbstractNioChannel channel, int id) {
            this.channel = channel;
            this.id = id;
        }
    }

    private Owned open(List<Owned> opened) throws InterruptedException {
        Owned owned = new Owned((AbstractNioChannel) succeeded(loopback.bind(WayIn.CHANNEL_CLASSES)), opened.size());
        opened.add(owned);
        return owned;
    }

    private static void setItsId(Owned owned, Queue<Throwable> unexpected) {
        try {
            owned.channel.config().setOption(SO_SNDBUF, owned.id);
        } catch (Throwable e) {
            if (!(e instanceof ChannelException && e.getCause() instanceof ClosedChannelException)) {
                unexpected.add(e);
            }
        }
    }

    private static void assertThrowsLikeNetty(Channel channel) {
        assertThatThrownBy(() -> channel.config().setOption(ChannelOption.SO_RCVBUF, 1))
                .isInstanceOf(ChannelException.class);
        for (ChannelOption<Object> option :
                List.of(WayIn.cast(SO_SNDBUF), WayIn.cast(WinsockChannelOption.raw(0xFFFF, 0x1001, 4)))) {
            Object value = option == (Object) SO_SNDBUF ? 1 : new byte[4];
            assertThatThrownBy(() -> channel.config().setOption(option, value))
                    .isInstanceOf(ChannelException.class)
                    .hasCauseInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> channel.config().getOption(option))
                    .isInstanceOf(ChannelException.class)
                    .hasCauseInstanceOf(ClosedChannelException.class);
        }
        assertThatThrownBy(() -> channel.config().setOption(SO_EXCLUSIVEADDRUSE, true))
                .as("closed, rather than too late")
                .isInstanceOf(ChannelException.class);
        assertThatThrownBy(() -> channel.config().getOptions()).isInstanceOf(ChannelException.class);
    }
}
