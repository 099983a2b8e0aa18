package io.github.nettywinsock.parity;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A listener and its children, whose clients are sockets of the JDK. */
final class ListenerSubject extends Subject {
    private final List<Peer> clients = new ArrayList<>();
    private final List<String[]> childOptions = new ArrayList<>();

    /** On the event loop, and read when nothing changes. */
    private final List<Connection> children = new ArrayList<>();

    private volatile boolean childrenAutoRead = true;

    ListenerSubject(Transport transport, EventLoop loop) {
        super(transport.listeners.get(), loop);
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                accepted((SocketChannel) message);
            }
        });
    }

    private void accepted(SocketChannel child) {
        Connection connection;
        synchronized (children) {
            int number = children.size() + 1;
            connection =
                    new Connection(child, loop, new EventLog("child " + number + ' '), step -> child(number, step));
            children.add(connection);
        }
        addresses.port(child.remoteAddress().getPort(), "CLIENT" + children.size());
        child.pipeline().addLast(new Recorder(connection.log, addresses, connection.reactions));
        child.config().setAutoRead(childrenAutoRead);
        for (String[] option : childOptions) {
            connection.log.add("set " + option[1] + ": " + Options.set(child, option[1], option[2]));
        }
        connection.log.future("closeFuture", child.closeFuture());
        loop.register(promise("register", child, connection.log));
    }

    @Override
    void run(String[] words) throws Exception {
        switch (words[0]) {
            case "client":
                client();
                break;
            case "client-resets":
                client();
                clients.get(clients.size() - 1).reset();
                break;
            case "child-set":
                childOptions.add(words);
                break;
            case "child-auto-read":
                childrenAutoRead = words[1].equals("on");
                break;
            case "child":
                child(Integer.parseInt(words[1]), Arrays.copyOfRange(words, 2, words.length));
                break;
            default:
                super.run(words);
        }
    }

    private void client() throws IOException {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        if (local == null) {
            return;
        }
        try {
            clients.add(closing(new Peer(new Socket(InetAddress.getLoopbackAddress(), local.getPort()), false)));
        } catch (IOException e) {
            log.add("client: " + Failures.name(e));
        }
    }

    /** Makes a step on a child, whose peer is the client that came as the same one. */
    private void child(int number, String[] words) throws Exception {
        Connection child;
        synchronized (children) {
            if (number > children.size()) {
                log.add("there is no such child");
                return;
            }
            child = children.get(number - 1);
        }
        for (Peer client : clients) {
            if (!child.hasPeer()
                    && client.localPort() == child.channel.remoteAddress().getPort()) {
                child.peer(client);
            }
        }
        if (!child.run(words)) {
            run(child.channel, child.log, child.reactions, words);
        }
    }

    @Override
    List<String> seen() {
        List<String> lines = super.seen();
        synchronized (children) {
            for (Connection child : children) {
                lines.addAll(child.log.take());
            }
        }
        return lines;
    }

    @Override
    List<String> state() {
        List<String> lines = super.state();
        synchronized (children) {
            for (int i = 0; i < children.size(); i++) {
                String name = "child " + (i + 1) + ' ';
                List<String> ofChild = state(children.get(i).channel);
                children.get(i).addState(ofChild);
                ofChild.forEach(line -> lines.add(name + line));
            }
        }
        return lines;
    }

    @Override
    long changes() {
        long changes = super.changes();
        synchronized (children) {
            for (Connection child : children) {
                changes += child.log.changes() + child.changes();
            }
        }
        return changes;
    }

    @Override
    public void close() throws Exception {
        synchronized (children) {
            for (Connection child : children) {
                close(child.channel);
            }
        }
        super.close();
    }
}
