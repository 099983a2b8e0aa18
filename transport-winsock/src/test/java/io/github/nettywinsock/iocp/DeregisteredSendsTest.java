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

    /** The channels; all their closes wait for what was flushed. */
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
    private AbstractIocpChannel channel;

    /** The send that is pending, and the one that waits behind it. */
    private ChannelFuture write;

    private ChannelFuture next;

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

    /** Opens a channel that sends. */
    private void begin(Kind kind) throws Exception {
        channel = open(kind);
        write = send(first);
        fake.await(kind.call);
        next = send(second);
    }

    /** Registers the channel with an event loop that has shut down; returns why that fails. */
    private Throwable registerWithTerminated() throws Exception {
        EventLoopGroup terminated = TerminatedLoop.get();
        ChannelFuture register = terminated.register(channel);
        assertThat(register.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        return register.cause();
    }

    private ChannelFuture send(ByteBuf data) {
        ChannelFuture sent = write(data);
        channel.flush();
        return sent;
    }

    private ChannelFuture write(ByteBuf data) {
        return channel.write(
                channel instanceof IocpDatagramChannel ? new DatagramPacket(data, FakeChannels.PEER) : data);
    }

    private void assertNothingIsLeft() throws Exception {
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
    @EnumSource
    void aCloseAfterADeregisterWaitsForThem(Kind kind) throws Exception {
        begin(kind);
        channel.deregister().sync();
        ChannelFuture close = channel.close();
        endSends(kind);
        assertSent(write);
        assertSent(next);
        assertSent(close);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aCloseAfterADeregisterSendsWhatNoCallHasBeenMadeFor(Kind kind) throws Exception {
        begin(kind);
        channel.deregister().sync();
        fake.end(kind.call, FakeIocp.SUCCESS, 10);
        channels.settle();
        ChannelFuture close = channel.close();
        fake.end(kind.call, FakeIocp.SUCCESS, 20);
        assertSent(write);
        assertSent(next);
        assertSent(close);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aDeregisterAfterACloseKeepsItFromNothing(Kind kind) throws Exception {
        begin(kind);
        ChannelFuture close = channel.close();
        channel.deregister().sync();
        endSends(kind);
        assertSent(write);
        assertSent(next);
        assertSent(close);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void anEventLoopThatHasShutDownFailsThem(Kind kind) throws Exception {
        begin(kind);
        channel.deregister().sync();
        assertThat(registerWithTerminated()).isInstanceOf(RejectedExecutionException.class);
        assertThat(channel.isOpen()).isFalse();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.cause()).isInstanceOf(ClosedChannelException.class);
        FakeChannels.await(() -> channel.socket.state() == State.CLOSED);
        assertNothingIsLeft();
    }

    /** Each crosses the low water mark, which the pipeline is told of on an event loop that takes no task. */
    @Test
    void anEventLoopThatHasShutDownFailsAllOfMany() throws Exception {
        begin(Kind.DATAGRAMS);
        ChannelFuture large = send(data(60_000));
        ChannelFuture larger = send(data(65_000));
        channels.settle();
        assertThat(channel.isWritable()).isFalse();
        ChannelFuture unflushed = write(data(5));
        channel.deregister().sync();
        registerWithTerminated();
        for (ChannelFuture each : new ChannelFuture[] {large, larger, unflushed}) {
            assertThat(each.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
            assertThat(each.cause()).isInstanceOf(ClosedChannelException.class);
        }
        assertNothingIsLeft();
    }

    /** Netty frees a cancelled one where it is flushed, and would tell the pipeline that it has become writable. */
    @ParameterizedTest
    @EnumSource
    void anEventLoopThatHasShutDownFailsCancelledOnes(Kind kind) throws Exception {
        begin(kind);
        ByteBuf[] large = {data(40_000), data(40_000)};
        ChannelFuture[] cancelled = {write(large[0]), write(large[1])};
        channels.settle();
        assertThat(channel.isWritable()).isFalse();
        assertThat(cancelled).allMatch(future -> future.cancel(false));
        channel.deregister().sync();
        registerWithTerminated();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(large).allMatch(data -> data.refCnt() == 0);
        assertNothingIsLeft();
    }

    /** Such an end closes the SOCKET at once, and the first close is done with it, not when its limit has passed. */
    @ParameterizedTest
    @EnumSource
    void anEventLoopThatHasShutDownEndsACloseThatWaits(Kind kind) throws Exception {
        begin(kind);
        ChannelFuture close = channel.close();
        channel.deregister().sync();
        registerWithTerminated();
        channels.settle();
        assertThat(close.isDone()).isTrue();
        assertThat(write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(next.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertNothingIsLeft();
    }
}
