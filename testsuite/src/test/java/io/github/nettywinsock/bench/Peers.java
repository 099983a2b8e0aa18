package io.github.nettywinsock.bench;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients of an echo server in a Windows in memory: each sends a message, and the next one when it has it back. */
public final class Peers implements Clients {
    /** Of most measurements. */
    public static final int MESSAGE_LENGTH = 64;

    private static final int PACKETS = 256;

    /** Of clients that idle; below those that Windows gives out. */
    private static final int FIRST_IDLE_PORT = 10_000;

    private final InetSocketAddress server;
    private final int messageLength;
    private final Door door;
    private final Map<Long, Peer> receiving = new HashMap<>();
    private final List<Peer> resting = new ArrayList<>();
    private final List<Peer> idle = new ArrayList<>();
    private long echoes;
    private long limit;

    /** Makes clients of a server that listens at an address. */
    public Peers(SimulatedWindows windows, InetSocketAddress server, int messageLength) {
        this.server = server;
        this.messageLength = messageLength;
        door = new Door(windows.ws2(), windows.sockets(), windows.newPort(PACKETS));
    }

    /** Connects one more. */
    public void connect() {
        connect(door.boundTcp()).begin();
    }

    /** Connects one more, which sends nothing. */
    public void connectIdle() {
        long s = door.tcp();
        check(door.bind(s, server.getAddress(), FIRST_IDLE_PORT + idle.size()));
        idle.add(connect(s));
    }

    private Peer connect(long s) {
        check(door.skipPackets(s));
        Door.Slot connect = door.slot();
        door.connect(s, server, connect);
        door.await(connect);
        check(door.updateConnectContext(s));
        return new Peer(s, true);
    }

    /**
     * Adds one that sends datagrams.
     *
     * @param datagrams how many a message is
     */
    public void addDatagrams(int datagrams) {
        boolean isInet6 = server.getAddress() instanceof Inet6Address;
        long s = door.open(isInet6 ? Door.AF_INET6 : Door.AF_INET, Door.SOCK_DGRAM);
        check(door.bind(s, server.getAddress(), 0));
        check(door.set(s, "UDP_SEND_MSG_SIZE", datagrams == 1 ? 0 : messageLength / datagrams));
        check(door.skipPackets(s));
        new Peer(s, false).begin();
    }

    /** The address of the one that was added, if there is one alone. */
    public InetSocketAddress address() {
        return door.local(resting.get(0).s);
    }

    @Override
    public void act() {
        int packets = door.port.GetQueuedCompletionStatusEx(0);
        for (int i = 0; i < packets; i++) {
            Peer peer = receiving.get(door.port.overlapped(i));
            peer.received += door.port.bytes(i);
            peer.receive();
            if (door.port.status(i) != 0 || peer.received > messageLength) {
                throw new IllegalStateException(peer.received + " bytes came back, status " + door.port.status(i));
            }
            if (peer.received == messageLength) {
                peer.received = 0;
                echoed(peer);
            }
        }
    }

    private void echoed(Peer peer) {
        echoes++;
        if (echoes < limit) {
            peer.send();
        } else {
            resting.add(peer);
        }
    }

    @Override
    public void goOn(long messages) {
        limit = echoes + messages;
        resting.forEach(Peer::send);
        resting.clear();
    }

    @Override
    public boolean rest() {
        return resting.size() == receiving.size();
    }

    @Override
    public long echoes() {
        return echoes;
    }

    @Override
    public void close() {
        receiving.values().forEach(peer -> door.close(peer.s));
        idle.forEach(peer -> door.close(peer.s));
    }

    /** Fails unless a call has succeeded. */
    static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("error " + -result);
        }
    }

    private final class Peer {
        private final long s;
        private final boolean stream;
        private final Door.Slot receive = door.slot(messageLength);
        private final Door.Slot send = door.slot(messageLength);
        private int received;

        Peer(long s, boolean stream) {
            this.s = s;
            this.stream = stream;
        }

        void begin() {
            receiving.put(receive.overlapped(), this);
            receive();
            resting.add(this);
        }

        /** Receives what is there, and is told of what comes then. */
        void receive() {
            int result = receiveOnce();
            for (; result == 0; result = receiveOnce()) {
                received += receive.bytes();
            }
            if (result != -WsaErrors.WSA_IO_PENDING) {
                throw new IllegalStateException("a receive does not go on: " + result);
            }
        }

        private int receiveOnce() {
            return stream ? door.receive(s, receive) : door.receiveMessage(s, receive);
        }

        void send() {
            check(stream ? door.send(s, send) : door.sendTo(s, server, send));
        }
    }
}
