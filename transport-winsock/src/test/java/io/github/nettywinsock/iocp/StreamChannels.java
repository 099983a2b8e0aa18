package io.github.nettywinsock.iocp;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.simulation.Door;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.UncheckedBooleanSupplier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Opens the listeners and connections of a program. */
final class StreamChannels {
    private static final int MAX_LISTENERS = 3;
    private static final int MAX_CONNECTIONS = 24;
    private static final int NOBODYS_PORT = 1000;
    private static final int LONG_MILLIS = 3_600_000;

    private final StreamWorld world;
    private final StreamActions actions;
    private final Door door;

    /** A listener that accepts nobody. */
    private final long deaf;

    private final InetSocketAddress deafAddress;

    private boolean isDeafOpen = true;
    private int connections;

    StreamChannels(StreamWorld world, StreamActions actions, Door door) {
        this.world = world;
        this.actions = actions;
        this.door = door;
        deaf = door.open(Door.AF_INET, Door.SOCK_STREAM);
        door.bind(deaf, InetAddress.getLoopbackAddress(), 0);
        door.sockets.listen(deaf, 3);
        deafAddress = door.local(deaf);
    }

    void closeDeaf() {
        if (isDeafOpen) {
            isDeafOpen = false;
            world.note("the listener that accepts nobody is closed");
            world.world.windows.faults().suspend(true);
            door.close(deaf);
            world.world.windows.faults().suspend(false);
        }
    }

    // --- listeners

    void listen(SplittableRandom random) {
        VirtualLoop loop = world.anyLoop(random);
        if (loop == null
                || world.listeners.stream().filter(l -> l.channel().isOpen()).count() >= MAX_LISTENERS) {
            return;
        }
        world.note("listen");
        Channel listener;
        try {
            listener = world.world.transport.listener(world.family);
        } catch (ChannelException | Thrown.AsError e) {
            return;
        }
        ListenerProbe probe = new ListenerProbe(world, this, random.split());
        probe.channel(listener);
        world.listeners.add(probe);
        listener.config().setAllocator(world.world.allocator);
        listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, 1 + random.nextInt(3));
        listener.config().setAutoRead(random.nextInt(6) > 0);
        if (random.nextInt(8) == 0) {
            listener.config().setRecvByteBufAllocator(new Failing(new FixedRecvByteBufAllocator(64), random.split()));
        }
        if (world.throwsErrors && random.nextInt(3) == 0) {
            listener.config()
                    .setRecvByteBufAllocator(new ThrowingAllocator(new FixedRecvByteBufAllocator(64), random.split()));
        }
        if (world.asksConditions) {
            // Rejects some of those that it defers.
            listener.config().setOption(ChannelOption.SO_BACKLOG, 1 + random.nextInt(4));
            listener.config().setOption(IocpChannelOption.ACCEPT_CONDITION, world.condition(random.split()));
        }
        listener.pipeline().addLast(probe);
        world.promised("the registration of a listener", loop.register(listener));
        world.world.settle(TimeUnit.MILLISECONDS.toNanos(5));
        if (listener.isRegistered()) {
            InetAddress host = random.nextInt(4) == 0 ? anyAddress() : InetAddress.getLoopbackAddress();
            world.promised("the bind of a listener", listener.bind(new InetSocketAddress(host, 0)));
            world.world.settle(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static InetAddress anyAddress() {
        return new InetSocketAddress(0).getAddress();
    }

    // --- connections

    StreamProbe connect(SplittableRandom random, InetSocketAddress remote) {
        VirtualLoop loop = world.anyLoop(random);
        if (loop == null) {
            return null;
        }
        IocpSocketChannel channel;
        try {
            channel = world.world.transport.connection(world.family);
        } catch (ChannelException | Thrown.AsError e) {
            world.note("no socket");
            return null;
        }
        StreamProbe probe = prepare(channel, random);
        if (random.nextInt(6) == 0) {
            channel.config().setOption(ChannelOption.TCP_FASTOPEN_CONNECT, true);
        }
        if (probe.id % 4 == 0) {
            channel.config().setOption(WinsockChannelOption.SO_OOBINLINE, true);
            probe.expect(WinsockChannelOption.SO_OOBINLINE, true);
        }
        channel.config().setConnectTimeoutMillis(random.nextBoolean() ? 0 : connectTimeout(random.nextInt(500)));
        world.promised("a registration", loop.register(channel));
        world.world.settle(TimeUnit.MILLISECONDS.toNanos(1));
        if (!channel.isRegistered()) {
            probe.disturb();
            return probe;
        }
        boolean bind = random.nextInt(6) == 0;
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (bind) {
            world.promised("a bind", channel.bind(local));
        }
        for (int i = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            actions.write(random, probe);
        }
        world.note(probe.id + " connects to " + remote);
        ChannelFuture connect =
                !bind && random.nextInt(6) == 0 && remote.getAddress().isLoopbackAddress()
                        ? channel.connect(remote, local)
                        : channel.connect(remote);
        probe.connect(world.promised("a connect", connect));
        return probe;
    }

    /** Now and then longer than the program: nothing may be left of it. */
    private static int connectTimeout(int millis) {
        return millis % 8 == 0 ? LONG_MILLIS : 50 + millis;
    }

    void connect(SplittableRandom random) {
        if (connections == MAX_CONNECTIONS) {
            return;
        }
        connections++;
        StreamProbe probe = connect(random, remote(random));
        if (probe == null || probe.connect() == null) {
            return;
        }
        switch (random.nextInt(20)) {
            case 0:
                world.note(probe.id + " resets as soon as it is connected");
                probe.connect().addListener(connected -> actions.reset(probe));
                break;
            case 1:
                world.world.turn(random);
                world.note(probe.id + " cancels its connect");
                probe.disturb();
                probe.connect().cancel(false);
                break;
            case 2:
                world.note(probe.id + " closes as soon as it is connected");
                probe.connect().addListener(connected -> actions.close(probe));
                break;
            case 3:
                world.note(probe.id + " is closed while it connects");
                world.world.turn(random);
                world.perform(random, probe.channel(), () -> actions.close(probe));
                break;
            case 4:
                world.note(probe.id + " writes as soon as it is connected");
                probe.connect().addListener(connected -> {
                    actions.writeInLoop(random, probe, true);
                });
                break;
            default:
        }
    }

    InetSocketAddress addressOf(ListenerProbe listener) {
        InetSocketAddress local = (InetSocketAddress) listener.channel().localAddress();
        return local == null || !local.getAddress().isAnyLocalAddress()
                ? local
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), local.getPort());
    }

    InetSocketAddress remote(SplittableRandom random) {
        int choice = random.nextInt(24);
        if (choice > 3 && !world.listeners.isEmpty()) {
            InetSocketAddress address = addressOf(world.listeners.get(random.nextInt(world.listeners.size())));
            if (address != null) {
                return address;
            }
        }
        switch (choice) {
            case 0:
                return new InetSocketAddress("192.0.2.1", NOBODYS_PORT);
            case 1:
                return new InetSocketAddress("192.0.2.2", NOBODYS_PORT);
            case 2:
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), NOBODYS_PORT);
            default:
                return isDeafOpen ? deafAddress : new InetSocketAddress(InetAddress.getLoopbackAddress(), NOBODYS_PORT);
        }
    }

    void connectRaw(SplittableRandom random) {
        InetSocketAddress remote = remote(random);
        if (world.peers.size() < MAX_CONNECTIONS && remote.getAddress().isLoopbackAddress()) {
            connectRawTo(remote);
        }
    }

    void connectRawTo(InetSocketAddress remote) {
        RawPeer peer = new RawPeer(world, door, remote);
        world.peers.add(peer);
        world.note(peer.id + ", a raw peer, connects to " + remote);
    }

    /** Prepares a connection. */
    StreamProbe prepare(Channel channel, SplittableRandom random) {
        StreamProbe probe = new StreamProbe(world, channel);
        world.add(probe);
        channel.config().setAllocator(world.world.allocator);
        channel.config().setRecvByteBufAllocator(receives(random));
        if (world.throwsErrors && random.nextInt(4) == 0) {
            channel.config().setRecvByteBufAllocator(new ThrowingAllocator(receives(random), random.split()));
        }
        if (world.sendsFiles) {
            channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, random.nextBoolean());
        }
        channel.config().setWriteSpinCount(1 + random.nextInt(16));
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1000, 2000));
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, random.nextBoolean());
        channel.config().setOption(IocpChannelOption.ZERO_BYTE_READ, random.nextInt(4) == 0);
        channel.config().setAutoRead(random.nextInt(4) > 0);
        channel.pipeline().addLast(probe);
        if (random.nextInt(5) == 0) {
            actions.react(random, probe);
        }
        return probe;
    }

    private static RecvByteBufAllocator receives(SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0:
                return new FixedRecvByteBufAllocator(100 + random.nextInt(16));
            case 1:
            case 2:
                return new FixedRecvByteBufAllocator(256 << random.nextInt(5));
            case 3:
                return new AdaptiveRecvByteBufAllocator(64, 64 * 1024, 64 * 1024);
            case 4:
                return random.nextInt(5) == 0
                        ? new Failing(new FixedRecvByteBufAllocator(512), random.split())
                        : new FixedRecvByteBufAllocator(512);
            default:
                return new AdaptiveRecvByteBufAllocator();
        }
    }

    /** Now and then throws what its user does not expect. */
    private static final class Failing implements RecvByteBufAllocator {
        private final RecvByteBufAllocator allocator;
        private final SplittableRandom random;

        Failing(RecvByteBufAllocator allocator, SplittableRandom random) {
            this.allocator = allocator;
            this.random = random;
        }

        @SuppressWarnings("deprecation")
        @Override
        public Handle newHandle() {
            return new FailingHandle((ExtendedHandle) allocator.newHandle(), random);
        }
    }

    private static final class FailingHandle extends RecvByteBufAllocator.DelegatingHandle
            implements RecvByteBufAllocator.ExtendedHandle {
        private final RecvByteBufAllocator.ExtendedHandle handle;
        private final SplittableRandom random;

        FailingHandle(RecvByteBufAllocator.ExtendedHandle handle, SplittableRandom random) {
            super(handle);
            this.handle = handle;
            this.random = random;
        }

        @Override
        public void reset(ChannelConfig config) {
            if (random.nextInt(30) == 0) {
                throw new OutOfMemoryError("of a RecvByteBufAllocator");
            }
            super.reset(config);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return handle.continueReading(maybeMoreData);
        }
    }
}
