package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A Windows in virtual time and event loops in it, of which one thread at a time runs, in an order that a seed decides. */
final class VirtualWorld {
    /** How often a loop runs in vain before it is quiet: it leaves some things for a later run. */
    private static final int QUIET_RUNS = 4;

    private static final int RUNS_AT_ONE_TIME = 20_000;

    final SimulatedWindows windows;
    final SimulatedTransport transport;
    final WatchedAllocator allocator;
    final Random random;
    private final List<VirtualLoop> loops = new ArrayList<>();

    VirtualWorld(long seed) {
        random = new Random(seed);
        windows = SimulatedWindows.inVirtualTime(seed);
        transport = new SimulatedTransport(windows);
        allocator = new WatchedAllocator(windows);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            loops.add(new VirtualLoop(windows, transport.handlers()));
        }
    }

    VirtualLoop anyLoop() {
        return loops.get(random.nextInt(loops.size()));
    }

    /** The loop of a registered channel. */
    VirtualLoop loopOf(Channel channel) {
        return loops.stream()
                .filter(loop -> loop.loop() == channel.eventLoop())
                .findFirst()
                .orElseThrow();
    }

    /** Lets some loops run, and some time pass. */
    void turn() {
        for (int i = random.nextInt(4); i > 0; i--) {
            anyLoop().runOnce();
        }
        if (random.nextInt(3) == 0) {
            windows.advance(windows.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Lets everything happen that will happen without further ado, within some virtual time. */
    void settle(long nanos) {
        long limit = windows.nanoTime() + nanos;
        int quiet = 0;
        int runs = 0;
        while (true) {
            if (runOnce() > 0) {
                quiet = 0;
            } else {
                quiet++;
            }
            if (++runs > RUNS_AT_ONE_TIME) {
                throw new AssertionError("an event loop runs without pause");
            }
            if (quiet >= QUIET_RUNS) {
                long next = next();
                if (next > limit) {
                    return;
                }
                if (next > windows.nanoTime()) {
                    runs = 0;
                }
                windows.advance(next);
                quiet = 0;
            }
        }
    }

    private int runOnce() {
        int work = 0;
        for (VirtualLoop loop : loops) {
            work += loop.runOnce();
        }
        return work;
    }

    private long next() {
        long next = windows.nextEvent();
        for (VirtualLoop loop : loops) {
            next = Math.min(next, loop.nextDeadline());
        }
        return next;
    }

    /** Shuts the loops down, whatever is still open. */
    void shutDown() {
        for (VirtualLoop loop : loops) {
            loop.loop().shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
        for (VirtualLoop loop : loops) {
            for (int i = 0; i < 1000 && !loop.loop().isTerminated(); i++) {
                // A loop whose last task has just run would sleep, in real time.
                windows.advance(windows.nanoTime());
                windows.advance(windows.nanoTime() + 1);
                loop.runOnce();
            }
            if (!loop.loop().isTerminated()) {
                throw new AssertionError("an event loop does not end");
            }
        }
    }

    /** Ends the threads. */
    void stop() {
        loops.forEach(VirtualLoop::stop);
    }
}
