package io.github.nettywinsock.iocp;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.bench.BareEchoServer;
import io.github.nettywinsock.bench.Clients;
import io.github.nettywinsock.bench.Meter;
import io.github.nettywinsock.bench.MeteredCalls;
import io.github.nettywinsock.bench.MeteredPort;
import io.github.nettywinsock.bench.Repetition;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.CompletionPort;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An echo server in a Windows in memory that has no whims, its clients, and a meter at its native calls. */
public final class CostScenario implements AutoCloseable {
    private static final int MAX_PACKETS = 128;
    private static final WinsockOption<?> BROADCAST = Catalogue.byName("SO_BROADCAST");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final Meter meter;
    private final SimulatedWindows windows = SimulatedWindows.withoutWhims();
    private final MeteredCalls calls;
    private final CompletionPort port;
    private Clients clients;
    private Runnable turn;
    private Runnable shutDown;

    private CostScenario(Meter.Unit unit, Workload workload) {
        meter = new Meter(unit);
        Runnable act = () -> {
            if (clients != null) {
                clients.act();
            }
        };
        calls = new MeteredCalls(windows.ws2(), windows.sockets(), meter, workload.isAtOnce() ? act : () -> {});
        port = new MeteredPort(windows.newPort(MAX_PACKETS), meter, act);
    }

    /** The transport. */
    static CostScenario transport(Meter.Unit unit, Workload workload) {
        CostScenario scenario = new CostScenario(unit, workload);
        Channel channel = scenario.startTransport(workload);
        if (workload == Workload.OPTION) {
            scenario.repeat(() -> channel.config().setOption(WinsockChannelOption.SO_BROADCAST, true));
        } else {
            scenario.clients = workload.newClients(scenario.windows, (InetSocketAddress) channel.localAddress());
        }
        return scenario;
    }

    /** Has a task done instead of what clients ask for. */
    private void repeat(Runnable task) {
        Repetition repetition = new Repetition(task);
        clients = repetition;
        turn = repetition::run;
    }

    /** The server that makes no more calls than it takes. */
    static CostScenario bare(Workload workload) {
        CostScenario scenario = new CostScenario(Meter.Unit.NANOSECONDS, workload);
        BareEchoServer server = new BareEchoServer(
                scenario.calls,
                scenario.calls,
                scenario.port,
                workload.isStream(),
                List.copyOf(workload.childOptions().keySet()));
        scenario.shutDown = server::close;
        if (workload == Workload.OPTION) {
            scenario.repeat(() -> server.switchOn(BROADCAST));
        } else {
            scenario.turn = server::run;
            scenario.clients = workload.newClients(scenario.windows, server.localAddress());
        }
        return scenario;
    }

    private Channel startTransport(Workload workload) {
        ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), IocpIoHandler.newFactory(() -> port));
        turn = () -> loop.run(0, 0);
        ChannelFuture bound = workload.isStream() ? listen(loop, workload) : bindDatagrams(loop);
        while (!bound.isDone()) {
            loop.runNow();
        }
        shutDown = () -> {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            while (!loop.isTerminated()) {
                loop.runNow();
            }
        };
        return bound.syncUninterruptibly().channel();
    }

    private ChannelFuture listen(ManualIoEventLoop loop, Workload workload) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> new IocpServerSocketChannel(calls, calls, SocketProtocolFamily.INET))
                .childHandler(new Echo());
        workload.childOptions().values().forEach(option -> option.accept(bootstrap));
        return bootstrap.bind(ANY);
    }

    private ChannelFuture bindDatagrams(ManualIoEventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> new IocpDatagramChannel(calls, calls, SocketProtocolFamily.INET))
                .handler(new DatagramEcho())
                .bind(ANY);
    }

    /** Echoes so many messages for its clients, and a few more, and answers how many. */
    long echo(long messages) {
        long before = clients.echoes();
        clients.goOn(messages);
        meter.begin();
        while (!clients.rest()) {
            turn.run();
        }
        meter.end();
        return clients.echoes() - before;
    }

    @Override
    public void close() {
        clients.close();
        clients = null;
        shutDown.run();
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message, ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }

    private static final class DatagramEcho extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            ctx.write(new DatagramPacket(packet.content(), packet.sender()), ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
