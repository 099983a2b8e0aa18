package io.github.nettywinsock.example;

import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.WinsockSocketChannel;
import io.github.nettywinsock.iocp.Iocp;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.util.List;

/** The channels, and the way in that the options take. */
enum Transport {
    /** The channel classes of this library, on NIO. */
    NIO(WinsockServerSocketChannel.class, WinsockSocketChannel.class),
    /** Netty's own channel classes, which do not know the options; initializers set them. */
    INITIALIZER(NioServerSocketChannel.class, NioSocketChannel.class),
    /** The channel classes of this library, on completion ports. */
    IOCP(IocpServerSocketChannel.class, IocpSocketChannel.class);

    private final Class<? extends ServerChannel> listenerClass;
    private final Class<? extends Channel> clientClass;

    Transport(Class<? extends ServerChannel> listenerClass, Class<? extends Channel> clientClass) {
        this.listenerClass = listenerClass;
        this.clientClass = clientClass;
    }

    /**
     * New event loops.
     *
     * @param loops the number of them, or 0 for Netty's default
     * @throws IOException when this system has no such transport
     */
    EventLoopGroup newGroup(int loops) throws IOException {
        if (this != IOCP) {
            return new MultiThreadIoEventLoopGroup(loops, NioIoHandler.newFactory());
        }
        if (!Iocp.isAvailable()) {
            throw new IOException("the IOCP transport cannot be used: "
                    + Iocp.unavailabilityCause().getMessage());
        }
        return new MultiThreadIoEventLoopGroup(loops, IocpIoHandler.newFactory());
    }

    /** A bootstrap of a listener that has {@code options}, with children that have {@code childOptions}. */
    ServerBootstrap listener(
            List<OptionAssignment> options, List<OptionAssignment> childOptions, ChannelHandler childHandler) {
        ServerBootstrap bootstrap = new ServerBootstrap().channel(listenerClass);
        if (this == INITIALIZER) {
            return bootstrap
                    .handler(initializer(new WinsockChannelInitializer(), options))
                    .childHandler(initializer(new WinsockChannelInitializer(childHandler), childOptions));
        }
        options.forEach(option -> option.setOn(bootstrap));
        childOptions.forEach(option -> option.setOnChildren(bootstrap));
        return bootstrap.childHandler(childHandler);
    }

    /** A bootstrap of a client that has {@code options}. */
    Bootstrap client(List<OptionAssignment> options, ChannelHandler handler) {
        Bootstrap bootstrap = new Bootstrap().channel(clientClass);
        if (this == INITIALIZER) {
            return bootstrap.handler(initializer(new WinsockChannelInitializer(handler), options));
        }
        options.forEach(option -> option.setOn(bootstrap));
        return bootstrap.handler(handler);
    }

    private static ChannelHandler initializer(WinsockChannelInitializer initializer, List<OptionAssignment> options) {
        options.forEach(option -> option.setOn(initializer));
        return initializer;
    }
}
