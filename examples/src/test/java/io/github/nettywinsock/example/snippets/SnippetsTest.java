package io.github.nettywinsock.example.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The snippets run on every system; on Windows with their options. */
class SnippetsTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Channel> active = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void channelClassAndClientMeet() throws Exception {
        meet(ChannelClassSnippet.listen(group, new Reporter(), 0));
    }

    @Test
    void initializerAndClientMeet() throws Exception {
        meet(InitializerSnippet.listen(group, new Reporter(), 0));
    }

    @Test
    void extensionAndClientMeet() throws Exception {
        meet(ExtensionSnippet.listen(group, new Reporter(), 0));
    }

    @Test
    void datagramChannelIsBound() throws Exception {
        Channel datagrams = InitializerSnippet.listenForDatagrams(group, new Reporter(), 0)
                .sync()
                .channel();
        assertThat(active.poll(30, TimeUnit.SECONDS)).isSameAs(datagrams);
    }

    @Test
    void aListenerForTheLocalNetworkAndClientMeet() throws Exception {
        meet(LocalNetworkOnly.server(group, new Reporter()).bind("127.0.0.1", 0));
    }

    @Test
    void aClientOfSmallMessagesIsConnected() throws Exception {
        Channel listener =
                ChannelClassSnippet.listen(group, new Reporter(), 0).sync().channel();
        Channel client = LowLatency.client(group, new ChannelInboundHandlerAdapter())
                .connect(listener.localAddress())
                .sync()
                .channel();
        assertThat(client.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        assertThat(active.poll(30, TimeUnit.SECONDS).remoteAddress()).isEqualTo(client.localAddress());
    }

    @Test
    void aDatagramChannelForQuicIsBound() throws Exception {
        Channel datagrams = QuicDatagrams.datagrams(group, new Reporter())
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        assertThat(active.poll(30, TimeUnit.SECONDS)).isSameAs(datagrams);
    }

    /** A connection is no longer active a moment after it was closed. */
    @Test
    void aPortCanBeBoundAgainWhenItsChannelsAreClosed() throws Exception {
        RestartAtOnce first = new RestartAtOnce();
        Channel listener = first.listen(group, new Reporter(), 0).sync().channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        Channel client = ClientSnippet.connect(group, new ChannelInboundHandlerAdapter(), port)
                .sync()
                .channel();
        Channel child = active.poll(30, TimeUnit.SECONDS);
        first.stop().sync();
        assertThat(listener.isOpen()).isFalse();
        assertThat(child.isOpen()).isFalse();
        client.closeFuture().sync();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        ChannelFuture bind = new RestartAtOnce().listen(group, new Reporter(), port);
        while (!bind.await().isSuccess() && System.nanoTime() < end) {
            Thread.sleep(50);
            bind = new RestartAtOnce().listen(group, new Reporter(), port);
        }
        meet(bind);
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aListenerOnCompletionPortsAndClientMeet() throws Exception {
        EventLoopGroup loops = IocpSnippet.group();
        try {
            meet(IocpSnippet.listen(loops, new Reporter(), InetAddress.getByName("127.0.0.2"), 0));
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void anAnswerLeavesFromWhereTheQuestionCameTo() throws Exception {
        EventLoopGroup loops = IocpSnippet.group();
        try (DatagramSocket client = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            Channel server = IocpDatagramSnippet.listen(loops, new IocpDatagramSnippet.Answerer(), 0)
                    .sync()
                    .channel();
            int port = ((InetSocketAddress) server.localAddress()).getPort();
            client.setSoTimeout(30_000);
            client.send(new DatagramPacket(new byte[1300], 1300, new InetSocketAddress("127.0.0.1", port)));
            DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
            for (int length : new int[] {1200, 100}) {
                client.receive(answer);
                assertThat(answer.getLength()).isEqualTo(length);
                assertThat(answer.getSocketAddress()).isEqualTo(new InetSocketAddress("127.0.0.1", port));
            }
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private void meet(ChannelFuture bind) throws InterruptedException {
        Channel listener = bind.sync().channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        Channel client = ClientSnippet.connect(group, new ChannelInboundHandlerAdapter(), port)
                .sync()
                .channel();
        Channel child = active.poll(30, TimeUnit.SECONDS);
        assertThat(child).isNotNull();
        assertThat(child.remoteAddress()).isEqualTo(client.localAddress());
    }

    @ChannelHandler.Sharable
    private final class Reporter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            active.add(ctx.channel());
        }
    }
}
