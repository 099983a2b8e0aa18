package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.IpLevel.IP_TOS;
import static io.github.nettywinsock.option.SocketLevel.SO_RCVBUF;
import static io.github.nettywinsock.option.SocketLevel.SO_REUSEADDR;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.internal.ObjectUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.SocketException;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The configuration of a channel: options of the catalogue go to its engine, those of Netty and of the transport through
 * a table.
 *
 * @param <C> the type of the configuration
 */
abstract class IocpChannelConfig<C extends IocpChannelConfig<C>> extends DefaultChannelConfig {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpChannelConfig.class);

    private final AbstractIocpChannel owner;
    private final OptionTable<C> table;
    private volatile Boolean reuseAddress;

    IocpChannelConfig(AbstractIocpChannel owner, RecvByteBufAllocator allocator, OptionTable<C> table) {
        super(owner, allocator);
        this.owner = owner;
        this.table = table;
    }

    @SuppressWarnings("unchecked")
    final C self() {
        return (C) this;
    }

    @Override
    public final Map<ChannelOption<?>, Object> getOptions() {
        return owner.options.getOptions(getOptions(super.getOptions(), table.options()));
    }

    /** Without those that Windows does not return for an open channel. */
    @Override
    protected final Map<ChannelOption<?>, Object> getOptions(
            Map<ChannelOption<?>, Object> result, ChannelOption<?>... options) {
        Map<ChannelOption<?>, Object> all = result == null ? new IdentityHashMap<>() : result;
        for (ChannelOption<?> option : options) {
            try {
                all.put(option, getOption(option));
            } catch (ChannelException e) {
                if (!owner.isOpen()) {
                    throw e;
                }
            }
        }
        return all;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final <T> T getOption(ChannelOption<T> option) {
        WinsockOption<?> winsockOption = ChannelOptions.winsockOption(option);
        if (winsockOption != null) {
            return (T) owner.options.getOption(winsockOption);
        }
        return table.contains(option) ? table.get(self(), option) : super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        WinsockOption<?> winsockOption = ChannelOptions.winsockOption(option);
        if (winsockOption != null) {
            owner.options.setOption(winsockOption, value);
            return true;
        }
        if (table.contains(option)) {
            validate(option, value);
            table.set(self(), option, value);
            return true;
        }
        boolean known = super.setOption(option, value);
        if (!known) {
            owner.options.unknown(option);
        }
        return known;
    }

    /** Reads what an option of Netty's own means. */
    final <T> T get(WinsockOption<T> option) {
        return call(() -> owner.socket.get(option));
    }

    /** Sets what an option of Netty's own means. */
    final <T> C set(WinsockOption<T> option, T value) {
        try {
            owner.options.setHint(option, value);
            return self();
        } catch (IOException e) {
            throw new ChannelException(IocpSocket.asSocketException(e));
        }
    }

    static <T> T call(Getter<T> getter) {
        try {
            return getter.get();
        } catch (SocketException e) {
            throw new ChannelException(e);
        }
    }

    final C run(Setter setter) {
        try {
            setter.set();
        } catch (SocketException e) {
            throw new ChannelException(e);
        }
        return self();
    }

    interface Getter<T> {
        T get() throws SocketException;
    }

    interface Setter {
        void set() throws SocketException;
    }

    public final int getReceiveBufferSize() {
        return get(SO_RCVBUF);
    }

    public final C setReceiveBufferSize(int size) {
        return set(SO_RCVBUF, ObjectUtil.checkPositive(size, "SO_RCVBUF"));
    }

    public final boolean isReuseAddress() {
        if (reuseAddress == null && owner.socket.isDatagram()) {
            return get(SO_REUSEADDR);
        }
        run(owner.socket::requireOpen);
        return Boolean.TRUE.equals(reuseAddress);
    }

    /**
     * Sets SO_REUSEADDR. Many programs set it for the sake of other systems; on Windows it opens a port to every other process.
     * So a connection and a listener only remember it. A datagram SOCKET gets it until it is bound: those that receive the
     * same multicast share a port.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse">Using
     *     SO_REUSEADDR and SO_EXCLUSIVEADDRUSE</a>
     */
    public final C setReuseAddress(boolean on) {
        if (owner.socket.isDatagram() && owner.socket.state() == ChannelSocket.State.UNBOUND) {
            return set(SO_REUSEADDR, on);
        }
        run(owner.socket::requireOpen);
        reuseAddress = on;
        return self();
    }

    /** The type of service, 0 where Windows does not tell. */
    final int typeOfService() {
        run(owner.socket::requireOpen);
        try {
            return owner.socket.get(IP_TOS);
        } catch (SocketException e) {
            logger.debug("IP_TOS of {} cannot be read", owner, e);
            return 0;
        }
    }

    /** Asks for a type of service, which Windows may refuse: it advises against the option, and IPv6 has none. */
    final C typeOfService(int typeOfService) {
        run(owner.socket::requireOpen);
        try {
            set(IP_TOS, typeOfService);
        } catch (ChannelException e) {
            logger.debug("IP_TOS={} of {} is not set", typeOfService, owner, e);
        }
        return self();
    }

    @Override
    protected final void autoReadCleared() {
        owner.autoReadCleared();
    }

    @Override
    public final C setConnectTimeoutMillis(int connectTimeoutMillis) {
        super.setConnectTimeoutMillis(connectTimeoutMillis);
        return self();
    }

    @Override
    @Deprecated
    public final C setMaxMessagesPerRead(int maxMessagesPerRead) {
        super.setMaxMessagesPerRead(maxMessagesPerRead);
        return self();
    }

    @Override
    public final C setWriteSpinCount(int writeSpinCount) {
        super.setWriteSpinCount(writeSpinCount);
        return self();
    }

    @Override
    public final C setAllocator(ByteBufAllocator allocator) {
        super.setAllocator(allocator);
        return self();
    }

    @Override
    public final C setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        super.setRecvByteBufAllocator(allocator);
        return self();
    }

    @Override
    public final C setAutoRead(boolean autoRead) {
        super.setAutoRead(autoRead);
        return self();
    }

    @Override
    public final C setAutoClose(boolean autoClose) {
        super.setAutoClose(autoClose);
        return self();
    }

    @Override
    public final C setWriteBufferHighWaterMark(int writeBufferHighWaterMark) {
        super.setWriteBufferHighWaterMark(writeBufferHighWaterMark);
        return self();
    }

    @Override
    public final C setWriteBufferLowWaterMark(int writeBufferLowWaterMark) {
        super.setWriteBufferLowWaterMark(writeBufferLowWaterMark);
        return self();
    }

    @Override
    public final C setMessageSizeEstimator(MessageSizeEstimator estimator) {
        super.setMessageSizeEstimator(estimator);
        return self();
    }

    @Override
    public final C setWriteBufferWaterMark(WriteBufferWaterMark writeBufferWaterMark) {
        super.setWriteBufferWaterMark(writeBufferWaterMark);
        return self();
    }
}
