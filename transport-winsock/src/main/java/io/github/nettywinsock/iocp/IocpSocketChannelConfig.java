package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_KEEPALIVE;
import static io.github.nettywinsock.option.SocketLevel.SO_LINGER;
import static io.github.nettywinsock.option.SocketLevel.SO_SNDBUF;
import static io.github.nettywinsock.option.TcpLevel.TCP_NODELAY;

import io.github.nettywinsock.option.Linger;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.util.internal.ObjectUtil;
import io.netty.util.internal.PlatformDependent;
import io.netty.util.internal.SystemPropertyUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/** The configuration of a connection. */
final class IocpSocketChannelConfig extends IocpChannelConfig<IocpSocketChannelConfig> implements SocketChannelConfig {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpSocketChannelConfig.class);

    private static final OptionTable<IocpSocketChannelConfig> OPTIONS = new OptionTable<IocpSocketChannelConfig>()
            .with(ChannelOption.TCP_NODELAY, c -> c.isTcpNoDelay(), (c, on) -> c.setTcpNoDelay(on))
            .with(ChannelOption.SO_KEEPALIVE, SO_KEEPALIVE)
            .with(ChannelOption.SO_LINGER, c -> c.getSoLinger(), (c, seconds) -> c.setSoLinger(seconds))
            .with(ChannelOption.SO_RCVBUF, c -> c.getReceiveBufferSize(), (c, size) -> c.setReceiveBufferSize(size))
            .with(ChannelOption.SO_SNDBUF, c -> c.getSendBufferSize(), (c, size) -> c.setSendBufferSize(size))
            .with(ChannelOption.SO_REUSEADDR, c -> c.isReuseAddress(), (c, on) -> c.setReuseAddress(on))
            .with(ChannelOption.IP_TOS, c -> c.typeOfService(), (c, tos) -> c.typeOfService(tos))
            .with(
                    ChannelOption.ALLOW_HALF_CLOSURE,
                    c -> c.allowHalfClosure,
                    (c, allowed) -> c.allowHalfClosure = allowed)
            .with(ChannelOption.TCP_FASTOPEN_CONNECT, c -> c.fastOpenConnect, (c, on) -> c.fastOpenConnect = on)
            .with(IocpChannelOption.ZERO_BYTE_READ, c -> c.zeroByteRead, (c, on) -> c.zeroByteRead = on)
            .with(IocpChannelOption.TRANSMIT_FILE, c -> c.transmitsFiles, (c, on) -> c.transmitsFiles = on);

    private static final boolean SERVER_EDITION = isServerEdition(SystemPropertyUtil.get("os.name", ""));

    private final IocpSocket socket;

    /** How often options had been set when TCP_NODELAY was switched on. */
    private int setsUntilNoDelay = -1;

    private volatile boolean allowHalfClosure;
    private volatile boolean fastOpenConnect;
    private volatile boolean zeroByteRead;
    private volatile boolean transmitsFiles = SERVER_EDITION;

    IocpSocketChannelConfig(IocpSocketChannel connection) {
        super(connection, new AdaptiveRecvByteBufAllocator(), OPTIONS);
        socket = connection.socket;
        if (PlatformDependent.canEnableTcpNoDelayByDefault()) {
            try {
                setTcpNoDelay(true);
            } catch (ChannelException e) {
                logger.debug("TCP_NODELAY of {} stays as it is", connection, e);
            }
        }
    }

    boolean isFastOpenConnect() {
        return fastOpenConnect;
    }

    boolean isZeroByteRead() {
        return zeroByteRead;
    }

    boolean transmitsFiles() {
        return transmitsFiles;
    }

    @Override
    public boolean isTcpNoDelay() {
        return get(TCP_NODELAY);
    }

    @Override
    public IocpSocketChannelConfig setTcpNoDelay(boolean on) {
        // Netty's default and a bootstrap often ask for the same, one after the other.
        if (!on
                || setsUntilNoDelay != socket.setOptions().count()
                || socket.overlapped().areAssociated()) {
            set(TCP_NODELAY, on);
            setsUntilNoDelay = on ? socket.setOptions().count() : -1;
        }
        return this;
    }

    @Override
    public boolean isKeepAlive() {
        return get(SO_KEEPALIVE);
    }

    @Override
    public IocpSocketChannelConfig setKeepAlive(boolean on) {
        return set(SO_KEEPALIVE, on);
    }

    /** The seconds, or -1 when it is off. */
    @Override
    public int getSoLinger() {
        Linger linger = get(SO_LINGER);
        return linger.isOn() ? linger.seconds() : -1;
    }

    @Override
    public IocpSocketChannelConfig setSoLinger(int seconds) {
        return set(SO_LINGER, seconds < 0 ? Linger.off() : Linger.ofSeconds(Math.min(seconds, Linger.MAX_SECONDS)));
    }

    @Override
    public int getSendBufferSize() {
        return get(SO_SNDBUF);
    }

    @Override
    public IocpSocketChannelConfig setSendBufferSize(int size) {
        return set(SO_SNDBUF, ObjectUtil.checkPositive(size, "SO_SNDBUF"));
    }

    @Override
    public int getTrafficClass() {
        return typeOfService();
    }

    @Override
    public IocpSocketChannelConfig setTrafficClass(int trafficClass) {
        return typeOfService(trafficClass);
    }

    @Override
    public boolean isAllowHalfClosure() {
        return allowHalfClosure;
    }

    @Override
    public IocpSocketChannelConfig setAllowHalfClosure(boolean allowHalfClosure) {
        this.allowHalfClosure = allowHalfClosure;
        return this;
    }

    /** Does nothing, as the JDK. */
    @Override
    public IocpSocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        return this;
    }

    /** Whether Windows runs any number of TransmitFile at a time: other editions run two. The JDK calls only these so. */
    static boolean isServerEdition(String osName) {
        return osName.contains("Server");
    }
}
