package io.github.nettywinsock.parity;

import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.WinsockSocketChannel;
import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.util.function.Supplier;

/** The transports that are compared. */
enum Transport {
    NIO(WinsockSocketChannel::new, WinsockServerSocketChannel::new, NioDatagramChannel::new) {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }
    },
    IOCP(IocpSocketChannel::new, IocpServerSocketChannel::new, IocpDatagramChannel::new) {
        @Override
        IoHandlerFactory handlers() {
            return IocpIoHandler.newFactory();
        }
    };

    final Supplier<Channel> clients;
    final Supplier<Channel> listeners;
    final Supplier<Channel> datagrams;

    Transport(Supplier<Channel> clients, Supplier<Channel> listeners, Supplier<Channel> datagrams) {
        this.clients = clients;
        this.listeners = listeners;
        this.datagrams = datagrams;
    }

    abstract IoHandlerFactory handlers();
}
