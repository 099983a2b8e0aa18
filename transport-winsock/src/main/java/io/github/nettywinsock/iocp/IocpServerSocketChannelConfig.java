package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ChannelSocket;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DefaultServerSocketChannelConfig;
import io.netty.util.internal.ObjectUtil;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The options of Netty and of the transport, of a listener. */
final class IocpServerSocketChannelConfig extends DefaultServerSocketChannelConfig {
    private static final int DEFAULT_PENDING_ACCEPTS = 16;
    private static final int MAX_PENDING_ACCEPTS = 1024;

    private static final OptionTable<IocpServerSocketChannelConfig> OPTIONS = new OptionTable<
                    IocpServerSocketChannelConfig>()
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

    private final IocpServerSocketChannel listener;
    private volatile int pendingAccepts = DEFAULT_PENDING_ACCEPTS;
    private volatile int fastOpen;
    private volatile AcceptCondition acceptCondition;

    /** Why options were refused, until a value is taken. */
    private final Map<ChannelOption<?>, RuntimeException> refusals = new ConcurrentHashMap<>();

    IocpServerSocketChannelConfig(IocpServerSocketChannel listener) throws IOException {
        super(listener, new Options(listener));
        this.listener = listener;
    }

    @Override
    public Map<ChannelOption<?>, Object> getOptions() {
        return getOptions(super.getOptions(), OPTIONS.toArray());
    }

    @Override
    protected Map<ChannelOption<?>, Object> getOptions(
            Map<ChannelOption<?>, Object> result, ChannelOption<?>... options) {
        return OptionTable.readAll(this, channel, result, options);
    }

    @Override
    public <T> T getOption(ChannelOption<T> option) {
        return OPTIONS.contains(option) ? OPTIONS.get(this, option) : super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (!OPTIONS.contains(option)) {
            return super.setOption(option, value);
        }
        try {
            validate(option, value);
            requireUnbound(option);
            OPTIONS.set(this, option, value);
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

    @Override
    protected void autoReadCleared() {
        listener.autoReadCleared();
    }

    private void requireUnbound(ChannelOption<?> option) {
        ChannelSocket.State state = listener.socket.state();
        if (state != ChannelSocket.State.UNBOUND) {
            throw new IllegalStateException(
                    "too late for " + option + ", which has to be set before bind: " + listener + " is " + state);
        }
    }

    /** The options of a {@link ServerSocket}, on our SOCKET. */
    private static final class Options extends ServerSocket {
        private final IocpSocket socket;
        private final NettyOptions netty;

        Options(IocpServerSocketChannel listener) throws IOException {
            socket = listener.socket;
            netty = new NettyOptions(listener);
        }

        @Override
        public boolean getReuseAddress() throws SocketException {
            return netty.reuseAddress();
        }

        @Override
        public void setReuseAddress(boolean on) throws SocketException {
            netty.reuseAddress(on);
        }

        @Override
        public int getReceiveBufferSize() throws SocketException {
            return socket.option("SO_RCVBUF", Integer.class);
        }

        @Override
        public void setReceiveBufferSize(int size) throws SocketException {
            socket.option("SO_RCVBUF", size);
        }
    }
}
