package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of writes that were flushed when their channel is deregistered, and then closed or refused. */
class DeregisteredSendsTest {
    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    private final FakeIocp fake = channels.fake;

    /** The channels; the close of the first two waits for what was flushed. */
    enum Kind {
        DATAGRAMS("WSASendTo"),
        CONNECTION_WITHOUT_FILE_HANDLES("WSASend"),
        CONNECTION("WSASend");

        private final String call;

        Kind(String call) {
            this.call = call;
        }
    }

    private final ByteBuf first = data(10);
    private final ByteBuf second = data(20);

    private static ByteBuf data(int length) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(length).writeZero(length);
    }

    private AbstractIocpChannel open(Kind kind) throws Exception {
        if (kind == Kind.CONNECTION_WITHOUT_FILE_HANDLES) {
            fake.withoutFileHandles();
        }
        if (kind != Kind.DATAGRAMS) {
            return channels.connected();
        }
        return (AbstractIocpChannel)
                channels.datagrams().bind(FakeChannels.PEER).sync().channel();
    }

    private ChannelFuture send(AbstractIocpChannel channel, ByteBuf data) {
        ChannelFuture write = write(channel, data);
        channel.flush();
        return write;
    }

    private static ChannelFuture write(AbstractIocpChannel channel, ByteBuf data) {
        return channel.write(
                channel instanceof IocpDatagramChannel ? new DatagramPacket(data, FakeChannels.PEER) : data);
    }

    private void assertNothingIsLeft(AbstractIocpChannel channel) throws Exception {
        IocpIoHandler handler = channel.handler();
        FakeChannels.await(() -> fake.openSockets() == 0 && first.refCnt() == 0 && second.refCnt() == 0);
        eventually(() -> assertThat(channels.onLoop(handler::slotsInUse)).isZero());
        assertThat(fake.misuses).isEmpty();
    }

    private static void assertSent(ChannelFuture write) throws Exception {
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(write.cause()).isNull();
    }

    private void endSends(Kind kind) throws Exception {
        fake.end(kind.call, FakeIocp.SUCCESS, 10);
        fake.end(kind.call, FakeIocp.SUCCESS, 20);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONNECTION")
    void aCloseAfterADeregisterWaitsForThem(Kind kind) throws Exception {
        AbstractIocpChannel channel = open(kind);
        ChannelFuture write = send(channel, first);
        fake.await(kind.call);
        ChannelFuture next = send(channel, second);
        channel.deregister().sync();
        ChannelFuture close = channel.close();
        endSends(kind);
        assertSent(write);
        assertSent(next);
        assertSent(close);
        assertNothingIsLeft(channel);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONNECTION")
    void aCloseAfterADeregisterSendsWhatNoCallHasBeenMadeFor(Kind kind) throws Exception {
        AbstractIocpChannel channel = open(kind);
        ChannelFuture write = send(channel, first);
        fake.await(kind.call);
        ChannelFuture next = send(channel, second);
        channel.deregister().sync();
        fake.end(kind.call, FakeIocp.SUCCESS, 10);
        channels.settle();
        ChannelFuture close = channel.close();
        fake.end(kind.call, FakeIocp.SUCCESS, 20);
        assertSent(write);
        assertSent(next);
        assertSent(close);
        assertNothingIsLeft(channel);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONNECTION")
    void aDeregisterAfterACloseKeepsItFromNothing(Kind kind) throws Exception {
        AbstractIocpChannel channel = open(kind);
        ChannelFuture write = send(channel, first);
        fake.await(kind.call);
        ChannelFuture next = send(channel, second);
        ChannelFuture close = channel.close();
        channel.deregister().sync();
        endSends(kind);
        assertSent(write);
        assertSent(next);
        assertSent(close);
        assertNothingIsLeft(channel);
    }

    @ParameterizedTest
    @EnumSource
    void anEventLoopThatHasShutDownFailsThem(Kind kind) throws Exception {
        AbstractIocpChannel channel = open(kind);
        ChannelFuture write = send(channel, first);
        fake.await(kind.call);
        ChannelFuture next = send(channel, second);
        channel.deregister().sync();
        EventLoopGroup terminated = TerminatedLoop.get();
        ChannelFuture register = terminated.register(channel);
        assertThat(register.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(register.cause()).isInstanceOf(RejectedExecutionException.class);
        assertThat(channel.isOpen()).isFalse();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.cause()).isInstanceOf(ClosedChannelException.class);
        FakeChannels.await(() -> channel.socket.state() == State.CLOSED);
        assertNothingIsLeft(channel);
    }

    /** Each crosses the low water mark, which the pipeline is told of on an event loop that takes no task. */
    @Test
    void anEventLoopThatHasShutDownFailsAllOfMany() throws Exception {
        AbstractIocpChannel channel = open(Kind.DATAGRAMS);
        send(channel, first);
        fake.await("WSASendTo");
        send(channel, second);
        ChannelFuture large = send(channel, data(60_000));
        ChannelFuture larger = send(channel, data(65_000));
        channels.settle();
        assertThat(channel.isWritable()).isFalse();
        ChannelFuture unflushed = write(channel, data(5));
        channel.deregister().sync();
        EventLoopGroup terminated = TerminatedLoop.get();
        terminated.register(channel).await(FakeIocp.TIMEOUT_MILLIS);
        for (ChannelFuture write : new ChannelFuture[] {large, larger, unflushed}) {
            assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(write.cause()).isInstanceOf(ClosedChannelException.class);
        }
        assertNothingIsLeft(channel);
    }

    /** Netty frees a cancelled one where it is flushed, and would tell the pipeline that it has become writable. */
    @ParameterizedTest
    @EnumSource
    void anEventLoopThatHasShutDownFailsCancelledOnes(Kind kind) throws Exception {
        AbstractIocpChannel channel = open(kind);
        ChannelFuture write = send(channel, first);
        fake.await(kind.call);
        ChannelFuture next = send(channel, second);
        ByteBuf[] large = {data(40_000), data(40_000)};
        ChannelFuture[] cancelled = {write(channel, large[0]), write(channel, large[1])};
        channels.settle();
        assertThat(channel.isWritable()).isFalse();
        assertThat(cancelled).allMatch(future -> future.cancel(false));
        channel.deregister().sync();
        EventLoopGroup terminated = TerminatedLoop.get();
        terminated.register(channel).await(FakeIocp.TIMEOUT_MILLIS);
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(large).allMatch(data -> data.refCnt() == 0);
        assertNothingIsLeft(channel);
    }

    /** Such an end closes the SOCKET at once, and the first close is done with it, not when its limit has passed. */
    @ParameterizedTest
    @EnumSource
    void anEventLoopThatHasShutDownEndsACloseThatWaits(Kind kind) throws Exception {
        AbstractIocpChannel channel = open(kind);
        ChannelFuture write = send(channel, first);
        fake.await(kind.call);
        ChannelFuture next = send(channel, second);
        ChannelFuture close = channel.close();
        channel.deregister().sync();
        EventLoopGroup terminated = TerminatedLoop.get();
        terminated.register(channel).await(FakeIocp.TIMEOUT_MILLIS);
        channels.settle();
        assertThat(close.isDone()).isTrue();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertNothingIsLeft(channel);
    }
}
