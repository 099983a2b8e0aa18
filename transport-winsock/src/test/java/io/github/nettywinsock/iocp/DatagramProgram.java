package io.github.nettywinsock.iocp;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.simulation.DatagramObserver;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultAddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program over datagram channels that a seed makes up, and the checks of what comes of it. */
final class DatagramProgram implements Program, DatagramObserver {
    private static final int MAX_CHANNELS = 8;
    private static final int WELL_KNOWN_PORT = 1000;
    private static final int LONGEST = 65507;
    private static final int MOST_IN_SEGMENTS = 9000;
    private static final int LEAST_SEGMENT = 100;
    private static final Integer[] PENDING_SENDS = {1, 2, 5, 64};
    private static final Integer[] PENDING_RECEIVES = {1, 2, 3, 16};
    private static final String GROUP = "239.1.2.3";
    private static final String GROUP6 = "ff15::1:2";

    /** Nothing has these ports, or leads to these addresses, or may be sent to them. */
    private static final String[] NOWHERE = {
        "127.0.0.1", "0.0.0.0", "255.255.255.255", "203.0.113.1", "192.0.2.1", "192.0.2.9", "::1", GROUP, GROUP6
    };

    /** Which calls fail with which documented errors. */
    private static final Object[][] FAULTS = {
        {"WSASocketW", WsaErrors.WSAEMFILE},
        {"WSARecvMsg", WsaErrors.WSAENOBUFS},
        {"WSARecvMsg", WsaErrors.WSAEWOULDBLOCK},
        {"WSARecvMsg", WsaErrors.WSAECONNRESET},
        {"WSARecvMsg", WsaErrors.WSAENETRESET},
        {"WSARecvMsg", WsaErrors.WSAENETDOWN},
        {"WSARecvMsg", WsaErrors.WSAEHOSTUNREACH},
        {"WSASendTo", WsaErrors.WSAENOBUFS},
        {"WSASendTo", WsaErrors.WSAEWOULDBLOCK},
        {"WSASendTo", WsaErrors.WSAECONNRESET},
        {"WSASendTo", WsaErrors.WSAEACCES},
        {"WSASendTo", WsaErrors.WSAEHOSTUNREACH},
        {"bind", WsaErrors.WSAEADDRINUSE},
        {"connect", WsaErrors.WSAENETUNREACH},
        {"connect", WsaErrors.WSAENOBUFS},
        {"CreateIoCompletionPort", 1450},
        {"setsockopt", WsaErrors.WSAENOBUFS},
        {"getsockname", WsaErrors.WSAENOBUFS},
    };

    private static final int ABORTED = 0xC0000120; // STATUS_CANCELLED

    /** Which packets tell of which failures. */
    private static final Object[][] PACKETS = {
        {"WSARecvMsg", 0xC000023F}, // STATUS_PORT_UNREACHABLE
        {"WSARecvMsg", 0xC000A012}, // STATUS_HOPLIMIT_EXCEEDED
        {"WSARecvMsg", 0xC000009A}, // STATUS_INSUFFICIENT_RESOURCES
        {"WSARecvMsg", 0xC0000120}, // STATUS_CANCELLED
        {"WSARecvMsg", 0xC0000240}, // STATUS_REQUEST_ABORTED
        {"WSASendTo", 0xC000009A},
        {"WSASendTo", 0xC000023D}, // STATUS_HOST_UNREACHABLE
        {"WSASendTo", ABORTED},
    };

    /** Which calls throw. Not those that close: what they leave open nobody closes any more. */
    private static final String[] THROWING = {
        "WSASocketW",
        "WSARecvMsg",
        "WSASendTo",
        "bind",
        "connect",
        "CreateIoCompletionPort",
        "SetFileCompletionNotificationModes",
        "setsockopt",
        "getsockopt",
        "getsockname"
    };

    private final long seed;
    private final VirtualWorld world;
    /** Of one that does not end, another thread tells them. */
    private final List<String> steps = new CopyOnWriteArrayList<>();

    private final List<String> faults = new ArrayList<>();
    private final List<DatagramProbe> probes = new ArrayList<>();
    private final Map<Long, DatagramProbe> byHandle = new HashMap<>();
    private final Set<IocpIoHandler> handlers = new LinkedHashSet<>();
    private final Set<DatagramProbe> registering = new HashSet<>();
    private final boolean injectsFaults;
    private final boolean runsOutOfMemory;
    private final boolean isUnreliable;
    private final boolean cutsControlMessages;

    /** Whether datagrams are sent with control messages. */
    private final boolean controls;

    /** Whether receives of a channel are pending several at a time. */
    private final boolean receivesSeveral;

    /** Whether anything may throw. */
    private final boolean throwsErrors;

    private SplittableRandom random;
    private boolean shutsDown;

    /** Whether calls that send are aborted, which are made again behind those that were pending too. */
    private boolean abortsSends;

    /** Whether nothing goes wrong any more. */
    private boolean ending;

    /** @param generation 1 as when seeds failed first, 2 with control messages and what throws, 3 with several receives */
    DatagramProgram(long seed, int generation) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        world = new VirtualWorld(seed, 1 + random.nextInt(3), faults);
        world.windows.observe(this);
        injectsFaults = random.nextInt(3) == 0;
        runsOutOfMemory = random.nextInt(4) == 0;
        isUnreliable = random.nextInt(3) == 0;
        if (isUnreliable) {
            world.windows.beUnreliable();
        }
        cutsControlMessages = random.nextInt(6) == 0;
        if (cutsControlMessages) {
            world.windows.cutControlMessages();
        }
        throwsErrors = generation > 1 && seed % 3 == 0;
        controls = generation > 1;
        receivesSeveral = generation > 2;
    }

    @Override
    public long hash() {
        return world.windows.history().hash();
    }

    @Override
    public String description(int events) {
        return "Steps:\n" + String.join("\n", steps) + "\n\nThe last that Windows did:\n"
                + world.windows.history().last(events);
    }

    @Override
    public void sent(long handle, byte[] data, InetSocketAddress to) {
        byHandle.get(handle).sent(data, abortsSends);
    }

    @Override
    public void received(long handle, byte[] data, InetSocketAddress from) {
        byHandle.get(handle).received(data, from);
    }

    @Override
    public List<String> run(int[] numbers) {
        try {
            for (int number : numbers) {
                random = new SplittableRandom(seed * 1_000_003 + number);
                step();
                world.turn(random);
            }
            random = new SplittableRandom(seed * 1_000_003 - 1);
            ending = true;
            world.windows.faults().clear();
            world.allocator.fail(0);
            if (random.nextInt(4) > 0 && !shutsDown) {
                end();
            }
            world.shutDown();
            checkEnd();
        } catch (AssertionError e) {
            faults.add(e.getMessage() + (e.getCause() == null ? "" : ": " + ProgramRun.trace(e.getCause())));
        }
        return faults;
    }

    /** Lets the open channels read and send, sees that they still can, and closes all. */
    private void end() {
        world.settle(TimeUnit.MILLISECONDS.toNanos(1));
        for (DatagramProbe probe : probes) {
            onLoop(probe, () -> {
                probe.channel.config().setAutoRead(true);
                probe.channel.flush();
            });
        }
        settleWhileDatagramsWait();
        working().forEach(probe -> probe.checkIdle(world.windows.waitingDatagrams(probe.handle)));
        checkAlive();
        checkQuiet();
        for (DatagramProbe probe : probes) {
            onLoop(probe, probe.channel::close);
        }
        world.settle(TimeUnit.SECONDS.toNanos(10));
        if (world.windows.openSockets() > 0) {
            faults.add(world.windows.openSockets() + " sockets stay open after all was closed");
        }
        for (IocpIoHandler handler : handlers) {
            if (handler.slotsInUse() > 0) {
                faults.add(handler.slotsInUse() + " slots stay in use after all was closed");
            }
        }
        if (!injectsFaults && !runsOutOfMemory && !throwsErrors) {
            probes.forEach(DatagramProbe::checkClosedAfterSending);
        }
    }

    /** Segments that find nobody make hundreds of failures (R325), one a receive, which may each take their time. */
    private void settleWhileDatagramsWait() {
        int before;
        int waiting = Integer.MAX_VALUE;
        do {
            before = waiting;
            world.settle(TimeUnit.SECONDS.toNanos(5));
            waiting = working().stream()
                    .mapToInt(probe -> world.windows.waitingDatagrams(probe.handle))
                    .sum();
        } while (waiting > 0 && waiting < before);
    }

    private List<DatagramProbe> working() {
        return probes.stream().filter(DatagramProbe::isWorking).collect(Collectors.toList());
    }

    /** Sees that each channel which is open sends, and receives what is sent to it. */
    private void checkAlive() {
        if (isUnreliable) {
            return;
        }
        DatagramProbe fresh = open(SocketProtocolFamily.INET6, new InetSocketAddress(0), 2048);
        if (fresh == null) {
            return;
        }
        fresh.channel.config().setAutoRead(true);
        for (DatagramProbe probe : working()) {
            if (probe == fresh || probe.channel.localAddress() == null || probe.channel.isConnected()) {
                continue;
            }
            probe.channel.config().setOption(ChannelOption.SO_RCVBUF, 1 << 16);
            int reads = probe.reads();
            int readsOfFresh = fresh.reads();
            write(fresh, reachable(probe.channel.localAddress()), 10, true);
            InetAddress host = probe.channel.localAddress().getAddress();
            write(
                    probe,
                    new InetSocketAddress(
                            host.isAnyLocalAddress() ? loopback(probe) : host,
                            fresh.channel.localAddress().getPort()),
                    10,
                    true);
            world.settle(TimeUnit.SECONDS.toNanos(3));
            if (probe.isWorking() && !probe.drops && probe.reads() == reads) {
                faults.add("datagram channel " + probe.id + " does not receive any more");
            }
            if (probe.isWorking() && fresh.reads() == readsOfFresh) {
                faults.add("datagram channel " + probe.id + " does not send any more");
            }
        }
    }

    /** Sees that nothing happens when nobody does anything. */
    private void checkQuiet() {
        long events = world.windows.history().count();
        world.settle(TimeUnit.SECONDS.toNanos(10));
        long more = world.windows.history().count() - events;
        if (more > 4L * probes.size()) {
            faults.add(more + " events in ten quiet seconds");
        }
    }

    @Override
    public void close() {
        world.allocator.free();
    }

    private void checkEnd() {
        probes.forEach(DatagramProbe::checkEnd);
        if (world.allocator.live() > 0) {
            faults.add(world.allocator.live() + " buffers were not released");
        }
        world.windows.verifyClosed();
        if (world.windows.outstandingCalls() > 0) {
            faults.add(world.windows.outstandingCalls() + " calls have not ended");
        }
    }

    private void step() {
        if (throwsErrors && random.nextInt(20) == 0) {
            toss();
            return;
        }
        int kind = random.nextInt(100);
        if (kind < 12 || probes.isEmpty()) {
            openAny();
        } else if (kind < 47) {
            withProbe(this::writeAny);
        } else if (kind < 53) {
            withProbe(probe -> does(probe, "flush", probe.channel::flush));
        } else if (kind < 61) {
            boolean on = random.nextBoolean();
            withProbe(probe ->
                    does(probe, "autoRead " + on, () -> probe.channel.config().setAutoRead(on)));
        } else if (kind < 66) {
            withProbe(probe -> does(probe, "read", probe.channel::read));
        } else if (kind < 70) {
            withProbe(this::connect);
        } else if (kind < 72) {
            withProbe(probe -> does(probe, "disconnect", probe.channel::disconnect));
        } else if (kind < 75) {
            withProbe(probe -> does(probe, "close", probe.channel::close));
        } else if (kind < 78) {
            Throwable e = random.nextBoolean() ? new Error("of a handler") : new Exception("of a handler");
            withProbe(probe -> does(probe, "throw at the next read", () -> probe.throwAtNextRead(e)));
        } else if (kind < 83) {
            withProbe(this::deregister);
        } else if (kind < 88) {
            fault();
        } else if (kind < 90) {
            outOfMemory();
        } else if (kind < 94) {
            withProbe(this::option);
        } else if (kind < 96) {
            withProbe(this::group);
        } else if (kind < 98) {
            shortage();
        } else if (kind < 99 && random.nextInt(10) == 0) {
            note("shut an event loop down");
            shutsDown = true;
            world.shutDown(world.loops().get(random.nextInt(world.loops().size())));
        } else {
            note("settle");
            world.settle(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    // --- channels

    private void openAny() {
        if (probes.size() == MAX_CHANNELS || shutsDown) {
            return;
        }
        SocketProtocolFamily family = random.nextBoolean() ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        int kind = random.nextInt(8);
        InetSocketAddress local = kind == 0
                ? null
                : kind == 1
                        ? new InetSocketAddress(WELL_KNOWN_PORT)
                        : kind < 4
                                ? new InetSocketAddress(0)
                                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int[] sizes = {0, 1, 16, 64, 512, 2048, 2048, 1 << 16};
        open(family, local, sizes[random.nextInt(sizes.length)]);
    }

    /** @param size of the receive buffers; 0 lets them adapt, 65536 lets Windows join datagrams */
    private DatagramProbe open(SocketProtocolFamily family, InetSocketAddress local, int size) {
        IocpDatagramChannel channel;
        try {
            channel = world.transport.datagrams(family);
        } catch (RuntimeException | Thrown.AsError e) {
            note("no socket");
            return null;
        }
        // Datagrams that may have been joined, which nobody can tell then, are dropped.
        boolean drops = cutsControlMessages && size == 1 << 16;
        DatagramProbe probe = new DatagramProbe(1 + probes.size(), channel, faults, drops);
        probes.add(probe);
        byHandle.put(probe.handle, probe);
        note(probe.id + " is opened for " + family + ", receives into " + size + ", is bound to " + local);
        RecvByteBufAllocator allocator = size == 0
                ? new AdaptiveRecvByteBufAllocator(64, 512, 1 << 16).maxMessagesPerRead(1 + random.nextInt(16))
                : new FixedRecvByteBufAllocator(size).maxMessagesPerRead(1 + random.nextInt(16));
        channel.config().setAllocator(world.allocator).setRecvByteBufAllocator(allocator);
        if (throwsErrors && !ending && random.nextInt(4) == 0) {
            channel.config().setRecvByteBufAllocator(new ThrowingAllocator(allocator, random.split()));
        }
        channel.config().setOption(IocpChannelOption.PENDING_SENDS, PENDING_SENDS[Math.floorMod(seed + probe.id, 4)]);
        if (receivesSeveral) {
            setPendingReceives(probe);
        }
        channel.config().setAutoRead(random.nextInt(4) > 0);
        if (size == 1 << 16) {
            set(probe, WinsockChannelOption.UDP_RECV_MAX_COALESCED_SIZE, size - 1);
        }
        if (random.nextInt(3) == 0) {
            set(probe, WinsockChannelOption.IP_PKTINFO, true);
            set(probe, WinsockChannelOption.IP_RECVECN, true);
        }
        channel.pipeline().addLast(probe);
        world.loops().get(random.nextInt(world.loops().size())).register(channel);
        world.settle(TimeUnit.MILLISECONDS.toNanos(1));
        if (channel.isRegistered()) {
            handlers.add(channel.handler());
        }
        if (local != null && channel.isRegistered()) {
            perform(probe, () -> channel.bind(local));
            world.settle(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return probe;
    }

    private void setPendingReceives(DatagramProbe probe) {
        int receives = PENDING_RECEIVES[random.nextInt(PENDING_RECEIVES.length)];
        note(probe.id + " keeps " + receives + " receives pending");
        probe.channel.config().setOption(IocpChannelOption.PENDING_RECEIVES, receives);
    }

    private <T> void set(DatagramProbe probe, ChannelOption<T> option, T value) {
        try {
            probe.channel.config().setOption(option, value);
        } catch (RuntimeException | Thrown.AsError e) {
            // Its time has passed, or this Windows or socket does not have it.
            note(probe.id + " cannot set " + option + ": " + e.getClass().getSimpleName());
        }
    }

    private void option(DatagramProbe probe) {
        note(probe.id + " sets an option");
        if (receivesSeveral) {
            setPendingReceives(probe);
        }
        switch (random.nextInt(8)) {
            case 0:
                set(probe, ChannelOption.SO_RCVBUF, 256 << random.nextInt(9));
                break;
            case 1:
                set(probe, ChannelOption.SO_SNDBUF, 256 << random.nextInt(9));
                break;
            case 2:
                set(probe, ChannelOption.SO_BROADCAST, random.nextBoolean());
                break;
            case 3:
                set(probe, ChannelOption.IP_MULTICAST_LOOP_DISABLED, random.nextBoolean());
                break;
            case 4:
                set(probe, ChannelOption.IP_MULTICAST_TTL, random.nextInt(3));
                break;
            case 5:
                set(probe, WinsockChannelOption.IP_TTL, 1 + random.nextInt(2));
                break;
            case 6:
                set(probe, WinsockChannelOption.SIO_UDP_CONNRESET, random.nextBoolean());
                break;
            default:
                set(probe, WinsockChannelOption.UDP_SEND_MSG_SIZE, random.nextBoolean() ? 0 : 100 << random.nextInt(4));
        }
    }

    private void group(DatagramProbe probe) {
        InetAddress group = address(random.nextBoolean() ? GROUP : GROUP6);
        boolean joins = random.nextInt(3) > 0;
        does(probe, (joins ? "joins " : "leaves ") + group, () -> {
            try {
                NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
                if (joins) {
                    probe.channel.joinGroup(group, loopback, null);
                } else {
                    probe.channel.leaveGroup(group, loopback, null);
                }
            } catch (SocketException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void connect(DatagramProbe probe) {
        InetSocketAddress remote = target(probe);
        does(
                probe,
                "connect to " + remote,
                () -> probe.channel.connect(remote).addListener(done -> {
                    if (done.isSuccess()) {
                        probe.connected(probe.channel.remoteAddress());
                    }
                }));
    }

    /** Not for a channel that is closed already: Netty tells of its end in one of the two only. */
    private void deregister(DatagramProbe probe) {
        // Netty has nobody register a channel twice at a time.
        if (shutsDown || !registering.add(probe)) {
            return;
        }
        VirtualLoop home = world.loopOf(probe.channel);
        Runnable then = afterDeregistration(probe, home);
        onLoop(probe, () -> {
            if (!probe.channel.isOpen()) {
                return;
            }
            probe.channel
                    .deregister()
                    .addListener(done -> home.loop().execute(() -> {
                        if (probe.channel.isOpen() && !probe.channel.isRegistered()) {
                            then.run();
                        }
                    }));
        });
    }

    /** What is done with a channel that is registered nowhere: only its first event loop can take it again. */
    private Runnable afterDeregistration(DatagramProbe probe, VirtualLoop home) {
        switch (random.nextInt(10)) {
            case 0:
                note(probe.id + " deregisters and closes");
                return probe.channel::close;
            case 1:
                VirtualLoop other =
                        world.loops().get(random.nextInt(world.loops().size()));
                note(probe.id + " deregisters and registers with " + (other == home ? "its" : "another")
                        + " event loop");
                return () -> other.register(probe.channel);
            case 2:
                note(probe.id + " deregisters and registers with an event loop that has shut down");
                return () -> {
                    probe.closesAtOnce();
                    EventLoopGroup terminated = TerminatedLoop.get();
                    terminated.register(probe.channel);
                };
            default:
                note(probe.id + " deregisters and registers");
                return () -> home.register(probe.channel).addListener(registered -> registering.remove(probe));
        }
    }

    // --- what they send

    private InetSocketAddress target(DatagramProbe probe) {
        if (random.nextInt(4) > 0) {
            DatagramProbe other = probes.get(random.nextInt(probes.size()));
            if (other.channel.localAddress() != null) {
                return reachable(other.channel.localAddress());
            }
        }
        String host = NOWHERE[random.nextInt(NOWHERE.length)];
        DatagramProbe other = probes.get(random.nextInt(probes.size()));
        int port = other.channel.localAddress() == null
                ? 1
                : other.channel.localAddress().getPort();
        return new InetSocketAddress(address(host), random.nextInt(3) == 0 ? random.nextInt(2) : port);
    }

    private InetSocketAddress reachable(InetSocketAddress local) {
        return local.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), local.getPort())
                : local;
    }

    private static InetAddress loopback(DatagramProbe probe) {
        return InetAddress.getLoopbackAddress();
    }

    private static InetAddress address(String host) {
        return new InetSocketAddress(host, 0).getAddress();
    }

    private int length() {
        switch (random.nextInt(12)) {
            case 0:
                return 0;
            case 1:
                return 1;
            case 2:
                return LONGEST - random.nextInt(3);
            case 3:
                return LONGEST + 1 + random.nextInt(30);
            case 4:
            case 5:
                return 1 + random.nextInt(9000);
            default:
                return 1 + random.nextInt(200);
        }
    }

    private void writeAny(DatagramProbe probe) {
        for (int i = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 1; i > 0; i--) {
            if (probe.numberOfWrites() < 200) {
                write(probe, target(probe), length(), random.nextBoolean());
            }
        }
    }

    private void write(DatagramProbe probe, InetSocketAddress to, int length, boolean flush) {
        note(probe.id + " writes " + length + " to " + to + (flush ? " and flushes" : ""));
        byte[] content = probe.content(length);
        Object message = message(probe, content, to);
        ChannelPromise promise = probe.channel.newPromise();
        boolean onItsLoop = probe.id % 2 == 0;
        Runnable write = () -> {
            probe.wrote(content, flush && onItsLoop && probe.channel.isOpen(), promise);
            if (flush) {
                probe.channel.writeAndFlush(message, promise);
            } else {
                probe.channel.write(message, promise);
            }
        };
        if (random.nextInt(10) == 0) {
            promise.addListener(done -> probe.channel.flush());
        }
        // The writes of one channel come from one thread, so that they keep their order.
        if (onItsLoop) {
            world.loopOf(probe.channel).call(write);
        } else {
            write.run();
        }
    }

    private Object message(DatagramProbe probe, byte[] content, InetSocketAddress to) {
        ByteBuf buffer = buffer(content);
        if (random.nextInt(5) == 0) {
            buffer = buffer.asReadOnly();
        }
        if (probe.channel.isActive() && probe.channel.remoteAddress() != null && random.nextBoolean()) {
            return random.nextBoolean() ? buffer : new DatagramPacket(buffer, probe.channel.remoteAddress());
        }
        if (controls && probe.numberOfWrites() % 4 == 1 && content.length <= MOST_IN_SEGMENTS) {
            return new IocpDatagramPacket(buffer, to)
                    .withEcn(Ecn.of(content.length))
                    .withSegmentSize(content.length % 2 * (LEAST_SEGMENT + content.length / 10));
        }
        return random.nextBoolean() ? new DatagramPacket(buffer, to) : new DefaultAddressedEnvelope<>(buffer, to);
    }

    private ByteBuf buffer(byte[] content) {
        switch (runsOutOfMemory || throwsErrors ? 1 : random.nextInt(4)) {
            case 0:
                return world.allocator.directBuffer(Math.max(1, content.length)).writeBytes(content);
            case 1:
                return world.allocator.heapBuffer(Math.max(1, content.length)).writeBytes(content);
            case 2:
                return world.allocator.compositeDirectBuffer().writeBytes(content);
            default:
                int half = content.length / 2;
                return Unpooled.wrappedBuffer(
                        world.allocator.directBuffer(1 + half).writeBytes(content, 0, half),
                        world.allocator.heapBuffer(1 + half).writeBytes(content, half, content.length - half));
        }
    }

    // --- what goes wrong

    private void fault() {
        if (!injectsFaults) {
            return;
        }
        int n = 1 + random.nextInt(3);
        if (random.nextBoolean()) {
            Object[] fault = FAULTS[random.nextInt(FAULTS.length)];
            note("the " + n + ". " + fault[0] + " from now fails with " + fault[1]);
            world.windows.faults().failNth((String) fault[0], n, (int) fault[1]);
            if (controls && fault[0].equals("WSASendTo")) {
                world.windows.faults().failNth("WSASendMsg", n, (int) fault[1]);
            }
        } else {
            Object[] fault = PACKETS[random.nextInt(PACKETS.length)];
            note(String.format("the packet of the %d. %s from now has 0x%08X", n, fault[0], (int) fault[1]));
            world.windows.faults().failNthPacket((String) fault[0], n, (int) fault[1]);
            if (controls && fault[0].equals("WSASendTo")) {
                world.windows.faults().failNthPacket("WSASendMsg", n, (int) fault[1]);
            }
            abortsSends |= fault[0].equals("WSASendTo") && fault[1].equals(ABORTED);
        }
    }

    private void toss() {
        if (random.nextInt(3) == 0) {
            note("the next buffer throws");
            world.allocator.fail(1, () -> Thrown.error("of an allocator"));
            return;
        }
        String function = THROWING[random.nextInt(THROWING.length)];
        int n = 1 + random.nextInt(3);
        note("the " + n + ". " + function + " from now throws");
        world.windows.faults().throwNth(function, n, () -> Thrown.error("of " + function));
    }

    /** Windows has no memory for calls for a while, during which they must not be made without pause. */
    private void shortage() {
        if (!injectsFaults) {
            return;
        }
        String call = random.nextBoolean() ? "WSARecvMsg" : "WSASendTo";
        int error = random.nextBoolean() ? WsaErrors.WSAENOBUFS : WsaErrors.WSAEWOULDBLOCK;
        note(call + " fails with " + error + " for a while");
        world.settle(TimeUnit.MILLISECONDS.toNanos(1));
        world.windows.faults().failSome(call, 100, error);
        long before = world.windows.faults().struck();
        // A receive that is pending fails only after one more datagram.
        for (DatagramProbe probe : working()) {
            if (probe.channel.localAddress() != null
                    && !probe.channel.eventLoop().isShuttingDown()) {
                write(probe, reachable(probe.channel.localAddress()), 10, true);
            }
        }
        int writes = probes.stream().mapToInt(DatagramProbe::numberOfWrites).sum();
        world.settle(TimeUnit.MILLISECONDS.toNanos(100));
        long struck = world.windows.faults().struck() - before;
        if (struck > 40L * probes.size() + writes) {
            faults.add("a call that fails was made " + struck + " times in 100 ms");
        }
        world.windows.faults().clear();
    }

    private void outOfMemory() {
        if (runsOutOfMemory) {
            note("the next buffer is not there");
            world.allocator.fail(1);
        }
    }

    private interface ProbeStep {
        void run(DatagramProbe probe);
    }

    private void withProbe(ProbeStep step) {
        DatagramProbe probe = probes.get(random.nextInt(probes.size()));
        // What a loop that shuts down does not take any more is no business of these programs.
        if (probe.channel.isRegistered() && !probe.channel.eventLoop().isShuttingDown()) {
            step.run(probe);
        }
    }

    private void does(DatagramProbe probe, String what, Runnable action) {
        note(probe.id + ": " + what);
        perform(probe, action);
    }

    /** Does something with a channel, on its event loop or not. */
    private void perform(DatagramProbe probe, Runnable action) {
        if (random.nextBoolean()) {
            onLoop(probe, action);
        } else {
            action.run();
        }
    }

    private void onLoop(DatagramProbe probe, Runnable action) {
        if (probe.channel.isRegistered() && !probe.channel.eventLoop().isShuttingDown()) {
            world.loopOf(probe.channel).call(action);
        }
    }

    private void note(String step) {
        steps.add(steps.size() + ". (" + world.windows.nanoTime() / 1_000_000 + " ms) " + step);
    }
}
