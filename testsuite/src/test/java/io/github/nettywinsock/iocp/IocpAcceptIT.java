package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners of the transport, and how they come by their connections. */
class IocpAcceptIT {
    private static final int SO_ACCEPTCONN = 0x0002;
    private static final int SO_CONDITIONAL_ACCEPT = 0x3002;
    private static final int SO_PROTOCOL_INFOW = 0x2005;

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @ParameterizedTest
    @CsvSource({"INET, 127.0.0.1", "INET6, 127.0.0.1", "INET6, ::1"})
    @NeedsWindows("sockets of the JDK")
    void anAcceptedChannelHasTheAddressesOfItsConnection(SocketProtocolFamily family, String host) throws Exception {
        Channel listener = channels.server(IocpChannels.Echo::new, () -> TransportUnderTest.newListener(family))
                .bind(new InetSocketAddress(0))
                .sync()
                .channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        try (Socket peer = new Socket(host, port)) {
            Channel child = channels.nextAccepted();
            assertThat(child.remoteAddress()).isEqualTo(peer.getLocalSocketAddress());
            assertThat(child.localAddress()).isEqualTo(peer.getRemoteSocketAddress());
            assertThat(((InetSocketAddress) child.localAddress()).getAddress())
                    .hasSameClassAs(InetAddress.getByName(host));
        }
    }

    @Test
    void aListenerWithoutSocketsToAcceptWithSaysSoAndGoesOn() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) ->
                call.equals("socket") && failures.getAndDecrement() > 0 ? Long.valueOf(-WsaErrors.WSAEMFILE) : null);
        Failures failed = new Failures();
        Channel listener = channels.server(IocpChannels.Echo::new, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .option(IocpChannelOption.PENDING_ACCEPTS, 1)
                .handler(failed)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        failures.set(3);
        for (int i = 0; i < 3; i++) {
            IocpChannels.peerOf(listener).close();
            channels.nextAccepted();
        }
        assertThat(failures.get()).isLessThanOrEqualTo(0);
        assertThat(failed.all)
                .hasSizeBetween(1, 3)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(SocketException.class)
                        .hasMessageStartingWith("WSASocketW: WSAEMFILE (10024)"));
    }

    @Test
    void aClientThatResetsBeforeItIsAcceptedIsNoFailure() throws Exception {
        Failures failed = new Failures();
        Channel listener = channels.server(IocpChannels.Echo::new)
                .option(IocpChannelOption.PENDING_ACCEPTS, 1)
                .option(ChannelOption.AUTO_READ, false)
                .handler(failed)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        listener.read();
        try (Socket first = IocpChannels.peerOf(listener)) {
            assertThat(channels.nextAccepted().remoteAddress()).isEqualTo(first.getLocalSocketAddress());
            Socket reset = IocpChannels.peerOf(listener);
            reset.setSoLinger(true, 0);
            reset.close();
            try (Socket last = IocpChannels.peerOf(listener)) {
                listener.config().setAutoRead(true);
                last.getOutputStream().write('x');
                assertThat(last.getInputStream().read()).isEqualTo('x');
            }
        }
        assertThat(failed.all).isEmpty();
    }

    @Test
    void whatHasToBeSetBeforeListenIsSetAfterBind() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        BlockingQueue<IocpServerSocketChannel> created = new LinkedBlockingQueue<>();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (!Interceptor.sets(SO_CONDITIONAL_ACCEPT, call, arguments)) {
                return null;
            }
            IocpSocket socket = created.remove().socket;
            seen.add(socket.state() + ", port " + (socket.localAddress().getPort() > 0) + ", listens "
                    + isListening(socket.handle()));
            return 0;
        });
        channels.server(IocpChannels.Echo::new, () -> {
                    IocpServerSocketChannel channel = new IocpServerSocketChannel(ws2, ws2, null);
                    created.add(channel);
                    return channel;
                })
                .option(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true)
                .bind(IocpChannels.loopback())
                .await();
        assertThat(seen).containsExactly(ChannelSocket.State.BOUND + ", port true, listens false");
    }

    @Test
    void theProviderIsAskedOnceWhetherItsSocketsAreFiles() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
            if (call.equals("getsockopt") && arguments[2].equals(SO_PROTOCOL_INFOW)) {
                asked.incrementAndGet();
            }
            return null;
        });
        Channel listener = channels.server(IocpChannels.Echo::new, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        for (int i = 0; i < 3; i++) {
            IocpChannels.peerOf(listener).close();
            assertThat(channels.nextAccepted().closeFuture().await(30, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(asked).hasValueLessThanOrEqualTo(1);
    }

    private static boolean isListening(long s) {
        ByteBuffer value = ByteBuffer.allocateDirect(Integer.BYTES);
        assertThat(TransportUnderTest.ws2().getsockopt(s, 0xFFFF, SO_ACCEPTCONN, value, Integer.BYTES))
                .isPositive();
        return value.get(0) != 0;
    }

    /** Keeps the failures of a listener. */
    private static final class Failures extends ChannelInboundHandlerAdapter {
        final BlockingQueue<Throwable> all = new LinkedBlockingQueue<>();

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            all.add(cause);
            ctx.fireExceptionCaught(cause);
        }
    }
}
