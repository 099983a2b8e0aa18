package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.Linger;
import io.netty.channel.socket.DefaultSocketChannelConfig;
import java.net.Socket;
import java.net.SocketException;

/** Netty's own options of a connection. */
final class IocpSocketChannelConfig extends DefaultSocketChannelConfig {
    private final IocpSocketChannel connection;

    IocpSocketChannelConfig(IocpSocketChannel connection) {
        super(connection, new Options(connection.socket));
        this.connection = connection;
    }

    @Override
    protected void autoReadCleared() {
        connection.autoReadCleared();
    }

    /** The options of a {@link Socket}, on our SOCKET. */
    private static final class Options extends Socket {
        private final IocpSocket socket;

        Options(IocpSocket socket) {
            this.socket = socket;
        }

        @Override
        public boolean getTcpNoDelay() throws SocketException {
            return socket.option("TCP_NODELAY", Boolean.class);
        }

        @Override
        public void setTcpNoDelay(boolean on) throws SocketException {
            socket.option("TCP_NODELAY", on);
        }

        @Override
        public int getSoLinger() throws SocketException {
            Linger linger = socket.option("SO_LINGER", Linger.class);
            return linger.isOn() ? linger.seconds() : -1;
        }

        @Override
        public void setSoLinger(boolean on, int seconds) throws SocketException {
            socket.option("SO_LINGER", on ? Linger.ofSeconds(seconds) : Linger.off());
        }

        @Override
        public int getSendBufferSize() throws SocketException {
            return socket.option("SO_SNDBUF", Integer.class);
        }

        @Override
        public void setSendBufferSize(int size) throws SocketException {
            socket.option("SO_SNDBUF", size);
        }

        @Override
        public int getReceiveBufferSize() throws SocketException {
            return socket.option("SO_RCVBUF", Integer.class);
        }

        @Override
        public void setReceiveBufferSize(int size) throws SocketException {
            socket.option("SO_RCVBUF", size);
        }

        @Override
        public boolean getKeepAlive() throws SocketException {
            return socket.option("SO_KEEPALIVE", Boolean.class);
        }

        @Override
        public void setKeepAlive(boolean on) throws SocketException {
            socket.option("SO_KEEPALIVE", on);
        }

        @Override
        public int getTrafficClass() throws SocketException {
            return socket.option("IP_TOS", Integer.class);
        }

        @Override
        public void setTrafficClass(int trafficClass) throws SocketException {
            socket.option("IP_TOS", trafficClass);
        }

        @Override
        public boolean getReuseAddress() throws SocketException {
            return socket.option("SO_REUSEADDR", Boolean.class);
        }

        @Override
        public void setReuseAddress(boolean on) throws SocketException {
            socket.option("SO_REUSEADDR", on);
        }
    }
}
