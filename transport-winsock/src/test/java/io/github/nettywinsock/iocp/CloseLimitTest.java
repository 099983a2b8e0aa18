package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.ws2.Interceptor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the close of a connection waits for what does not come, on a Windows in virtual time. */
class CloseLimitTest extends VirtualTimeTest {
    private static final long SEED = 5;
    private static final int LIMIT_MILLIS = 2000;
    private static final int BUFFERED_LIMIT_MILLIS = 200;
    private static final int ERROR_INVALID_PARAMETER = 87;
    private static final int ERROR_NOT_FOUND = 1168;

    /** More than the buffers of a connection hold. */
    private static final int MUCH = 1 << 20;

    private final List<String> made = new ArrayList<>();
    private IocpSocketChannel channel;
    private ByteBuf data;
    private ChannelFuture write;
    private Path file;
    private boolean cancels = true;

    @BeforeEach
    void start() {
        start(SEED);
    }

    /** A connection that sends what its peer does not read. */
    private void connect(boolean fileHandles) {
        Interceptor.Sockets ws2 =
                Interceptor.sockets(world.windows.ws2(), world.windows.sockets(), (call, arguments) -> {
                    made.add(call);
                    if (call.equals("SetFileCompletionNotificationModes") && !fileHandles) {
                        return -ERROR_INVALID_PARAMETER;
                    }
                    return call.equals("CancelIoEx") && !cancels ? -ERROR_NOT_FOUND : null;
                });
        channel = new IocpSocketChannel(ws2, ws2, SocketProtocolFamily.INET);
        loop.register(channel);
        settle(5);
        channel.connect(door.local(door.listener()));
        settle(80);
        assertThat(channel.isActive()).isTrue();
        data = Unpooled.directBuffer(MUCH).writeZero(MUCH);
        channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, true);
        write = channel.writeAndFlush(file == null ? data : new DefaultFileRegion(file.toFile(), 0, MUCH));
        settle(80);
        assertThat(channel.isSending()).isTrue();
    }

    /** In the end no file may be open. */
    @Test
    void aFileIsClosedWhoseSendIsNotEndedByACancel(@TempDir Path directory) throws IOException {
        file = Files.write(directory.resolve("file"), new byte[MUCH]);
        cancels = false;
        connect(true);
        data.release();
        closesAfter(BUFFERED_LIMIT_MILLIS + LIMIT_MILLIS);
    }

    private void closesAfter(int millis) {
        ChannelFuture close = channel.close();
        settle(millis - 1);
        assertThat(close.isDone()).isFalse();
        settle(20);
        assertThat(close.isSuccess()).isTrue();
        isOver();
    }

    private void isOver() {
        assertThat(channel.socket.state()).isEqualTo(State.CLOSED);
        assertThat(write.isDone()).isTrue();
        assertThat(write.isSuccess()).isFalse();
        assertThat(data.refCnt()).isZero();
    }

    @Test
    void callsThatDoNotEndAreWaitedForNoLongerThanTheLimit() {
        connect(true);
        cancels = false;
        closesAfter(BUFFERED_LIMIT_MILLIS + LIMIT_MILLIS);
    }

    /** Where every send is pending for a while, the peer is waited for longer. */
    @ParameterizedTest
    @CsvSource({"true, 200", "false, 2000"})
    void aPeerThatDoesNotReadDelaysACloseNoLongerThanTheLimit(boolean fileHandles, int limitMillis) {
        connect(fileHandles);
        ChannelFuture close = channel.close();
        settle(limitMillis - 1);
        assertThat(made).doesNotContain("CancelIoEx");
        assertThat(close.isDone()).isFalse();
        settle(20);
        assertThat(close.isSuccess()).isTrue();
        isOver();
    }

    @Test
    void theLimitsOfSendingAndOfCancelledCallsFollowEachOther() {
        connect(false);
        cancels = false;
        closesAfter(2 * LIMIT_MILLIS);
    }

    /** No task and no timer of an event loop runs while it is shut down. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatDoesNotReadDelaysAShutdownOfTheEventLoopNoLongerThanTheLimit(boolean closedBefore) {
        connect(true);
        if (closedBefore) {
            onLoop(channel::close);
        }
        long before = world.windows.nanoTime();
        world.shutDown(loop);
        for (int runs = 0; runs < 100 && !loop.loop().isTerminated(); runs++) {
            loop.runOnce();
        }
        assertThat(loop.loop().isTerminated()).isTrue();
        assertThat(world.windows.nanoTime() - before)
                .isLessThan(TimeUnit.MILLISECONDS.toNanos(2 * BUFFERED_LIMIT_MILLIS));
        isOver();
    }

    @Test
    void aShutdownOfTheEventLoopFailsWhatWasNotSent() {
        connect(true);
        cancels = false;
        world.shutDown(loop);
        for (int runs = 0; runs < 100 && !loop.loop().isTerminated(); runs++) {
            loop.runOnce();
        }
        assertThat(loop.loop().isTerminated()).isTrue();
        isOver();
    }
}
