package io.github.nettywinsock.iocp;

import io.github.nettywinsock.bench.BareEchoServer;
import io.github.nettywinsock.bench.Meter;
import io.github.nettywinsock.bench.MeteredCalls;
import io.github.nettywinsock.bench.MeteredPort;
import io.github.nettywinsock.bench.Peers;
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
import java.util.concurrent.TimeUnit;

/** An echo server in a Windows in memory that has no whims, its clients, and a meter at its native calls. */
public final class CostScenario implements AutoCloseable {
    /** When the next message of a client comes. */
    public enum Peer {
        /** As soon as it has the last one back: a receive finds it. */
        AT_ONCE,
        /** When the server has nothing left to do: the server waits for it. */
        LATER
    }

    private static final int MAX_PACKETS = 128;
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final Meter meter;
    private final SimulatedWindows windows = SimulatedWindows.withoutWhims();
    private final MeteredCalls calls;
    private final CompletionPort port;
    private Peers peers;
    private Runnable turn;
    private Runnable shutDown;

    private CostScenario(Meter.Unit unit, Peer peer) {
        meter = new Meter(unit);
        Runnable act = () -> {
            if (peers != null) {
                peers.act();
            }
        };
        calls = new MeteredCalls(windows.ws2(), windows.sockets(), meter, peer == Peer.AT_ONCE ? act : () -> {});
        port = new MeteredPort(windows.newPort(MAX_PACKETS), meter, act);
    }

    /** The transport with connections, whose time is measured. */
    static CostScenario transport(Peer peer, int connections) {
        return transport(Meter.Unit.NANOSECONDS, peer, connections);
    }

    /** The transport with connections. */
    static CostScenario transport(Meter.Unit unit, Peer peer, int connections) {
        CostScenario scenario = new CostScenario(unit, peer);
        scenario.startTransport(true);
        scenario.connect(connections);
        return scenario;
    }

    /** The transport with a datagram channel and a client, whose time is measured. */
    static CostScenario datagrams(Peer peer) {
        return datagrams(Meter.Unit.NANOSECONDS, peer);
    }

    /** The transport with a datagram channel and a client. */
    static CostScenario datagrams(Meter.Unit unit, Peer peer) {
        CostScenario scenario = new CostScenario(unit, peer);
        scenario.startTransport(false);
        scenario.peers.addDatagrams();
        return scenario;
    }

    /** The server that makes no more calls than it takes. */
    static CostScenario bare(Peer peer, int connections) {
        CostScenario scenario = new CostScenario(Meter.Unit.NANOSECONDS, peer);
        scenario.startBare(true);
        scenario.connect(connections);
        return scenario;
    }

    /** Such a server for datagrams. */
    static CostScenario bareDatagrams(Peer peer) {
        CostScenario scenario = new CostScenario(Meter.Unit.NANOSECONDS, peer);
        scenario.startBare(false);
        scenario.peers.addDatagrams();
        return scenario;
    }

    private void startTransport(boolean stream) {
        ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), IocpIoHandler.newFactory(() -> port));
        turn = () -> loop.run(0, 0);
        ChannelFuture bound = stream
                ? new ServerBootstrap()
                        .group(loop)
                        .channelFactory(() -> new IocpServerSocketChannel(calls, calls, SocketProtocolFamily.INET))
                        .childHandler(new Echo())
                        .bind(ANY)
                : new Bootstrap()
                        .group(loop)
                        .channelFactory(() -> new IocpDatagramChannel(calls, calls, SocketProtocolFamily.INET))
                        .handler(new DatagramEcho())
                        .bind(ANY);
        while (!bound.isDone()) {
            loop.runNow();
        }
        Channel channel = bound.syncUninterruptibly().channel();
        peers = new Peers(windows, (InetSocketAddress) channel.localAddress());
        shutDown = () -> {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            while (!loop.isTerminated()) {
                loop.runNow();
            }
        };
    }

    private void startBare(boolean stream) {
        BareEchoServer server = new BareEchoServer(calls, calls, port, stream);
        turn = server::run;
        peers = new Peers(windows, server.localAddress());
        shutDown = server::close;
    }

    private void connect(int connections) {
        for (int i = 0; i < connections; i++) {
            peers.connect();
        }
    }

    /** Echoes so many messages for its clients, and a few more, and answers how many. */
    long echo(long messages) {
        long before = peers.echoes();
        peers.goOn(messages);
        meter.begin();
        while (!peers.rest()) {
            turn.run();
        }
        meter.end();
        return peers.echoes() - before;
    }

    @Override
    public void close() {
        peers.close();
        peers = null;
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
