package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.ws2.Interceptor;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was flushed before a close, also where Windows lets every send be pending for a while. */
class FlushedBeforeCloseTest extends VirtualTimeTest {
    private static final int ERROR_INVALID_PARAMETER = 87;

    private IocpSocketChannel channel;

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 2", "true, 2", "false, 3", "true, 3"})
    void isSentWithoutFileHandles(boolean closedByPromise, long seed) {
        start(seed);
        Interceptor.Sockets ws2 = Interceptor.sockets(
                world.windows.ws2(),
                world.windows.sockets(),
                (call, arguments) ->
                        call.equals("SetFileCompletionNotificationModes") ? -ERROR_INVALID_PARAMETER : null);
        channel = new IocpSocketChannel(ws2, ws2, SocketProtocolFamily.INET);
        connect();
        ChannelFuture[] writes = new ChannelFuture[2];
        onLoop(() -> {
            for (int i = 0; i < writes.length; i++) {
                writes[i] = channel.writeAndFlush(Unpooled.directBuffer().writeLong(i));
            }
            if (closedByPromise) {
                writes[0].addListener(future -> channel.close());
            } else {
                channel.close();
            }
        });
        settle(10_000);
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isSentWithoutSendBuffer(long seed) {
        start(seed);
        channel = world.transport.connection(SocketProtocolFamily.INET);
        channel.config().setOption(WinsockChannelOption.SO_SNDBUF, 0);
        connect();
        ChannelFuture[] write = new ChannelFuture[1];
        onLoop(() -> {
            write[0] = channel.writeAndFlush(Unpooled.directBuffer().writeInt(1));
            channel.close();
        });
        settle(10_000);
        assertThat(write[0].isSuccess()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    /** One call may have sent all of it, whose listeners are told while the rest is still on the buffer. */
    @ParameterizedTest
    @CsvSource({
        "false, 1",
        "true, 1",
        "false, 2",
        "true, 2",
        "false, 4",
        "true, 4",
        "false, 5",
        "true, 5",
        "false, 6",
        "true, 6"
    })
    void isNotWaitedForWhenItIsSent(boolean withoutBuffer, long seed) {
        start(seed);
        channel = world.transport.connection(SocketProtocolFamily.INET);
        if (withoutBuffer) {
            channel.config().setOption(WinsockChannelOption.SO_SNDBUF, 0);
        }
        connect();
        ChannelFuture[] writes = new ChannelFuture[2];
        onLoop(() -> {
            for (int i = 0; i < writes.length; i++) {
                writes[i] = channel.write(Unpooled.directBuffer().writeLong(i));
            }
            writes[0].addListener(ChannelFutureListener.CLOSE);
            channel.flush();
        });
        settle(100);
        assertThat(writes).allMatch(ChannelFuture::isSuccess);
        assertThat(channel.closeFuture().isDone()).isTrue();
    }

    private void connect() {
        loop.register(channel);
        settle(5);
        channel.connect(door.local(door.listener()));
        world.settle(TimeUnit.SECONDS.toNanos(1));
        assertThat(channel.isActive()).isTrue();
    }
}
