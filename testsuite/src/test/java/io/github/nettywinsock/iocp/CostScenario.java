package io.github.nettywinsock.iocp;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.bench.BareClient;
import io.github.nettywinsock.bench.BareEchoServer;
import io.github.nettywinsock.bench.Clients;
import io.github.nettywinsock.bench.Downloads;
import io.github.nettywinsock.bench.EchoPeer;
import io.github.nettywinsock.bench.Meter;
import io.github.nettywinsock.bench.MeteredCalls;
import io.github.nettywinsock.bench.MeteredPort;
import io.github.nettywinsock.bench.Peers;
import io.github.nettywinsock.bench.Repetition;
import io.github.nettywinsock.bench.Visitors;
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
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Ticker;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An echo server in a Windows in memory that has no whims, its clients, and a meter at its native calls. */
public final class CostScenario implements AutoCloseable {
    private static final int MAX_PACKETS = 128;
    private static final WinsockOption<?> BROADCAST = Catalogue.byName("SO_BROADCAST");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int MAX_RECEIVES = 16;
    private static final int ROOM = 1 << 20;
    private static final int IN_ONE_MESSAGE = 4;
    private static final int MAX_JOINED = 65_535;

    final Meter meter;
    private final Workload workload;
    private final SimulatedWindows windows = SimulatedWindows.withoutWhims();
    private final MeteredCalls calls;
    private final CompletionPort port;
    private final Path file;
    private Clients clients;
    private Runnable turn;
    private Runnable shutDown;

    private CostScenario(Meter.Unit unit, Workload workload) {
        this.workload = workload;
        meter = new Meter(unit);
        Runnable act = () -> {
            if (clients != null) {
                clients.act();
            }
        };
        calls = new MeteredCalls(windows.ws2(), windows.sockets(), meter, workload.isAtOnce() ? act : () -> {});
        port = new MeteredPort(windows.newPort(MAX_PACKETS), meter, act);
        file = workload.kind() == Workload.Kind.FILE ? newFile() : null;
    }

    private static Path newFile() {
        try {
            Path file = Files.createTempFile("cost", null);
            return Files.write(file, new byte[Downloads.FILE_LENGTH]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The transport. */
    static CostScenario transport(Meter.Unit unit, Workload workload) {
        CostScenario scenario = new CostScenario(unit, workload);
        scenario.startTransport();
        return scenario;
    }

    /** A server, or a client, that makes no more calls than it takes. */
    static CostScenario bare(Workload workload) {
        CostScenario scenario = new CostScenario(Meter.Unit.NANOSECONDS, workload);
        if (workload.kind() == Workload.Kind.CLIENT) {
            scenario.startBareClient();
        } else {
            scenario.startBareServer();
        }
        return scenario;
    }

    private void startTransport() {
        // How much of a file a call sends depends on how long the last one took: by the clock of this Windows, no time.
        Ticker ticker = file == null ? Ticker.systemTicker() : new VirtualTicker(windows);
        IoHandlerFactory handlers = IocpIoHandler.newFactory(() -> port, ticker, GlobalEventExecutor.INSTANCE);
        ManualIoEventLoop loop = new ManualIoEventLoop(null, Thread.currentThread(), handlers, ticker);
        turn = () -> loop.run(0, 0);
        shutDown = () -> {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            while (!loop.isTerminated()) {
                loop.runNow();
            }
        };
        if (workload.kind() == Workload.Kind.CLIENT) {
            connectFrom(loop);
            return;
        }
        ChannelFuture bound = workload.isListener() ? listen(loop) : bindDatagrams(loop);
        while (!bound.isDone()) {
            loop.runNow();
        }
        Channel channel = bound.syncUninterruptibly().channel();
        switch (workload.kind()) {
            case OPTION:
                repeat(() -> channel.config().setOption(WinsockChannelOption.SO_BROADCAST, true));
                break;
            case TURN:
                repeat(loop::runNow);
                break;
            default:
                clients = newClients((InetSocketAddress) channel.localAddress());
        }
        if (workload.variant() == Workload.Variant.CONNECTED) {
            ChannelFuture connected = channel.connect(((Peers) clients).address());
            while (!connected.isDone()) {
                loop.runNow();
            }
            connected.syncUninterruptibly();
        }
    }

    /** Has a task done instead of what clients ask for. */
    private void repeat(Runnable task) {
        Repetition repetition = new Repetition(task);
        clients = repetition;
        turn = repetition::run;
    }

    private void startBareServer() {
        BareEchoServer server = new BareEchoServer(
                calls,
                calls,
                port,
                workload.isListener(),
                workload.variant() == Workload.Variant.INET6 ? NetUtil.LOCALHOST6 : ANY.getAddress(),
                List.copyOf(workload.childOptions().keySet()),
                file == null ? null : open(file));
        turn = server::run;
        shutDown = server::close;
        switch (workload.kind()) {
            case OPTION:
                repeat(() -> server.switchOn(BROADCAST));
                break;
            case TURN:
                repeat(() -> port.GetQueuedCompletionStatusEx(0));
                break;
            default:
                clients = newClients(server.localAddress());
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startBareClient() {
        EchoPeer peer = new EchoPeer(windows);
        BareClient client = new BareClient(calls, calls, port, peer.localAddress(), peer::act);
        turn = client::run;
        shutDown = () -> {};
        clients = client;
    }

    private void connectFrom(ManualIoEventLoop loop) {
        EchoPeer peer = new EchoPeer(windows);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> new IocpSocketChannel(calls, calls, SocketProtocolFamily.INET))
                .remoteAddress(peer.localAddress());
        clients = new OutgoingConnections(bootstrap, peer::act);
    }

    private Clients newClients(InetSocketAddress server) {
        switch (workload.kind()) {
            case CONNECTION:
                return new Visitors(windows, server);
            case FILE:
                return new Downloads(windows, server);
            default:
                return newPeers(server);
        }
    }

    private Peers newPeers(InetSocketAddress server) {
        Peers peers = new Peers(windows, server, workload.messageLength());
        for (int i = 0; i < workload.idle(); i++) {
            peers.connectIdle();
            turn.run();
        }
        for (int i = 0; i < workload.connections(); i++) {
            if (workload.kind() == Workload.Kind.DATAGRAMS) {
                peers.addDatagrams(workload.variant() == Workload.Variant.JOINED ? IN_ONE_MESSAGE : 1);
            } else {
                peers.connect();
            }
        }
        return peers;
    }

    private ChannelFuture listen(ManualIoEventLoop loop) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> new IocpServerSocketChannel(calls, calls, SocketProtocolFamily.INET))
                .childOption(IocpChannelOption.TRANSMIT_FILE, workload == Workload.FILE)
                .childHandler(file == null ? new Echo() : new Download(file.toFile()));
        workload.childOptions().values().forEach(option -> option.accept(bootstrap));
        return bootstrap.bind(ANY);
    }

    private ChannelFuture bindDatagrams(ManualIoEventLoop loop) {
        Workload.Variant variant = workload.variant();
        boolean isInet6 = variant == Workload.Variant.INET6;
        boolean isMarked = variant == Workload.Variant.MARKED;
        SocketProtocolFamily family = isInet6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> new IocpDatagramChannel(calls, calls, family))
                .option(IocpChannelOption.PENDING_RECEIVES, Math.max(1, Math.min(workload.connections(), MAX_RECEIVES)))
                .option(ChannelOption.SO_RCVBUF, ROOM)
                .option(WinsockChannelOption.IP_PKTINFO, isMarked || variant == Workload.Variant.PKTINFO)
                .option(WinsockChannelOption.IP_RECVECN, isMarked)
                .handler(new DatagramEcho(variant));
        if (variant == Workload.Variant.JOINED) {
            bootstrap.option(WinsockChannelOption.UDP_RECV_MAX_COALESCED_SIZE, MAX_JOINED);
        }
        return bootstrap.bind(isInet6 ? new InetSocketAddress(NetUtil.LOCALHOST6, 0) : ANY);
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
        if (file != null) {
            file.toFile().delete();
        }
    }

    @Sharable
    static class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message, ctx.voidPromise());
        }

        @Override
        public final void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }

    /** Sends the file whenever something is received. */
    @Sharable
    private static final class Download extends Echo {
        private final File file;

        Download(File file) {
            this.file = file;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            ctx.write(new DefaultFileRegion(file, 0, file.length()), ctx.voidPromise());
        }
    }

    /** Answers as the variant says. */
    @Sharable
    static final class DatagramEcho extends Echo {
        private final Workload.Variant variant;

        DatagramEcho(Workload.Variant variant) {
            this.variant = variant;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(answer((DatagramPacket) message), ctx.voidPromise());
        }

        private DatagramPacket answer(DatagramPacket packet) {
            switch (variant) {
                case MARKED:
                    return new IocpDatagramPacket(packet.content(), packet.sender(), packet.recipient())
                            .withEcn(((IocpDatagramPacket) packet).ecn());
                case SEGMENTS:
                    return new IocpDatagramPacket(packet.content(), packet.sender())
                            .withSegmentSize(Peers.MESSAGE_LENGTH / 2);
                default:
                    return new DatagramPacket(packet.content(), packet.sender());
            }
        }
    }
}
