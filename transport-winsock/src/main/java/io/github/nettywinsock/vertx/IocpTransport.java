package io.github.nettywinsock.vertx;

import io.github.nettywinsock.iocp.Iocp;
import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.SocketProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.transport.Transport;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * The IOCP transport for Vert.x 5.1. With {@code vertx-core} on the class path, Vert.x takes it on Windows by itself where its
 * options {@linkplain io.vertx.core.VertxOptions#setPreferNativeTransport(boolean) prefer a native transport}; then
 * {@link io.vertx.core.Vertx#isNativeTransportEnabled()} is true. Domain sockets are refused.
 */
// who uses it requires the module of the framework itself
@SuppressWarnings("exports")
public final class IocpTransport implements Transport {
    /** Creates the transport. */
    public IocpTransport() {}

    @Override
    public boolean isAvailable() {
        return Iocp.isAvailable();
    }

    @Override
    public Throwable unavailabilityCause() {
        return Iocp.unavailabilityCause();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        requireNoDomain(address.isDomainSocket());
        return Transport.super.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return IocpIoHandler.newFactory();
    }

    @Override
    @SuppressWarnings("deprecation")
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return new IocpDatagramChannel(
                family == InternetProtocolFamily.IPv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return IocpDatagramChannel::new;
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        requireNoDomain(domainSocket);
        return IocpSocketChannel::new;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        requireNoDomain(domainSocket);
        return IocpServerSocketChannel::new;
    }

    /** Vert.x itself sets the options of multicast for NIO only. */
    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        Transport.super.configure(channel, options);
        DatagramChannelConfig config = channel.config();
        config.setLoopbackModeDisabled(options.isLoopbackModeDisabled());
        if (options.getMulticastTimeToLive() != -1) {
            config.setTimeToLive(options.getMulticastTimeToLive());
        }
        String name = options.getMulticastNetworkInterface();
        if (name != null) {
            config.setNetworkInterface(networkInterface(name));
        }
    }

    private static NetworkInterface networkInterface(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                return found;
            }
        } catch (SocketException e) {
            throw new IllegalArgumentException("the network interface " + name + " cannot be found", e);
        }
        throw new IllegalArgumentException("there is no network interface " + name);
    }

    private static void requireNoDomain(boolean isDomain) {
        if (isDomain) {
            throw new IllegalArgumentException(
                    "the IOCP transport has sockets for TCP and UDP alone: for domain sockets let Vert.x use NIO, with"
                            + " setPreferNativeTransport(false)");
        }
    }
}
