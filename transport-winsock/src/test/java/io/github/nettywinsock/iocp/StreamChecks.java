package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What must be true of a program over connections. */
final class StreamChecks {
    /** How often calls of one function may fail without time passing between them. */
    private static final int MAX_FAILURES_AT_ONE_TIME = 100;

    /** How long it may take until a peer is told that there is room again, or a shortage has passed. */
    private static final int MAX_PAUSE_SECONDS = 15;

    private static final int CLIENTS = 4;
    private static final int IDLE_SECONDS = 10;
    private static final int MAX_RUNS_A_SECOND = 8;

    private final StreamWorld world;
    private final StreamChannels channels;
    private final SimulatedWindows windows;

    StreamChecks(StreamWorld world, StreamChannels channels) {
        this.world = world;
        this.channels = channels;
        windows = world.world.windows;
    }

    /** After each step. */
    void checkStep() {
        windows.verify();
        if (windows.failuresAtOneTime() > MAX_FAILURES_AT_ONE_TIME) {
            world.fault(windows.mostFailures(), "a call that fails is repeated without pause");
        }
        String uncancelled = windows.closedWhileReceiving();
        if (uncancelled != null) {
            world.fault(uncancelled, "a SOCKET is closed gracefully with a receive that was not cancelled");
        }
    }

    /** When nothing fails any more: all that is open works, and does nothing in vain. */
    void checkWorking() {
        world.acceptAll();
        checkFlushed();
        for (int i = 0; i < 2; i++) {
            // The second time, for what was written by a handler meanwhile.
            for (StreamProbe probe : List.copyOf(world.probes)) {
                probe.reactNoMore(i > 0);
                world.onLoop(probe.channel(), () -> {
                    probe.channel().config().setAutoRead(true);
                    probe.channel().flush();
                });
            }
            settleWithPeers(3);
        }
        checkArrived();
        checkLoops();
        checkListeners();
        checkIdle();
        checkStep();
    }

    /** Checks that what was flushed is sent without being flushed again, if its reader reads. */
    private void checkFlushed() {
        for (StreamProbe probe : world.probes) {
            world.onLoop(probe.channel(), () -> probe.channel().config().setAutoRead(true));
        }
        settleWithPeers(MAX_PAUSE_SECONDS);
        for (StreamProbe writer : world.probes) {
            if (writer.isWorking() && isReading(world.peerOf(writer)) && !isHeldUp(writer)) {
                ChannelOutboundBuffer unsent = writer.channel().unsafe().outboundBuffer();
                writer.check(unsent == null || unsent.current() == null, "what was flushed is not sent");
            }
        }
    }

    /** Whether its file waits for those of others, whose peers perhaps do not read. */
    private boolean isHeldUp(StreamProbe writer) {
        return windows.waitsForOtherFiles(((IocpSocketChannel) writer.channel()).socket.handle());
    }

    private static boolean isReading(StreamEnd reader) {
        if (reader instanceof RawPeer) {
            return ((RawPeer) reader).isWorking();
        }
        return reader instanceof StreamProbe
                && ((StreamProbe) reader).isWorking()
                && ((StreamProbe) reader).channel().config().isAutoRead();
    }

    private void settleWithPeers(int seconds) {
        long end = windows.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long before = -1;
        while (true) {
            world.peers.forEach(RawPeer::poll);
            world.peers.forEach(RawPeer::receive);
            long received = received();
            if (received > before) {
                end = Math.max(end, windows.nanoTime() + TimeUnit.SECONDS.toNanos(1));
                before = received;
                world.world.settle(TimeUnit.MILLISECONDS.toNanos(2));
            } else if (windows.nanoTime() < end) {
                world.world.settle(TimeUnit.MILLISECONDS.toNanos(50));
            } else {
                return;
            }
        }
    }

    private long received() {
        return world.peers.stream()
                        .mapToLong(peer -> peer.incoming().received())
                        .sum()
                + world.probes.stream()
                        .mapToLong(probe -> probe.incoming().received())
                        .sum();
    }

    private void checkArrived() {
        for (StreamProbe writer : world.probes) {
            StreamEnd reader = world.peerOf(writer);
            boolean reads = reader instanceof StreamProbe && ((StreamProbe) reader).isWorking()
                    || reader instanceof RawPeer && ((RawPeer) reader).isWorking();
            if (!writer.isWorking()) {
                continue;
            }
            writer.checkOptions();
            if (reads && !isHeldUp(writer)) {
                writer.checkArrived(reader);
            }
            if (reads && reader instanceof RawPeer) {
                long sent = reader.outgoing().sent(null);
                long received = writer.incoming().received();
                writer.check(received == sent, received + " bytes of " + sent + " have arrived from a raw peer");
            }
        }
    }

    /** Checks that the event loops run what other threads give them. */
    private void checkLoops() {
        for (VirtualLoop loop : world.loops()) {
            boolean[] ran = new boolean[1];
            loop.loop().execute(() -> ran[0] = true);
            world.world.settle(TimeUnit.SECONDS.toNanos(1));
            if (!ran[0]) {
                world.fault(loop, "an event loop sleeps although it was given a task");
            }
        }
    }

    /** Checks that each listener that is open accepts. */
    private void checkListeners() {
        for (ListenerProbe listener : List.copyOf(world.listeners)) {
            Channel channel = listener.channel();
            if (channel.isActive() && channel.isRegistered()) {
                world.onLoop(channel, () -> channel.config().setAutoRead(true));
                settleWithPeers(1);
                int before = listener.accepted();
                InetSocketAddress address = channels.addressOf(listener);
                // What an allocator throws costs one connection, so that it takes more than one to tell.
                for (int i = 0; i < CLIENTS && listener.accepted() == before; i++) {
                    channels.connectRawTo(address);
                    settleWithPeers(2);
                }
                if (listener.accepted() == before) {
                    world.fault(listener, "an open listener does not accept");
                }
            }
        }
    }

    /** Checks that nothing is done while nothing happens. */
    private void checkIdle() {
        settleWithPeers(3);
        int runs = world.world.runs();
        world.world.settle(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
        int done = world.world.runs() - runs;
        int most = MAX_RUNS_A_SECOND * IDLE_SECONDS * world.world.loops().size();
        if (done > most) {
            world.fault("the event loops have run " + done + " times in " + IDLE_SECONDS + " s", "something idles hot");
        }
    }

    /** When everything was closed, and had the time for it. */
    void checkClosed() {
        checkStep();
        List<String> open = new ArrayList<>();
        for (StreamProbe probe : world.probes) {
            if (probe.channel().isOpen()
                    || probe.channel().isRegistered()
                            && !probe.channel().closeFuture().isDone()) {
                open.add(probe.toString());
            }
        }
        if (!open.isEmpty()) {
            world.fault(open, "connections stay open after they were closed");
        }
        if (windows.openSockets() > 0) {
            world.fault(windows.openSockets() + " of them", "SOCKETs stay open after everything was closed");
        }
        if (world.world.slotsInUse() > 0) {
            world.fault(world.world.slotsInUse() + " of them", "slots stay in use after everything was closed");
        }
        if (world.world.hasTimers()) {
            world.fault("an event loop", "tasks stay scheduled after everything was closed");
        }
    }

    /** When the event loops have ended. */
    void checkEnd() {
        checkStep();
        world.listeners.forEach(ListenerProbe::checkEnd);
        world.probes.forEach(StreamProbe::checkEnd);
        world.checkPromises();
        if (world.world.allocator.live() > 0) {
            world.fault(world.world.allocator.live() + " of them", "buffers were not released");
        }
        int regions = world.regions.left();
        if (regions > 0) {
            world.fault(regions + " of them", "regions of files were not released");
        }
        windows.verifyClosed();
        if (windows.outstandingCalls() > 0) {
            world.fault(windows.outstandingCalls() + " of them", "calls have not ended");
        }
    }
}
