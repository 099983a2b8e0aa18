package io.github.nettywinsock.parity;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A channel that a program is run on: what all kinds of channels have in common. */
abstract class Subject implements AutoCloseable {
    private static final long LIMIT_MILLIS = 10_000;

    final Channel channel;
    final EventLoop loop;
    final EventLog log = new EventLog("");
    final Addresses addresses = new Addresses();
    private final Reactions reactions = new Reactions(log, this::run);
    private final List<AutoCloseable> closeables = new ArrayList<>();

    Subject(Channel channel, EventLoop loop) {
        this.channel = channel;
        this.loop = loop;
        channel.pipeline().addLast(new Recorder(log, addresses, reactions));
        log.future("closeFuture", channel.closeFuture());
    }

    /** Makes a step. */
    void run(String[] words) throws Exception {
        run(channel, log, reactions, words);
    }

    /** Makes a step that every channel knows, a child too. */
    final void run(Channel channel, EventLog log, Reactions reactions, String[] words) throws Exception {
        switch (words[0]) {
            case "when":
                reactions.on(words[1], Arrays.copyOfRange(words, 2, words.length));
                break;
            case "wait":
                Thread.sleep(Long.parseLong(words[1]));
                break;
            case "register":
                loop.register(promise("register", channel, log));
                break;
            case "bind":
                channel.bind(address(words[1]), promise("bind", channel, log));
                break;
            case "auto-read":
                channel.config().setAutoRead(words[1].equals("on"));
                break;
            case "read":
                channel.read();
                break;
            case "close":
                channel.close(promise("close", channel, log));
                break;
            case "close-twice":
                loop.execute(() -> {
                    channel.close(promise("close", channel, log));
                    channel.close(promise("second close", channel, log));
                });
                break;
            case "close-forcibly":
                onLoop(() -> channel.unsafe().closeForcibly());
                break;
            case "disconnect":
                channel.disconnect(promise("disconnect", channel, log));
                break;
            case "deregister":
                channel.deregister(promise("deregister", channel, log));
                break;
            case "connect":
                channel.connect(address(words[1]), promise("connect", channel, log));
                break;
            case "connect-from":
                channel.connect(address(words[2]), address(words[1]), promise("connect", channel, log));
                break;
            case "options":
                Options.read(channel).forEach(log::add);
                break;
            case "get":
                log.add(words[1] + " = " + Options.get(channel, words[1]));
                break;
            case "set":
                log.add("set " + words[1] + ": " + Options.set(channel, words[1], words[2]));
                log.add(words[1] + " = " + Options.get(channel, words[1]));
                break;
            default:
                throw new AssertionError("no such step: " + String.join(" ", words));
        }
    }

    /** Takes what was seen since. */
    List<String> seen() {
        return log.take();
    }

    /** What can be asked of the channel at any time. */
    List<String> state() {
        return state(channel);
    }

    final List<String> state(Channel channel) {
        List<String> lines = new ArrayList<>();
        lines.add((channel.isOpen() ? "open" : "not open")
                + (channel.isActive() ? ", active" : ", not active")
                + (channel.isRegistered() ? ", registered" : ", not registered")
                + (channel.isWritable() ? ", writable" : ", not writable"));
        lines.add("local " + addresses.name(channel.localAddress()));
        lines.add("remote " + addresses.name(channel.remoteAddress()));
        return lines;
    }

    /** How often something was seen to change. */
    long changes() {
        return log.changes();
    }

    final void onLoop(Runnable task) {
        if (channel.isRegistered()) {
            loop.submit(task).syncUninterruptibly();
        } else {
            task.run();
        }
    }

    final ChannelPromise promise(String call, Channel channel, EventLog log) {
        return log.promise(call, channel, loop);
    }

    /** A promise of the channel itself. */
    final ChannelPromise promise(String call) {
        return promise(call, channel, log);
    }

    final <C extends AutoCloseable> C closing(C closeable) {
        closeables.add(closeable);
        return closeable;
    }

    /** An address by what is there. */
    InetSocketAddress address(String what) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        switch (what) {
            case "free":
                return new InetSocketAddress(loopback, 0);
            case "any":
                return new InetSocketAddress(0);
            case "loopback6":
                return new InetSocketAddress(InetAddress.getByName("::1"), 0);
            case "taken":
                return named("TAKEN", closing(new ServerSocket(0, 50, loopback)).getLocalPort());
            case "taken-datagram":
                return named(
                        "TAKEN",
                        closing(new DatagramSocket(new InetSocketAddress(loopback, 0)))
                                .getLocalPort());
            case "refused":
                Socket bound = closing(new Socket());
                bound.bind(new InetSocketAddress(loopback, 0));
                return named("REFUSED", bound.getLocalPort());
            case "unresolved":
                return InetSocketAddress.createUnresolved("nowhere.invalid", 1);
            case "foreign":
                return new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0);
            case "port0":
                return new InetSocketAddress(loopback, 0);
            case "null":
                return null;
            default:
                throw new AssertionError("no such address: " + what);
        }
    }

    final InetSocketAddress named(String name, int port) {
        addresses.port(port, name);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Waits until nothing has changed for a while. */
    final void settle(long quietMillis) throws InterruptedException {
        long start = System.nanoTime();
        long since = start;
        long seen = changes();
        while (millisSince(since) < quietMillis && millisSince(start) < LIMIT_MILLIS) {
            Thread.sleep(Math.max(1, quietMillis / 8));
            long now = changes();
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            }
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** Ends what a program has left. */
    @Override
    public void close() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        close(channel);
    }

    static void close(Channel channel) throws InterruptedException {
        if (channel.isRegistered()) {
            channel.close().await(LIMIT_MILLIS);
        } else {
            channel.unsafe().closeForcibly();
        }
    }
}
