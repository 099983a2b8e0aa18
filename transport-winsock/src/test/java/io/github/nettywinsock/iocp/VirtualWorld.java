package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.Channel;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A Windows in virtual time and event loops in it, of which one at a time runs, in an order that a seed decides. Each sleeps
 * when it has nothing to do, until its port has a packet or a task is due: a wakeup that is lost is not made up for.
 */
final class VirtualWorld {
    private static final int RUNS_AT_ONE_TIME = 10_000;
    private static final int MAX_PACKETS = 128;

    final SimulatedWindows windows;
    final SimulatedTransport transport;
    final WatchedAllocator allocator;
    private final List<VirtualLoop> loops = new ArrayList<>();
    private final List<IocpIoHandler> handlers = new ArrayList<>();
    private int runs;

    /** What the transport has run elsewhere, such as a close that lingers. */
    private final VirtualLoop other;

    private final List<String> faults;
    private Runnable blocked = () -> {};

    /** @param faults where to write down what is wrong */
    VirtualWorld(long seed, int loops, List<String> faults) {
        this.faults = faults;
        windows = SimulatedWindows.inVirtualTime(seed);
        Ticker ticker = new VirtualTicker(windows);
        SleepyIoHandler sleepy = new SleepyIoHandler();
        other = new VirtualLoop(executor -> sleepy, ticker, sleepy::isAwake);
        transport = new SimulatedTransport(windows, ticker, other.loop());
        allocator = new WatchedAllocator(windows);
        for (int i = 0; i < loops; i++) {
            SimulatedWindows.Port port = windows.newPort(MAX_PACKETS);
            IoHandlerFactory factory = transport.handlers(() -> port);
            this.loops.add(new VirtualLoop(executor -> newHandler(factory, executor), ticker, port::hasPackets));
        }
        windows.whileBlocked(this::runWhileBlocked);
    }

    /** Has something done when a call begins to block its thread. */
    void whenBlocked(Runnable check) {
        blocked = check;
    }

    private IoHandler newHandler(IoHandlerFactory factory, ThreadAwareExecutor executor) {
        IocpIoHandler handler = (IocpIoHandler) factory.newHandler(executor);
        handlers.add(handler);
        return handler;
    }

    /** The number of slots that operations hold. */
    int slotsInUse() {
        return handlers.stream().mapToInt(IocpIoHandler::slotsInUse).sum();
    }

    /** Whether an event loop has a task for later. */
    boolean hasTimers() {
        return nextDeadline() != Long.MAX_VALUE;
    }

    /** How often event loops have run. */
    int runs() {
        return runs;
    }

    List<VirtualLoop> loops() {
        return loops;
    }

    /** The loop of a registered channel. */
    VirtualLoop loopOf(Channel channel) {
        for (VirtualLoop loop : loops) {
            if (loop.loop() == channel.eventLoop()) {
                return loop;
            }
        }
        throw new IllegalStateException(channel + " is on no loop of this world");
    }

    /** Lets some loops run, and some time pass. */
    void turn(SplittableRandom random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            loops.get(random.nextInt(loops.size())).runIfAwake();
        }
        other.runIfAwake();
        if (random.nextInt(3) == 0) {
            windows.advance(windows.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Lets everything happen that will happen without further ado, within some virtual time. */
    void settle(long nanos) {
        long limit = windows.nanoTime() + nanos;
        int runs = 0;
        long received = 0;
        while (true) {
            while (runAwake()) {
                if (windows.received() > received) {
                    received = windows.received();
                    runs = 0;
                }
                if (++runs > RUNS_AT_ONE_TIME) {
                    throw new AssertionError("an event loop runs without pause");
                }
            }
            long next = Math.min(windows.nextEvent(), nextDeadline());
            if (next > limit) {
                windows.advance(limit);
                return;
            }
            if (next > windows.nanoTime()) {
                runs = 0;
            }
            windows.advance(next);
        }
    }

    private boolean runAwake() {
        boolean ran = false;
        for (VirtualLoop loop : loops) {
            if (loop.runIfAwake()) {
                ran = true;
                runs++;
            }
        }
        return other.runIfAwake() | ran;
    }

    private long nextDeadline() {
        long next = other.nextDeadline();
        for (VirtualLoop loop : loops) {
            next = Math.min(next, loop.nextDeadline());
        }
        return next;
    }

    /** Has the event loops go on while a call blocks another thread; answers when one of them has something to do. */
    private long runWhileBlocked() {
        blocked.run();
        if (loops.stream().anyMatch(VirtualLoop::isRunning)) {
            faults.add("an event loop waits in closesocket");
            return Long.MAX_VALUE;
        }
        int runs = 0;
        boolean ran = true;
        while (ran && ++runs < RUNS_AT_ONE_TIME) {
            ran = false;
            for (VirtualLoop loop : loops) {
                ran |= loop.runIfAwake();
            }
        }
        long next = Long.MAX_VALUE;
        for (VirtualLoop loop : loops) {
            next = Math.min(next, loop.nextDeadline());
        }
        return next;
    }

    /** Shuts one loop down, whatever is open on it. */
    void shutDown(VirtualLoop loop) {
        loop.loop().shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    /** Shuts all loops down, whatever is still open. */
    void shutDown() {
        loops.forEach(this::shutDown);
        for (VirtualLoop loop : loops) {
            terminate(loop);
        }
        shutDown(other);
        terminate(other);
    }

    private void terminate(VirtualLoop loop) {
        for (int i = 0; i < 1000 && !loop.loop().isTerminated(); i++) {
            loop.runOnce();
            if (loop != other) {
                other.runIfAwake();
            }
        }
        if (!loop.loop().isTerminated()) {
            throw new AssertionError("an event loop does not end");
        }
    }
}
