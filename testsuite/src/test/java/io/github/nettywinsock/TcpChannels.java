package io.github.nettywinsock;

import io.github.nettywinsock.testsuite.EventLoops;
import io.github.nettywinsock.ws2.NativeWinsock2;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Registered TCP channels on one loopback address, in every state that a socket can be in. */
final class TcpChannels extends EventLoops {
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
    private final List<Channel> channels = new ArrayList<>();
    private final List<SocketChannel> peers = new ArrayList<>();
    private final InetSocketAddress anyPort;
    private final Channel peer;

    TcpChannels() {
        this("127.0.0.1");
    }

    /** @param host the loopback address that they use */
    TcpChannels(String host) {
        super(1, NioIoHandler.newFactory());
        anyPort = new InetSocketAddress(host, 0);
        peer = new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .childHandler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public boolean isSharable() {
                        return true;
                    }

                    @Override
                    public void channelActive(ChannelHandlerContext ctx) {
                        accepted.add(ctx.channel());
                    }
                })
                .bind(anyPort)
                .syncUninterruptibly()
                .channel();
    }

    InetSocketAddress anyPort() {
        return anyPort;
    }

    WinsockServerSocketChannel freshListener() {
        return register(new WinsockServerSocketChannel());
    }

    WinsockSocketChannel freshClient() {
        return register(new WinsockSocketChannel());
    }

    WinsockServerSocketChannel listening() {
        WinsockServerSocketChannel listener = freshListener();
        listener.bind(anyPort).syncUninterruptibly();
        return listener;
    }

    WinsockSocketChannel bound() {
        WinsockSocketChannel client = freshClient();
        client.bind(anyPort).syncUninterruptibly();
        return client;
    }

    WinsockSocketChannel connected() {
        WinsockSocketChannel client = freshClient();
        client.connect(peer.localAddress()).syncUninterruptibly();
        nextAccepted();
        return client;
    }

    WinsockSocketChannel accepted() {
        try {
            peers.add(SocketChannel.open(peer.localAddress()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return (WinsockSocketChannel) nextAccepted();
    }

    /** What the provider itself answers for an option of four bytes. */
    int read(Channel channel, int level, int optname) {
        ByteBuffer in = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length = NativeWinsock2.load().getsockopt(Winsock.handle(channel), level, optname, in, Integer.BYTES);
        if (length < 0) {
            throw new IllegalStateException("getsockopt: " + -length);
        }
        return in.getInt(0);
    }

    /** The listener that all {@link #accepted()} channels come from. */
    Channel listener() {
        return peer;
    }

    Channel nextAccepted() {
        try {
            Channel next = accepted.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("nothing was accepted");
            }
            channels.add(next);
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            channel.close().syncUninterruptibly();
        }
        peers.forEach(TcpChannels::close);
        peer.close().syncUninterruptibly();
        super.close();
    }

    private static void close(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private <C extends Channel> C register(C channel) {
        channels.add(channel);
        group.register(channel).syncUninterruptibly();
        return channel;
    }
}
