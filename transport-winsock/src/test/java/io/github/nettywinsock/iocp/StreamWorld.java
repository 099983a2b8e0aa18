package io.github.nettywinsock.iocp;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;

/** What a program over connections has: its machine, what is open in it, what was promised, and what was wrong. */
final class StreamWorld {
    final List<String> faults = new ArrayList<>();
    final List<StreamProbe> probes = new ArrayList<>();
    final List<ListenerProbe> listeners = new ArrayList<>();
    final List<RawPeer> peers = new ArrayList<>();
    final VirtualWorld world;
    final SocketProtocolFamily family;

    /** Whether calls fail, and whether memory lacks. */
    final boolean injectsFaults;

    final boolean runsOutOfMemory;

    /** Whether listeners have conditions, of which those programs know nothing that have failed once. */
    final boolean asksConditions;

    /**
     * Whether connections send files; whether anything may throw; whether threads switch reading off at the same time; whether
     * connections stay without an event loop for a while.
     */
    final boolean sendsFiles;

    final boolean throwsErrors;
    final boolean racesReading;
    final boolean staysAway;

    final Regions regions;

    /** Whether all who connect are accepted. */
    private boolean acceptsAll;

    /** Of one that does not end, another thread tells them. */
    private final List<String> steps = new CopyOnWriteArrayList<>();

    private final Map<Future<?>, String> promises = new LinkedHashMap<>();
    private final List<VirtualLoop> loops;
    private int ids;
    private boolean ending;

    /** @param all whether it does what programs of seeds that failed first do not */
    StreamWorld(long seed, SplittableRandom random, boolean all) {
        world = new VirtualWorld(seed, 1 + random.nextInt(4), faults);
        loops = new ArrayList<>(world.loops());
        family = random.nextBoolean() ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        injectsFaults = random.nextInt(3) == 0;
        runsOutOfMemory = random.nextInt(4) == 0;
        asksConditions = seed % 7 == 0;
        sendsFiles = all && seed % 2 == 0;
        throwsErrors = all && seed % 3 == 0;
        racesReading = all;
        staysAway = all;
        world.whenBlocked(this::checkLocks);
        regions = new Regions(throwsErrors);
    }

    int nextId() {
        return ++ids;
    }

    /** Has nobody be sure any more to get what is sent, now or by a connection that comes later. */
    void end() {
        ending = true;
        probes.forEach(StreamProbe::disturb);
    }

    /** Nobody may have to wait for the lock of a SOCKET because it lingers. */
    private void checkLocks() {
        for (StreamProbe probe : probes) {
            if (Thread.holdsLock(((AbstractIocpChannel) probe.channel()).socket.lock())) {
                fault(probe, "closesocket waits with the lock of a SOCKET held");
            }
        }
    }

    /** Adds a connection. */
    void add(StreamProbe probe) {
        probes.add(probe);
        if (ending) {
            probe.disturb();
        }
    }

    /** Shuts a loop down, with whatever is on it or on its way there. */
    void shutDown(VirtualLoop loop) {
        loops.remove(loop);
        probes.stream().filter(probe -> probe.isOn(loop)).forEach(StreamProbe::disturb);
        world.shutDown(loop);
    }

    void fault(Object subject, String what) {
        faults.add(what + ": " + subject);
    }

    void note(String step) {
        steps.add(steps.size() + ". (" + world.windows.nanoTime() / 1_000_000 + " ms) " + step);
    }

    String steps() {
        return String.join("\n", steps);
    }

    /** Remembers a promise, which has to be complete at the end. */
    <F extends Future<?>> F promised(String what, F future) {
        promises.put(future, what);
        return future;
    }

    void checkPromises() {
        promises.forEach((future, what) -> {
            if (!future.isDone()) {
                fault(what, "a promise was never completed");
            }
        });
    }

    /** A loop that has not been shut down; null when there is none. */
    VirtualLoop anyLoop(SplittableRandom random) {
        return loops.isEmpty() ? null : loops.get(random.nextInt(loops.size()));
    }

    List<VirtualLoop> loops() {
        return loops;
    }

    /** Does something with a channel on its event loop, if it has one that goes on. */
    void onLoop(Channel channel, Runnable action) {
        if (channel.isRegistered()) {
            VirtualLoop loop = world.loopOf(channel);
            if (loop.isRunning()) {
                safely(action);
            } else if (!loop.loop().isTerminated()) {
                loop.call(() -> safely(action));
            }
        }
    }

    /** Does something with a channel, on its event loop or not. */
    void perform(SplittableRandom random, Channel channel, Runnable action) {
        if (random.nextBoolean()) {
            onLoop(channel, action);
        } else if (goesOn(channel)) {
            safely(action);
        }
    }

    /** Whether the event loop of a channel takes tasks: one that has ended loses them, for Netty cannot take them out again. */
    boolean goesOn(Channel channel) {
        try {
            return !channel.eventLoop().isShutdown();
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void safely(Runnable action) {
        try {
            action.run();
        } catch (RejectedExecutionException e) {
            // Its event loop has ended.
        }
    }

    /** Has conditions accept everybody from now on. */
    void acceptAll() {
        acceptsAll = true;
    }

    /** A condition that decides anew each time it is asked. */
    AcceptCondition condition(SplittableRandom random) {
        return (remote, local) -> {
            if (acceptsAll) {
                return AcceptCondition.Decision.ACCEPT;
            }
            switch (random.nextInt(10)) {
                case 0:
                    throw new IllegalStateException("of a condition");
                case 1:
                    throw new AssertionError("of a condition");
                case 2:
                    return null;
                case 3:
                    return AcceptCondition.Decision.REJECT;
                case 4:
                case 5:
                case 6:
                    return AcceptCondition.Decision.DEFER;
                default:
                    return AcceptCondition.Decision.ACCEPT;
            }
        };
    }

    /** The other end of a connection, or null. */
    StreamEnd peerOf(StreamEnd end) {
        long connection = end.connection();
        if (connection < 0) {
            return null;
        }
        for (StreamEnd other : probes) {
            if (other != end && other.connection() == connection) {
                return other;
            }
        }
        for (StreamEnd other : peers) {
            if (other != end && other.connection() == connection) {
                return other;
            }
        }
        return null;
    }

    /** The number of the connection of a SOCKET, or -1. */
    long connectionOf(Channel channel) {
        IocpSocket socket = ((AbstractIocpChannel) channel).socket;
        return socket.isOpen() ? world.windows.connection(socket.handle()) : -1;
    }
}
