package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Datagrams that are longer than the receive buffer fail no receive: for each that did, the event loop would keep memory until
 * a packet came, which need not come (R212, R213), and anybody can send such datagrams.
 */
class LongDatagramTest extends VirtualTimeTest {
    private static final int DATAGRAMS = 50;

    private final List<Integer> read = new ArrayList<>();
    private final List<Integer> results = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theyCompleteTheirReceives(long seed) {
        start(seed);
        Interceptor.Sockets ws2 =
                Interceptor.sockets(world.windows.ws2(), world.windows.sockets(), (call, arguments) -> {
                    if (!call.equals("WSARecvMsg")) {
                        return null;
                    }
                    int result = world.windows
                            .sockets()
                            .ofFamily(Door.AF_INET)
                            .WSARecvMsg(
                                    (Long) arguments[0], (Long) arguments[1], (Long) arguments[2], (Long) arguments[3]);
                    results.add(result);
                    return result;
                });
        IocpDatagramChannel channel = new IocpDatagramChannel(ws2, ws2, SocketProtocolFamily.INET);
        channel.config().setAutoRead(false);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(3));
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                read.add(((DatagramPacket) message).content().readableBytes());
                ((DatagramPacket) message).release();
            }
        });
        loop.register(channel);
        settle(5);
        channel.bind(loopback(0));
        settle(50);
        long sender = door.boundUdp();
        for (int i = 0; i < DATAGRAMS; i++) {
            door.sendTo(sender, channel.localAddress(), door.slot("longer than that"));
        }
        settle(1000);
        onLoop(() -> channel.config().setAutoRead(true));
        settle(1000);
        assertThat(read).hasSize(DATAGRAMS).containsOnly(3);
        assertThat(results).hasSizeGreaterThan(DATAGRAMS).doesNotContain(-WsaErrors.WSAEMSGSIZE);
        onLoop(channel::close);
    }
}
