package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.iocp.AcceptCondition.Decision.ACCEPT;
import static io.github.nettywinsock.iocp.AcceptCondition.Decision.DEFER;
import static io.github.nettywinsock.iocp.AcceptCondition.Decision.REJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Listeners with a condition, over a Windows in memory: each client is decided on, before or after its handshake, whatever the
 * schedule.
 */
class SimulatedConditionTest extends FreeRunningTest {
    private static final int SEEDS = 24;
    private static final int CLIENTS = 5;
    private static final int SECONDS = 20;

    private final Map<InetSocketAddress, AcceptCondition.Decision> decided = new ConcurrentHashMap<>();

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acceptedClientsEchoAndRejectedOnesEnd(long seed) throws Exception {
        start(seed);
        Random random = new Random(seed);
        Channel server = listen(
                seed,
                (remote, local) -> decided.compute(remote, (client, before) -> {
                    if (before == null || before == DEFER) {
                        int choice = random.nextInt(3);
                        return choice == 0 ? ACCEPT : choice == 1 ? REJECT : DEFER;
                    }
                    return before;
                }));
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client());
            clients.get(i).connected = connect(seed, clients.get(i), server);
        }
        for (Client client : clients) {
            assertThat(client.answers.poll(SECONDS, TimeUnit.SECONDS))
                    .as("seed %d%n%s", seed, transport.windows.history().last(100))
                    .isEqualTo(client.decision());
        }
        assertThat(transport.windows.inheritableSockets()).isZero();
    }

    private Channel listen(long seed, AcceptCondition condition) throws InterruptedException {
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> transport.listener(family(seed)))
                .option(IocpChannelOption.ACCEPT_CONDITION, condition)
                .childHandler(new Greeter());
        if (seed % 4 < 2) {
            server.option(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true);
        }
        return server.bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    }

    private ChannelFuture connect(long seed, Client client, Channel server) {
        ChannelFuture connected = new Bootstrap()
                .group(group)
                .channelFactory(() -> transport.connection(family(seed)))
                .handler(client)
                .connect(server.localAddress());
        connected.addListener(future -> {
            if (!future.isSuccess()) {
                client.answers.add(REJECT);
            }
        });
        return connected;
    }

    /** Says a word to who is accepted, and what comes back. */
    @ChannelHandler.Sharable
    private static final class Greeter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(Unpooled.copyInt(1));
        }
    }

    /** Finds out whether it is accepted. */
    private final class Client extends SimpleChannelInboundHandler<ByteBuf> {
        final LinkedBlockingQueue<AcceptCondition.Decision> answers = new LinkedBlockingQueue<>();
        ChannelFuture connected;
        private InetSocketAddress local;

        /** What the condition has decided; a client that is refused, or reset soon, has no address any more. */
        AcceptCondition.Decision decision() {
            return local == null ? REJECT : decided.getOrDefault(local, REJECT);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            local = (InetSocketAddress) ctx.channel().localAddress();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
            answers.add(ACCEPT);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            answers.add(REJECT);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
