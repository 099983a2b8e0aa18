package io.github.nettywinsock.iocp;

import io.github.nettywinsock.engine.ChannelSocket;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.socket.ServerSocketChannelConfig;
import io.netty.util.NetUtil;
import io.netty.util.internal.ObjectUtil;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The configuration of a listener. */
final class IocpServerSocketChannelConfig extends IocpChannelConfig<IocpServerSocketChannelConfig>
        implements ServerSocketChannelConfig {
    private static final int DEFAULT_PENDING_ACCEPTS = 16;
    private static final int MAX_PENDING_ACCEPTS = 1024;

    private static final OptionTable<IocpServerSocketChannelConfig> OPTIONS = new OptionTable<
                    IocpServerSocketChannelConfig>()
            .with(ChannelOption.SO_BACKLOG, c -> c.getBacklog(), (c, backlog) -> c.setBacklog(backlog))
            .with(ChannelOption.SO_RCVBUF, c -> c.getReceiveBufferSize(), (c, size) -> c.setReceiveBufferSize(size))
            .with(ChannelOption.SO_REUSEADDR, c -> c.isReuseAddress(), (c, on) -> c.setReuseAddress(on))
            .with(
                    IocpChannelOption.PENDING_ACCEPTS,
                    c -> c.pendingAccepts,
                    (c, n) -> c.pendingAccepts = ObjectUtil.checkInRange(
                            n, 1, MAX_PENDING_ACCEPTS, IocpChannelOption.PENDING_ACCEPTS.name()))
            .with(
                    ChannelOption.TCP_FASTOPEN,
                    c -> c.fastOpen,
                    (c, length) ->
                            c.fastOpen = ObjectUtil.checkPositiveOrZero(length, ChannelOption.TCP_FASTOPEN.name()))
            .with(
                    IocpChannelOption.ACCEPT_CONDITION,
                    c -> c.acceptCondition,
                    (c, condition) -> c.acceptCondition = condition);

    /** What bind makes use of: refused, it fails the bind. */
    private static final Set<ChannelOption<?>> USED_BY_BIND =
            Set.of(IocpChannelOption.PENDING_ACCEPTS, ChannelOption.TCP_FASTOPEN, IocpChannelOption.ACCEPT_CONDITION);

    private final IocpServerSocketChannel listener;
    private volatile int backlog = NetUtil.SOMAXCONN;
    private volatile int pendingAccepts = DEFAULT_PENDING_ACCEPTS;
    private volatile int fastOpen;
    private volatile AcceptCondition acceptCondition;

    /** Why options were refused, until a value is taken. */
    private final Map<ChannelOption<?>, RuntimeException> refusals = new ConcurrentHashMap<>();

    IocpServerSocketChannelConfig(IocpServerSocketChannel listener) {
        super(listener, new ServerChannelRecvByteBufAllocator(), OPTIONS);
        this.listener = listener;
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (!USED_BY_BIND.contains(option)) {
            return super.setOption(option, value);
        }
        try {
            requireUnbound(option);
            super.setOption(option, value);
            refusals.remove(option);
            return true;
        } catch (RuntimeException e) {
            refusals.put(option, e);
            throw e;
        }
    }

    int pendingAccepts() {
        return pendingAccepts;
    }

    /** Whether clients may send data with their handshake, of which Windows chooses the length of the queue. */
    boolean isFastOpen() {
        return fastOpen > 0;
    }

    /** The condition, which accepts every connection unless one is set. */
    AcceptCondition acceptCondition() {
        AcceptCondition condition = acceptCondition;
        return condition != null ? condition : (remote, local) -> AcceptCondition.Decision.ACCEPT;
    }

    /** Some versions of Netty only log what is refused to a bootstrap: it fails the bind. */
    void throwRefusal() {
        for (RuntimeException refusal : refusals.values()) {
            throw refusal;
        }
    }

    private void requireUnbound(ChannelOption<?> option) {
        ChannelSocket.State state = listener.socket.state();
        if (state != ChannelSocket.State.UNBOUND) {
            throw new IllegalStateException(
                    "too late for " + option + ", which has to be set before bind: " + listener + " is " + state);
        }
    }

    @Override
    public int getBacklog() {
        return backlog;
    }

    @Override
    public IocpServerSocketChannelConfig setBacklog(int backlog) {
        this.backlog = ObjectUtil.checkPositiveOrZero(backlog, "backlog");
        return this;
    }

    /** Does nothing, as the JDK. */
    @Override
    public IocpServerSocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        return this;
    }
}
