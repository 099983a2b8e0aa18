package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A program over listeners, connections and peers that call Windows themselves, and the checks of what comes of it. */
final class StreamProgram implements Program {
    private static final int FEW_PORTS = 24;
    private static final int MANY_PORTS = 2000;

    /** What a step does, and how often compared with the others. */
    private enum Step {
        LISTEN(2),
        CLOSE_LISTENER(1),
        PAUSE_LISTENER(2),
        CONNECT(10),
        CONNECT_RAW(8),
        RAW_SEND(8),
        RAW_RECEIVE(6),
        RAW_HALF_CLOSE(2),
        RAW_RESET(2),
        RAW_CLOSE(2),
        CLOSE_DEAF(1),
        WRITE(30),
        FLUSH(8),
        AUTO_READ(8),
        READ(4),
        SHUTDOWN_OUTPUT(3),
        SHUTDOWN_INPUT(1),
        CLOSE(4),
        RESET(2),
        LINGER(1),
        DEREGISTER(3),
        OPTION(3),
        REACT(6),
        LISTENER_REACT(1),
        FAULT(5),
        OUT_OF_MEMORY(3),
        SHUT_DOWN_LOOP(1),
        SETTLE(3),

        // Those after this one came later, and are for some programs only.
        RACE_READING(4),
        CLOSE_FILE(3),
        THROW(5);

        private final int weight;

        Step(int weight) {
            this.weight = weight;
        }
    }

    private final long seed;
    private final StreamWorld world;
    private final SimulatedWindows windows;
    private final StreamActions actions;
    private final StreamChannels channels;
    private final StreamChecks checks;
    private final Door door;
    private final List<Step> bag = new ArrayList<>();
    private final boolean endsAbruptly;
    private SplittableRandom random;

    /** @param all whether it does what programs of seeds that failed first do not */
    StreamProgram(long seed, boolean all) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        world = new StreamWorld(seed, random, all);
        windows = world.world.windows;
        actions = new StreamActions(world);
        door = new Door(windows.ws2(), windows.sockets(), windows.newPort(64));
        channels = new StreamChannels(world, actions, door);
        checks = new StreamChecks(world, channels);
        // A port is not to be closed before the packets of all calls have come.
        endsAbruptly = random.nextInt(5) == 0 && !windows.cancelsSlowly();
        if (random.nextInt(10) == 0) {
            windows.dynamicPorts(FEW_PORTS);
        }
        // Each program does some things never and others often.
        int[] factors = {0, 1, 1, 2, 5};
        SplittableRandom later = new SplittableRandom(~seed);
        for (Step step : Step.values()) {
            SplittableRandom chooser = step.compareTo(Step.SETTLE) > 0 ? later : random;
            int times = step.weight * factors[chooser.nextInt(factors.length)];
            for (int i = mayDo(step) ? times : 0; i > 0; i--) {
                bag.add(step);
            }
        }
        bag.add(Step.SETTLE);
    }

    private boolean mayDo(Step step) {
        switch (step) {
            case RACE_READING:
                return world.racesReading;
            case CLOSE_FILE:
                return world.sendsFiles;
            case THROW:
                return world.throwsErrors;
            default:
                return true;
        }
    }

    @Override
    public long hash() {
        return windows.history().hash();
    }

    @Override
    public String description(int events) {
        return "Steps:\n" + world.steps() + "\n\nThe last that Windows did:\n"
                + windows.history().last(events);
    }

    @Override
    public List<String> run(int[] numbers) {
        try {
            channels.listen(random);
            for (int number : numbers) {
                random = new SplittableRandom(seed * 1_000_003 + number);
                step(bag.get(random.nextInt(bag.size())));
                world.world.turn(random);
                world.peers.forEach(RawPeer::poll);
                checks.checkStep();
                if (!world.faults.isEmpty()) {
                    return world.faults;
                }
            }
            end();
        } catch (AssertionError e) {
            world.faults.add(e.getMessage() + (e.getCause() == null ? "" : ": " + ProgramRun.trace(e.getCause())));
        }
        return world.faults;
    }

    private void end() {
        windows.faults().clear();
        windows.dynamicPorts(MANY_PORTS);
        world.world.allocator.fail(0);
        channels.closeDeaf();
        if (!endsAbruptly) {
            checks.checkWorking();
            closeAll();
            checks.checkClosed();
        }
        world.end();
        windows.faults().suspend(true);
        // What nobody reads would be sent for ever.
        world.peers.forEach(RawPeer::reset);
        world.world.settle(TimeUnit.SECONDS.toNanos(5));
        world.world.shutDown();
        // Nor what a connection holds that nobody has accepted, before its listener is closed.
        door.close();
        checks.checkEnd();
    }

    @Override
    public void close() {
        world.world.allocator.free();
    }

    private void closeAll() {
        for (ListenerProbe listener : world.listeners) {
            world.onLoop(listener.channel(), listener.channel()::close);
        }
        for (StreamProbe probe : List.copyOf(world.probes)) {
            actions.close(probe);
        }
        world.peers.forEach(RawPeer::receive);
        world.world.settle(TimeUnit.SECONDS.toNanos(4));
        world.peers.forEach(RawPeer::receive);
        world.peers.forEach(RawPeer::close);
        world.world.settle(TimeUnit.SECONDS.toNanos(30));
    }

    // --- steps

    private void step(Step step) {
        switch (step) {
            case LISTEN:
                channels.listen(random);
                break;
            case CLOSE_LISTENER:
                withListener(listener -> {
                    if (listener.isOpen()) {
                        world.note("close a listener");
                        world.perform(
                                random, listener, () -> world.promised("the close of a listener", listener.close()));
                    }
                });
                break;
            case PAUSE_LISTENER:
                boolean goOn = random.nextBoolean();
                withListener(listener -> {
                    world.note("a listener " + (goOn ? "goes on" : "pauses"));
                    world.perform(random, listener, () -> listener.config().setAutoRead(goOn));
                });
                break;
            case LISTENER_REACT:
                reactOfListener();
                break;
            case CONNECT:
                channels.connect(random);
                break;
            case FAULT:
                if (world.injectsFaults) {
                    world.note(StreamFaults.inject(windows.faults(), random));
                } else {
                    windows.faults().clear();
                }
                break;
            case OUT_OF_MEMORY:
                if (world.runsOutOfMemory) {
                    int times = 1 + random.nextInt(4);
                    world.note("the next " + times + " buffers are not there");
                    world.world.allocator.fail(times);
                }
                break;
            case CLOSE_FILE:
                world.note("a file is closed that may be being sent");
                world.regions.closeOne(random);
                break;
            case THROW:
                toss();
                break;
            case SHUT_DOWN_LOOP:
                shutDownLoop();
                break;
            case SETTLE:
                world.note("settle");
                world.world.settle(TimeUnit.MILLISECONDS.toNanos(1 << random.nextInt(13)));
                break;
            case CLOSE_DEAF:
                if (random.nextInt(4) == 0) {
                    channels.closeDeaf();
                }
                break;
            default:
                if (step.name().contains("RAW")) {
                    raw(step);
                } else {
                    withProbe(probe -> step(step, probe));
                }
        }
    }

    private void step(Step step, StreamProbe probe) {
        Channel channel = probe.channel();
        switch (step) {
            case WRITE:
                actions.write(random, probe);
                break;
            case DEREGISTER:
                actions.deregister(random, probe);
                break;
            case OPTION:
                world.perform(random, channel, () -> actions.option(random, probe));
                break;
            case RACE_READING:
                actions.raceReading(probe);
                break;
            case REACT:
                actions.react(random, probe);
                break;
            default:
                world.note(probe.id + ": " + step);
                int choice = random.nextInt(4);
                world.perform(random, channel, () -> simpleStep(step, probe, choice));
        }
    }

    private void simpleStep(Step step, StreamProbe probe, int choice) {
        switch (step) {
            case FLUSH:
                probe.channel().flush();
                break;
            case AUTO_READ:
                actions.autoRead(probe, choice > 1);
                break;
            case READ:
                probe.channel().read();
                break;
            case SHUTDOWN_OUTPUT:
                actions.shutdownOutput(probe);
                break;
            case SHUTDOWN_INPUT:
                actions.shutdownInput(probe);
                break;
            case CLOSE:
                actions.close(probe);
                break;
            case RESET:
                actions.reset(probe);
                break;
            case LINGER:
                actions.linger(probe, choice == 0 ? -1 : choice);
                break;
            default:
                throw new IllegalStateException(step.name());
        }
    }

    private void raw(Step step) {
        if (step == Step.CONNECT_RAW) {
            channels.connectRaw(random);
            return;
        }
        if (world.peers.isEmpty()) {
            return;
        }
        RawPeer peer = world.peers.get(random.nextInt(world.peers.size()));
        if (!peer.isOpen()) {
            return;
        }
        world.note("raw peer " + peer.id + ": " + step);
        switch (step) {
            case RAW_SEND:
                peer.send(1 + random.nextInt(1 << random.nextInt(13)));
                break;
            case RAW_RECEIVE:
                peer.receive();
                break;
            case RAW_HALF_CLOSE:
                peer.halfClose();
                break;
            case RAW_RESET:
                peer.reset();
                break;
            default:
                peer.close();
        }
    }

    private void toss() {
        if (random.nextInt(3) == 0) {
            int times = 1 + random.nextInt(3);
            world.note("the next " + times + " buffers throw");
            world.world.allocator.fail(times, () -> Thrown.error("of an allocator"));
        } else {
            world.note(StreamFaults.toss(windows.faults(), random));
        }
    }

    private void reactOfListener() {
        if (!world.listeners.isEmpty()) {
            ListenerProbe listener = world.listeners.get(random.nextInt(world.listeners.size()));
            boolean error = random.nextBoolean();
            Reaction.Event[] events = {
                Reaction.Event.READ, Reaction.Event.READ_COMPLETE, Reaction.Event.ACTIVE, Reaction.Event.EXCEPTION
            };
            world.note("the handler of a listener throws");
            listener.react(new Reaction(
                    events[random.nextInt(events.length)],
                    () -> Reaction.toss(error ? new Error("of a listener") : new Exception("of a listener"))));
        }
    }

    private void shutDownLoop() {
        if (world.loops().size() < 2 || random.nextInt(4) > 0 || windows.cancelsSlowly()) {
            return;
        }
        VirtualLoop loop = world.anyLoop(random);
        world.note("a loop is shut down");
        world.shutDown(loop);
    }

    private interface ChannelStep {
        void run(Channel channel);
    }

    private void withListener(ChannelStep step) {
        if (!world.listeners.isEmpty()) {
            Channel listener =
                    world.listeners.get(random.nextInt(world.listeners.size())).channel();
            if (listener.isRegistered()) {
                step.run(listener);
            }
        }
    }

    private interface ProbeStep {
        void run(StreamProbe probe);
    }

    private void withProbe(ProbeStep step) {
        for (int i = 0; i < 4 && !world.probes.isEmpty(); i++) {
            StreamProbe probe = world.probes.get(random.nextInt(world.probes.size()));
            // Those that are closed already are of less interest.
            if (probe.channel().isRegistered() && (probe.channel().isOpen() || random.nextInt(8) == 0)) {
                step.run(probe);
                return;
            }
        }
    }
}
