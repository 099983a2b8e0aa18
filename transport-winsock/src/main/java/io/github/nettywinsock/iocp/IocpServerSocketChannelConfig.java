package io.github.nettywinsock.iocp;

import io.netty.channel.socket.DefaultServerSocketChannelConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;

/** Netty's own options of a listener. */
final class IocpServerSocketChannelConfig extends DefaultServerSocketChannelConfig {
    private final IocpServerSocketChannel listener;

    IocpServerSocketChannelConfig(IocpServerSocketChannel listener) throws IOException {
        super(listener, new Options(listener.socket));
        this.listener = listener;
    }

    @Override
    protected void autoReadCleared() {
        listener.autoReadCleared();
    }

    /** The options of a {@link ServerSocket}, on our SOCKET. */
    private static final class Options extends ServerSocket {
        private final IocpSocket socket;

        Options(IocpSocket socket) throws IOException {
            this.socket = socket;
        }

        @Override
        public boolean getReuseAddress() throws SocketException {
            return socket.option("SO_REUSEADDR", Boolean.class);
        }

        @Override
        public void setReuseAddress(boolean on) throws SocketException {
            socket.option("SO_REUSEADDR", on);
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
