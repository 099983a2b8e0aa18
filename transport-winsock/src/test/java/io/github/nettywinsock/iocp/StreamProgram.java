package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A program over listeners and connections that a seed makes up, and the checks of what comes of it. */
final class StreamProgram implements Program {
    private static final int MAX_CONNECTIONS = 8;
    private static final int WELL_KNOWN_PORT = 1000;

    /** Which calls fail with which documented errors. */
    private static final Object[][] FAULTS = {
        {"WSASocketW", WsaErrors.WSAEMFILE},
        {"WSASocketW", WsaErrors.WSAENOBUFS},
        {"AcceptEx", WsaErrors.WSAENOBUFS},
        {"AcceptEx", WsaErrors.WSAECONNRESET},
        {"ConnectEx", WsaErrors.WSAEADDRINUSE},
        {"ConnectEx", WsaErrors.WSAENOBUFS},
        {"ConnectEx", WsaErrors.WSAENETUNREACH},
        {"WSARecv", WsaErrors.WSAENOBUFS},
        {"WSARecv", WsaErrors.WSAEWOULDBLOCK},
        {"WSASend", WsaErrors.WSAENOBUFS},
        {"WSASend", WsaErrors.WSAEWOULDBLOCK},
        {"bind", WsaErrors.WSAEADDRINUSE},
        {"CreateIoCompletionPort", 1450},
        {"setsockopt", WsaErrors.WSAENOBUFS},
    };

    private final VirtualWorld world;
    private final long seed;
    private SplittableRandom random;
    private final List<String> steps = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<StreamProbe> probes = new ArrayList<>();
    private final List<Channel> listeners = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final SocketProtocolFamily family;
    private final boolean injectsFaults;
    private final boolean runsOutOfMemory;
    private int connections;

    StreamProgram(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        world = new VirtualWorld(seed, 1 + random.nextInt(3), faults);
        family = random.nextBoolean() ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        injectsFaults = random.nextInt(3) == 0;
        runsOutOfMemory = random.nextInt(3) == 0;
    }

    /** A hash of all that has happened. */
    @Override
    public long hash() {
        return world.windows.history().hash();
    }

    /** Its steps, and the last that Windows did. */
    @Override
    public String description(int events) {
        return "Steps:\n" + String.join("\n", steps) + "\n\nThe last that Windows did:\n"
                + world.windows.history().last(events);
    }

    /** Runs it, and answers what was wrong. */
    @Override
    public List<String> run(int[] numbers) {
        try {
            listen();
            for (int number : numbers) {
                random = new SplittableRandom(seed * 1_000_003 + number);
                step();
                world.turn(random);
            }
            world.windows.faults().clear();
            world.allocator.fail(0);
            if (random.nextInt(4) > 0) {
                end();
            }
            probes.forEach(StreamProbe::closesHere);
            world.shutDown();
            checkEnd();
        } catch (AssertionError e) {
            faults.add(e.toString() + (e.getCause() == null ? "" : ": " + e.getCause()));
        }
        return faults;
    }

    /** Lets the open connections read and end, and closes all. */
    private void end() {
        // What was written by another thread comes before the flush.
        world.settle(TimeUnit.MILLISECONDS.toNanos(1));
        for (Channel channel : channels) {
            onLoop(channel, () -> {
                channel.config().setAutoRead(true);
                channel.flush();
            });
        }
        world.settle(TimeUnit.SECONDS.toNanos(5));
        checkArrived();
        checkCloses();
        checkListeners();
        for (Channel channel : List.copyOf(listeners)) {
            onLoop(channel, channel::close);
        }
        for (StreamProbe probe : List.copyOf(probes)) {
            probe.closesHere();
            onLoop(probe.channel(), () -> probe.channel().close());
        }
        world.settle(TimeUnit.SECONDS.toNanos(30));
        if (world.windows.openSockets() > 0) {
            faults.add(world.windows.openSockets() + " sockets stay open after all was closed");
        }
    }

    /** Checks that nothing is stuck between two open ends. */
    private void checkArrived() {
        for (StreamProbe writer : probes) {
            for (StreamProbe reader : probes) {
                if (writer.isWorking() && reader.isWorking() && writer.isPeerOf(reader)) {
                    writer.checkArrived(reader);
                }
            }
        }
    }

    /** Checks that a graceful close loses nothing that was sent, when it meets nothing that was not read. */
    private void checkCloses() {
        if (injectsFaults || runsOutOfMemory) {
            return;
        }
        for (StreamProbe writer : probes) {
            for (StreamProbe reader : probes) {
                if (writer.hasConnected() && reader.hasConnected() && writer.isPeerOf(reader)) {
                    writer.checkClose(reader);
                }
            }
        }
    }

    /** Checks that each open listener accepts. */
    private void checkListeners() {
        for (Channel listener : listeners) {
            if (listener.isActive() && listener.isRegistered()) {
                onLoop(listener, () -> listener.config().setAutoRead(true));
                StreamProbe probe =
                        connect(world.transport.connection(family), (InetSocketAddress) listener.localAddress());
                world.settle(TimeUnit.SECONDS.toNanos(5));
                if (!probe.isWorking()
                        || probes.stream().noneMatch(other -> other.isWorking() && other.isPeerOf(probe))) {
                    faults.add(listener + " does not accept " + probe);
                }
            }
        }
    }

    private void checkEnd() {
        for (StreamProbe probe : probes) {
            probe.checkEnd(probes);
        }
        if (world.allocator.live() > 0) {
            faults.add(world.allocator.live() + " buffers were not released");
        }
        world.windows.verifyClosed();
        if (world.windows.outstandingCalls() > 0) {
            faults.add(world.windows.outstandingCalls() + " calls have not ended");
        }
    }

    private void step() {
        int kind = random.nextInt(100);
        if (kind < 12) {
            connect();
        } else if (kind < 42) {
            withProbe(this::write);
        } else if (kind < 52) {
            withProbe(probe -> does(probe, "flush", probe.channel()::flush));
        } else if (kind < 62) {
            boolean on = random.nextBoolean();
            withProbe(probe ->
                    does(probe, "autoRead " + on, () -> probe.channel().config().setAutoRead(on)));
        } else if (kind < 67) {
            withProbe(probe -> does(probe, "read", probe.channel()::read));
        } else if (kind < 71) {
            withProbe(probe -> {
                if (probe.channel().isActive()) {
                    does(probe, "shutdownOutput", ((IocpSocketChannel) probe.channel())::shutdownOutput);
                }
            });
        } else if (kind < 73) {
            withProbe(probe -> {
                if (probe.channel().isActive()) {
                    probe.closesHere();
                    does(probe, "shutdownInput", ((IocpSocketChannel) probe.channel())::shutdownInput);
                }
            });
        } else if (kind < 79) {
            withProbe(this::close);
        } else if (kind < 82) {
            withProbe(this::reset);
        } else if (kind < 85) {
            withProbe(probe -> does(
                    probe,
                    "throw at the next read",
                    () -> probe.throwAtNextRead(
                            random.nextBoolean() ? new Error("of a handler") : new Exception("of a handler"))));
        } else if (kind < 89) {
            withProbe(this::deregister);
        } else if (kind < 93) {
            fault();
        } else if (kind < 96) {
            outOfMemory();
        } else if (kind < 97) {
            closeListener();
        } else if (kind < 98) {
            listen();
        } else {
            note("settle");
            world.settle(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    // --- listeners and connections

    private void listen() {
        if (listeners.size() > 1) {
            return;
        }
        note("listen");
        Channel listener;
        try {
            listener = world.transport.listener(family);
        } catch (RuntimeException e) {
            return;
        }
        listener.config().setAllocator(world.allocator);
        listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, 1 + random.nextInt(2));
        listener.pipeline().addLast(new Accepts());
        VirtualLoop loop = anyLoop();
        loop.register(listener);
        world.settle(TimeUnit.MILLISECONDS.toNanos(10));
        if (listener.isRegistered()) {
            listeners.add(listener);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            world.settle(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void closeListener() {
        if (!listeners.isEmpty()) {
            Channel listener = listeners.remove(random.nextInt(listeners.size()));
            note("close a listener");
            perform(listener, listener::close);
        }
    }

    private void connect() {
        if (connections == MAX_CONNECTIONS) {
            return;
        }
        connections++;
        IocpSocketChannel channel;
        try {
            channel = world.transport.connection(family);
        } catch (RuntimeException e) {
            note("no socket");
            return;
        }
        StreamProbe probe = connect(channel, remote());
        if (channel.isRegistered() && random.nextInt(8) == 0) {
            note(probe.id + " resets as soon as it is connected");
            probe.connect().addListener(connected -> resetNow(probe));
        }
        if (channel.isRegistered() && random.nextInt(10) == 0) {
            world.turn(random);
            note(probe.id + " cancels its connect");
            probe.closesHere();
            probe.connect().cancel(false);
        }
    }

    private StreamProbe connect(IocpSocketChannel channel, InetSocketAddress remote) {
        StreamProbe probe = probe(channel);
        channel.config().setConnectTimeoutMillis(random.nextBoolean() ? 0 : 100 + random.nextInt(500));
        anyLoop().register(channel);
        world.settle(TimeUnit.MILLISECONDS.toNanos(1));
        if (channel.isRegistered()) {
            note(probe.id + " connects to " + remote);
            probe.connect(channel.connect(remote));
        }
        return probe;
    }

    private InetSocketAddress remote() {
        int choice = random.nextInt(20);
        if (choice < 17 && !listeners.isEmpty()) {
            Channel listener = listeners.get(random.nextInt(listeners.size()));
            if (listener.localAddress() != null) {
                return (InetSocketAddress) listener.localAddress();
            }
        }
        return choice == 18
                ? new InetSocketAddress("192.0.2.1", WELL_KNOWN_PORT)
                : choice == 19
                        ? new InetSocketAddress("192.0.2.2", WELL_KNOWN_PORT)
                        : new InetSocketAddress(InetAddress.getLoopbackAddress(), WELL_KNOWN_PORT);
    }

    /** Prepares a channel. */
    private StreamProbe probe(Channel channel) {
        StreamProbe probe = new StreamProbe(1 + probes.size(), faults);
        probe.channel(channel);
        probes.add(probe);
        channels.add(channel);
        channel.config().setAllocator(world.allocator);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, random.nextBoolean());
        channel.config().setOption(IocpChannelOption.ZERO_BYTE_READ, random.nextInt(4) == 0);
        channel.config().setAutoRead(random.nextInt(4) > 0);
        channel.pipeline().addLast(probe);
        return probe;
    }

    private final class Accepts extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            Channel child = (Channel) message;
            probe(child);
            anyLoop().register(child);
        }
    }

    // --- what is done with a connection

    private interface ProbeStep {
        void run(StreamProbe probe);
    }

    private void withProbe(ProbeStep step) {
        if (!probes.isEmpty()) {
            StreamProbe probe = probes.get(random.nextInt(probes.size()));
            // What a connection refuses before it stands is no business of these programs.
            if (probe.channel().isRegistered() && (probe.channel().isActive() || random.nextInt(5) == 0)) {
                step.run(probe);
            }
        }
    }

    private void write(StreamProbe probe) {
        if (!probe.channel().isActive()) {
            return;
        }
        int length = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(1 << random.nextInt(15));
        boolean flush = random.nextBoolean();
        note(probe.id + " writes " + length + (flush ? " and flushes" : ""));
        ByteBuf buffer = buffer(length);
        probe.fill(buffer, length);
        ByteBuf message = random.nextInt(5) == 0 ? buffer.asReadOnly() : buffer;
        Runnable write = () -> {
            ChannelFuture future = flush
                    ? probe.channel().writeAndFlush(message)
                    : probe.channel().write(message);
            probe.wrote(length, future);
            listen(future);
        };
        // The writes of one connection come from one thread, so that they keep their order.
        if (probe.id % 2 == 0) {
            onLoop(probe.channel(), write);
        } else {
            write.run();
        }
    }

    /** Has some promises do things with their channel. */
    private void listen(ChannelFuture future) {
        int choice = random.nextInt(20);
        if (choice < 3) {
            future.addListener(done -> future.channel().flush());
        } else if (choice == 3) {
            future.addListener(done -> {
                throw new IllegalStateException("of a listener");
            });
        }
    }

    private ByteBuf buffer(int length) {
        switch (runsOutOfMemory ? 0 : random.nextInt(3)) {
            case 0:
                return ofDirectMemory(length);
            case 1:
                return world.allocator.heapBuffer(Math.max(1, length));
            default:
                CompositeByteBuf composite = world.allocator.compositeDirectBuffer();
                return composite;
        }
    }

    private ByteBuf ofDirectMemory(int length) {
        try {
            return world.allocator.directBuffer(Math.max(1, length));
        } catch (OutOfMemoryError e) {
            return world.allocator.directBuffer(Math.max(1, length));
        }
    }

    private void close(StreamProbe probe) {
        probe.closesHere();
        does(probe, "close", probe.channel()::close);
    }

    private void reset(StreamProbe probe) {
        does(probe, "linger 0 and close", () -> resetNow(probe));
    }

    private static void resetNow(StreamProbe probe) {
        probe.resetsHere();
        if (probe.channel().isActive()) {
            try {
                probe.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            } catch (ChannelException e) {
                // Then it is closed gracefully, if it is not closed already.
            }
        }
        probe.channel().close();
    }

    /** Not for a channel that is closed already: Netty tells of its end in one of the two only. */
    private void deregister(StreamProbe probe) {
        Channel channel = probe.channel();
        VirtualLoop loop = world.loopOf(channel);
        note(probe.id + " deregisters and registers");
        onLoop(channel, () -> {
            if (channel.isOpen()) {
                channel.deregister().addListener(done -> loop.loop().execute(() -> registerAgain(channel, loop)));
            }
        });
    }

    private static void registerAgain(Channel channel, VirtualLoop loop) {
        if (channel.isOpen() && !channel.isRegistered()) {
            loop.register(channel);
        }
    }

    private void fault() {
        if (injectsFaults) {
            Object[] fault = FAULTS[random.nextInt(FAULTS.length)];
            int n = 1 + random.nextInt(3);
            note("the " + n + ". " + fault[0] + " from now fails with " + fault[1]);
            world.windows.faults().failNth((String) fault[0], n, (int) fault[1]);
        }
    }

    private void outOfMemory() {
        if (runsOutOfMemory) {
            note("the next buffer is not there");
            world.allocator.fail(1);
        }
    }

    private void does(StreamProbe probe, String what, Runnable action) {
        note(probe.id + ": " + what);
        perform(probe.channel(), action);
    }

    /** Does something with a channel, on its event loop or not. */
    private void perform(Channel channel, Runnable action) {
        if (random.nextBoolean()) {
            onLoop(channel, action);
        } else {
            action.run();
        }
    }

    private void onLoop(Channel channel, Runnable action) {
        if (channel.isRegistered()) {
            world.loopOf(channel).call(action);
        }
    }

    private VirtualLoop anyLoop() {
        return world.loops().get(random.nextInt(world.loops().size()));
    }

    private void note(String step) {
        steps.add(steps.size() + ". (" + world.windows.nanoTime() / 1_000_000 + " ms) " + step);
    }
}
