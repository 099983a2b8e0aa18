package io.github.nettywinsock.parity;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/** A datagram channel, and two sockets of the JDK that it may have to do with. */
final class DatagramSubject extends Subject {
    private static final int LENGTH = 65536;

    private final DatagramChannel datagrams;
    private final DatagramSocket peer;
    private final DatagramSocket other;
    private final InetSocketAddress peerAddress;
    private final InetSocketAddress otherAddress;
    private final List<String> received = new ArrayList<>();

    DatagramSubject(Transport transport, EventLoop loop) throws IOException {
        super(transport.datagrams.get(), loop);
        datagrams = (DatagramChannel) channel;
        peer = open("PEER");
        other = open("OTHER");
        peerAddress = (InetSocketAddress) peer.getLocalSocketAddress();
        otherAddress = (InetSocketAddress) other.getLocalSocketAddress();
    }

    private DatagramSocket open(String name) throws IOException {
        DatagramSocket socket = closing(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        addresses.port(socket.getLocalPort(), name);
        Thread reader = new Thread(() -> receive(socket, name), name);
        reader.setDaemon(true);
        reader.start();
        return socket;
    }

    private void receive(DatagramSocket socket, String name) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[LENGTH], LENGTH);
                socket.receive(packet);
                byte[] bytes = new byte[packet.getLength()];
                System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
                synchronized (received) {
                    received.add(name + " got " + Bytes.describe(bytes));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                synchronized (received) {
                    received.add(name + ": " + Failures.name(e));
                }
            }
        }
    }

    @Override
    InetSocketAddress address(String what) throws Exception {
        switch (what) {
            case "peer":
                return peerAddress;
            case "other":
                return otherAddress;
            case "wildcard":
                return new InetSocketAddress(peerAddress.getPort());
            case "wildcard6":
                return new InetSocketAddress(InetAddress.getByName("::"), peerAddress.getPort());
            case "broadcast":
                return new InetSocketAddress(InetAddress.getByName("127.255.255.255"), peerAddress.getPort());
            case "group":
                return new InetSocketAddress(group(), peerAddress.getPort());
            case "nobody":
                DatagramSocket bound = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                bound.close();
                return named("NOBODY", ((InetSocketAddress) bound.getLocalSocketAddress()).getPort());
            case "taken":
                return super.address("taken-datagram");
            default:
                return super.address(what);
        }
    }

    private static InetAddress group() throws IOException {
        return InetAddress.getByName("239.255.13.7");
    }

    private static NetworkInterface networkInterface() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    }

    @Override
    void run(String[] words) throws Exception {
        switch (words[0]) {
            case "send":
                channel.writeAndFlush(
                        new io.netty.channel.socket.DatagramPacket(
                                (ByteBuf) message(words[2], words[3]), address(words[1])),
                        promise("send"));
                break;
            case "write":
                channel.writeAndFlush(message(words[1], words[2]), promise("write"));
                break;
            case "peer":
                send(peer, Integer.parseInt(words[2]));
                break;
            case "other":
                send(other, Integer.parseInt(words[2]));
                break;
            case "peer-closes":
                peer.close();
                break;
            case "join":
                datagrams.joinGroup(group(), networkInterface(), null, promise("join"));
                break;
            case "join-any":
                datagrams.joinGroup(group(), promise("join"));
                break;
            case "join-source":
                datagrams.joinGroup(group(), networkInterface(), InetAddress.getByName("127.0.0.1"), promise("join"));
                break;
            case "join-no-group":
                datagrams.joinGroup(InetAddress.getByName("127.0.0.1"), networkInterface(), null, promise("join"));
                break;
            case "leave":
                datagrams.leaveGroup(group(), networkInterface(), null, promise("leave"));
                break;
            case "leave-any":
                datagrams.leaveGroup(group(), promise("leave"));
                break;
            case "leave-source":
                datagrams.leaveGroup(group(), networkInterface(), InetAddress.getByName("127.0.0.1"), promise("leave"));
                break;
            case "block":
                datagrams.block(group(), networkInterface(), InetAddress.getByName("127.0.0.1"), promise("block"));
                break;
            case "block-any":
                datagrams.block(group(), InetAddress.getByName("127.0.0.1"), promise("block"));
                break;
            default:
                super.run(words);
        }
    }

    private static Object message(String kind, String length) throws IOException {
        return Messages.of(kind, Integer.parseInt(length));
    }

    private void send(DatagramSocket from, int length) throws IOException {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        if (local == null) {
            return;
        }
        from.send(new DatagramPacket(
                Bytes.of(length), length, new InetSocketAddress(InetAddress.getLoopbackAddress(), local.getPort())));
    }

    @Override
    List<String> state() {
        List<String> lines = super.state();
        lines.add(datagrams.isConnected() ? "connected" : "not connected");
        synchronized (received) {
            lines.addAll(received);
            received.clear();
        }
        return lines;
    }

    @Override
    long changes() {
        synchronized (received) {
            return super.changes() + received.size();
        }
    }
}
