package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.WinsockSocketChannel;
import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.nio.channels.spi.SelectorProvider;

/** What opens the sockets. */
enum Opener {
    NIO {
        @Override
        IoHandlerFactory ioHandlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        ServerChannel listener(SocketProtocolFamily family) {
            return new WinsockServerSocketChannel(SelectorProvider.provider(), family);
        }

        @Override
        Channel stream(SocketProtocolFamily family) {
            return new WinsockSocketChannel(SelectorProvider.provider(), family);
        }

        @Override
        Channel datagram(SocketProtocolFamily family) {
            return new NioDatagramChannel(family);
        }
    },
    IOCP {
        @Override
        IoHandlerFactory ioHandlers() {
            return IocpIoHandler.newFactory();
        }

        @Override
        ServerChannel listener(SocketProtocolFamily family) {
            return new IocpServerSocketChannel(family);
        }

        @Override
        Channel stream(SocketProtocolFamily family) {
            return new IocpSocketChannel(family);
        }

        @Override
        Channel datagram(SocketProtocolFamily family) {
            return new IocpDatagramChannel(family);
        }
    };

    abstract IoHandlerFactory ioHandlers();

    abstract ServerChannel listener(SocketProtocolFamily family);

    abstract Channel stream(SocketProtocolFamily family);

    abstract Channel datagram(SocketProtocolFamily family);
}
