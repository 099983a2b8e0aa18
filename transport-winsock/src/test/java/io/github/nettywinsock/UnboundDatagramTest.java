package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.IP_DROP_MEMBERSHIP;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.engine.ChannelSocket.State.BOUND;
import static io.github.nettywinsock.engine.ChannelSocket.State.CONNECTED;
import static io.github.nettywinsock.engine.ChannelSocket.State.UNBOUND;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.WinsockException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.nio.channels.NotYetConnectedException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A datagram channel that is only registered and then sends, as DNS resolvers do: its first send binds it. */
class UnboundDatagramTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private InetSocketAddress peer;

    @BeforeEach
    void openAPeer() throws Exception {
        Bootstrap bootstrap = new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
                        received.add(packet.content().toString(StandardCharsets.US_ASCII));
                    }
                });
        peer = (InetSocketAddress)
                succeeded(Loopback.done(bootstrap.bind(Loopback.ANY_PORT))).localAddress();
    }

    @Test
    void itsOptionsAreSetAroundTheBindOfTheFirstSend() throws Exception {
        Channel channel = registered(
                SO_EXCLUSIVEADDRUSE, true, SO_SNDBUF, 4242, IP_DROP_MEMBERSHIP, MulticastGroup.parse("239.1.2.3"));
        assertThat(ws2.calls()).isEmpty();

        succeeded(Loopback.done(send(channel, "one")));
        succeeded(Loopback.done(send(channel, "two")));

        assertThat(ws2.set("SO_EXCLUSIVEADDRUSE").state).isEqualTo(UNBOUND);
        assertThat(ws2.set("SO_SNDBUF").state).isEqualTo(UNBOUND);
        assertThat(ws2.set("IP_DROP_MEMBERSHIP").state).isEqualTo(BOUND);
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(((InetSocketAddress) channel.localAddress()).getAddress().isAnyLocalAddress())
                .as("the address that the JDK takes")
                .isTrue();
    }

    @Test
    void aRefusedOptionFailsTheFirstSendAndClosesTheChannel() throws Exception {
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("SO_SNDBUF"));
        Channel channel = registered(SO_SNDBUF, 4242);
        loopback.client.next("active");
        ByteBuf data = Unpooled.copiedBuffer("never", StandardCharsets.US_ASCII);

        ChannelFuture write = Loopback.done(channel.writeAndFlush(new DatagramPacket(data, peer)));

        assertThat(write.cause()).isInstanceOf(WinsockException.class).hasMessageContaining("SO_SNDBUF");
        assertThat(data.refCnt()).isZero();
        Loopback.assertCloses(channel);
        loopback.client.next("inactive");
        assertThat(received).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation")
    void theOptionsOfAFileAreSetBeforeTheFirstSendToo() throws Exception {
        WinsockInitializerExtension extension = WayIn.extension("datagram.SO_EXCLUSIVEADDRUSE = true", ws2.provider());
        Channel channel = succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channelFactory(() -> {
                    NioDatagramChannel created = new NioDatagramChannel();
                    extension.postInitializeClientChannel(created);
                    return created;
                })
                .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true)
                .handler(loopback.client)
                .register()));
        succeeded(Loopback.done(send(channel, "one")));
        assertThat(ws2.set("SO_EXCLUSIVEADDRUSE").state).isEqualTo(UNBOUND);
        assertThat(ws2.set("SO_EXCLUSIVEADDRUSE").result).isZero();
    }

    @Test
    void itCanBeBoundInsteadAsBefore() throws Exception {
        Channel channel = registered(SO_EXCLUSIVEADDRUSE, true);
        succeeded(Loopback.done(channel.bind(Loopback.ANY_PORT)));
        succeeded(Loopback.done(send(channel, "one")));
        assertThat(ws2.set("SO_EXCLUSIVEADDRUSE").state).isEqualTo(UNBOUND);
    }

    @Test
    void itCanBeConnectedAfterItsFirstSend() throws Exception {
        Channel channel = registered(SO_SNDBUF, 4242);
        succeeded(Loopback.done(send(channel, "one")));
        succeeded(Loopback.done(channel.connect(peer)));
        assertThat(ws2.set("SO_SNDBUF").state).isEqualTo(UNBOUND);
        assertThat(loopback.beneath(channel).state()).isEqualTo(CONNECTED);
    }

    /** Netty does not send through a channel that is not active: nothing is bound then. */
    @Test
    void oneThatIsNotActiveFailsAsWithoutOptions() throws Exception {
        Channel channel = succeeded(Loopback.done(datagram(SO_SNDBUF, 4242).register()));
        assertThat(Loopback.done(send(channel, "never")).cause()).isInstanceOf(NotYetConnectedException.class);
        assertThat(loopback.beneath(channel).state()).isEqualTo(UNBOUND);
        succeeded(Loopback.done(channel.bind(Loopback.ANY_PORT)));
        assertThat(ws2.set("SO_SNDBUF").state).isEqualTo(UNBOUND);
    }

    /** The write went past before there was an option. */
    @Test
    void anInitializerAddedBeforeTheFlushStillComesBeforeTheSend() throws Exception {
        Channel channel = registered();
        channel.write(packet("one"));
        channel.pipeline().addLast(WayIn.initializer(ws2.provider(), options(SO_EXCLUSIVEADDRUSE, true), null));
        channel.flush();
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(ws2.set("SO_EXCLUSIVEADDRUSE").state).isEqualTo(UNBOUND);
        assertThat(ws2.set("SO_EXCLUSIVEADDRUSE").result).isZero();
    }

    private ChannelFuture send(Channel channel, String text) {
        return channel.writeAndFlush(packet(text));
    }

    private DatagramPacket packet(String text) {
        return new DatagramPacket(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), peer);
    }

    @SuppressWarnings("deprecation")
    private Channel registered(Object... optionsAndValues) throws Exception {
        return succeeded(Loopback.done(datagram(optionsAndValues)
                .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true)
                .register()));
    }

    private Bootstrap datagram(Object... optionsAndValues) {
        return new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(WayIn.initializer(ws2.provider(), options(optionsAndValues), loopback.client));
    }
}
