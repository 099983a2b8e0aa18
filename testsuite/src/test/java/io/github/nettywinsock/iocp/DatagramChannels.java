package io.github.nettywinsock.iocp;

import io.github.nettywinsock.testsuite.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An event loop of the IOCP transport, datagram channels on it, and a plain socket as their peer. */
final class DatagramChannels extends EventLoops {
    static final int TIMEOUT_MILLIS = 20_000;

    final DatagramSocket peer;

    DatagramChannels() {
        this(TransportUnderTest.handlers());
    }

    DatagramChannels(IoHandlerFactory factory) {
        super(1, factory);
        try {
            peer = new DatagramSocket(ipv4(0));
            peer.setSoTimeout(TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetSocketAddress ipv4(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    }

    Bootstrap bootstrap(ChannelInboundHandlerAdapter handler) {
        return bootstrap(handler, TransportUnderTest::newDatagrams);
    }

    Bootstrap bootstrap(ChannelInboundHandlerAdapter handler, SocketProtocolFamily family) {
        return bootstrap(handler, () -> TransportUnderTest.newDatagrams(family));
    }

    Bootstrap bootstrap(ChannelInboundHandlerAdapter handler, ChannelFactory<IocpDatagramChannel> factory) {
        return new Bootstrap().group(group).channelFactory(factory).handler(handler);
    }

    /** Binds a channel to the loopback address of IPv4. */
    Channel bind(ChannelInboundHandlerAdapter handler) throws Exception {
        return bootstrap(handler).bind(ipv4(0)).sync().channel();
    }

    static DatagramPacket packet(String text, InetSocketAddress to) {
        return new DatagramPacket(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), to);
    }

    static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    InetSocketAddress peerAddress() {
        return (InetSocketAddress) peer.getLocalSocketAddress();
    }

    void sendFromPeer(String text, Channel to) throws IOException {
        send(peer, text, ipv4(port(to)));
    }

    static void send(DatagramSocket from, String text, InetSocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        from.send(new java.net.DatagramPacket(bytes, bytes.length, to));
    }

    String receiveAtPeer() throws IOException {
        return receive(peer);
    }

    static String receive(DatagramSocket socket) throws IOException {
        java.net.DatagramPacket packet = new java.net.DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        return new String(Arrays.copyOf(packet.getData(), packet.getLength()), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        peer.close();
        super.close();
    }

    /** Keeps what it sees: the text of packets, the packets without their content, and exceptions. */
    static final class Inbox extends ChannelInboundHandlerAdapter {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<DatagramPacket> packets = new LinkedBlockingQueue<>();
        final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        final BlockingQueue<Boolean> activity = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return texts.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            activity.add(true);
            ctx.fireChannelActive();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            activity.add(false);
            ctx.fireChannelInactive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            packets.add(packet);
            texts.add(packet.content().toString(StandardCharsets.US_ASCII));
            packet.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failures.add(cause);
        }
    }

    /** Sends back what it receives. */
    static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            ctx.write(new DatagramPacket(packet.content(), packet.sender()));
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
