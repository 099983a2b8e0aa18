package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.Linger;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DefaultSocketChannelConfig;
import io.netty.util.internal.SystemPropertyUtil;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;

/** The options of Netty and of the transport, of a connection. */
final class IocpSocketChannelConfig extends DefaultSocketChannelConfig {
    private static final OptionTable<IocpSocketChannelConfig> OPTIONS = new OptionTable<IocpSocketChannelConfig>()
            .with(ChannelOption.TCP_FASTOPEN_CONNECT, c -> c.fastOpenConnect, (c, on) -> c.fastOpenConnect = on)
            .with(IocpChannelOption.ZERO_BYTE_READ, c -> c.zeroByteRead, (c, on) -> c.zeroByteRead = on)
            .with(IocpChannelOption.TRANSMIT_FILE, c -> c.transmitsFiles, (c, on) -> c.transmitsFiles = on);

    /** The JDK calls only these so. */
    private static final boolean SERVER_EDITION =
            SystemPropertyUtil.get("os.name", "").contains("Server");

    private final IocpSocketChannel connection;
    private volatile boolean fastOpenConnect;
    private volatile boolean zeroByteRead;
    private volatile boolean transmitsFiles = SERVER_EDITION;

    IocpSocketChannelConfig(IocpSocketChannel connection) {
        super(connection, new Options(connection));
        this.connection = connection;
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
        validate(option, value);
        OPTIONS.set(this, option, value);
        return true;
    }

    @Override
    protected void autoReadCleared() {
        connection.autoReadCleared();
    }

    /** The options of a {@link Socket}, on our SOCKET. */
    private static final class Options extends Socket {
        private final IocpSocketChannel connection;
        private final IocpSocket socket;
        private final NettyOptions netty;

        /** How often options had been set when TCP_NODELAY was switched on. */
        private int setsUntilNoDelay = -1;

        Options(IocpSocketChannel connection) {
            this.connection = connection;
            socket = connection.socket;
            netty = new NettyOptions(connection);
        }

        @Override
        public boolean getTcpNoDelay() throws SocketException {
            return socket.option("TCP_NODELAY", Boolean.class);
        }

        @Override
        public void setTcpNoDelay(boolean on) throws SocketException {
            // Netty's default and a bootstrap often ask for the same, one after the other.
            if (on && setsUntilNoDelay == socket.sets() && !socket.isAssociated()) {
                return;
            }
            connection.setHint("TCP_NODELAY", on);
            setsUntilNoDelay = on ? socket.sets() : -1;
        }

        @Override
        public int getSoLinger() throws SocketException {
            Linger linger = socket.option("SO_LINGER", Linger.class);
            return linger.isOn() ? linger.seconds() : -1;
        }

        @Override
        public void setSoLinger(boolean on, int seconds) throws SocketException {
            connection.setHint(
                    "SO_LINGER", on ? Linger.ofSeconds(Math.min(seconds, Linger.MAX_SECONDS)) : Linger.off());
        }

        @Override
        public int getSendBufferSize() throws SocketException {
            return socket.option("SO_SNDBUF", Integer.class);
        }

        @Override
        public void setSendBufferSize(int size) throws SocketException {
            connection.setHint("SO_SNDBUF", size);
        }

        @Override
        public int getReceiveBufferSize() throws SocketException {
            return socket.option("SO_RCVBUF", Integer.class);
        }

        @Override
        public void setReceiveBufferSize(int size) throws SocketException {
            connection.setHint("SO_RCVBUF", size);
        }

        @Override
        public boolean getKeepAlive() throws SocketException {
            return socket.option("SO_KEEPALIVE", Boolean.class);
        }

        @Override
        public void setKeepAlive(boolean on) throws SocketException {
            connection.setHint("SO_KEEPALIVE", on);
        }

        @Override
        public int getTrafficClass() throws SocketException {
            return netty.trafficClass();
        }

        @Override
        public void setTrafficClass(int trafficClass) throws SocketException {
            netty.trafficClass(trafficClass);
        }

        @Override
        public boolean getReuseAddress() throws SocketException {
            return netty.reuseAddress();
        }

        @Override
        public void setReuseAddress(boolean on) throws SocketException {
            netty.reuseAddress(on);
        }
    }
}
