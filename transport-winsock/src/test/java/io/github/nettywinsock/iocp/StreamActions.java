package io.github.nettywinsock.iocp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What a program does with its connections. */
final class StreamActions {
    /** What a handler may do that writes, or gives up what was written. */
    private static final int CLOSES = 0;

    private static final int RESETS = 1;
    private static final int WRITES = 2;
    private static final int FLUSHES = 3;
    private static final int SHUTS_DOWN = 6;
    private static final Set<Integer> OF_WRITES = Set.of(CLOSES, RESETS, WRITES, FLUSHES, SHUTS_DOWN);
    private static final int MAX_LARGE = 2 << 20;

    private final StreamWorld world;

    StreamActions(StreamWorld world) {
        this.world = world;
    }

    // --- write

    /** Writes on the event loop or not. */
    void write(SplittableRandom random, StreamProbe probe) {
        boolean flush = random.nextInt(3) > 0;
        world.perform(random, probe.channel(), () -> writeInLoop(random, probe, flush));
    }

    void writeInLoop(SplittableRandom random, StreamProbe probe, boolean flush) {
        Channel channel = probe.channel();
        if (!channel.isRegistered()) {
            return;
        }
        boolean isVoid = random.nextInt(10) == 0 && channel.isActive();
        int length = length(random);
        int kind = isVoid ? Draft.KINDS - 2 : random.nextInt(Draft.KINDS);
        world.note(probe.id + " writes " + length + " bytes, kind " + kind + (flush ? ", and flushes" : "")
                + (isVoid ? " (void promise)" : ""));
        Draft draft = !isVoid && world.sendsFiles && random.nextInt(3) == 0
                ? region(random, length, then(random, probe))
                : new Draft(kind, length, then(random, probe));
        ChannelPromise promise = isVoid ? channel.voidPromise() : channel.newPromise();
        ChannelFuture future = flush ? channel.writeAndFlush(draft, promise) : channel.write(draft, promise);
        if (!isVoid) {
            world.promised("a write of " + length + " bytes by " + probe, future);
            if (random.nextInt(20) == 0) {
                world.note("and cancels that");
                probe.cancels(future);
            }
        }
    }

    private Draft region(SplittableRandom random, int length, Runnable then) {
        Regions.Kind[] kinds = Regions.Kind.values();
        // Those that fail end their connection.
        Regions.Kind kind = kinds[random.nextInt(random.nextInt(4) == 0 ? kinds.length : 3)];
        int longer = length == 0 || random.nextInt(20) > 0
                ? length
                : 1 + random.nextInt(Math.min(Regions.LONGEST, 24 * world.world.windows.bufferSize()));
        world.note("of a file: " + longer + ", " + kind);
        return new RegionDraft(world, kind, longer, random, then);
    }

    private int length(SplittableRandom random) {
        int choice = random.nextInt(40);
        if (choice == 0) {
            return 0;
        }
        if (choice == 1) {
            return 1 + random.nextInt(Math.min(MAX_LARGE, 24 * world.world.windows.bufferSize()));
        }
        return 1 + random.nextInt(1 << random.nextInt(15));
    }

    /** What is done when a write is complete. */
    private Runnable then(SplittableRandom random, StreamProbe probe) {
        Channel channel = probe.channel();
        switch (random.nextInt(24)) {
            case 0:
            case 1:
            case 2:
                return channel::flush;
            case 3:
                return () -> writeInLoop(random, probe, true);
            case 4:
                return () -> close(probe);
            case 5:
                return () -> {
                    if (world.throwsErrors) {
                        Thrown.toss("of a listener", random);
                    }
                    throw new IllegalStateException("of a listener");
                };
            case 6:
                return channel::read;
            default:
                return () -> {};
        }
    }

    // --- the end

    void close(StreamProbe probe) {
        probe.disturb();
        if (world.goesOn(probe.channel())) {
            world.promised("a close of " + probe, probe.channel().close());
        }
    }

    void reset(StreamProbe probe) {
        linger(probe, 0);
        close(probe);
    }

    /** Sets how long closing lingers; then the peer need not be told of all that was sent. */
    void linger(StreamProbe probe, int seconds) {
        probe.disturb();
        if (seconds > 0 || world.injectsFaults || !probe.channel().isActive()) {
            // What Windows does not tell, because that fails or is too early, may be anything.
            probe.linger();
        }
        try {
            probe.channel().config().setOption(ChannelOption.SO_LINGER, seconds);
        } catch (ChannelException | IllegalStateException | Thrown.AsError e) {
            // Then it is closed gracefully, if it is not closed already.
        }
    }

    void shutdownOutput(StreamProbe probe) {
        if (probe.channel().isRegistered()) {
            probe.disturb();
            world.promised("a shutdownOutput", ((IocpSocketChannel) probe.channel()).shutdownOutput());
        }
    }

    void shutdownInput(StreamProbe probe) {
        if (probe.channel().isRegistered()) {
            probe.disturb();
            world.promised("a shutdownInput", ((IocpSocketChannel) probe.channel()).shutdownInput());
        }
    }

    /**
     * Takes a connection off its event loop, and registers it again. Not one that is closed already: Netty tells of its end in
     * one of the two only.
     */
    void deregister(SplittableRandom random, StreamProbe probe) {
        Channel channel = probe.channel();
        if (!channel.isRegistered() || !probe.mayDeregister()) {
            return;
        }
        VirtualLoop loop = world.world.loopOf(channel);
        VirtualLoop next = random.nextInt(8) == 0 ? world.anyLoop(random) : loop;
        world.note(probe.id + " deregisters and registers" + (next == loop ? "" : " with another loop"));
        if (next != loop) {
            // A SOCKET belongs to its port for life.
            probe.disturb();
        }
        boolean later = random.nextBoolean();
        if (random.nextInt(3) == 0) {
            sendTo(probe);
        }
        int pause = world.staysAway ? random.nextInt(12) : 0;
        if (pause > 0) {
            sendTo(probe);
        }
        world.onLoop(channel, () -> {
            if (channel.isOpen()) {
                ChannelFuture deregistered = channel.deregister();
                world.promised("a deregistration", deregistered).addListener(done -> {
                    Runnable again = () -> registerAgain(probe, next);
                    if (pause > 0) {
                        registerLater(probe, loop, again, pause);
                    } else {
                        execute(probe, loop, later ? () -> execute(probe, loop, again) : again);
                    }
                });
            }
        });
    }

    /** Has a peer send, so that a receive ends that the event loop has not heard of. */
    private void sendTo(StreamProbe probe) {
        StreamEnd peer = world.peerOf(probe);
        if (peer instanceof RawPeer && ((RawPeer) peer).isWorking()) {
            ((RawPeer) peer).send(1);
            world.world.windows.advance(world.world.windows.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Registers it when time has passed; if the event loop ends before, it is closed. */
    private static void registerLater(StreamProbe probe, VirtualLoop loop, Runnable again, int millis) {
        if (loop.loop().isShuttingDown()) {
            execute(probe, loop, again);
            return;
        }
        loop.loop().schedule(again, millis, TimeUnit.MILLISECONDS).addListener(done -> {
            if (done.isCancelled() && probe.channel().isOpen()) {
                probe.disturb();
                probe.channel().unsafe().closeForcibly();
            }
        });
    }

    /** Has an event loop run a task; if it has ended, nobody registers the connection any more, and it is closed. */
    private static void execute(StreamProbe probe, VirtualLoop loop, Runnable task) {
        if (loop.loop().isShutdown()) {
            probe.disturb();
            probe.channel().unsafe().closeForcibly();
        } else {
            loop.loop().execute(task);
        }
    }

    private void registerAgain(StreamProbe probe, VirtualLoop loop) {
        Channel channel = probe.channel();
        if (channel.isOpen() && !channel.isRegistered() && loop != null) {
            world.promised("another registration", loop.register(channel)).addListener(done -> probe.registeredAgain());
        }
    }

    // --- what is done while it lasts

    void autoRead(StreamProbe probe, boolean on) {
        probe.channel().config().setAutoRead(on);
    }

    /** Has another thread switch reading off, and the event loop switch it on before it has heard of that. */
    void raceReading(StreamProbe probe) {
        if (world.goesOn(probe.channel())) {
            world.note(probe.id + ": autoRead off elsewhere, and on");
            autoRead(probe, false);
            world.onLoop(probe.channel(), () -> autoRead(probe, true));
        }
    }

    void option(SplittableRandom random, StreamProbe probe) {
        int choice = random.nextInt(5);
        boolean on = random.nextBoolean();
        world.note(probe.id + " sets option " + choice);
        try {
            switch (choice) {
                case 0:
                    probe.channel().config().setOption(ChannelOption.TCP_NODELAY, on);
                    probe.expect(ChannelOption.TCP_NODELAY, on);
                    break;
                case 1:
                    probe.channel().config().setOption(ChannelOption.SO_KEEPALIVE, on);
                    probe.expect(ChannelOption.SO_KEEPALIVE, on);
                    break;
                case 2:
                    probe.channel().config().setOption(ChannelOption.SO_SNDBUF, 1 << 9 + random.nextInt(8));
                    break;
                case 3:
                    probe.channel().config().setOption(ChannelOption.SO_RCVBUF, 1 << 9 + random.nextInt(8));
                    break;
                default:
                    probe.channel().config().setOption(ChannelOption.IP_TOS, 16);
            }
        } catch (ChannelException | IllegalStateException | Thrown.AsError e) {
            // Refused, and said so.
            probe.expectNothing();
        }
    }

    /** Has its handler do something when something happens. */
    void react(SplittableRandom random, StreamProbe probe) {
        Reaction.Event[] events = Reaction.Event.values();
        Reaction.Event event = events[random.nextInt(events.length)];
        int choice = random.nextInt(10);
        world.note(probe.id + " does " + choice + " at the next " + event);
        probe.react(new Reaction(event, () -> {
            EventLoop loop = probe.channel().eventLoop();
            boolean inFlush = event == Reaction.Event.WRITABILITY && probe.hasCancelled();
            if (inFlush && OF_WRITES.contains(choice) && !loop.isShuttingDown()) {
                // Netty miscounts what is flushed or given up while it frees a cancelled write, and loses some of it.
                loop.execute(() -> reactNow(random, probe, choice));
            } else {
                reactNow(random, probe, choice);
            }
        }));
    }

    private void reactNow(SplittableRandom random, StreamProbe probe, int choice) {
        switch (choice) {
            case CLOSES:
                close(probe);
                break;
            case RESETS:
                reset(probe);
                break;
            case WRITES:
                writeInLoop(random, probe, true);
                writeInLoop(random, probe, false);
                break;
            case FLUSHES:
                probe.channel().flush();
                break;
            case 4:
                Reaction.toss(new Error("of a handler"));
                break;
            case 5:
                Reaction.toss(new Exception("of a handler"));
                break;
            case SHUTS_DOWN:
                shutdownOutput(probe);
                break;
            case 7:
                probe.channel().read();
                break;
            case 8:
                autoRead(probe, random.nextBoolean());
                break;
            default:
                if (probe.channel().isOpen()) {
                    deregister(random, probe);
                }
        }
    }
}
