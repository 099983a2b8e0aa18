package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is scheduled for later is taken back when it is not needed any more: until its time, it would keep a channel. */
class ScheduledTasksTest extends VirtualTimeTest {
    private static final long SEED = 5;

    /** Less than any time that is waited for here. */
    private static final int SHORT_MILLIS = 80;

    /** More than there can be with pauses. */
    private static final int MANY_FAILURES = 100;

    @BeforeEach
    void start() {
        start(SEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeeds", "is refused", "is cancelled", "is closed"})
    void theTimeLimitOfAConnectThat(String end) {
        long peer = end.equals("is refused") ? door.boundTcp() : door.listener();
        IocpSocketChannel channel = world.transport.connection(SocketProtocolFamily.INET);
        loop.register(channel);
        settle(5);
        channel.config().setConnectTimeoutMillis(100_000);
        ChannelFuture connect = channel.connect(door.local(peer));
        if (end.equals("is cancelled")) {
            connect.cancel(false);
        } else if (end.equals("is closed")) {
            onLoop(channel::close);
        }
        settle(SHORT_MILLIS);
        assertThat(connect.isDone()).isTrue();
        assertThat(world.hasTimers()).isFalse();
        onLoop(channel::close);
    }

    @Test
    void theLimitOfACloseWhoseCallsHaveEnded() {
        IocpSocketChannel channel = world.transport.connection(SocketProtocolFamily.INET);
        loop.register(channel);
        settle(5);
        channel.connect(door.local(door.listener()));
        settle(SHORT_MILLIS);
        ChannelFuture close = channel.close();
        settle(SHORT_MILLIS);
        assertThat(close.isSuccess()).isTrue();
        assertThat(world.hasTimers()).isFalse();
    }

    @Test
    void thePauseOfAListenerThatIsClosed() {
        AtomicInteger failures = new AtomicInteger(MANY_FAILURES);
        Interceptor.Sockets ws2 = Interceptor.sockets(
                world.windows.ws2(),
                world.windows.sockets(),
                (call, arguments) ->
                        call.equals("AcceptEx") && failures.getAndDecrement() > 0 ? -WsaErrors.WSAENOBUFS : null);
        IocpServerSocketChannel listener = new IocpServerSocketChannel(ws2, ws2, SocketProtocolFamily.INET);
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(3000);
        assertThat(world.hasTimers()).isTrue();
        onLoop(listener::close);
        assertThat(world.hasTimers()).isFalse();
    }

    @Test
    void whenAConditionOfAListenerThatIsClosedIsAskedAgain() {
        IocpServerSocketChannel listener = world.transport.listener(SocketProtocolFamily.INET);
        listener.config()
                .setOption(IocpChannelOption.ACCEPT_CONDITION, (remote, local) -> AcceptCondition.Decision.DEFER);
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(50);
        door.connect(door.boundTcp(), listener.localAddress(), door.slot());
        settle(250);
        assertThat(world.hasTimers()).isTrue();
        onLoop(listener::close);
        assertThat(world.hasTimers()).isFalse();
    }
}
