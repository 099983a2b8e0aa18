package io.github.nettywinsock.quic;

import io.github.nettywinsock.iocp.IocpDatagramPacket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server and a client in one JVM, on an event loop each. */
public final class QuicEcho {
    private QuicEcho() {}

    /**
     * {@code STREAMS BYTES}: over each transport, sends a message of so many bytes on each stream; prints how many bytes came back
     * as they were sent, and whether the server and the client have written packets in segments. Over IOCP they are to, also where
     * Windows sends none of several segments by one call.
     */
    public static void main(String[] args) throws Exception {
        int streams = Integer.parseInt(args[0]);
        int length = Integer.parseInt(args[1]);
        echo(Transport.NIO, SegmentedDatagramPacketAllocator.NONE, streams, length);
        echo(Transport.IOCP, Transport.SEGMENTS, streams, length);
    }

    private static void echo(Transport transport, SegmentedDatagramPacketAllocator packets, int streams, int length)
            throws Exception {
        EventLoopGroup ofServer = transport.eventLoop();
        EventLoopGroup ofClient = transport.eventLoop();
        try {
            Channel server = transport.bind(ofServer, QuicEchoServer.codec(datagrams -> packets));
            Channel client = transport.bind(ofClient, QuicLoad.codec());
            Segmented byServer = new Segmented(server);
            Segmented byClient = new Segmented(client);
            QuicLoad load = new QuicLoad(streams, length, 0, 0);
            load.run(client, packets, (InetSocketAddress) server.localAddress());
            System.out.println(
                    transport + " " + load.bytesBack() + " bytes, in segments: " + byServer + " " + byClient);
        } finally {
            ofClient.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            ofServer.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static final class Segmented extends ChannelOutboundHandlerAdapter {
        private final AtomicInteger count = new AtomicInteger();

        Segmented(Channel datagrams) {
            datagrams.pipeline().addFirst(this);
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (message instanceof IocpDatagramPacket && ((IocpDatagramPacket) message).segmentSize() > 0) {
                count.incrementAndGet();
            }
            ctx.write(message, promise);
        }

        @Override
        public String toString() {
            return String.valueOf(count.get() > 0);
        }
    }
}
