package io.github.nettywinsock.parity;

import io.github.nettywinsock.iocp.IocpChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.List;

/** A connection that a program is run on, and its peer once there is one. */
final class Connection {
    final SocketChannel channel;
    final EventLog log;
    final Reactions reactions;
    private final EventLoop loop;
    private Peer peer;

    /** @param steps makes the steps that are made within events */
    Connection(SocketChannel channel, EventLoop loop, EventLog log, Reactions.Steps steps) {
        this.channel = channel;
        this.loop = loop;
        this.log = log;
        reactions = new Reactions(log, steps);
    }

    void peer(Peer peer) {
        this.peer = peer;
    }

    boolean hasPeer() {
        return peer != null;
    }

    /** Makes a step, if it is one of a connection. */
    boolean run(String[] words) throws Exception {
        switch (words[0]) {
            case "write":
                channel.writeAndFlush(message(words), promise("write"));
                return true;
            case "write-only":
                channel.write(message(words), promise("write"));
                return true;
            case "flush":
                channel.flush();
                return true;
            case "write-close":
                together(words, () -> channel.close(promise("close")));
                return true;
            case "write-shutdown":
                together(words, () -> channel.shutdownOutput(promise("shutdownOutput")));
                return true;
            case "write-deregister":
                together(words, () -> channel.deregister(promise("deregister")));
                return true;
            case "shutdown-output":
                channel.shutdownOutput(promise("shutdownOutput"));
                return true;
            case "shutdown-input":
                channel.shutdownInput(promise("shutdownInput"));
                return true;
            case "shutdown":
                channel.shutdown(promise("shutdown"));
                return true;
            case "transmit-files":
                // Of NIO there is no such choice.
                channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, true);
                return true;
            case "peer":
                peer(words);
                return true;
            default:
                return false;
        }
    }

    private ChannelPromise promise(String call) {
        return log.promise(call, channel, loop);
    }

    private static Object message(String[] words) throws IOException {
        return Messages.of(words[1], Integer.parseInt(words[2]));
    }

    private void together(String[] words, Runnable next) throws IOException {
        Object message = message(words);
        Future<?> done = loop.submit(() -> {
            channel.writeAndFlush(message, promise("write"));
            next.run();
        });
        done.syncUninterruptibly();
    }

    private void peer(String[] words) throws Exception {
        if (peer == null) {
            return;
        }
        try {
            switch (words[1]) {
                case "stalls":
                    peer.stall();
                    break;
                case "resumes":
                    peer.resume();
                    break;
                case "sends":
                    peer.send(Integer.parseInt(words[2]));
                    break;
                case "ends":
                    peer.shutdownOutput();
                    break;
                case "closes":
                    peer.close();
                    break;
                case "resets":
                    peer.reset();
                    break;
                default:
                    throw new AssertionError("no such step of a peer: " + words[1]);
            }
        } catch (IOException e) {
            log.add("peer could not");
        }
    }

    void addState(List<String> lines) {
        lines.add("shut down: input " + channel.isInputShutdown() + ", output " + channel.isOutputShutdown() + ", both "
                + channel.isShutdown());
        if (peer != null) {
            lines.add(peer.state());
        }
    }

    /** Changes when something was received. */
    long changes() {
        return peer == null ? 0 : peer.state().hashCode() & 0xFFFF_FFFFL;
    }
}
